// SPDX-License-Identifier: GPL-2.0-or-later
// The status of each port at a date, what the filter shows, and what changed.
/* global N_PORTS, DYNAMIC_FIRST, STATUS, KIND, data, items, itemStart, itemAt, classOf */
/* exported cells, shownItem, shownCell, itemStatus, recount, changeAt, SIDE, portAt, cellOf */

const SIDE = 256;

const filter = {
  status: data.status.map(() => true),
  on: 31, // bits of protocols
  classes: data.classes.map(() => true),
  since: 0,
  unauthorized: false,
  until: Infinity, // of the time line
  query: null, // a function of an item
  changes: data.changes !== null, // show changes, not statuses
  kinds: (data.changes?.kinds ?? []).map(() => true),
};

const cells = {
  status: new Uint8Array(N_PORTS),
  shown: new Uint8Array(N_PORTS),
  counts: data.status.map(() => 0),
};

/** For each port the kind of its first change, plus 1. */
const changeAt = new Uint8Array(N_PORTS);
for (const [kind, lo, hi] of data.changes?.list ?? []) {
  for (let port = lo; port <= hi; port++) {
    if (changeAt[port] === 0 || changeAt[port] > kind + 1) changeAt[port] = kind + 1;
  }
}

const freeStatus = (port) => (port < DYNAMIC_FIRST ? STATUS.unassigned : STATUS.dynamic);

/** Was the item there at the date of the time line?  Items without a date always are. */
const isThere = (x) => x.since <= filter.until;

/** The rule of iana_map_cells_fill in gen/map/cells.h. */
function statusOf(port) {
  let on = 0;
  let kinds = 0;
  for (let i = itemStart[port]; i < itemStart[port + 1]; i++) {
    const x = items[itemAt[i]];
    if (!isThere(x)) continue;
    if (x.kind === KIND.service) on |= x.on;
    else kinds |= 1 << x.kind;
  }
  if (on > 3) return STATUS.other;
  if (on === 3) return STATUS.both;
  if (on !== 0) return on === 1 ? STATUS.tcp : STATUS.udp;
  if (kinds & (1 << KIND.historic)) return STATUS.historic;
  if (kinds & (1 << KIND.reserved)) return STATUS.reserved;
  if (kinds & (1 << KIND.deassigned)) return STATUS.historic;
  return freeStatus(port);
}

/** Does the item pass all parts of the filter that are about items? */
function passes(x) {
  return isThere(x)
    && (filter.on === 31 || (x.on & filter.on) !== 0)
    && (filter.since === 0 || x.since >= filter.since)
    && (!filter.unauthorized || x.unauthorized !== '')
    && (filter.query === null || filter.query(x));
}

const shownItem = new Uint8Array(items.length);

function cellPasses(port) {
  if (!filter.status[cells.status[port]] || !filter.classes[classOf(port)]) return 0;
  if (filter.changes && changeAt[port] !== 0 && !filter.kinds[changeAt[port] - 1]) return 0;
  for (let i = itemStart[port]; i < itemStart[port + 1]; i++) {
    if (shownItem[itemAt[i]] !== 0) return 1;
  }
  return 0;
}

/** An item is shown if it passes and one of its cells does. */
function itemIsShown(number) {
  if (shownItem[number] === 0) return 0;
  for (let port = items[number].lo; port <= items[number].hi; port++) {
    if (cells.shown[port] !== 0) return 1;
  }
  return 0;
}

/** Compute every cell again, after the filter has changed. */
function recount() {
  cells.counts.fill(0);
  for (let port = 0; port < N_PORTS; port++) {
    cells.status[port] = statusOf(port);
    cells.counts[cells.status[port]]++;
  }
  items.forEach((x, number) => { shownItem[number] = passes(x) ? 1 : 0; });
  for (let port = 0; port < N_PORTS; port++) cells.shown[port] = cellPasses(port);
  for (let number = 0; number < items.length; number++) shownItem[number] = itemIsShown(number);
}

const itemStatus = (x) => cells.status[x.lo];

// ---- places: rows of 256 ports, or a Hilbert curve -------------------------------------

/** The place of step d on a Hilbert curve through 256 by 256 cells. */
function hilbertPlace(d) {
  let x = 0;
  let y = 0;
  let t = d;
  for (let s = 1; s < SIDE; s *= 2) {
    const rx = 1 & (t >> 1);
    const ry = 1 & (t ^ rx);
    if (ry === 0) {
      if (rx === 1) {
        x = s - 1 - x;
        y = s - 1 - y;
      }
      [x, y] = [y, x];
    }
    x += s * rx;
    y += s * ry;
    t >>= 2;
  }
  return y * SIDE + x;
}

/** cellOf[order][port] is the place of a port, portAt[order][place] the port of a place. */
const cellOf = { rows: new Uint16Array(N_PORTS), hilbert: new Uint16Array(N_PORTS) };
const portAt = { rows: new Uint16Array(N_PORTS), hilbert: new Uint16Array(N_PORTS) };
for (let port = 0; port < N_PORTS; port++) {
  cellOf.rows[port] = port;
  cellOf.hilbert[port] = hilbertPlace(port);
}
for (const order of ['rows', 'hilbert']) {
  cellOf[order].forEach((place, port) => { portAt[order][place] = port; });
}
