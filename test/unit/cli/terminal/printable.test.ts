import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { oneLine, printable, printableJson } from '../../../../src/cli/terminal/printable.ts';

const DRIVES_A_TERMINAL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('printable', () => {
  it('makes escape sequences visible instead of obeying them', () => {
    assert.equal(oneLine('\u001b[31mred\u001b[0m'), '␛[31mred␛[0m');
    assert.equal(oneLine('\u001b]0;title\u0007'), '␛]0;title␇');
    assert.equal(oneLine('\u009b2J'), '<U+009B>2J');
    assert.equal(oneLine('a\u202eb\u2066c'), 'a<U+202E>b<U+2066>c');
  });

  it('puts everything on one line and keeps scripts, emoji and joined emoji', () => {
    assert.equal(oneLine('  a\r\n\n b\tc \u2028 d '), 'a b c d');
    assert.equal(oneLine('愛 👩‍👩‍👧 é नमस्ते'), '愛 👩‍👩‍👧 é नमस्ते');
    assert.equal(oneLine('a\u200bb\ufeffc\u{e0041}d'), 'abcd');
    assert.equal(oneLine('x\ud800y'), 'x\ufffdy');
  });

  it('keeps lines and tabs of a document', () => {
    assert.equal(printable('a\r\nb\tc\n\u001b[2J\rd'), 'a\nb\tc\n␛[2J␍d');
  });

  it('lets no text drive the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(oneLine(text), DRIVES_A_TERMINAL);
        assert.doesNotMatch(oneLine(text), /\n|\t/);
        assert.doesNotMatch(printable(text), DRIVES_A_TERMINAL);
      }),
    );
  });

  it('escapes JSON without changing what it says', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const escaped = printableJson(JSON.stringify(texts, null, 1));
        assert.doesNotMatch(escaped, DRIVES_A_TERMINAL);
        assert.deepEqual(JSON.parse(escaped), texts);
      }),
    );
  });
});
