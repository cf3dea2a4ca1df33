// SPDX-License-Identifier: GPL-2.0-or-later
// Moving on the map: by pointer, wheel, touch and keyboard.
/* global SIDE, cellOf, portAt, view, mapBox, portFromPoint, zoomAt, moveBy, showAll, isNear, keepInSight, redraw,
   putCursor, hover, pin, unpin, state, byId, calm */
/* exported buildMoves */

const pointers = new Map(); // those that are down
let moved = 0; // pixels since the first went down

const place = (event) => {
  const box = mapBox.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

function pointerDown(event) {
  if (event.button !== 0) return;
  pointers.set(event.pointerId, place(event));
  if (pointers.size === 1) moved = 0;
  mapBox.setPointerCapture(event.pointerId);
}

/** Two fingers: the distance zooms, the middle moves. */
function pinch(event, to) {
  const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
  const from = pointers.get(event.pointerId);
  const far = (a) => Math.max(Math.hypot(a[0] - other[0], a[1] - other[1]), 1);
  zoomAt(far(to) / far(from), (to[0] + other[0]) / 2, (to[1] + other[1]) / 2);
  moveBy((from[0] - to[0]) / 2, (from[1] - to[1]) / 2);
}

function pointerMove(event) {
  const to = place(event);
  const from = pointers.get(event.pointerId);
  if (from === undefined) {
    if (pointers.size === 0) hover(portFromPoint(...to));
    return;
  }
  moved += Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (pointers.size === 2) {
    pinch(event, to);
  } else if (moved > 4 && isNear()) {
    mapBox.classList.add('moving');
    moveBy(from[0] - to[0], from[1] - to[1]);
  }
  pointers.set(event.pointerId, to);
}

function pointerUp(event) {
  const down = pointers.delete(event.pointerId);
  mapBox.classList.remove('moving');
  if (!down || pointers.size !== 0 || moved > 6 || event.type === 'pointercancel') return;
  const port = portFromPoint(...place(event));
  if (port >= 0) pin(port);
}

/** The wheel zooms; at the whole map it scrolls the page away from it. */
function wheel(event) {
  const [x, y] = place(event);
  if (portFromPoint(x, y) < 0 || (event.deltaY > 0 && !isNear())) return;
  event.preventDefault();
  const lines = event.deltaMode === 1 ? 20 : 1;
  zoomAt(Math.exp(-event.deltaY * lines * 0.0025), x, y);
}

/** The port beside the cursor: on the map, whatever the order of ports. */
function beside(dx, dy) {
  const at = cellOf[view.order][state.cursor];
  const x = Math.min(Math.max(at % SIDE + dx, 0), SIDE - 1);
  const y = Math.min(Math.max(Math.floor(at / SIDE) + dy, 0), SIDE - 1);
  // Rows go on in the next row, as numbers do.
  if (view.order === 'rows' && dy === 0 && Math.abs(dx) === 1) return state.cursor + dx;
  return portAt[view.order][y * SIDE + x];
}

function zoomAtCursor(factor) {
  const at = cellOf[view.order][state.cursor];
  keepInSight(state.cursor);
  zoomAt(factor, view.left + (at % SIDE + 0.5 - view.x) * view.cell,
    view.top + (Math.floor(at / SIDE) + 0.5 - view.y) * view.cell);
  keepInSight(state.cursor);
}

const walks = {
  ArrowLeft: () => beside(-1, 0),
  ArrowRight: () => beside(1, 0),
  ArrowUp: () => beside(0, -1),
  ArrowDown: () => beside(0, 1),
  PageUp: () => beside(0, -16),
  PageDown: () => beside(0, 16),
  Home: () => beside(-SIDE, 0),
  End: () => beside(SIDE, 0),
};

const acts = {
  '+': () => zoomAtCursor(1.6),
  '=': () => zoomAtCursor(1.6),
  '-': () => zoomAtCursor(1 / 1.6),
  0: () => showAll(),
  Enter: () => pin(state.cursor),
  ' ': () => pin(state.cursor),
  Escape: () => unpin(),
};

function keyDown(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in walks) {
    state.pinned = false;
    putCursor(walks[event.key]());
    keepInSight(state.cursor);
  } else if (event.key in acts) {
    acts[event.key]();
  } else {
    return;
  }
  event.preventDefault();
}

function buildMoves() {
  mapBox.addEventListener('pointerdown', pointerDown);
  mapBox.addEventListener('pointermove', pointerMove);
  mapBox.addEventListener('pointerup', pointerUp);
  mapBox.addEventListener('pointercancel', pointerUp);
  mapBox.addEventListener('pointerleave', () => { if (pointers.size === 0) hover(-1); });
  mapBox.addEventListener('wheel', wheel, { passive: false });
  mapBox.addEventListener('keydown', keyDown);
  byId('zoom-in').addEventListener('click', () => zoomAtCursor(2));
  byId('zoom-out').addEventListener('click', () => zoomAtCursor(0.5));
  byId('zoom-all').addEventListener('click', showAll);
  for (const input of document.querySelectorAll('input[name=order]')) {
    input.addEventListener('change', () => {
      view.order = input.value;
      keepInSight(state.cursor);
      redraw();
    });
  }
  calm.addEventListener('change', redraw);
}
