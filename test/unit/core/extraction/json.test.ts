import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonExtractor } from '../../../../src/core/extraction/json.ts';

const read = (argument: string, text: string) => jsonExtractor.extract(text, { prompt: '', domain: null, argument });

describe('json', () => {
  const cases: readonly (readonly [path: string, text: string, expected: string | null])[] = [
    ['a', '{"a": "teal"}', 'teal'],
    ['a', 'Sure! Here it is:\n```json\n{\n  "a": "teal"\n}\n```\nEnjoy!', 'teal'],
    ['a', 'The answer is {"a": "teal"}, as asked.', 'teal'],
    ['a', 'Fill in {x}: {"a": "teal"}', 'teal'],
    ['a', 'See [1]: {"a": "teal"}', 'teal'],
    ['a', '{"a": "teal",}', 'teal'],
    ['a', "{'a': 'teal', 'b': True}", 'teal'],
    ['a', "{'a': 'it's teal', 'b': None}", "it's teal"],
    ['a', '{a: "teal", // a comment\n b: 1}', 'teal'],
    ['a', '{“a”: “teal”}', 'teal'],
    ['a', '{"a": "line one\nline two"}', 'line one\nline two'],
    ['a', '{"a": "say \\"hi\\" \\u00e9"}', 'say "hi" é'],
    ['a', '{"a": "teal", "b": "cut of', 'teal'],
    ['a', '{"a": "cut of', null],
    ['a', '{"a": 42}', '42'],
    ['a', '{"a": 1.50}', '1.50'],
    ['a', '{"a": 12345678901234567890}', '12345678901234567890'],
    ['a', '{"a": true}', 'true'],
    ['a', '{"a": null}', null],
    ['a', '{"a": ""}', null],
    ['a', '{"a": [1, 2]}', '[1, 2]'],
    ['a', '{"a": {"b": 1}}', '{"b": 1}'],
    ['a.b', '{"a": {"b": 1}}', '1'],
    ['$.a[1].c', '{"a": [0, {"c": "x"}]}', 'x'],
    ['[0]', '["x", "y"]', 'x'],
    ['0.name', '[{"name": "x"}]', 'x'],
    ['a', '[{"a": "x"}]', null],
    ['missing', '{"a": "x"}', null],
    ['constructor', '{"a": "x"}', null],
    ['__proto__', '{"__proto__": "x"}', 'x'],
    ['a', 'no json', null],
    ['a', '', null],
    ['a', '{"a" "x"}', null],
  ];
  for (const [path, text, expected] of cases)
    it(`${path} of ${JSON.stringify(text)} is ${String(expected)}`, () =>
      assert.equal(read(path, text).answer, expected));

  it('marks what surrounds the field', () => {
    const text = 'Sure: {"a": " teal ", "b": 1} Bye';
    const { setAside, notes } = read('a', text);
    assert.deepEqual(
      setAside.map(([start, end]) => text.slice(start, end)),
      ['Sure: {"a": "', '", "b": 1} Bye'],
    );
    assert.deepEqual(notes, ['what surrounds the field set aside']);
    assert.equal(read('a', "I'm sorry, but I can't help with that.").refused, true);
  });

  it('finds any value in any proper JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), (name, value) => {
        const text = JSON.stringify({ [`${name}x`]: 0, [name]: value });
        fc.pre(/^[\p{L}\p{N}]+$/u.test(name));
        const { answer } = read(name, text);
        const expected = typeof value === 'string' ? value.trim() : value === null ? '' : JSON.stringify(value);
        assert.equal(answer ?? '', expected);
      }),
      { seed: 12 },
    );
  });

  it('takes hostile texts in linear time', { timeout: 20_000 }, () => {
    for (const unit of ['{', '[', '{"a":', "{'a':", '[1,', '/*', '//', '"', "'", "'a',", '{a ', '\\', '{"a":"'])
      assert.equal(read('zz', unit.repeat(100_000 / unit.length)).answer, null, unit);
  });
});
