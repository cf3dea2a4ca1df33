// SPDX-License-Identifier: GPL-2.0-or-later
// How it looks: colours, patterns, themes, sizes, and what axe-core says.
'use strict';
/* global view, data, cells */

const { assert, check, close, coloursAt, open, out, title, whereIs } = require('./lib');
const fs = require('node:fs');
const path = require('node:path');

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => {
  const [r, g, b] = rgb(hex).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

/** What a person without one kind of cone sees (Viénot, Brettel and Mollon 1999; Machado 2009). */
const blind = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** The colour in CIE Lab, as somebody sees it. */
function lab(hex, matrix) {
  let c = rgb(hex).map(linear);
  if (matrix) c = matrix.map((row) => Math.min(Math.max(row.reduce((s, m, i) => s + m * c[i], 0), 0), 1));
  const xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    .map((row) => row.reduce((s, m, i) => s + m * c[i], 0));
  const f = (v) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116);
  const [x, y, z] = [f(xyz[0] / 0.9505), f(xyz[1]), f(xyz[2] / 1.089)];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const distance = (a, b, matrix) => Math.hypot(...lab(a, matrix).map((v, i) => v - lab(b, matrix)[i]));

const palette = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.documentElement);
  const read = (key) => style.getPropertyValue(`--${key}`).trim();
  return { paper: read('paper'), list: data.status.map(([key]) => [key, read(key)]) };
});

async function colours(scheme) {
  await check(`${scheme}: neighbours of the legend have 3:1, and so have cells and paper`, async () => {
    const page = await open('ports.html', { colorScheme: scheme });
    const { paper, list } = await palette(page);
    for (let i = 1; i < list.length; i++) {
      assert.ok(contrast(list[i - 1][1], list[i][1]) >= 3, `${list[i - 1]} ${list[i]}`);
    }
    for (const [key, colour] of list) {
      if (key !== 'unassigned' && key !== 'dynamic') assert.ok(contrast(colour, paper) >= 3, key);
    }
    assert.ok(new Set(list.map(([, c]) => c)).size <= 7, 'six hues, two of them of paper');
    await close(page);
  });

  await check(`${scheme}: the colour-blind can tell the plain colours`, async () => {
    const page = await open('ports.html', { colorScheme: scheme });
    const plain = (await palette(page)).list.filter(([key]) => ['tcp', 'both', 'udp', 'other', 'unassigned'].includes(key));
    for (const matrix of [undefined, ...Object.values(blind)]) {
      for (const [a, x] of plain) {
        for (const [b, y] of plain) if (a < b) assert.ok(distance(x, y, matrix) > 25, `${a} ${b} ${distance(x, y, matrix)}`);
      }
    }
    await close(page);
  });

  await check(`${scheme}: known ports have the colours of their status, reserved and historic ones a pattern`, async () => {
    const page = await open('ports.html', { colorScheme: scheme });
    const { paper, list } = await palette(page);
    const colour = Object.fromEntries(list);
    for (const [port, key] of [[22, 'other'], [25, 'both'], [12302, 'tcp'], [28119, 'udp'], [10501, 'unassigned']]) {
      await page.goto(`${page.url().split('#')[0]}#port=${port}`);
      const seen = await coloursAt(page, port);
      assert.equal(await page.evaluate((p) => data.status[cells.status[p]][0], port), key);
      assert.ok(seen[colour[key]] > 500, `${port} ${key} ${JSON.stringify(seen)}`);
    }
    const find = (key) => page.evaluate((k) => cells.status.findIndex((s) => data.status[s][0] === k), key);
    for (const key of ['reserved', 'historic']) {
      const port = await find(key);
      await page.goto(`${page.url().split('#')[0]}#port=${port}`);
      const seen = await coloursAt(page, port);
      assert.ok(seen[colour[key]] > 200 && seen[paper] > 200, `${port} ${key} ${JSON.stringify(seen)}`);
    }
    await close(page);
  });
}

async function accessibility() {
  const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const states = {
    'at rest': async () => {},
    'with a pinned port': async (page) => page.mouse.click(...await whereIs(page, 22)),
    'with results': async (page) => {
      await page.fill('#query', 'mail');
      await page.waitForSelector('#results button');
    },
    'with a filter': async (page) => page.uncheck('input[value=both]'),
  };
  for (const scheme of ['light', 'dark']) {
    for (const [file, width, state] of [['ports.html', 1600, 'at rest'], ['ports.html', 320, 'with a pinned port'],
      ['ports.html', 800, 'with results'], ['changes.html', 1600, 'with a filter']]) {
      await check(`axe-core has nothing to say of ${file}, ${scheme}, ${width} pixels, ${state}`, async () => {
        const page = await open(file, { colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true });
        await states[state](page);
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(', ')}`), []);
        assert.ok(passes.length > 20);
        await close(page);
      });
    }
  }
}

async function sizes() {
  for (const width of [320, 800, 1600]) {
    await check(`at ${width} pixels nothing is cut off, also at 200 % text`, async () => {
      for (const scheme of ['light', 'dark']) {
        const page = await open('ports.html', { colorScheme: scheme, viewport: { width, height: 900 } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width);
        await page.screenshot({ path: path.join(out, `page-${width}-${scheme}.png`), fullPage: true });
        await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, '200 %');
        await close(page);
      }
    });
  }

  await check('the page follows a theme that changes, and a window that does', async () => {
    const page = await open('ports.html');
    const light = await coloursAt(page, 2100);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200);
    assert.notDeepEqual(await coloursAt(page, 2100), light);
    await page.setViewportSize({ width: 500, height: 800 });
    await page.waitForTimeout(150);
    assert.ok(await page.evaluate(() => document.getElementById('canvas').getBoundingClientRect().right) <= 500);
    await page.mouse.move(...await whereIs(page, 30001));
    assert.ok((await title(page)).startsWith('Port '));
    await close(page);
  });

  await check('a flight takes its time, unless the reader wants no motion', async () => {
    for (const [reducedMotion, most] of [['reduce', 1], ['no-preference', 1000]]) {
      const page = await open('ports.html', { reducedMotion });
      const seen = await page.evaluate(async () => {
        const steps = new Set();
        location.hash = '#port=30000';
        const end = performance.now() + 700;
        while (performance.now() < end) {
          await new Promise((done) => { requestAnimationFrame(done); });
          steps.add(view.cell);
        }
        return steps.size;
      });
      assert.ok(seen <= most + 1 && (reducedMotion === 'reduce' || seen > 4), `${reducedMotion}: ${seen}`);
      await close(page);
    }
  });
}

async function looks() {
  await colours('light');
  await colours('dark');
  await accessibility();
  await sizes();
}

module.exports = looks;
