// SPDX-License-Identifier: GPL-2.0-or-later
// What the linter asks of the page's scripts.  They become one script, so each file names
// what it takes from others (global) and what it gives them (exported).
const browser = Object.fromEntries([
  'AbortController', 'Infinity', 'Map', 'ResizeObserver', 'Set', 'cancelAnimationFrame', 'clearInterval', 'clearTimeout',
  'decodeURIComponent', 'devicePixelRatio', 'document', 'encodeURIComponent', 'getComputedStyle', 'history', 'location',
  'navigator', 'performance', 'requestAnimationFrame', 'setInterval', 'setTimeout', 'window',
].map((name) => [name, 'readonly']));

const node = Object.fromEntries([
  'Buffer', '__dirname', 'console', 'module', 'process', 'require', 'setTimeout', 'URL',
].map((name) => [name, 'readonly']));

const markup = 'registry text never becomes markup: use make() and textContent';

const rules = {
  'array-callback-return': 'error',
  'block-scoped-var': 'error',
  'consistent-return': 'error',
  'curly': ['error', 'multi-line'],
  'default-case-last': 'error',
  'dot-notation': 'error',
  'eqeqeq': 'error',
  'max-lines-per-function': ['error', { max: 60 }],
  'no-array-constructor': 'error',
  'no-console': 'error',
  'no-const-assign': 'error',
  'no-constant-condition': 'error',
  'no-dupe-keys': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-fallthrough': 'error',
  'no-implied-eval': 'error',
  'no-loop-func': 'error',
  'no-new-func': 'error',
  'no-param-reassign': 'error',
  'no-redeclare': ['error', { builtinGlobals: false }],
  'no-return-assign': 'error',
  'no-script-url': 'error',
  'no-self-compare': 'error',
  'no-sequences': 'error',
  'no-shadow': 'error',
  'no-undef': 'error',
  'no-unreachable': 'error',
  'no-unused-expressions': 'error',
  'no-unused-vars': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
  'no-restricted-properties': ['error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'srcdoc', 'createContextualFragment']
      .map((property) => ({ property, message: markup })),
    { object: 'document', property: 'write', message: markup },
    { object: 'document', property: 'writeln', message: markup }],
};

export default [
  {
    files: ['gen/map/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'script', globals: browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...rules, 'no-use-before-define': ['error', { functions: false, variables: false }] },
  },
  {
    files: ['tests/browser/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'commonjs', globals: { ...node, ...browser } },
    rules: { ...rules, 'no-console': 'off', 'max-lines-per-function': 'off' },
  },
];
