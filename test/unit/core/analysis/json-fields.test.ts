import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { runOf, times } from './run-of.ts';

const report = (prompt: string, texts: readonly string[], extractor = 'auto') =>
  summarize(runOf(prompt, { model: texts }), { ...DEFAULT_ANALYSIS, extractor });
const fenced = (json: string) => `\`\`\`json\n${json}\n\`\`\``;

describe('outputs that are JSON', () => {
  it('are one answer whatever the order of names, white space, spelling of numbers and fences', () => {
    const texts = [
      fenced('{\n  "name": "Ann",\n  "age": 30\n}'),
      '{"age": 30.0, "name": "Ann"}',
      'Sure!\n```\n{"name":"ann","age":3e1}\n```',
      '{"name": "Ann", "age": 31}',
    ];
    const { groups, extractor, sharedParts } = report('Give me a random person as JSON with name and age.', texts);
    assert.deepEqual([extractor, groups.map(({ count }) => count), sharedParts], ['json', [3, 1], null]);
    assert.doesNotMatch(groups[0]!.answer, /`/);
  });

  it('are told by value without a prompt that says so, and a list of words as a set', () => {
    const objects = times('{"a": 1, "b": {"c": [1, 2]}}', 4);
    assert.equal(report('Classify this.', [...objects, fenced('{"b": {"c": [1,2]}, "a": 1}')]).groups.length, 1);
    assert.equal(report('Classify this.', [...objects, '{"a": 1, "b": {"c": [2, 1]}}']).groups.length, 2);
    const lists = report('Three cities as JSON', ['["Paris", "Rome", "Oslo"]', '["Oslo","Paris","Rome"]']);
    assert.equal(lists.groups.length, 1);
  });

  it('are tallied field by field, and read by the field that is asked for', () => {
    const texts = [
      ...times('{"sentiment": "negative", "reason": "late", "result": {"score": 2}}', 3),
      '{"sentiment": "Negative", "reason": "broken", "result": {"score": 2.0}}',
      '{"sentiment": "positive", "reason": "fast", "result": {"score": 5}, "why.not": 1}',
    ];
    const { fields, insight } = report('Classify this review.', texts);
    assert.deepEqual(fields, [
      {
        ...{ field: 'sentiment', extractor: 'json:sentiment', outputs: 5, different: 2 },
        values: [
          { value: 'negative', outputs: 4 },
          { value: 'positive', outputs: 1 },
        ],
      },
      {
        ...{ field: 'reason', extractor: 'json:reason', outputs: 5, different: 3 },
        values: [
          { value: 'late', outputs: 3 },
          { value: 'broken', outputs: 1 },
          { value: 'fast', outputs: 1 },
        ],
      },
      {
        ...{ field: 'result.score', extractor: 'json:result.score', outputs: 5, different: 2 },
        values: [
          { value: '2', outputs: 4 },
          { value: '5', outputs: 1 },
        ],
      },
      { field: 'why.not', extractor: null, outputs: 1, different: 1, values: [{ value: '1', outputs: 1 }] },
    ]);
    assert.ok(insight.headline.length > 0);
    const byField = report('Classify this review.', texts, 'json:sentiment');
    assert.deepEqual([byField.groups[0]?.count, byField.fields?.length], [4, 4]);
  });

  it('that differ as a whole say in the headline in which field they hardly do', () => {
    const texts = Array.from(
      { length: 60 },
      (_, index) => `{"mood": "${index < 50 ? 'sad' : 'glad'}", "id": "x${index}"}`,
    );
    assert.match(report('Classify this review.', texts).insight.headline, /mood.*sad.*50 of 60/u);
  });

  it('are no fields where few outputs are objects, or they have one field', () => {
    assert.equal(report('Hello', ['{"a": 1, "b": 2}', ...times('Hello there.', 4)]).fields, undefined);
    assert.equal(report('Hello', times('{"a": 1}', 4)).fields, undefined);
  });
});

describe('outputs that are code', () => {
  const python = [
    'def f(a, b):\n    # adds\n    return a + b\n',
    'def f(a,b):\n\n  return a+b  # the sum',
    'def f(a, b):\n    return a - b\n',
  ];

  it('are compared by their tokens, without comments and layout, and are no prose', () => {
    const { groups, sharedParts } = report(
      'Write a Python function that adds.',
      python.map((code) => `\`\`\`python\n${code}\`\`\``),
    );
    assert.deepEqual([groups.map(({ count }) => count), sharedParts], [[2, 1], null]);
    assert.match(groups[0]!.answer, /\n/);
  });

  const same = (one: string, other: string): boolean =>
    report('Write code', [`\`\`\`x\n${one}\n\`\`\``, `\`\`\`x\n${other}\n\`\`\``], 'code').groups.length === 1;

  it('of other languages, too', () => {
    assert.ok(same('const a = 1; // one\nlet b = a;', 'const a=1;\n/* two */ let b = a;'));
    assert.ok(same('SELECT * FROM users -- all\nWHERE id = 1;', 'select *\nfrom users where id=1;'));
    assert.ok(same('<p>Hi</p><!-- x -->', '<p>Hi</p>'));
    assert.ok(same('.a { color: red; /* x */ }', '.a{color:red;}'));
    assert.ok(same('# list\nls -la | grep x', 'ls -la | grep x # all'));
  });

  it('differ where a token, a text or what indentation says differs', () => {
    assert.ok(!same('const url = "http://a.b";', 'const url = "http://a.c";'));
    assert.ok(!same('let a = b && c;', 'let a = b || c;'));
    assert.ok(!same('let a = "#1";', 'let a = "#2";'));
    assert.ok(!same('for x in y:\n    a()\n    b()', 'for x in y:\n    a()\nb()'));
    assert.ok(!same("SELECT 'A' FROM t;", "SELECT 'a' FROM t;"));
  });

  it('are seen by their blocks where the prompt does not say so', () => {
    const texts = ['```sql\nSELECT *\nFROM users;\n```', '```sql\nselect * from users; -- all\n```'];
    const { extractor, groups } = report('How do I get all rows of users?', texts);
    assert.deepEqual([extractor, groups.length], ['code', 1]);
  });
});
