// SPDX-License-Identifier: GPL-2.0-or-later
// Starts the page, and keeps its link: #port=8883 or #q=mqtt.
/* global N_PORTS, byId, buildFilter, buildSearch, buildTable, buildTime, buildMoves, readColours, redraw,
   refresh, sizeMap, setQuery, pin, unpin, mapBox, view, canvas */
/* exported state, pushLink, replaceLink */

/** What the reader looks at. */
const state = { cursor: 443, over: -1, pinned: false, found: [] };

const linkNow = () => (location.hash === '' ? '' : location.hash);
const linkUrl = (hash) => (hash === '' ? location.pathname + location.search : hash);

/** A new link, so that "back" leads to the one before. */
function pushLink(hash) {
  if (hash !== linkNow()) history.pushState(null, '', linkUrl(hash));
}

/** Another link in the place of this one, while somebody types. */
function replaceLink(hash) {
  if (hash !== linkNow()) history.replaceState(null, '', linkUrl(hash));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Show what the link asks for. */
function followLink() {
  const [, key, value] = /^#(port|q)=(.*)$/.exec(linkNow()) ?? [];
  const port = key === 'port' && /^\d{1,5}$/.test(value) ? Number(value) : -1;
  const query = key === 'q' ? decode(value).slice(0, 200) : '';
  if (port >= 0 && port < N_PORTS) {
    pin(port, { fly: true, link: false });
    return;
  }
  unpin(false);
  if (query !== byId('query').value.trim()) {
    byId('query').value = query;
    setQuery(query, { open: false });
  }
}

/** Build all parts, then show what the link asks for. */
function start() {
  byId('app').hidden = false;
  readColours();
  buildTable();
  buildFilter();
  buildSearch();
  buildMoves();
  buildTime();
  refresh();
  sizeMap();
  followLink();
  new ResizeObserver(() => {
    if (mapBox.clientWidth !== view.width || canvas.width !== Math.round(view.width * window.devicePixelRatio)) sizeMap();
  }).observe(mapBox);
  window.addEventListener('popstate', followLink);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    readColours();
    redraw();
  });
}

start();
