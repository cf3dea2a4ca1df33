'use strict';
// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the data of the page: gen/map/data.h tells its form.
/* exported N_PORTS, DYNAMIC_FIRST, STATUS, KIND, data, items, itemStart, itemAt, classOf, byId, make, portsText, ON */

const N_PORTS = 65536;
const DYNAMIC_FIRST = 49152;
const NUMBERS = 12; // of an assignment
const STATUS = { tcp: 0, both: 1, udp: 2, other: 3, unassigned: 4, reserved: 5, dynamic: 6, historic: 7 };
const ON = [['tcp', 1], ['udp', 2], ['sctp', 4], ['dccp', 8], ['other', 16]];
const KIND = { service: 0, historic: 1, reserved: 2, deassigned: 3, unassigned: 4, gap: 5 };

const byId = (id) => document.getElementById(id);

/** Makes an element.  Texts become text nodes, never markup. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const portsText = (lo, hi) => (lo === hi ? `${lo}` : `${lo}\u2013${hi}`);

const data = JSON.parse(byId('data').textContent);

/** "2005-08-12" as 200508; 0 for a text that is no date. */
function monthOf(date) {
  const parts = /^(\d{4})(?:-(\d{2}))?/.exec(date);
  return parts === null ? 0 : Number(parts[1]) * 100 + Number(parts[2] ?? 0);
}

/** All assignments as objects, in the order of their first ports. */
function unpack() {
  const list = [];
  const numbers = data.assignments;
  const text = (i) => data.texts[numbers[i]];
  let lo = 0;
  for (let i = 0; i < numbers.length; i += NUMBERS) {
    lo += numbers[i];
    const registered = text(i + 8);
    list.push({
      lo,
      hi: lo + numbers[i + 1],
      on: numbers[i + 2],
      kind: numbers[i + 3],
      name: text(i + 4),
      aliases: text(i + 5),
      protocols: text(i + 6),
      description: text(i + 7),
      registered,
      modified: text(i + 9),
      reference: text(i + 10),
      unauthorized: text(i + 11),
      since: monthOf(registered),
    });
  }
  return list;
}

function classOf(port) {
  return data.classes.findIndex((c) => port >= c[0] && port <= c[1]);
}

/** The ranges that no assignment has, cut where a class of ports ends. */
function gaps(list) {
  const taken = new Uint8Array(N_PORTS);
  for (const x of list) taken.fill(1, x.lo, x.hi + 1);
  const found = [];
  for (let port = 0; port < N_PORTS; port++) {
    if (taken[port] !== 0) continue;
    const lo = port;
    const [, last] = data.classes[classOf(port)];
    while (port < last && taken[port + 1] === 0) port++;
    found.push({
      lo, hi: port, on: 0, kind: KIND.gap, name: '', aliases: '', protocols: '', description: '',
      registered: '', modified: '', reference: '', unauthorized: '', since: 0,
    });
  }
  return found;
}

/** No registry of IANA's covers a hundredth of this; a hostile one must not take all memory. */
const MOST_COVERED = 1 << 23; // ports of all items

function leaveOut(list) {
  let covered = 0;
  return list.filter((x) => {
    covered += x.hi - x.lo + 1;
    return covered <= MOST_COVERED;
  });
}

/** Everything that a port can have; itemAt[itemStart[p] .. itemStart[p + 1]] are those of port p. */
const items = leaveOut(unpack());
items.push(...gaps(items));
items.sort((a, b) => a.lo - b.lo);

const itemStart = new Uint32Array(N_PORTS + 1);
for (const x of items) {
  for (let port = x.lo; port <= x.hi; port++) itemStart[port + 1]++;
}
for (let port = 0; port < N_PORTS; port++) itemStart[port + 1] += itemStart[port];
const itemAt = new Uint32Array(itemStart[N_PORTS]);
{
  const next = itemStart.slice();
  items.forEach((x, number) => {
    for (let port = x.lo; port <= x.hi; port++) itemAt[next[port]++] = number;
  });
}
