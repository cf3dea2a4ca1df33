// SPDX-License-Identifier: GPL-2.0-or-later
// Other pages: changes, the time line, a hostile registry, no scripts, the picture.
'use strict';
/* global data, cells, months, items, itemStart */

const { assert, check, close, iana, open, out, title, whereIs } = require('./lib');
const fs = require('node:fs');
const path = require('node:path');

async function changes() {
  await check('the changes are those of diff, on the map and in a list', async () => {
    const page = await open('changes.html');
    const diff = JSON.parse(iana('diff', '--json', '--quiet', path.join(out, 'old.csv'), path.join(out, 'new.csv')));
    const list = await page.$$eval('#changes-list li', (lines) => lines.map((l) => l.textContent));
    const has = (start, x) => assert.ok(list.some((l) => l.startsWith(`${start}: ${x.first_port}`) && l.includes(x.name ?? x.description)),
      `${start} ${JSON.stringify(x)}\n${list.join('\n')}`);
    diff.added.forEach((x) => has('Added', x));
    diff.removed.forEach((x) => has('Removed', x));
    diff.renamed.forEach((x) => has('Renamed', x));
    assert.ok(diff.added.length > 0 && diff.removed.length > 0 && diff.renamed.length > 0);
    assert.ok(list.some((l) => l.startsWith('Reserved now: 7002')) && list.some((l) => l.startsWith('Freed: 7003')), list.join('\n'));
    const numbers = await page.$$eval('#changes-kinds .number', (n) => n.map((x) => parseInt(x.textContent, 10)));
    assert.ok(numbers.every((n) => n > 0), `${numbers}`);
    await page.click('#changes-list button >> nth=0');
    assert.match(await page.textContent('#card-body'), /Changed/);
    await page.uncheck('#changes-kinds input[value=added]');
    assert.ok((await page.$$('#changes-list li')).length < list.length);
    await page.uncheck('#changes-on');
    await close(page);
  });

  await check('a page without an older registry speaks of no changes', async () => {
    const page = await open('ports.html');
    assert.equal(await page.isVisible('#changes'), false);
    await close(page);
  });
}

async function time() {
  await check('the time line shows the registry as it grew', async () => {
    const page = await open('ports.html');
    const assigned = () => page.evaluate(() => {
      return cells.counts.slice(0, 4).reduce((a, b) => a + b, 0);
    });
    const set = (step) => page.$eval('#time-slider', (s, n) => {
      s.value = n;
      s.dispatchEvent(new window.Event('input'));
    }, step);
    const all = await assigned();
    const most = Number(await page.getAttribute('#time-slider', 'max'));
    const seen = [];
    for (let i = 0; i <= 8; i++) {
      await set(Math.round(most * i / 8));
      seen.push(await assigned());
    }
    assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
    assert.ok(seen[0] > 1000 && seen[0] < all / 1.5 && seen[8] === all, `${seen} ${all}`);
    // IANA's own text: secure-mqtt was registered in 2008, ntske in 2020.
    await set(await page.evaluate(() => {
      return months.findIndex((m) => m >= 201501) + 1;
    }));
    assert.match(await page.textContent('#time-now'), /^2015-/);
    const young = await page.evaluate(() => items.find((x) => x.since > 201600 && itemStart[x.lo + 1] - itemStart[x.lo] === 1).lo);
    await page.mouse.move(...await whereIs(page, young));
    assert.match(await page.textContent('#card-body'), /Unassigned/);
    await page.mouse.move(...await whereIs(page, 8883));
    assert.match(await title(page), /secure-mqtt/);
    await page.click('#time-play');
    assert.equal(await page.getAttribute('#time-play', 'aria-pressed'), 'true');
    await page.click('#time-play');
    assert.equal(await page.getAttribute('#time-play', 'aria-pressed'), 'false');
    await close(page);
  });
}

async function hostile() {
  await check('markup in a registry is text', async () => {
    const page = await open('hostile.html');
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll('img, iframe, object, embed, svg, link:not([rel=icon])').length), 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll('script').length), 2);
    await page.fill('#query', '<img');
    await page.waitForSelector('#results button');
    assert.match(await page.textContent('#results'), /<\/script><script>hacked\(\)<\/script>/);
    await page.press('#query', 'Enter');
    const card = await page.textContent('#card');
    assert.match(card, /<img src=x onerror=hacked\(\)>/);
    assert.match(card, /&lt;b&gt;/);
    assert.match(await page.textContent('#table-body'), /<\/script><script>/);
    assert.equal(await page.evaluate(() => /[\u2028\u202e\u0007]/.test(document.body.textContent)), false);
    await close(page);
  });

  await check('the policy of the page lets no other script run, and no request leave', async () => {
    const page = await open('ports.html');
    const blocked = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', (e) => seen.push(e.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'http://127.0.0.1:9/x.png';
      document.body.append(image);
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(style);
      await new Promise((done) => { setTimeout(done, 100); });
      return [...seen, window.hacked];
    });
    assert.deepEqual(blocked.sort(), ['img-src', 'script-src-elem', 'style-src-elem', undefined]);
    await page.context().close();
  });

  await check('a registry without dates, and one of a single port, make a page', async () => {
    const page = await open('small.html');
    assert.equal(await page.isVisible('#time'), false);
    await page.mouse.move(...await whereIs(page, 22));
    assert.equal(await title(page), 'Port 22 ssh');
    await close(page);
  });
}

async function withoutScripts() {
  await check('without scripts the table of assigned ports is there', async () => {
    const page = await open('ports.html', { javaScriptEnabled: false });
    assert.equal(await page.locator('#app').isVisible(), false);
    assert.equal(await page.locator('#search').isVisible(), false);
    const rows = page.locator('noscript table tbody tr, main table tbody tr').filter({ hasText: 'mqtt' });
    assert.ok(await rows.count() >= 2);
    assert.match(await rows.first().textContent(), /^1883tcp udpmqttMessage Queuing/);
    await page.screenshot({ path: path.join(out, 'page-no-script.png') });
    await close(page);
  });

  await check('and it has every name of the services(5) text', async () => {
    const html = fs.readFileSync(path.join(out, 'ports.html'), 'utf8');
    const table = html.slice(html.indexOf('<noscript>'), html.indexOf('</noscript>'));
    const has = new Set(table.split('<tr>').slice(2).flatMap((r) => r.split('<td>')[3].trim().split(' ')));
    const text = iana('convert', '--quiet', path.join(process.env.REGISTRY));
    const want = text.split('\n').filter((l) => l !== '' && !l.startsWith('#'))
      .flatMap((l) => l.split('#')[0].trim().split(/\s+/)).filter((w) => !/^\d+\//.test(w));
    const missing = [...new Set(want)].filter((name) => !has.has(name.replaceAll('&', '&amp;')));
    assert.deepEqual(missing, []);
    assert.ok(want.length > 10000);
  });
}

/** Show the picture in a page, at twice its size; what is seen at some ports' cells. */
async function pixelsOf(file, colorScheme, ports) {
  const page = await open('small.html', { colorScheme, bypassCSP: true, deviceScaleFactor: 2 });
  await page.evaluate(async (svg) => {
    const image = document.createElement('img');
    image.id = 'picture';
    image.src = `data:image/svg+xml;base64,${svg}`;
    await image.decode();
    document.body.prepend(image);
  }, fs.readFileSync(path.join(out, file)).toString('base64'));
  const png = await page.locator('#picture').screenshot({ path: path.join(out, `${file}-${colorScheme}.png`) });
  const seen = await page.evaluate(async ([bytes, list]) => {
    const image = document.createElement('img');
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const c = canvas.getContext('2d', { willReadFrequently: true });
    c.drawImage(image, 0, 0);
    return list.map((p) => {
      const d = c.getImageData(112 + (p % 256) * 5 + 2, 192 + (p >> 8) * 5 + 2, 1, 1).data;
      return `#${[0, 1, 2].map((k) => d[k].toString(16).padStart(2, '0')).join('')}`;
    });
  }, [png.toString('base64'), ports]);
  await close(page);
  return seen;
}

async function picture() {
  await check('the picture has the right colours at known ports, in both themes', async () => {
    // Far from labels: both, tcp, udp, other, free, dynamic.
    const ports = [10800, 12302, 28119, 36412, 10501, 60000];
    const map = await open('ports.html');
    const status = await map.evaluate((list) => list.map((p) => data.status[cells.status[p]][0]), ports);
    assert.deepEqual(status, ['both', 'tcp', 'udp', 'other', 'unassigned', 'dynamic']);
    for (const scheme of ['light', 'dark']) {
      await map.emulateMedia({ colorScheme: scheme });
      const want = await map.evaluate((keys) => {
        const style = getComputedStyle(document.documentElement);
        return keys.map((k) => style.getPropertyValue(`--${k}`).trim());
      }, status);
      assert.deepEqual(await pixelsOf('ports.svg', scheme, ports), want);
    }
    await close(map);
  });

  await check('a picture of a hostile registry is well-formed and runs nothing', async () => {
    for (const file of ['hostile.svg', 'changes.svg']) {
      await pixelsOf(file, 'light', [0]);
      const page = await open(file);
      assert.equal(await page.evaluate(() => document.querySelector('script, image, foreignObject, a, parsererror')), null);
      assert.ok(fs.readFileSync(path.join(out, file), 'utf8').includes('</svg>'));
      await close(page);
    }
  });
}

async function other() {
  await changes();
  await time();
  await hostile();
  await withoutScripts();
  await picture();
}

module.exports = other;
