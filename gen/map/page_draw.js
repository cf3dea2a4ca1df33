// SPDX-License-Identifier: GPL-2.0-or-later
// Paints the cells, pixel by pixel: one canvas, at every zoom.
/* global N_PORTS, STATUS, data, SIDE, cells, filter, changeAt, portAt, view, canvas, drawLabels */
/* exported redraw, colours, readColours, paintedColour */

const FILL = { plain: 0, stripes: 1, outline: 2, dots: 3 };
const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
const colours = {};
let looks = []; // of each status, then of each change: colour, fill
let planned = false;

const pixel = (hex) => {
  const n = parseInt(hex.slice(1), 16);
  return 0xff000000 | (n & 255) << 16 | (n >> 8 & 255) << 8 | n >> 16;
};

const fillOf = {
  reserved: FILL.stripes, newly_reserved: FILL.stripes, historic: FILL.outline, freed: FILL.outline, dynamic: FILL.dots,
};

/** Read the colours of the theme from the style sheet. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of ['paper', 'ink', 'line']) colours[name] = read(name);
  looks = [...data.status, ...data.changes?.kinds ?? []].map(([key]) => ({
    key, hex: read(key), colour: pixel(read(key)) >>> 0, fill: fillOf[key] ?? FILL.plain,
  }));
}

const isFree = (port) => cells.status[port] === STATUS.unassigned || cells.status[port] === STATUS.dynamic;

/** The look of a port: a status, or a change; -1 paper, -2 faint: hidden, or without a change. */
function lookOf(port) {
  if (cells.shown[port] !== 0) {
    if (!filter.changes) return cells.status[port];
    if (changeAt[port] !== 0) return data.status.length + changeAt[port] - 1;
  }
  return isFree(port) ? -1 : -2;
}

/** The colour of a port's look, as "#rrggbb". */
const paintedColour = (port) => (lookOf(port) < 0 ? colours.paper : looks[lookOf(port)].hex);

/** Mix two pixels: one part of the first, five of the second. */
function faint(a, b) {
  const mix = (shift) => Math.round(((a >>> shift & 255) + 5 * (b >>> shift & 255)) / 6) << shift;
  return (0xff000000 | mix(16) | mix(8) | mix(0)) >>> 0;
}

/** For each pixel of a line: its cell, and its distance from the cell's start and end. */
function measure(n, start, cell) {
  const at = new Int16Array(n);
  const from = new Int16Array(n);
  const to = new Int16Array(n);
  for (let i = 0; i < n; i++) {
    at[i] = Math.min(Math.floor(start + (i + 0.5) / cell), SIDE - 1);
    from[i] = i > 0 && at[i] === at[i - 1] ? from[i - 1] + 1 : 0;
  }
  for (let i = n - 1; i >= 0; i--) to[i] = i < n - 1 && at[i] === at[i + 1] ? to[i + 1] + 1 : 0;
  return { at, from, to };
}

/** What the cells share at this zoom. */
function manner(cell) {
  return {
    gap: cell >= 4 ? Math.max(1, Math.floor(cell / 24)) : 0,
    rim: Math.max(1, Math.floor(cell / 9)),
    period: cell >= 12 ? Math.round(cell / 4) : 3,
    dot: Math.floor((cell - 1) / 2),
    dotSide: Math.max(1, Math.floor(cell / 12)),
    fine: cell < 3,
  };
}

/** Does the fill of a look leave the paper free at this pixel? */
function isPaper(fill, how, x, y, h, v) {
  if (fill === FILL.stripes) return (x + y) % how.period >= Math.ceil(how.period / 3);
  if (fill === FILL.outline) {
    return !how.fine && Math.min(h.from[x], v.from[y], h.to[x] - how.gap, v.to[y] - how.gap) >= how.rim;
  }
  return false;
}

function isDot(how, x, y, h, v) {
  const dx = h.from[x] - how.dot;
  const dy = v.from[y] - how.dot;
  return !how.fine && dx >= 0 && dy >= 0 && dx < how.dotSide && dy < how.dotSide;
}

function paintCells() {
  const n = Math.round(view.size * view.ratio);
  const image = context.createImageData(n, n);
  const pixels = new Uint32Array(image.data.buffer);
  const cell = view.cell * view.ratio;
  const h = measure(n, view.x, cell);
  const v = measure(n, view.y, cell);
  const how = manner(cell);
  const ports = portAt[view.order];
  const paper = pixel(colours.paper) >>> 0;
  const line = pixel(colours.line) >>> 0;
  const known = new Int8Array(N_PORTS).fill(-3);
  for (let y = 0; y < n; y++) {
    const inGapY = v.to[y] < how.gap;
    for (let x = 0; x < n; x++) {
      const port = ports[v.at[y] * SIDE + h.at[x]];
      let look = known[port];
      if (look === -3) look = known[port] = lookOf(port);
      let colour = paper;
      if (inGapY || h.to[x] < how.gap || look === -1) {
        colour = paper;
      } else if (look === -2) {
        colour = faint(looks[cells.status[port]].colour, paper);
      } else {
        const { fill, colour: own } = looks[look];
        colour = own;
        if (fill === FILL.dots && isDot(how, x, y, h, v)) colour = line;
        else if (isPaper(fill, how, x, y, h, v)) colour = paper;
      }
      pixels[y * n + x] = colour;
    }
  }
  context.putImageData(image, Math.round(view.left * view.ratio), Math.round(view.top * view.ratio));
}

function paint() {
  planned = false;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  paintCells();
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  drawLabels(context);
}

/** Paint before the next frame, once for all reasons. */
function redraw() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(paint);
}
