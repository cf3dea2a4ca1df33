// SPDX-License-Identifier: GPL-2.0-or-later
// What is written and drawn over the cells: axes, borders of classes, names, the cursor.
/* global data, SIDE, items, itemStart, itemAt, classOf, cellOf, portAt, view, isNear,
   colours, paintedColour, state, filter, cells */
/* exported drawLabels, nameOf */

const FONT = "system-ui, 'DejaVu Sans', sans-serif";

/** The name of the first service of a port, or "". */
function nameOf(port) {
  for (let i = itemStart[port]; i < itemStart[port + 1]; i++) {
    if (items[itemAt[i]].name !== '') return items[itemAt[i]].name;
  }
  return '';
}

const cellX = (x) => view.left + (x - view.x) * view.cell;
const cellY = (y) => view.top + (y - view.y) * view.cell;

function middleOf(port) {
  const place = cellOf[view.order][port];
  return [cellX(place % SIDE + 0.5), cellY(Math.floor(place / SIDE) + 0.5)];
}

const inSight = (x, y) => x >= view.left && x <= view.left + view.size && y >= view.top && y <= view.top + view.size;

/** Text with paper around it, so that it can be read over any cell. */
function write(c, text, x, y) {
  c.lineJoin = 'round';
  c.lineWidth = 4;
  c.strokeStyle = colours.paper;
  c.fillStyle = colours.ink;
  c.strokeText(text, x, y);
  c.fillText(text, x, y);
}

/** Text on a label of paper; box.x is where the text starts. */
function writeLabel(c, text, box) {
  c.fillStyle = colours.paper;
  c.globalAlpha = 0.94;
  c.beginPath();
  c.roundRect(box.x - 4, box.y - 11, box.w + 8, 15, 3);
  c.fill();
  c.globalAlpha = 1;
  c.fillStyle = colours.ink;
  c.fillText(text, box.x, box.y);
}

/** Port numbers beside the rows, and columns above them. */
function drawAxes(c) {
  if (view.order !== 'rows' || view.left < 20) return;
  c.font = `11px ${FONT}`;
  c.fillStyle = colours.ink;
  const step = (room) => {
    let n = 1;
    while (n * view.cell < room) n *= 2;
    return n;
  };
  c.textAlign = 'right';
  const rows = step(26);
  for (let row = Math.ceil(view.y / rows) * rows; row < SIDE && cellY(row) < view.top + view.size - 4; row += rows) {
    c.fillText(`${row * SIDE}`, view.left - 5, cellY(row) + Math.min(view.cell / 2 + 4, 10));
  }
  if (!isNear()) return; // names of system ports stand there
  c.textAlign = 'center';
  const columns = step(40);
  for (let x = Math.ceil(view.x / columns) * columns; x < SIDE && cellX(x + 0.5) < view.left + view.size; x += columns) {
    c.fillText(`+${x}`, cellX(x + 0.5), view.top - 6);
  }
}

/** Lines between cells of different classes. */
const borders = {};
function findBorders(order) {
  const lines = [];
  const kind = (x, y) => classOf(portAt[order][y * SIDE + x]);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      if (x + 1 < SIDE && kind(x, y) !== kind(x + 1, y)) lines.push([x + 1, y, x + 1, y + 1]);
      if (y + 1 < SIDE && kind(x, y) !== kind(x, y + 1)) lines.push([x, y + 1, x + 1, y + 1]);
    }
  }
  return lines;
}

function drawBorders(c) {
  borders[view.order] ??= findBorders(view.order);
  c.beginPath();
  for (const [x1, y1, x2, y2] of borders[view.order]) {
    c.moveTo(cellX(x1), cellY(y1));
    c.lineTo(cellX(x2), cellY(y2));
  }
  c.strokeStyle = colours.paper;
  c.lineWidth = 4;
  c.stroke();
  c.strokeStyle = colours.ink;
  c.lineWidth = 2;
  c.stroke();
}

/** The names of the classes beside the rows, as far as these are in sight. */
function nameClassesBeside(c) {
  let below = 0;
  c.textAlign = 'left';
  c.fillStyle = colours.ink;
  for (const [first, last, , label] of data.classes) {
    const top = Math.max(cellY(Math.floor(first / SIDE)), view.top, below);
    const end = Math.min(cellY(Math.floor(last / SIDE) + 1), view.top + view.size);
    if (end <= view.top || top > view.top + view.size - 24) continue;
    c.font = `600 12px ${FONT}`;
    c.fillText(label, view.left + view.size + 8, top + 12);
    c.font = `11px ${FONT}`;
    c.fillText(`${first}\u2013${last}`, view.left + view.size + 8, top + 26);
    below = top + 34;
  }
}

/** The names of the classes on the cells; the first one above them.  Returns their boxes. */
function nameClassesInside(c) {
  const boxes = [];
  if (isNear()) return boxes;
  c.font = `600 12px ${FONT}`;
  c.textAlign = 'left';
  for (const [first, last, , label] of data.classes) {
    const text = `${label} ${first}\u2013${last}`;
    const w = c.measureText(text).width;
    const [x, y] = middleOf(Math.floor((first + last) / 2));
    const clamp = (v, least, most) => Math.min(Math.max(v, least), most);
    const middle = view.order === 'rows' ? view.left + view.size / 2 : x;
    const box = { x: clamp(middle - w / 2, view.left + 6, view.left + view.size - w - 6), y: clamp(y + 4, 0, view.height), w };
    if (first === 0) {
      box.x = view.left;
      box.y = view.top - 5;
    }
    boxes.push(box);
    writeLabel(c, text, box);
  }
  return boxes;
}

const overlap = (a, b) => a.x < b.x + b.w + 8 && b.x < a.x + a.w + 8 && a.y - 12 < b.y + 5 && b.y - 12 < a.y + 5;

/** Where a label can stand: above the cells for system ports, else beside the port. */
function placesFor(port, x, y, w) {
  if (view.order === 'rows' && port < 1024 && view.top > 40 && !isNear()) {
    return [0, -18].flatMap((dy) => [{ x: x - w + 3, y: view.top - 8 + dy, w, above: true },
      { x: x - 3, y: view.top - 8 + dy, w, above: true }]);
  }
  return [4, -13, 21, -30, 38, -47, 55].flatMap((dy) => [{ x: x + 12, y: y + dy, w }, { x: x - w - 12, y: y + dy, w }]);
}

/** The names of famous ports, or of those that the search found: each where it covers no other, and the rings that lead to them. */
function drawFamous(c, taken) {
  const placed = [...taken];
  const marks = [];
  c.font = `600 11px ${FONT}`;
  c.textAlign = 'left';
  const ringOf = (x, y) => ({ x: x - 2, y: y + 8, w: 4 });
  const fits = (b) => b.x >= view.left + 4 && b.x + b.w <= view.left + view.size - 4 && b.y < view.top + view.size - 4
    && (b.above || b.y > view.top + 12) && placed.every((p) => !overlap(p, b));
  const ports = state.found.length !== 0 ? state.found : data.famous;
  const most = view.size < 400 ? 6 : ports.length;
  for (const port of ports) {
    const name = nameOf(port);
    const [x, y] = middleOf(port);
    if (marks.length >= most || name === '' || cells.shown[port] === 0 || !inSight(x, y)) continue;
    const text = `${port} ${name.slice(0, 16)}`;
    const box = placesFor(port, x, y, c.measureText(text).width).find(fits);
    if (box === undefined) continue;
    placed.push(box, ringOf(x, y));
    marks.push({ text, box, x, y });
  }
  for (const port of state.found) ring(c, ...middleOf(port), ...middleOf(port));
  for (const { box, x, y } of marks) {
    ring(c, x, y, box.above ? x : box.x > x ? box.x - 2 : box.x + box.w + 2, box.above ? box.y + 3 : box.y - 4);
  }
  for (const { text, box } of marks) writeLabel(c, text, box);
}

/** A ring around a point, and a line from it to its name. */
function ring(c, x, y, toX, toY) {
  for (const [width, colour] of [[4, colours.paper], [1.5, colours.ink]]) {
    c.lineWidth = width;
    c.strokeStyle = colour;
    c.beginPath();
    c.moveTo(x, y);
    c.lineTo(toX, toY);
    c.stroke();
    c.beginPath();
    c.arc(x, y, 3.5, 0, 7);
    c.stroke();
  }
}

const isLight = (hex) => {
  const n = parseInt(hex.slice(1), 16);
  const part = (v) => ((v & 255) / 255) ** 2.2;
  return 0.2126 * part(n >> 16) + 0.7152 * part(n >> 8) + 0.0722 * part(n) > 0.18;
};

/** Number and name inside each cell, when cells are large enough. */
function nameCells(c) {
  if (view.cell < 34) return;
  const n = Math.ceil(view.size / view.cell) + 1;
  c.save();
  c.beginPath();
  c.rect(view.left, view.top, view.size, view.size);
  c.clip();
  c.textAlign = 'center';
  for (let y = Math.floor(view.y); y < Math.min(view.y + n, SIDE); y++) {
    for (let x = Math.floor(view.x); x < Math.min(view.x + n, SIDE); x++) nameCell(c, x, y);
  }
  c.restore();
}

function nameCell(c, x, y) {
  const port = portAt[view.order][y * SIDE + x];
  const mid = cellX(x + 0.5);
  const hatched = ['reserved', 'historic'].includes(data.status[cells.status[port]][0]) || filter.changes;
  const say = (text, at) => {
    if (hatched) {
      write(c, text, mid, at);
      return;
    }
    c.fillStyle = isLight(paintedColour(port)) ? '#000000' : '#ffffff';
    c.fillText(text, mid, at);
  };
  c.font = `600 11px ${FONT}`;
  say(`${port}`, cellY(y + 0.5) + (view.cell < 54 ? 4 : -4));
  if (view.cell < 54) return;
  c.font = `10px ${FONT}`;
  const room = Math.floor((view.cell - 6) / 5.6);
  const name = nameOf(port);
  say(name.length > room ? `${name.slice(0, room - 1)}\u2026` : name, cellY(y + 0.5) + 10);
}

/** Two rings around the cell: one of them is seen on any colour. */
function drawCursor(c, port, width) {
  const place = cellOf[view.order][port];
  const x = cellX(place % SIDE);
  const y = cellY(Math.floor(place / SIDE));
  if (!inSight(x + view.cell / 2, y + view.cell / 2)) return;
  const grow = Math.max(0, (9 - view.cell) / 2);
  const rect = (by) => c.strokeRect(x - grow - by, y - grow - by, view.cell + 2 * (grow + by), view.cell + 2 * (grow + by));
  c.lineWidth = width + 2;
  c.strokeStyle = colours.paper;
  rect(1);
  c.lineWidth = width;
  c.strokeStyle = colours.ink;
  rect(1);
}

function drawLabels(c) {
  c.save();
  c.beginPath();
  c.rect(view.left - 1, view.top - 1, view.size + 2, view.size + 2);
  c.clip();
  drawBorders(c);
  c.restore();
  c.strokeStyle = colours.line;
  c.lineWidth = 1;
  c.strokeRect(view.left - 0.5, view.top - 0.5, view.size + 1, view.size + 1);
  drawAxes(c);
  nameCells(c);
  const beside = view.order === 'rows' && view.left >= 20;
  if (beside) nameClassesBeside(c);
  const taken = beside ? [] : nameClassesInside(c);
  if (view.cell < 34) drawFamous(c, taken);
  if (state.over >= 0) drawCursor(c, state.over, 1);
  drawCursor(c, state.cursor, state.pinned ? 3 : 2);
}
