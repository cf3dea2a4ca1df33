// SPDX-License-Identifier: GPL-2.0-or-later
// The time line: the registry as it grew, by the dates of registration.
/* global items, filter, byId, make, refresh, calm */
/* exported buildTime, setTime, months */

const months = [...new Set(items.map((x) => x.since))].filter((m) => m > 0).sort((a, b) => a - b);

const monthText = (m) => (m % 100 === 0 ? `${Math.floor(m / 100)}` : `${Math.floor(m / 100)}-${`${m % 100}`.padStart(2, '0')}`);

/** Show the registry up to a step: 0 is without any dated item, the last is all. */
function setTime(step) {
  const slider = byId('time-slider');
  const all = step >= months.length;
  const now = step === 0 ? 0 : months[step - 1];
  filter.until = all ? Infinity : now;
  const text = all ? `${monthText(months.at(-1))}, today` : step === 0 ? 'before the first date' : monthText(now);
  byId('time-now').textContent = text;
  slider.value = `${step}`;
  slider.setAttribute('aria-valuetext', text);
  const year = Math.floor((all ? months.at(-1) : now) / 100);
  for (const bar of byId('time-bars').children) bar.classList.toggle('past', Number(bar.dataset.year) <= year);
}

/** How many were registered in each year. */
function buildBars() {
  const first = Math.floor(months[0] / 100);
  const last = Math.floor(months.at(-1) / 100);
  const counts = new Map();
  for (const x of items) {
    const year = Math.floor(x.since / 100);
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  for (let year = first; year <= last; year++) {
    const bar = make('span', { 'data-year': `${year}`, title: `${year}: ${counts.get(year) ?? 0}` });
    bar.style.height = `${100 * (counts.get(year) ?? 0) / most}%`;
    byId('time-bars').append(bar);
  }
}

/** Play from the start, a year at a time for those who want no motion. */
function buildPlay() {
  const button = byId('time-play');
  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.setAttribute('aria-pressed', 'false');
    button.textContent = 'Play';
  };
  const show = (step) => {
    setTime(step);
    refresh();
  };
  const tick = () => {
    const step = Number(byId('time-slider').value);
    const jump = Math.max(1, Math.round(months.length / (calm.matches ? 20 : 160)));
    show(Math.min(step + jump, months.length));
    if (step + jump >= months.length) stop();
  };
  button.addEventListener('click', () => {
    if (timer !== 0) {
      stop();
      return;
    }
    if (filter.until === Infinity) show(0);
    button.setAttribute('aria-pressed', 'true');
    button.textContent = 'Pause';
    timer = setInterval(tick, calm.matches ? 1000 : 80);
  });
  byId('time-slider').addEventListener('input', (event) => {
    stop();
    show(Number(event.target.value));
  });
}

function buildTime() {
  if (months.length < 2) return;
  const undated = items.filter((x) => x.name !== '' && x.since === 0).length;
  byId('time').hidden = false;
  byId('time-slider').max = `${months.length}`;
  byId('time-slider').value = `${months.length}`;
  byId('time-note').textContent = `${undated.toLocaleString('en')} assignments have no date; they are always there. The bars count the registrations of each year.`;
  buildBars();
  buildPlay();
  setTime(months.length);
}
