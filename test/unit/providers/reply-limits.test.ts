import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDeeperEvent, cutEvents } from '../../../src/providers/wire/event-stream.ts';
import { ReplyMemory } from '../../../src/providers/wire/reply-memory.ts';
import { ReplyBody } from '../../../src/providers/wire/whole-reply.ts';

const limits = (answer: number) => ({ answer, error: 10, memory: new ReplyMemory() });

function bodyOf(bytes: Uint8Array, lengths: readonly number[], limit: number, status = 200): ReplyBody {
  const body = new ReplyBody(status, limits(limit));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
    if (!body.add(bytes.subarray(at, at + length))) break;
    at += length;
  }
  return body;
}

const anyCuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });

describe('the body of a reply', () => {
  it('is the same however small its pieces are', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), anyCuts, (value, cuts) => {
        const text = JSON.stringify(value);
        const read = bodyOf(new TextEncoder().encode(text), cuts, 10_000).readable();
        assert.deepEqual(read, { text, streams: false, isCut: false });
      }),
    );
  });

  it('is cut at its limit, closed, and in no character', () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ text: 'é😄'.repeat(20) }));
    fc.assert(
      fc.property(anyCuts, fc.integer({ min: 10, max: bytes.length - 1 }), (cuts, limit) => {
        const { text, isCut } = bodyOf(bytes, cuts, limit).readable();
        assert.ok(isCut);
        const { text: said = '' } = JSON.parse(text) as { readonly text?: string };
        assert.ok('é😄'.repeat(20).startsWith(said));
        assert.ok(!/[\p{Cs}\ufffd]/u.test(said));
      }),
    );
  });

  it('is refused when it is nested without measure, and left out of an error', () => {
    const deep = new TextEncoder().encode('['.repeat(1000));
    assert.throws(() => bodyOf(deep, [100], 10_000).readable(), SyntaxError);
    assert.equal(bodyOf(deep, [100], 10_000, 500).readable().text, '');
    const inText = JSON.stringify({ text: '['.repeat(1000) });
    assert.equal(bodyOf(new TextEncoder().encode(inText), [100], 10_000).readable().text, inText);
  });
});

describe('a stream of events', () => {
  it('is cut behind its last whole event, or within a long one', () => {
    assert.equal(cutEvents('data: 1\n\ndata: 2\n\ndata: {"x'), 'data: 1\n\ndata: 2\n\n');
    assert.equal(cutEvents('data: 1\r\n\r\nda'), 'data: 1\r\n\r\n');
    assert.equal(cutEvents('data: 1\n'), null);
    const long = 'x'.repeat(2000);
    assert.equal(
      cutEvents(`data: 1\n\nevent: a\ndata: {"b":"${long}`),
      `data: 1\n\nevent: a\ndata: {"b":"${long}"}\n\n`,
    );
  });

  it('may hold many events, and none that is nested without measure', () => {
    const shallow = `event: a"b\ndata: {"a":[{"text":"[[[[ \\" [[["}]}\n\n`;
    assert.equal(isDeeperEvent(shallow.repeat(100), 3), false);
    assert.equal(isDeeperEvent(shallow.repeat(100), 2), true);
    for (const feed of ['\n', '\r', '\r\n']) {
      // The lines of one event are one text; those of several are not.
      assert.equal(isDeeperEvent(`data: [${feed}`.repeat(10), 9), true);
      assert.equal(isDeeperEvent(`data: [${feed}${feed}`.repeat(10), 1), false);
    }
    // An SDK joins data lines around a comment.
    assert.equal(isDeeperEvent('data: [\n:\n'.repeat(10), 9), true);
  });
});

describe('the memory for replies', () => {
  const MB = 2 ** 20;
  const isReady = async (room: Promise<void> | null): Promise<boolean> =>
    room === null ||
    Promise.race([room.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);

  it('lets the first large reply go on and the others wait, and small ones never', async () => {
    const memory = new ReplyMemory(2 * MB);
    const [first, second, third, small] = [memory.share(), memory.share(), memory.share(), memory.share()];
    for (const share of [first, second, third]) share.take(MB);
    small.take(1000);
    assert.equal(first.room(), null);
    assert.equal(small.room(), null);
    const [waiting, last] = [second.room(), third.room()];
    assert.deepEqual([await isReady(waiting), await isReady(last)], [false, false]);
    first.release();
    // Two thirds are left: both fit, with the small one just not.
    assert.deepEqual([await isReady(waiting), await isReady(last)], [true, false]);
    small.release();
    assert.equal(await isReady(last), true);
  });

  it('keeps nobody waiting who is given up, and counts nobody twice', async () => {
    const memory = new ReplyMemory(MB);
    const [first, second] = [memory.share(), memory.share()];
    first.take(MB);
    second.take(MB);
    const waiting = second.room();
    second.release();
    second.release();
    assert.equal(await isReady(waiting), true);
    const third = memory.share();
    third.take(MB);
    const next = third.room();
    assert.equal(await isReady(next), false);
    first.release();
    assert.equal(await isReady(next), true);
  });
});
