import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Design } from '../../../../src/core/design/design.ts';
import { DESIGN_KEYS, LARGEST_FILE, readDesign } from '../../../../src/core/design/read-design.ts';
import { BAD, GOOD, WHOLE } from './corpus.ts';

const FILES = new Map([
  ['prompts/joke.md', 'Tell me a joke.'],
  ['rules.txt', 'Be brief.'],
]);

function design(source: string): Design {
  const { design: found, problems } = readDesign(source, FILES);
  assert.deepEqual(problems, []);
  assert.ok(found);
  return found;
}

const said = (source: string): readonly string[] =>
  readDesign(source).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('what a probe file wants of check', () => {
  const wishes = (source: string) => design(`prompt: x\n${source}`).check;

  it('is a direction, a factor and bounds of shares', () => {
    const bounds =
      'bounds:\n  - { answer: Mango, atMost: 20% }\n  - { answer: 42, atMost: 0.5 }\n  - { parsed: true, atLeast: 95.5% }\n';
    assert.deepEqual(wishes(`want: many\nleastFactor: 2\n${bounds}`), {
      want: 'many',
      leastFactor: 2,
      bounds: [{ answer: 'Mango', atMost: 0.2 }, { answer: '42', atMost: 0.5 }, { atLeast: 0.955 }],
    });
    assert.equal(wishes(''), null);
    assert.deepEqual(wishes('want: one\n'), { want: 'one' });
  });

  it('is refused where it makes no sense, each with its place', () => {
    const wrong = [
      ['want: more', /one of many, one, unchanged/],
      ['leastFactor: 1', /above 1/],
      ['bounds: X', /list/],
      ['bounds: [X]', /mapping/],
      ['bounds: [{ answer: X }]', /atLeast/],
      ['bounds: [{ atMost: 20% }]', /either/],
      ['bounds: [{ answer: X, parsed: true, atMost: 20% }]', /either/],
      ['bounds: [{ answer: X, atMost: 20 }]', /from 0 to 1/],
      ['bounds: [{ answer: X, atMost: 120% }]', /percentage/],
      ['bounds: [{ answer: X, atMost: 20%, atLeast: 0.5 }]', /at least more/],
      ['bounds: [{ answer: X, most: 20%, atMost: 1 }]', /no key `most`/],
    ] as const;
    for (const [source, expected] of wrong) {
      const found = said(`prompt: x\n${source}\n`);
      assert.equal(found.length, 1, `${source}: ${found.join(' | ')}`);
      assert.match(found[0]!, /^2:/);
      assert.match(found[0]!, expected);
    }
  });
});

describe('a probe file that makes sense', () => {
  for (const [name, source] of Object.entries(GOOD)) {
    it(`is read: ${name}`, () => void design(source));
    it(`is read with Windows line ends: ${name}`, () =>
      assert.deepEqual(withoutPlaces(design(source.replaceAll('\n', '\r\n'))), withoutPlaces(design(source))));
  }

  it('makes a condition of every combination of the variables that it uses', () => {
    const { conditions } = design(WHOLE);
    assert.deepEqual(
      conditions.map(({ id, name, control, prompt, system }) => [id, name, control, prompt, system]),
      [
        ...['sea', 'sky'].map((topic, at) => [
          `control · topic=${topic}, mood=calm`,
          'control',
          at === 0,
          `Build something about ${topic}. Use one of these colours: {{colours}}.\n`,
          'You are calm.',
        ]),
        ...['sea', 'sky'].map((topic) => [
          `expanded · topic=${topic}`,
          'expanded',
          false,
          `Build something big about ${topic}.`,
          null,
        ]),
        ...['sea', 'sky'].map((topic) => [
          `talk · topic=${topic}, mood=calm`,
          'talk',
          false,
          `${topic}, please`,
          'You are calm.',
        ]),
      ],
    );
    assert.deepEqual(
      conditions.map(({ comparedWith }) => comparedWith),
      // The control with another value is compared with nothing; undefined stands for the control itself.
      [undefined, null, undefined, 'control · topic=sky, mood=calm', undefined, 'control · topic=sky, mood=calm'],
    );
    const alone = design('prompt: "About {{topic}}."\nvariables: { topic: [sea, sky] }\n').conditions;
    assert.deepEqual(
      alone.map(({ comparedWith }) => comparedWith),
      [undefined, undefined],
    );
    assert.deepEqual(conditions[0]?.variables, { topic: 'sea', mood: 'calm' });
    assert.deepEqual(conditions[0]?.shuffled, [{ name: 'colours', items: ['red', 'green', 'blue'], separator: ', ' }]);
    assert.deepEqual(conditions[2]?.shuffled, []);
    assert.equal(conditions[4]?.messages?.length, 3);
  });

  it('keeps what it says of targets, parameters and reading', () => {
    const { targets, shared, conditions, runs, reading, seed, concurrency, budgetUsd } = design(WHOLE);
    assert.deepEqual(
      targets.map(({ place: _, ...target }) => target),
      [
        { provider: 'openai', rest: 'gpt-6-luna', parameters: {} },
        { provider: 'anthropic', rest: 'claude', label: 'Claude', temperature: 1, parameters: { top_k: 40 } },
      ],
    );
    assert.deepEqual(shared, { temperature: 0.7, parameters: new Map() });
    assert.deepEqual(conditions[2]?.shared, {
      temperature: 0.2,
      maxTokens: 4000,
      parameters: new Map([
        ['openai', { reasoning_effort: 'low' }],
        ['openai:gpt-6-luna', { reasoning_effort: 'high' }],
      ]),
    });
    assert.deepEqual([runs, seed, concurrency, budgetUsd], [50, 7, 4, 2.5]);
    assert.deepEqual(reading, {
      extractor: 'title',
      domain: [1, 100],
      traits: [
        { name: 'canvas', pattern: `getContext\\(['"]2d` },
        { name: 'buttons', selector: 'button, [role=button]' },
      ],
    });
  });

  it('puts in values as they are written, and lists last', () => {
    const source =
      'prompt: "{x} ${x} {{x}} {{{y}}} {z}"\nvariables: { x: 1.0, y: "{{list}} {{x}}" }\nshuffle: { list: [a, b] }\n';
    const [only] = design(source).conditions;
    assert.equal(only?.prompt, '1.0 1.0 1.0 {{list}} {{x}} {z}');
    assert.deepEqual(
      only?.shuffled.map(({ name }) => name),
      ['list'],
    );
    assert.equal(only?.id, 'x=1.0, y={{list}} {{x}}');
  });

  it('gives each condition an id of its own, whatever the values are', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 12 }), (values) => {
        const source = JSON.stringify({ prompt: 'a {{x}}', variables: { x: values } });
        const { conditions } = design(source);
        assert.equal(new Set(conditions.map(({ id }) => id)).size, values.length);
        assert.deepEqual(
          conditions.map(({ prompt }) => prompt),
          values.map((value) => `a ${value}`),
        );
      }),
      { numRuns: 50 },
    ));

  it('says which files it needs before it can be run', () => {
    const source = GOOD['prompt in a file']!;
    const { design: none, problems, files } = readDesign(source);
    assert.deepEqual([none, problems], [null, []]);
    assert.deepEqual(
      files.map(({ path, place }) => [path, place.line]),
      [
        ['prompts/joke.md', 1],
        ['rules.txt', 3],
      ],
    );
    assert.equal(design(source).conditions[0]?.system, 'Be brief.');
  });

  it('looks for placeholders in files too', () => {
    const { problems } = readDesign('prompt: { file: a.md }\n', new Map([['a.md', 'About {{topic}}.']]));
    assert.deepEqual(
      problems.map(({ line, column, message }) => [line, column, message]),
      [[1, 17, '`{{topic}}` has no value; add `topic` under `variables` or `shuffle`.']],
    );
  });
});

describe('a probe file that makes no sense', () => {
  for (const { source, says } of BAD) {
    it(JSON.stringify(source.slice(0, 60)), () => {
      assert.deepEqual(said(source), says);
      assert.equal(readDesign(source).design, null);
    });
  }

  it('is told everything at once, in the order of the file', () => {
    const lines = said('runs: x\nprompt: a {{b}}\nsed: 1\ntargets: [a, b:c, d]\n').map((line) => line.split(' ', 1)[0]);
    assert.deepEqual(lines, ['1:7', '2:11', '3:1', '4:11', '4:19']);
  });

  it('is told where each problem ends', () => {
    const [problem] = readDesign('prompt: a\nruns: fifty # many\n').problems;
    assert.deepEqual([problem?.line, problem?.column, problem?.endLine, problem?.endColumn], [2, 7, 2, 12]);
    for (const { source } of BAD) {
      for (const { line, column, endLine, endColumn } of readDesign(source).problems) {
        assert.ok(endLine > line || (endLine === line && endColumn > column), source);
      }
    }
  });

  it('still tells which conditions it names', () => {
    const { named } = readDesign('runs: x\nconditions:\n  one: a\n  two:\n    prompt: b\n');
    assert.deepEqual(
      named.map(({ name, control, place }) => [name, control, place.line, place.endColumn]),
      [
        ['one', true, 3, 6],
        ['two', false, 4, 6],
      ],
    );
  });

  it('says something useful about every misspelt key', () => {
    for (const key of DESIGN_KEYS) {
      const typo = key.slice(0, -1) + 'x';
      assert.ok(
        said(`prompt: a\n${typo}: 1\n`).some((line) => line.includes(`did you mean \`${key}\`?`)),
        typo,
      );
    }
  });
});

describe('a hostile probe file', () => {
  it('is told of in sentences that can be read, however long what is wrong with it', () => {
    for (const start of ['prompt: >', 'prompt: |', 'prompt: "\\', '%', '!', '@', 'a: b: ', '? ']) {
      for (const message of said(start + 'x'.repeat(20_000)))
        assert.ok(message.length < 400, `${start}: ${message.length}`);
    }
  });

  const quick = (source: string): readonly string[] => {
    const started = process.hrtime.bigint();
    const found = said(source);
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    // What is guarded against takes minutes or all memory; a busy machine takes a moment.
    assert.ok(ms < 10_000, `${ms} ms`);
    return found;
  };

  it('is not read beyond 1 MB', () => {
    assert.match(quick(`prompt: ${'x'.repeat(LARGEST_FILE)}`)[0]!, /larger than 1 MB/);
  });

  it('cannot nest too deeply', () => {
    assert.match(quick('['.repeat(200_000))[0]!, /nested too deeply/);
    assert.match(
      quick(`prompt: a\nparameters: { openai: { x: ${'['.repeat(50)}${']'.repeat(50)} } }\n`)[0]!,
      /nested too deeply/,
    );
  });

  it('cannot multiply by aliases or variables', () => {
    const bomb = [
      'a: &a [x, x]',
      ...[...'bcdefghijk'].map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]}, `.repeat(9)}]`),
    ];
    assert.ok(quick(`${bomb.join('\n')}\n`).length > 0);
    const values = JSON.stringify(Array.from({ length: 100 }, (_, at) => at));
    const all = quick(
      `prompt: "{{a}} {{b}} {{c}} {{d}}"\nvariables: { a: ${values}, b: ${values}, c: ${values}, d: ${values} }\n`,
    );
    assert.match(all[0]!, /more than 1000 conditions/);
  });

  it('does not get through with names that objects have', () => {
    const { problems } = readDesign('prompt: a\nconstructor: 1\ntoString: 2\n__proto__: 3\n');
    assert.equal(problems.length, 3);
    const { conditions } = design(
      'conditions:\n  __proto__: "a {{__proto__}}"\n  constructor: b\nvariables: { __proto__: [c, d] }\n',
    );
    assert.deepEqual(
      conditions.map(({ prompt }) => prompt),
      ['a c', 'a d', 'b'],
    );
    assert.deepEqual(Object.keys(conditions[0]!.variables), ['__proto__']);
  });

  it('is taken as it comes: no text makes the reader throw', () => {
    const piece = fc.constantFrom(
      ...[
        'prompt: ',
        'conditions:',
        '\n',
        '  ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '|',
        '&a ',
        '*a',
        '!!x ',
        ': ',
        '{{x}}',
        'a',
        '#',
        '\t',
        '---',
        '%YAML 1.1',
        '<<: ',
        '? ',
        '1',
        'variables: ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { design: found, problems, files } = readDesign(pieces.join(''));
        assert.equal(found === null, problems.length > 0 || files.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});

function withoutPlaces(value: Design): unknown {
  return { ...value, targets: value.targets.map(({ place: _, ...target }) => target) };
}
