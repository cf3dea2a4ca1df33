// SPDX-License-Identifier: GPL-2.0-or-later
// The part of the map that is in sight, and its way to another part.
/* global SIDE, cellOf, portAt, byId, redraw */
/* exported view, sizeMap, portFromPoint, zoomAt, flyTo, showAll, moveBy, keepInSight, isNear, calm */

const MAX_CELL = 96; // pixels of a cell, at the most

const mapBox = byId('map');
const canvas = byId('canvas');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Pixels are those of CSS.  left, top, right, bottom are margins around the cells; size is
 * the side of the square of cells; a cell has the side cell; x, y is the cell at its top left.
 */
const view = {
  order: 'rows', left: 0, top: 0, size: 0, width: 0, height: 0, cell: 1, x: 0, y: 0, ratio: 1,
};
let flight = 0;

const wholeCell = () => view.size / SIDE;
const isNear = () => view.cell > wholeCell() * 1.001;

/** Keep the square full of cells. */
function clampView() {
  view.cell = Math.min(Math.max(view.cell, wholeCell()), Math.max(MAX_CELL, wholeCell()));
  const most = SIDE - view.size / view.cell;
  view.x = Math.min(Math.max(view.x, 0), most);
  view.y = Math.min(Math.max(view.y, 0), most);
}

/** Fit the canvas into the page; its pixels are those of the screen. */
function sizeMap() {
  const width = mapBox.clientWidth;
  const wide = width >= 560;
  const part = view.size === 0 ? 1 : view.cell / wholeCell();
  view.ratio = window.devicePixelRatio || 1;
  view.left = wide ? 52 : 4;
  view.top = wide ? 44 : 20;
  const right = wide ? 92 : 4;
  const free = Math.max(width - view.left - right, 200);
  const most = Math.max(window.innerHeight - view.top - 90, 320);
  // Whole pixels for each cell, as far as there is room; the window may be a little too low.
  const pixels = (side) => side * view.ratio / SIDE;
  const cell = wide ? Math.min(Math.floor(pixels(free)), Math.round(pixels(most))) : Math.floor(pixels(free));
  view.size = Math.max(cell, 1) * SIDE / view.ratio;
  if (view.size > free) view.size = free;
  view.width = width;
  view.height = view.top + view.size + 8;
  view.cell = wholeCell() * part;
  mapBox.style.height = `${view.height}px`;
  canvas.width = Math.round(view.width * view.ratio);
  canvas.height = Math.round(view.height * view.ratio);
  clampView();
  redraw();
}

/** The port under a point of the map's box, or -1. */
function portFromPoint(px, py) {
  const x = Math.floor(view.x + (px - view.left) / view.cell);
  const y = Math.floor(view.y + (py - view.top) / view.cell);
  const inside = px >= view.left && px < view.left + view.size && py >= view.top
    && py < view.top + view.size && x < SIDE && y < SIDE;
  return inside ? portAt[view.order][y * SIDE + x] : -1;
}

function stopFlight() {
  cancelAnimationFrame(flight);
  flight = 0;
}

function setView(cell, x, y) {
  view.cell = cell;
  view.x = x;
  view.y = y;
  clampView();
  mapBox.classList.toggle('near', isNear());
  redraw();
}

/** Zoom by a factor; the cell under the point stays there. */
function zoomAt(factor, px, py) {
  stopFlight();
  const x = view.x + (px - view.left) / view.cell;
  const y = view.y + (py - view.top) / view.cell;
  const cell = Math.min(Math.max(view.cell * factor, wholeCell()), Math.max(MAX_CELL, wholeCell()));
  setView(cell, x - (px - view.left) / cell, y - (py - view.top) / cell);
}

function moveBy(dx, dy) {
  stopFlight();
  setView(view.cell, view.x + dx / view.cell, view.y + dy / view.cell);
}

/** Go to a view, in steps that the eye can follow unless the reader wants calm. */
function glide(cell, x, y) {
  stopFlight();
  if (calm.matches) {
    setView(cell, x, y);
    return;
  }
  const from = { ...view };
  const start = performance.now();
  // The middle moves evenly while the logarithm of the zoom does.
  const middle = (v, size) => v + size / 2;
  const fromX = middle(from.x, view.size / from.cell);
  const fromY = middle(from.y, view.size / from.cell);
  const toX = middle(x, view.size / cell);
  const toY = middle(y, view.size / cell);
  const step = (now) => {
    const t = Math.min((now - start) / 450, 1);
    const s = t * t * (3 - 2 * t);
    const c = from.cell * (cell / from.cell) ** s;
    setView(c, fromX + (toX - fromX) * s - view.size / c / 2,
      fromY + (toY - fromY) * s - view.size / c / 2);
    flight = t < 1 ? requestAnimationFrame(step) : 0;
  };
  flight = requestAnimationFrame(step);
}

/** Bring a port to the middle, near enough to read its name. */
function flyTo(port) {
  const place = cellOf[view.order][port];
  const cell = Math.min(Math.max(view.cell, Math.min(64, view.size / 6)), MAX_CELL);
  const n = view.size / cell;
  const most = SIDE - n;
  const clamp = (v) => Math.min(Math.max(v, 0), most);
  glide(cell, clamp(place % SIDE + 0.5 - n / 2), clamp(Math.floor(place / SIDE) + 0.5 - n / 2));
}

function showAll() {
  glide(wholeCell(), 0, 0);
}

/** Move as little as needed for a port to be in sight. */
function keepInSight(port) {
  const place = cellOf[view.order][port];
  const n = view.size / view.cell;
  const clamp = (v, at) => Math.min(Math.max(v, at + 1 - n), at);
  stopFlight();
  setView(view.cell, clamp(view.x, place % SIDE), clamp(view.y, Math.floor(place / SIDE)));
}
