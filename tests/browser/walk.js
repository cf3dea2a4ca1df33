// SPDX-License-Identifier: GPL-2.0-or-later
// Walking in: pointer, wheel, touch, keyboard, search, filter, links, table.
'use strict';
/* global view, cellOf, data */

const { assert, check, close, coloursAt, iana, open, out, title, whereIs } = require('./lib');
const fs = require('node:fs');
const path = require('node:path');

const hashOf = (page) => page.evaluate(() => location.hash);
const shownLines = (page) => page.evaluate(() => document.querySelectorAll('#table-body tr').length);
const settle = (page, n = 250) => page.waitForTimeout(n);

async function loads() {
  await check('the page has at most 1.5 MB and paints within a second', async () => {
    assert.ok(fs.statSync(path.join(out, 'ports.html')).size <= 1.5e6);
    const page = await open('ports.html');
    const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    assert.ok(await paint.jsonValue() < 1000, `${await paint.jsonValue()} ms`);
    await close(page);
  });

  await check('its counts are those of convert, and of the picture', async () => {
    const page = await open('ports.html');
    const info = JSON.parse(iana('info', '--json', '--index', path.join(out, 'index')));
    const numbers = (await page.textContent('#numbers')).replaceAll(',', '').match(/\d+/g).map(Number);
    assert.deepEqual(numbers.slice(0, 3), [info.rows, info.entries, info.aliases]);
    const summary = fs.readFileSync(path.join(out, 'summary'), 'utf8');
    assert.match(summary, new RegExp(`${numbers[3]} without a name, ${numbers[4]} without a port`));
    const legend = await page.$$eval('#filter-status label', (lines) => lines.map((l) => [
      l.children[2].textContent, Number(l.children[3].textContent.replaceAll(',', ''))]));
    assert.equal(legend.reduce((sum, [, n]) => sum + n, 0), 65536);
    const svg = fs.readFileSync(path.join(out, 'ports.svg'), 'utf8');
    for (const [label, n] of legend) assert.ok(svg.includes(`>${label}: ${n}<`), label);
    assert.deepEqual(legend.map(([, n]) => n), await page.evaluate(() => {
      return data.counts.status;
    }));
    await close(page);
  });
}

async function pointer() {
  await check('the cell under the pointer shows its card', async () => {
    const page = await open('ports.html');
    await page.mouse.move(...await whereIs(page, 22));
    assert.equal(await title(page), 'Port 22 ssh');
    assert.match(await page.textContent('#card-body'), /Secure Shell/);
    await page.mouse.move(...await whereIs(page, 60000));
    assert.equal(await title(page), 'Port 60000');
    await close(page);
  });

  await check('a click pins the card; back and forward lead through the pinned ports', async () => {
    const page = await open('ports.html');
    await page.mouse.click(...await whereIs(page, 22));
    assert.equal(await hashOf(page), '#port=22');
    await page.mouse.move(...await whereIs(page, 30000));
    assert.equal(await title(page), 'Port 22 ssh');
    await page.mouse.click(...await whereIs(page, 8080));
    assert.equal(await title(page), 'Port 8080 http-alt');
    await page.goBack();
    assert.equal(await title(page), 'Port 22 ssh');
    await page.goForward();
    assert.equal(await title(page), 'Port 8080 http-alt');
    await page.focus('#map');
    await page.keyboard.press('Escape');
    assert.equal(await hashOf(page), '');
    assert.equal(await page.$eval('#card', (c) => c.classList.contains('pinned')), false);
    await close(page);
  });

  await check('the wheel zooms at the pointer, and dragging moves', async () => {
    const page = await open('ports.html');
    const [x, y] = await whereIs(page, 30000);
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -1200);
    await settle(page, 100);
    const [cell, [x2, y2]] = [await page.evaluate(() => view.cell), await whereIs(page, 30000)];
    assert.ok(cell > 20 && Math.abs(x2 - x) < cell && Math.abs(y2 - y) < cell, `${cell} ${x2 - x} ${y2 - y}`);
    await page.mouse.down();
    await page.mouse.move(x + 90, y + 40, { steps: 5 });
    await page.mouse.up();
    const [x3, y3] = await whereIs(page, 30000);
    assert.ok(Math.abs(x3 - x2 - 90) < 2 && Math.abs(y3 - y2 - 40) < 2);
    assert.equal(await hashOf(page), '', 'a drag is no click');
    await page.click('#zoom-all');
    assert.equal(await page.evaluate(() => view.x + view.y), 0);
    await close(page);
  });

  await check('two fingers zoom, one finger taps', async () => {
    const page = await open('ports.html', { hasTouch: true });
    const client = await page.context().newCDPSession(page);
    const [x, y] = await whereIs(page, 30000);
    const touch = (type, ...points) => client.send('Input.dispatchTouchEvent', {
      type, touchPoints: points.map((at, id) => ({ x: at[0], y: at[1], id })),
    });
    await touch('touchStart', [x - 20, y]);
    await touch('touchStart', [x - 20, y], [x + 20, y]);
    for (let d = 30; d <= 120; d += 10) await touch('touchMove', [x - d, y], [x + d, y]);
    await touch('touchEnd');
    assert.ok(await page.evaluate(() => view.cell) > 12);
    await settle(page, 100);
    await page.touchscreen.tap(...await whereIs(page, 30000));
    assert.equal(await title(page), 'Port 30000 ndmps');
    await close(page);
  });
}

async function keyboard() {
  await check('the keyboard walks from port to port, zooms, pins and lets go', async () => {
    const page = await open('ports.html');
    const now = () => page.getAttribute('#map', 'aria-valuenow');
    await page.focus('#map');
    const steps = [['ArrowRight', 444], ['ArrowDown', 700], ['ArrowUp', 444], ['ArrowLeft', 443], ['Home', 256], ['ArrowLeft', 255],
      ['ArrowRight', 256], ['End', 511], ['PageDown', 4607], ['PageUp', 511]];
    for (const [key, port] of steps) {
      await page.keyboard.press(key);
      assert.equal(await now(), `${port}`, key);
      assert.ok((await title(page)).startsWith(`Port ${port}`));
    }
    assert.match(await page.getAttribute('#map', 'aria-valuetext'), /^511 passgo, Assigned, tcp and udp$/);
    for (let i = 0; i < 6; i++) await page.keyboard.press('+');
    const cell = await page.evaluate(() => view.cell);
    assert.ok(cell > 30);
    await page.keyboard.press('Enter');
    assert.equal(await hashOf(page), '#port=511');
    assert.match(await page.textContent('#say'), /^Pinned: 511 passgo/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    assert.ok(await page.evaluate(() => view.cell) < 4);
    await close(page);
  });

  await check('all controls are reached with Tab, and the focus is seen on each', async () => {
    const page = await open('ports.html');
    const reached = new Set();
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const e = document.activeElement;
        const look = getComputedStyle(e);
        const next = e.nextElementSibling && getComputedStyle(e.nextElementSibling);
        const seen = (s) => s && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
        return { id: e.id || e.value || e.className || e.tagName, seen: seen(look) || seen(next), body: e === document.body };
      });
      if (at.body) break;
      assert.ok(at.seen, `no focus is seen on ${at.id}`);
      reached.add(at.id);
    }
    for (const id of ['skip', 'query', 'rows', 'zoom-in', 'map', 'time-play', 'time-slider', 'tcp', 'system', 'filter-since',
      'filter-unauthorized', 'table-copy', 'table-next']) assert.ok(reached.has(id), id);
    await close(page);
  });

  await check('on the Hilbert curve neighbours are neighbours, and the keys follow the map', async () => {
    const page = await open('ports.html');
    await page.check('input[value=hilbert]', { force: true });
    const far = await page.evaluate(() => {
      let most = 0;
      for (let p = 1; p < 65536; p++) {
        const [a, b] = [cellOf.hilbert[p - 1], cellOf.hilbert[p]];
        most = Math.max(most, Math.abs(a % 256 - b % 256) + Math.abs((a >> 8) - (b >> 8)));
      }
      return most;
    });
    assert.equal(far, 1);
    await page.mouse.click(...await whereIs(page, 8883));
    assert.equal(await title(page), 'Port 8883 secure-mqtt');
    await page.focus('#map');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.getAttribute('#map', 'aria-valuenow'), '8883');
    await close(page);
  });
}

async function search() {
  await check('the search finds by name, alias, words and number, and flies there', async () => {
    const page = await open('ports.html');
    for (const [text, first, port] of [['mqtt', '1883 mqtt', 1883], ['www', '80 http', 80], ['secure shell', '22 ssh', 22],
      ['8443', '8443 pcsync-https', 8443], ['6005/tcp', '6005 x11', 6005]]) {
      await page.fill('#query', text);
      await page.waitForFunction((f) => document.querySelector('#results button')?.textContent.startsWith(f), first);
      await page.press('#query', 'Enter');
      assert.equal(await hashOf(page), `#port=${port}`);
      assert.ok(await page.evaluate(() => view.cell) > 30, 'near enough to read');
    }
    await page.fill('#query', '8000-8099');
    await page.waitForFunction(() => /^[5-9]\d found|^\d{3} found/.test(document.getElementById('results-count').textContent));
    await page.fill('#query', '.*(\\');
    await page.waitForFunction(() => document.getElementById('results-count').textContent === '0 found');
    assert.equal(await page.textContent('#table-count'), 'Nothing is shown.');
    await close(page);
  });

  await check('results are walked with the arrow keys; Escape closes and empties the search', async () => {
    const page = await open('ports.html');
    await page.focus('#query');
    await page.keyboard.type('mqtt');
    await page.waitForSelector('#results button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await title(page), 'Port 8883 secure-mqtt');
    await page.focus('#query');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await page.inputValue('#query'), '');
    assert.ok(await shownLines(page) === 100);
    await close(page);
  });

  await check('links lead to a port and to a search', async () => {
    const page = await open('ports.html', { hash: '#port=8883' });
    assert.equal(await title(page), 'Port 8883 secure-mqtt');
    await close(page);
    const other = await open('ports.html', { hash: '#q=mqtt' });
    assert.equal(await other.inputValue('#query'), 'mqtt');
    assert.equal(await shownLines(other), 2);
    await other.mouse.click(...await whereIs(other, 1883));
    await other.goBack();
    assert.equal(await hashOf(other), '#q=mqtt');
    await close(other);
    for (const hash of ['#port=65536', '#port=-1', '#port=x', '#q=%', '#nothing']) await close(await open('ports.html', { hash }));
  });
}

async function filters() {
  await check('the legend filters the map and the table', async () => {
    const page = await open('ports.html');
    const lines = async () => Number((await page.textContent('#table-count')).replaceAll(',', '').match(/of (\d+)$/)?.[1] ?? 0);
    const all = await lines();
    const before = await coloursAt(page, 1025);
    await page.uncheck('input[value=both]');
    assert.ok(await lines() < all);
    assert.notDeepEqual(await coloursAt(page, 1025), before);
    await page.click('button[type=reset]');
    await page.waitForFunction((n) => document.getElementById('table-count').textContent.replaceAll(',', '').endsWith(` ${n}`), all);
    assert.deepEqual(await coloursAt(page, 1025), before);
    await page.selectOption('#filter-since', '2020');
    const dates = await page.$$eval('#table-body td:nth-child(6)', (cells) => cells.map((c) => c.textContent));
    assert.ok(dates.length > 50 && dates.every((d) => d >= '2020'));
    await page.check('#filter-unauthorized');
    assert.ok(await lines() < 5);
    await page.selectOption('#filter-since', '0');
    assert.ok(await lines() > 20);
    await page.fill('#query', 'mail');
    await page.waitForSelector('#results button');
    await page.click('button[type=reset]');
    assert.equal(await page.inputValue('#query'), '');
    assert.equal(await lines(), all);
    for (const value of ['tcp', 'udp']) await page.uncheck(`#filter-on input[value=${value}]`);
    const protocols = await page.$$eval('#table-body td:nth-child(3)', (cells) => cells.map((c) => c.textContent));
    assert.ok(protocols.length > 50 && protocols.every((p) => /sctp|dccp/.test(p)));
    await page.click('button[type=reset]');
    await page.uncheck('#filter-class input[value=user]');
    await page.uncheck('#filter-class input[value=dynamic]');
    const ports = await page.$$eval('#table-body td:first-child', (cells) => cells.map((c) => parseInt(c.textContent, 10)));
    assert.ok(ports.every((p) => p < 1024));
    await close(page);
  });

  await check('the table is sorted, turned and copied', async () => {
    const page = await open('ports.html', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.click('#table-head button:text("Name")');
    assert.equal(await page.getAttribute('#table-head th:nth-child(4)', 'aria-sort'), 'ascending');
    const names = await page.$$eval('#table-body td:nth-child(4)', (cells) => cells.map((c) => c.textContent));
    assert.deepEqual(names, [...names].sort());
    await page.click('#table-head button:text("Name")');
    assert.equal(await page.getAttribute('#table-head th:nth-child(4)', 'aria-sort'), 'descending');
    await page.click('#table-next');
    assert.match(await page.textContent('#table-count'), /^Lines 101 to 200 of /);
    await page.click('#table-before');
    await page.uncheck('input[value=unassigned]');
    const lines = Number((await page.textContent('#table-count')).replaceAll(',', '').match(/of (\d+)$/)[1]);
    await page.click('#table-copy');
    await page.waitForFunction(() => document.getElementById('say').textContent === 'The table is copied.');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(text.split('\n').length, lines + 2);
    await page.click('#table-body button >> nth=0');
    assert.match(await hashOf(page), /^#port=\d+$/);
    await close(page);
  });
}

async function walk() {
  await loads();
  await pointer();
  await keyboard();
  await search();
  await filters();
}

module.exports = walk;
