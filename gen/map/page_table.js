// SPDX-License-Identifier: GPL-2.0-or-later
// The table of what is shown: sorted, in parts, and to be copied.
/* global data, items, shownItem, itemStatus, byId, make, portsText, pin, say */
/* exported showTable, buildTable */

const PART = 100; // lines

const COLUMNS = [
  { title: 'Port', text: (x) => portsText(x.lo, x.hi), order: (a, b) => a.lo - b.lo },
  { title: 'Status', text: (x) => data.status[itemStatus(x)][1], order: (a, b) => itemStatus(a) - itemStatus(b) },
  { title: 'Protocols', text: (x) => x.protocols.split(' ').join(', ') },
  { title: 'Name', text: (x) => x.name },
  { title: 'Aliases', text: (x) => x.aliases.split(' ').join(', ') },
  { title: 'Registered', text: (x) => x.registered },
  { title: 'Reference', text: (x) => x.reference },
  { title: 'Description', text: (x) => x.description },
];

const sorting = { column: 0, down: false, start: 0 };

/** Blank cells come last, whatever the direction. */
function compare(a, b) {
  const { text, order } = COLUMNS[sorting.column];
  const sign = sorting.down ? -1 : 1;
  if (order !== undefined) return sign * order(a, b) || a.lo - b.lo;
  const x = text(a);
  const y = text(b);
  if (x === '' || y === '') return (x === '') - (y === '') || a.lo - b.lo;
  return sign * (x < y ? -1 : Number(x > y)) || a.lo - b.lo;
}

const wanted = () => items.filter((x, number) => shownItem[number] !== 0).sort(compare);

function rowOf(x) {
  const row = make('tr');
  COLUMNS.forEach(({ text }, i) => {
    if (i === 0) {
      row.append(make('td', {}, make('button', { type: 'button', class: 'plain', 'data-port': `${x.lo}` }, text(x))));
    } else {
      row.append(make('td', {}, text(x)));
    }
  });
  return row;
}

function showTable() {
  const list = wanted();
  if (sorting.start >= list.length) sorting.start = 0;
  const part = list.slice(sorting.start, sorting.start + PART);
  byId('table-body').replaceChildren(...part.map(rowOf));
  byId('table-count').textContent = list.length === 0 ? 'Nothing is shown.'
    : `Lines ${sorting.start + 1} to ${sorting.start + part.length} of ${list.length.toLocaleString('en')}`;
  byId('table-before').disabled = sorting.start === 0;
  byId('table-next').disabled = sorting.start + PART >= list.length;
  COLUMNS.forEach((column, i) => {
    const cell = byId('table-head').children[i];
    if (i === sorting.column) cell.setAttribute('aria-sort', sorting.down ? 'descending' : 'ascending');
    else cell.removeAttribute('aria-sort');
  });
}

/** All lines with tabs between their cells, as a spreadsheet takes them. */
function tableText() {
  const flat = (text) => text.replace(/\s+/g, ' ');
  const lines = wanted().map((x) => COLUMNS.map(({ text }) => flat(text(x))).join('\t'));
  return [COLUMNS.map(({ title }) => title).join('\t'), ...lines, ''].join('\n');
}

/** Pages that are opened as files may have no clipboard: a field takes its place. */
async function copyTable() {
  const text = tableText();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
    byId('table-copy').focus();
  }
  say('The table is copied.');
}

function turn(step) {
  sorting.start = Math.max(sorting.start + step, 0);
  showTable();
  byId('table-body').closest('.scroll').scrollTop = 0;
  say(byId('table-count').textContent);
}

function buildTable() {
  COLUMNS.forEach(({ title }, i) => {
    const button = make('button', { type: 'button', class: 'plain' }, title);
    button.addEventListener('click', () => {
      sorting.down = sorting.column === i && !sorting.down;
      sorting.column = i;
      sorting.start = 0;
      showTable();
    });
    byId('table-head').append(make('th', { scope: 'col' }, button));
  });
  byId('table-body').addEventListener('click', (event) => {
    const port = event.target.closest('button')?.dataset.port;
    if (port !== undefined) {
      pin(Number(port), { fly: true });
      byId('map').scrollIntoView({ block: 'nearest' });
    }
  });
  byId('table-copy').addEventListener('click', copyTable);
  byId('table-before').addEventListener('click', () => turn(-PART));
  byId('table-next').addEventListener('click', () => turn(PART));
}
