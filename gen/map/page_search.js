// SPDX-License-Identifier: GPL-2.0-or-later
// The search: by number, name and words.
/* global N_PORTS, KIND, items, itemStart, itemAt, filter, byId, make, portsText, pin, refresh, say, state, pushLink, replaceLink */
/* exported buildSearch, setQuery */

const MOST = 40; // results in the list, and on the map

/** What a text asks for: ports, or words. */
function readQuery(text) {
  const query = text.trim().toLowerCase();
  const ports = /^(\d{1,5})(?:\s*[-\u2013]\s*(\d{1,5}))?(?:\/\w+)?$/.exec(query);
  if (ports !== null) {
    const lo = Number(ports[1]);
    const hi = Number(ports[2] ?? ports[1]);
    if (lo <= hi && hi < N_PORTS) return { lo, hi };
  }
  return query === '' ? null : { words: query.split(/\s+/) };
}

/** All that can be searched of an item, in small letters; made when it is first needed. */
function haystack(x) {
  x.hay ??= `${x.name} ${x.aliases} ${x.description} ${x.protocols}`.toLowerCase();
  return x.hay;
}

function fits(x, query) {
  if (query.lo !== undefined) return x.lo <= query.hi && x.hi >= query.lo;
  return x.name !== '' && query.words.every((word) => haystack(x).includes(word));
}

/** How well an item fits: 0 is best. */
function rank(x, query) {
  const name = x.name.toLowerCase();
  const [word] = query.words;
  if (name === query.words.join(' ')) return 0;
  if (x.aliases.toLowerCase().split(' ').includes(word)) return 1;
  if (name.startsWith(word)) return 2;
  return name.includes(word) ? 3 : 4;
}

function find(query) {
  const found = [];
  if (query.lo !== undefined && query.lo === query.hi) {
    for (let i = itemStart[query.lo]; i < itemStart[query.lo + 1]; i++) found.push(items[itemAt[i]]);
    return found;
  }
  for (const x of items) if (x.since <= filter.until && fits(x, query)) found.push(x);
  if (query.words !== undefined) {
    found.sort((a, b) => rank(a, query) - rank(b, query) || a.lo - b.lo);
  }
  return found;
}

function resultButton(x, query) {
  const port = query.lo !== undefined ? Math.max(x.lo, query.lo) : x.lo;
  const ports = query.lo !== undefined && query.lo === query.hi ? `${port}` : portsText(x.lo, x.hi);
  const what = x.kind === KIND.gap ? 'free' : x.name || x.description;
  const more = x.name !== '' && x.description !== '' ? ` \u2013 ${x.description.slice(0, 70)}` : '';
  const button = make('button', { type: 'button' }, make('strong', {}, `${ports} ${what}`), ` ${x.protocols}${more}`);
  button.addEventListener('click', () => {
    byId('results-box').hidden = true;
    pin(port, { fly: true });
  });
  return make('li', {}, button);
}

/** Show what a text finds: in the list, on the map and in the table. */
function setQuery(text, { open = true } = {}) {
  const query = readQuery(text);
  const found = query === null ? [] : find(query);
  const words = `${found.length} found${found.length > MOST ? `, the first ${MOST} are listed` : ''}`;
  state.found = found.slice(0, MOST).filter((x) => x.name !== '').map((x) => Math.max(x.lo, query.lo ?? 0));
  filter.query = query === null ? null : (x) => fits(x, query);
  byId('results-box').hidden = query === null || !open;
  byId('results').replaceChildren(...found.slice(0, MOST).map((x) => resultButton(x, query)));
  byId('results-count').textContent = words;
  refresh();
  if (query !== null) say(words);
}

function buildSearch() {
  const form = byId('search');
  const input = byId('query');
  let timer = 0;
  const apply = () => {
    clearTimeout(timer);
    setQuery(input.value);
    replaceLink(input.value.trim() === '' ? '' : `#q=${encodeURIComponent(input.value.trim())}`);
  };
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
    // A link of its own, so that "back" leads from the port to the results.
    byId('results').querySelector('button')?.click();
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  input.addEventListener('focus', () => {
    byId('results-box').hidden = input.value.trim() === '';
  });
  form.addEventListener('keydown', (event) => walkResults(event, form));
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) byId('results-box').hidden = true;
  });
}

/** Arrow keys walk through the results; Escape closes them, then empties the search. */
function walkResults(event, form) {
  const stops = [byId('query'), ...byId('results').querySelectorAll('button')];
  const at = stops.indexOf(document.activeElement);
  if (event.key === 'Escape') {
    event.preventDefault();
    if (byId('results-box').hidden) {
      byId('query').value = '';
      setQuery('');
      pushLink('');
    }
    byId('results-box').hidden = true;
    byId('query').focus();
    byId('results-box').hidden = true;
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && form.contains(document.activeElement)) {
    event.preventDefault();
    byId('results-box').hidden = byId('query').value.trim() === '';
    stops[Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), stops.length - 1)].focus();
  }
}
