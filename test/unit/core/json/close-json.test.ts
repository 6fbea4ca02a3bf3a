import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { closedJson } from '../../../../src/core/json/close-json.ts';

describe('JSON that was cut', () => {
  it('is JSON again when it is closed, wherever it was cut', () => {
    const anyIndent = fc.constantFrom(undefined, 1);
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), anyIndent, (value, indent) => {
        const text = JSON.stringify([value], null, indent);
        for (let at = 1; at <= text.length; at++) {
          const closed = closedJson(text.slice(0, at));
          assert.ok(closed !== null);
          JSON.parse(closed);
        }
        // The text, not the value, is what can come back: JSON writes -0 as 0.
        assert.deepEqual(JSON.parse(closedJson(text)!), JSON.parse(text));
      }),
    );
  });

  it('keeps the begin of the string that it was cut in, and no half character', () => {
    const text = JSON.stringify({ choices: [{ message: { content: 'a"\\😄\u0001\n' } }] }).replace(
      '😄',
      '\\ud83d\\ude04',
    );
    for (let at = text.indexOf('"a') + 1; at < text.length; at++) {
      const closed = JSON.parse(closedJson(text.slice(0, at))!) as { choices: { message: { content: string } }[] };
      const { content } = closed.choices[0]!.message;
      assert.ok('a"\\😄\u0001\n'.startsWith(content), `${at} ${JSON.stringify(content)}`);
      assert.ok(!/\p{Cs}/u.test(content));
    }
    const raw = closedJson(`["${'😄'.slice(0, 1)}`)!;
    assert.deepEqual(JSON.parse(raw), ['']);
  });

  it('is nothing where nothing of it is there', () => {
    for (const text of ['', '   ', '"', 'nul', '12', '['.repeat(1000)])
      assert.equal(closedJson(text), null, text.slice(0, 9));
  });
});
