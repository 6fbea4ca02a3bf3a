import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { artefactOf } from '../../../../../src/core/pages/artefact.ts';
import { TraitReader } from '../../../../../src/core/pages/output-traits.ts';

/** Many times, so that what is quadratic or recursive would show: the tests would not end, or overflow the stack. */
const MANY = 100_000;
const FEW = 8_000;
const scripted = (code: string) => `<!doctype html><canvas id="c"></canvas><script>${code}</script>`;

const TEXTS: Readonly<Record<string, string>> = {
  'nested elements': `<!doctype html>${'<div>'.repeat(MANY)}`,
  'closing tags that close nothing': `<!doctype html>${'<a>'.repeat(FEW)}${'</b>'.repeat(FEW)}`,
  'open comments': `<!doctype html>${'<!--'.repeat(MANY)}`,
  'a huge data address': `<!doctype html><img src="data:image/png;base64,${'A'.repeat(MANY * 5)}"><style>a{background:url(data:image/png;base64,${'A'.repeat(MANY * 5)})}</style>`,
  'open brackets': scripted('('.repeat(MANY)),
  'open braces': scripted('{'.repeat(MANY)),
  'a long sum': scripted(`x = ${'a + '.repeat(FEW)}a`),
  'long chains': scripted(`x${'.then(f)'.repeat(FEW)}`),
  'names that refer to each other': scripted(
    Array.from(
      { length: 800 },
      (_, i) => `let v${i} = v${(i * 7 + 1) % 800} || v${(i * 3 + 2) % 800};\nv${i}.go(v${i});`,
    ).join('\n'),
  ),
  'functions that call each other': scripted(
    Array.from({ length: 800 }, (_, i) => `function f(a) { return f(a, f(a)); }\nel.innerHTML = f(${i});`).join('\n'),
  ),
  'open templates': scripted('`${'.repeat(FEW)),
  'nested styles': `<!doctype html><style>${'a{'.repeat(MANY)}</style>`,
  'variables of styles in a circle':
    '<!doctype html><style>:root{--a:var(--b);--b:var(--a) var(--a)}body{background:var(--a)}</style><p>a</p>',
  'colours out of all range': `<!doctype html><style>${['hsl(1e999 50% 50%)', 'hsl(-1e308turn 50% 50%)', 'oklch(0.5 1e999 9e307rad)', 'rgb(1e999 -1e999 1e308)'].map((colour, at) => `.a${at}{color:${colour};background:${colour}}`).join('')}</style><p>a</p>`,
  'fences without end': '```html\n'.repeat(FEW),
  'names like those of every object': scripted(
    'const constructor = 1, __proto__ = 2, toString = 3; a.hasOwnProperty = b;',
  ),
};

describe('hostile outputs', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`${name} neither overflow nor hang`, () => {
      const found = new TraitReader().read(text);
      assert.ok(found === null || found.traits.size >= 0);
      if (!text.startsWith('`')) assert.notEqual(artefactOf(text), null);
    });
  }
});
