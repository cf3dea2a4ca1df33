// SPDX-License-Identifier: GPL-2.0-or-later
// What every test of the page starts with: a browser, pages that watch themselves, checks.
'use strict';
/* global view, cellOf */

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { chromium } = require('playwright-core');

const top = path.resolve(__dirname, '../..');
const out = process.env.OUT; // the folder of pages and pictures
const command = process.env.IANA_COMMAND;
const counts = { passed: 0, failed: 0 };
let browser;

/** Run the command; its standard output. */
function iana(...args) {
  const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ok(run.status === 0 || run.status === 2, `${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

/** One check: TAP on standard output. */
async function check(sentence, test) {
  try {
    await test();
    counts.passed++;
    console.log(`ok - ${sentence}`);
  } catch (error) {
    counts.failed++;
    console.log(`not ok - ${sentence}\n${`${error.stack}`.replace(/^/gm, '# ')}`);
  }
}

/**
 * Open a page made by the command.  What the page says on the console, each failure and each
 * request stand in page.heard; it must stay empty.
 */
async function open(file, { hash = '', ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce', colorScheme: 'light', ...options,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const url = `file://${path.join(out, file)}`;
  page.heard = [];
  page.on('console', (m) => page.heard.push(`console: ${m.text()}`));
  page.on('pageerror', (e) => page.heard.push(`error: ${e.message}`));
  page.on('dialog', (d) => {
    page.heard.push(`dialog: ${d.message()}`);
    d.dismiss();
  });
  page.on('request', (r) => {
    if (r.url().split('#')[0] !== url && !r.url().startsWith('data:')) page.heard.push(`request: ${r.url()}`);
  });
  await page.goto(url + hash);
  if (options.javaScriptEnabled === false) return page;
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  return page;
}

/** Close a page that must have been quiet. */
async function close(page) {
  const { heard } = page;
  await page.context().close();
  assert.deepEqual(heard, []);
}

/** Where a port's cell is in the window. */
function whereIs(page, port) {
  return page.evaluate((p) => {
    const box = document.getElementById('map').getBoundingClientRect();
    const at = cellOf[view.order][p];
    return [box.left + view.left + (at % 256 + 0.5 - view.x) * view.cell,
      box.top + view.top + (Math.floor(at / 256) + 0.5 - view.y) * view.cell];
  }, port);
}

/** All colours that the canvas shows in a port's cell, as "#rrggbb", with how many pixels. */
function coloursAt(page, port) {
  return page.evaluate(async (p) => {
    await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    const at = cellOf[view.order][p];
    const canvas = document.getElementById('canvas');
    const pixel = (v, margin, from) => Math.ceil((margin + (v - from) * view.cell) * view.ratio);
    const x = pixel(at % 256, view.left, view.x);
    const y = pixel(Math.floor(at / 256), view.top, view.y);
    const n = Math.max(1, Math.floor(view.cell * view.ratio));
    const { data: bytes } = canvas.getContext('2d').getImageData(x, y, n, n);
    const seen = {};
    for (let i = 0; i < bytes.length; i += 4) {
      const hex = `#${[0, 1, 2].map((k) => bytes[i + k].toString(16).padStart(2, '0')).join('')}`;
      seen[hex] = (seen[hex] ?? 0) + 1;
    }
    return seen;
  }, port);
}

const title = (page) => page.textContent('#card-title');

async function start() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

async function finish() {
  await browser.close();
  console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

module.exports = {
  assert, check, close, coloursAt, finish, iana, open, out, start, title, top, whereIs,
};
