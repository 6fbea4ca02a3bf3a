import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { textOfBytes, TextBytes } from '../../../../src/core/text/text-bytes.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

function inPieces(bytes: Uint8Array, length: number, isJournal = (): boolean => false): string {
  const text = new TextBytes('a.txt', isJournal);
  let all = '';
  for (let from = 0; from < bytes.length; from += length) all += text.push(bytes.subarray(from, from + length));
  return all + text.end();
}

function problem(bytes: Uint8Array, length = 7): string {
  for (const read of [() => textOfBytes(bytes, 'a.txt'), () => inPieces(bytes, length)]) {
    assert.throws(read, UsageError);
  }
  try {
    return textOfBytes(bytes, 'a.txt');
  } catch (error) {
    return (error as Error).message;
  }
}

describe('TextBytes', () => {
  it('gives any text back, wherever its pieces are cut', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', maxLength: 700 })
          .filter((text) => !text.includes('\0') && !text.startsWith('\ufeff')),
        fc.integer({ min: 1, max: 400 }),
        (text, length) => {
          assert.equal(inPieces(utf8(text), length), text);
          assert.equal(inPieces(utf8(`\ufeff${text}`), length), text);
          assert.equal(inPieces(utf16(`\ufeff${text}`), length), text);
          assert.equal(inPieces(utf16(`\ufeff${text}`, true), length), text);
        },
      ),
    );
  });

  it('tells UTF-16 without a mark', () => {
    assert.equal(textOfBytes(utf16('target,text\nm,Türkis\n'), 'a'), 'target,text\nm,Türkis\n');
    assert.equal(textOfBytes(utf16('target,text\nm,Türkis\n', true), 'a'), 'target,text\nm,Türkis\n');
    assert.equal(textOfBytes(utf16('a'), 'a'), 'a');
  });

  it('refuses other encodings in words, wherever it shows', () => {
    const latin = Buffer.from('m,Türkis\n', 'latin1');
    assert.match(problem(latin), /^a\.txt cannot be read: .*UTF-8.*Windows-1252/);
    assert.match(problem(Buffer.concat([utf8('m,x\n'.repeat(500)), latin])), /Windows-1252/);
    assert.match(problem(Buffer.from('café', 'latin1')), /UTF-8/);
    assert.match(problem(utf8('Türkis').subarray(0, 2)), /cut in two/);
    assert.match(problem(utf16('\ufeffTürkis').subarray(0, 5)), /cut in two/);
    assert.match(problem(Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)), /UTF-32/);
    assert.match(problem(Buffer.from('SQLite format 3\0\0\0\0', 'latin1')), /not a text file/);
  });

  it('reads what may be damaged all the same', () => {
    const torn = Buffer.concat([utf8('{"type":"started"}\n'), Uint8Array.of(0xc3), utf8('\n{}'), Uint8Array.of(0xe2)]);
    assert.equal(
      inPieces(torn, 5, () => true),
      '{"type":"started"}\n\ufffd\n{}\ufffd',
    );
  });
});
