import assert from 'node:assert/strict';
import { oneLine } from '../../src/cli/terminal/printable.ts';
import { UsageError } from '../../src/core/model/usage-error.ts';

/** A key as no input holds one: found anywhere in what comes out, it was leaked. */
export const PLANTED_KEY = 'sk-planted-Zq7Lw2Xk9Vb4Nm8Rt3Hy6';

/** What `read` gives; `null` when it says in one good sentence why not. Anything else it throws is a defect. */
export function orRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    assertSentence(error.message);
    return null;
  }
}

/** A sentence for a person: there, of a length that can be read, without a stack and without the key. */
export function assertSentence(sentence: string): void {
  assert.ok(sentence.trim() !== '', 'the sentence is empty');
  assert.ok(sentence.length < 2_000, `the sentence has ${sentence.length} characters: ${sentence.slice(0, 200)}`);
  assert.ok(!/\n\s+at |node:internal|\.ts:\d/.test(sentence), `the sentence holds a stack: ${sentence}`);
  assertNoKey(sentence);
  assertPrintable(oneLine(sentence));
}

export function assertNoKey(text: string): void {
  assert.ok(!text.includes(PLANTED_KEY), 'the key stands in it');
}

/** No control character but line feeds and tabs, no override of direction, no half of a surrogate pair. */
export function assertPrintable(text: string): void {
  const bad = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.exec(text);
  assert.equal(bad?.[0].codePointAt(0)?.toString(16), undefined, `a control character at ${bad?.index}`);
  assertWellFormed(text);
}

export function assertWellFormed(text: string): void {
  assert.ok(isWellFormed(text), 'half of a surrogate pair');
}

/** `String.prototype.isWellFormed`, which Node 20 has and the type library of it has not. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Whatever was read, no object has got a member that it did not have before. */
export function assertUnpolluted(): void {
  const strangers = [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) =>
    Object.getOwnPropertyNames(prototype).filter((name) => !KNOWN.has(name)),
  );
  assert.deepEqual(strangers, [], 'a prototype was changed');
}

const KNOWN = new Set(
  [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
);
