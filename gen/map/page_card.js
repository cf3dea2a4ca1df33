// SPDX-License-Identifier: GPL-2.0-or-later
// The card of a port: what the registry says of it.
/* global N_PORTS, KIND, data, items, itemStart, itemAt, classOf, cells, filter, changeAt, nameOf, byId, make,
   portsText, state, mapBox, redraw, flyTo, keepInSight, pushLink */
/* exported showCard, swatch, putCursor, pin, unpin, say, hover */

/** A picture of a status or a change, as in the legend. */
const swatch = (key) => make('span', { class: `swatch ${key}`, 'aria-hidden': 'true' });

/** Say something to those who cannot see it change. */
const say = (text) => { byId('say').textContent = text; };

const KIND_WORDS = { [KIND.reserved]: 'Reserved', [KIND.deassigned]: 'De-assigned', [KIND.unassigned]: 'Unassigned' };

/** Protocols with commas: "tcp, udp". */
const protocolsText = (x) => x.protocols.split(' ').join(', ');

function fact(list, label, value) {
  if (value !== '') list.append(make('dt', {}, label), make('dd', {}, value));
}

/** What one assignment says. */
function assignmentPart(x) {
  const facts = make('dl');
  const title = x.name !== '' ? x.name : x.description || KIND_WORDS[x.kind];
  fact(facts, 'Protocols', protocolsText(x) || 'any');
  if (x.hi > x.lo) fact(facts, 'Ports', portsText(x.lo, x.hi));
  fact(facts, 'Aliases', x.aliases.split(' ').join(', '));
  if (x.name !== '') fact(facts, 'Description', x.description);
  fact(facts, 'Registered', x.registered);
  fact(facts, 'Modified', x.modified);
  fact(facts, 'Reference', x.reference);
  fact(facts, 'Unauthorised use', x.unauthorized);
  if (x.kind === KIND.historic) fact(facts, 'Note', 'historic');
  return [make('h3', {}, title), facts];
}

function changesOf(port) {
  return (data.changes?.list ?? []).filter(([, lo, hi]) => lo <= port && port <= hi);
}

function changePart(port) {
  if (changeAt[port] === 0) return [];
  const list = make('dl');
  for (const [kind, , , protocols, words] of changesOf(port)) {
    fact(list, data.changes.kinds[kind][1], `${words}${protocols === '' ? '' : ` (${protocols.split(' ').join(', ')})`}`);
  }
  return [make('h3', {}, 'Changed'), list];
}

/** The status of a port in words, also for the slider's value. */
function portWords(port) {
  const status = data.status[cells.status[port]][1];
  const changed = changeAt[port] !== 0 ? `, ${data.changes.kinds[changeAt[port] - 1][1].toLowerCase()}` : '';
  const hidden = cells.shown[port] === 0 ? ', hidden by the filter' : '';
  return `${port} ${nameOf(port)}, ${status}${changed}${hidden}`.replace(' ,', ',');
}

function showCard(port) {
  const [key, label] = data.status[cells.status[port]];
  const name = nameOf(port);
  const body = [];
  byId('card-title').replaceChildren(make('span', {}, `Port ${port}`), name === '' ? '' : ` ${name}`);
  body.push(make('p', { class: 'state' }, swatch(key), `${label}; ${data.classes[classOf(port)][3].toLowerCase()}`));
  if (cells.shown[port] === 0) body.push(make('p', { class: 'state' }, 'Hidden by the filter.'));
  body.push(...changePart(port));
  for (let i = itemStart[port]; i < itemStart[port + 1]; i++) {
    const x = items[itemAt[i]];
    if (x.kind === KIND.gap) {
      body.push(make('p', {}, x.lo === x.hi ? 'The registry does not list this port.'
        : `The registry lists none of the ports ${portsText(x.lo, x.hi)}.`));
    } else if (x.since <= filter.until) {
      body.push(...assignmentPart(x));
    }
  }
  byId('card-body').replaceChildren(...body);
  byId('card').classList.toggle('pinned', state.pinned);
}

/** Put the cursor on a port, and show its card. */
function putCursor(port) {
  state.cursor = Math.min(Math.max(port, 0), N_PORTS - 1);
  state.over = -1;
  mapBox.setAttribute('aria-valuenow', `${state.cursor}`);
  mapBox.setAttribute('aria-valuetext', portWords(state.cursor));
  showCard(state.cursor);
  redraw();
}

/** The pointer is over a port, or over none (-1): a pinned card stays. */
function hover(port) {
  if (port === state.over) return;
  state.over = port;
  if (!state.pinned) showCard(port < 0 ? state.cursor : port);
  redraw();
}

/** Pin the card of a port.  It gets a link of its own unless it comes from one. */
function pin(port, { fly = false, link = true } = {}) {
  state.pinned = true;
  putCursor(port);
  if (fly) flyTo(port);
  else keepInSight(port);
  say(`Pinned: ${portWords(port)}`);
  if (link) pushLink(`#port=${port}`);
}

function unpin(link = true) {
  if (!state.pinned) return;
  state.pinned = false;
  showCard(state.cursor);
  redraw();
  say('The card is no longer pinned.');
  if (link) pushLink('');
}
