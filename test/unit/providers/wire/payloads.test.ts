import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EventList, isPlainJson, mendedJson, parseReply, replyIn } from '../../../../src/providers/wire/payloads.ts';

const FRAMES: readonly string[] = [
  '{"a":1}',
  '\n\n {"a":1}\n',
  ': PROCESSING\n\n: PROCESSING\n\n{"a":1}',
  '{"a":1}\ndata: [DONE]\n\n',
  'data: {"a":1}\n\n',
  'event: message\r\ndata: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n',
  'data: {"a":\ndata: 1}\n\n',
  ': hm\n{\n\n  "a": 1\n}\n',
];

describe('what stands around a reply', () => {
  it('is taken off', () => {
    for (const text of FRAMES) {
      assert.deepEqual(parseReply(text), { a: 1 }, text);
      assert.deepEqual(JSON.parse(mendedJson(text) ?? text), { a: 1 }, text);
    }
  });

  it('holds several texts: events, or lines', () => {
    const events = parseReply('data: {"a":1}\n\ndata: {"a":2}\n\ndata: [DONE]\n\n');
    assert.deepEqual(events, new EventList([{ a: 1 }, { a: 2 }], true));
    assert.deepEqual(parseReply('{"a":1}\n{"a":2}\n'), new EventList([{ a: 1 }, { a: 2 }], false));
  });

  it('is no reply where nothing can be read', () => {
    for (const text of [
      '',
      '<html>busy</html>',
      'data: [DONE]\n\n',
      ': hm\n',
      'data: hello\n\n',
      '{"a":',
      '{"a":1} {"a":2}',
    ]) {
      assert.equal(replyIn(text), null, text);
    }
    const deep = `: hm\n${'['.repeat(500)}\n\n${'['.repeat(500)}${']'.repeat(1000)}`;
    assert.equal(replyIn(deep), null);
  });

  it('is not looked for in JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 3 }).filter((value) => typeof value === 'object' && value !== null),
        (value) => {
          const text = JSON.stringify(value, null, 2);
          if (isPlainJson(text)) assert.equal(mendedJson(text), null);
          else assert.deepEqual(JSON.parse(mendedJson(text) ?? ''), JSON.parse(text));
        },
      ),
    );
  });
});
