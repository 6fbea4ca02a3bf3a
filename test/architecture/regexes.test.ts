import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { slowOn } from '../support/regexes/attack.ts';
import { literalsOf } from '../support/regexes/literals.ts';

/** Longest text that an expression may be said to be applied to at most, UTF-16 units. */
const MOST = 4_000;

const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file)),
);

describe('regular expressions in the sources', () => {
  it('take linear time on texts that are made for them, or are applied to short ones', () => {
    const all = files.flatMap((file) => literalsOf(file));
    assert.ok(all.length > 900);
    const slow = all.flatMap((literal) => {
      const text = slowOn(literal);
      return text === null ? [] : [`${literal.place}: /${literal.source.slice(0, 80)}/ on ${text}`];
    });
    assert.deepEqual(slow, []);
    for (const { bound, place } of all) assert.ok(bound === null || bound <= MOST, place);
  });

  const planted = [
    // Two ways to read a run of marks.
    'const CLOSING = /\\s*(?:[*_~`"”»’」』]+|(?<!\\p{L})\'|\\\\)+$/u;',
    'const NESTED = /^(a+)+$/;',
    'const EITHER = /^(?:a|ab|b)*c/;',
    // Looked for from each place again.
    'const TRAILING = text.replace(/\\s+$/, "");',
    'const COMMENT = /\\/\\*[^]*?\\*\\//g;',
    'const ADDRESS = /url\\([^)]*\\)/gi;',
    'const LINE = /^\\s*x/m;',
    'const NAMED = /(?<=a["(]*)b/;',
    'const LONG = /<script[^>]{0,3000}src[^>]{0,3000}>/;',
    "const WORD = '[a-z]+'; const MADE = new RegExp(`${WORD}(?:-${WORD})*=`, 'g');",
    'const LISTED = new RegExp(["\\\\d+", "x"].join("") + "$");',
  ];
  for (const line of planted) {
    it(`would be caught: ${line}`, () => {
      const [literal] = literalsOf('planted.ts', line);
      assert.ok(literal !== undefined);
      assert.notEqual(slowOn(literal), null);
    });
  }

  it('are let through where a comment says how short the text is', () => {
    const line = '/** Bounded: 400, the reach of dropEnd. */\nconst STOP = /(?:[!.]+|x)+$/;';
    const [bounded] = literalsOf('planted.ts', line.replace('[!.]+', '[!.]'));
    assert.equal(bounded?.bound, 400);
    assert.equal(slowOn(bounded), null);
    // 2^n is too long at any length.
    assert.notEqual(slowOn(literalsOf('planted.ts', line)[0]!), null);
  });
});
