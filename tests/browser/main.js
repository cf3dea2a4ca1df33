// SPDX-License-Identifier: GPL-2.0-or-later
// Runs all tests of the page; check.sh starts it.
'use strict';

const { finish, start } = require('./lib');
const parts = [require('./walk'), require('./looks'), require('./other')];

(async () => {
  await start();
  for (const part of parts) await part();
  await finish();
})();
