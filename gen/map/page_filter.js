// SPDX-License-Identifier: GPL-2.0-or-later
// The legend, which is the filter.
/* global ON, data, items, cells, filter, recount, byId, make, swatch, redraw, putCursor, showTable,
   say, state, pin, portsText, setQuery, setTime, months */
/* exported refresh, buildFilter */

/** A line of the legend with a box to check. */
function line(box, { key, label, number, value, checked, change }) {
  const input = make('input', { type: 'checkbox', value, checked: checked ? '' : null });
  input.addEventListener('change', () => {
    change(input.checked);
    refresh();
  });
  const parts = [input];
  if (key !== undefined) parts.push(swatch(key));
  parts.push(make('span', {}, label));
  if (number !== undefined) parts.push(make('span', { class: 'number', id: number }));
  box.append(make('label', { class: 'check' }, ...parts));
}

const thousands = (n) => n.toLocaleString('en');

/** Compute and show everything again. */
function refresh() {
  recount();
  data.status.forEach(([key], s) => { byId(`number-${key}`).textContent = thousands(cells.counts[s]); });
  putCursor(state.cursor);
  showTable();
  redraw();
}

function buildLegends() {
  data.status.forEach(([key, label], s) => line(byId('filter-status'), {
    key, label, number: `number-${key}`, value: key, checked: true, change: (on) => { filter.status[s] = on; },
  }));
  for (const [name, bit] of ON) {
    line(byId('filter-on'), {
      label: name,
      value: name,
      checked: true,
      change: (on) => { filter.on = on ? filter.on | bit : filter.on & ~bit; },
    });
  }
  data.classes.forEach(([first, last, key, label], c) => line(byId('filter-class'), {
    label: `${label} ${first}\u2013${last}`, value: key, checked: true, change: (on) => { filter.classes[c] = on; },
  }));
}

function buildSince() {
  const select = byId('filter-since');
  const years = [...new Set(items.map((x) => Math.floor(x.since / 100)))].filter((y) => y > 0).sort((a, b) => b - a);
  select.append(make('option', { value: '0' }, 'any time'));
  for (const year of years) select.append(make('option', { value: `${year}` }, `${year}`));
  select.addEventListener('change', () => {
    filter.since = Number(select.value) * 100;
    refresh();
  });
  byId('filter-unauthorized').addEventListener('change', (event) => {
    filter.unauthorized = event.target.checked;
    refresh();
  });
}

function resetFilter() {
  filter.status.fill(true);
  filter.classes.fill(true);
  filter.on = 31;
  filter.since = 0;
  filter.unauthorized = false;
  if (filter.until !== Infinity) setTime(months.length);
  byId('query').value = '';
  setTimeout(() => {
    setQuery('');
    say('Everything is shown.');
  });
}

function buildChanges() {
  const { changes } = data;
  if (changes === null) return;
  byId('changes').hidden = false;
  byId('changes-note').textContent = `${thousands(changes.list.length)} changes since the registry of ${changes.old_date ?? 'an unknown date'}.`;
  changes.kinds.forEach(([key, label, ports], k) => {
    line(byId('changes-kinds'), {
      key, label, number: `number-${key}`, value: key, checked: true, change: (on) => {
        filter.kinds[k] = on;
        listChanges();
      },
    });
    byId(`number-${key}`).textContent = `${thousands(ports)} ports`;
  });
  byId('changes-on').addEventListener('change', (event) => {
    filter.changes = event.target.checked;
    refresh();
  });
  byId('changes-list').addEventListener('click', (event) => {
    const port = event.target.closest('button')?.dataset.port;
    if (port !== undefined) pin(Number(port), { fly: true });
  });
  listChanges();
}

const LISTED = 500;

/** The changes of the kinds that are checked. */
function listChanges() {
  const { kinds, list } = data.changes;
  const wanted = list.filter(([kind]) => filter.kinds[kind]);
  const lines = wanted.slice(0, LISTED).map(([kind, lo, hi, protocols, words]) => make(
    'li', {}, swatch(kinds[kind][0]),
    make('span', {}, `${kinds[kind][1]}: `,
      make('button', { type: 'button', class: 'plain', 'data-port': `${lo}` },
        `${portsText(lo, hi)}${protocols === '' ? '' : `/${protocols.split(' ').join(',')}`}`), ` ${words}`),
  ));
  if (wanted.length > LISTED) lines.push(make('li', {}, `and ${thousands(wanted.length - LISTED)} more`));
  byId('changes-list').replaceChildren(...lines);
}

function buildFilter() {
  buildLegends();
  buildSince();
  buildChanges();
  const form = byId('filter');
  form.addEventListener('reset', resetFilter);
  form.addEventListener('submit', (event) => event.preventDefault());
  showNumbers();
}

/** What convert counts, too. */
function showNumbers() {
  const { rows, entries, aliases, unnamed, portless } = data.counts;
  byId('numbers').textContent = `${thousands(rows)} rows: ${thousands(entries)} entries, ${thousands(aliases)} aliases; `
    + `${thousands(unnamed)} without a name, ${thousands(portless)} without a port.`;
}
