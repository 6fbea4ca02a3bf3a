import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { json, runFilePieces } from '../../../../src/core/export/json.ts';
import { buildProbeFile, parseProbeFile, recordOfFile, savedRun } from '../../../../src/core/run-file/run-file.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { grouping } from '../semantic/support.ts';
import { fileOf, mixedRun, textOf } from '../export/sample-file.ts';

const file = fileOf(mixedRun());
const text = textOf(json, file);

const PRICE = { inputPerMillion: 2, outputPerMillion: 10, name: 'test:a', source: 'table' } as const;

/** The file with one member changed; `path` as in `trials.0.outcome`. */
function changed(path: string, value: unknown): string {
  const copy = JSON.parse(text) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return JSON.stringify(copy);
}

function problem(source: string): string {
  try {
    parseProbeFile(source);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return assert.fail('was read');
}

describe('parseProbeFile', () => {
  it('reads what buildProbeFile wrote', () => {
    assert.deepEqual(parseProbeFile(text), JSON.parse(text));
    assert.deepEqual(parseProbeFile(`\ufeff${text}`).run, file.run);
  });

  it('keeps the values, lists and parameters of conditions, and how answers are to be read', () => {
    const condition = {
      ...file.run.conditions[0]!,
      variables: { topic: 'sea' },
      shuffled: [{ name: 'x', items: ['a', 'b'], separator: ', ' }],
      parameters: { 'test:a': { temperature: 0 } },
    };
    const reading = { extractor: 'title', domain: [1, 6] as const, traits: [{ name: 'canvas', pattern: '2d' }] };
    const design = { file: 'sea.probe.yaml' };
    const said = { ...file.run, conditions: [condition], reading, design };
    const rich = parseProbeFile(JSON.stringify({ ...file, run: said }));
    assert.deepEqual([rich.run.conditions, rich.run.reading, rich.run.design], [[condition], reading, design]);
    assert.match(problem(changed('run.design', { file: 7 })), /run\.design\.file must be a text/);
    assert.match(problem(changed('run.conditions.0.variables', { x: 1 })), /variables\.x must be a text/);
    assert.match(
      problem(changed('run.conditions.0.shuffled', [{ name: 'x', items: [1], separator: '' }])),
      /items\[0\]/,
    );
    assert.match(problem(changed('run.conditions.0.parameters', { x: 1 })), /parameters\.x must be an object/);
  });

  it('takes a run whose report was not made', () => {
    const file = fileOf(mixedRun());
    const bare = parseProbeFile([...runFilePieces(savedRun(recordOfFile(file)))].join(''));
    assert.deepEqual([bare.report, bare.trials], [undefined, file.trials]);
  });

  it('names the field that is wrong, in one sentence', () => {
    const cases: readonly (readonly [string, unknown, RegExp])[] = [
      ['run', undefined, /: run must be an object\.$/],
      ['run.id', 7, /: run\.id must be a text\.$/],
      ['run.status', 'running', /: run\.status must be one of complete, partial, cancelled\.$/],
      ['run.createdAt', 'yesterday', /: run\.createdAt must be a time like /],
      ['run.targets.0.model', null, /: run\.targets\[0\]\.model must be a text\.$/],
      ['run.targets.1.id', 'test:a', /: run\.targets\[1\]\.id must be different from those before it\.$/],
      ['run.conditions.0.sha256', 'abc', /: run\.conditions\[0\]\.sha256 must be a SHA-256/],
      ['run.continuedAt', 'later', /: run\.continuedAt must be a time like /],
      ['run.endNote', 7, /: run\.endNote must be a text\.$/],
      ['run.prices', [], /: run\.prices must be an object\.$/],
      [
        'run.prices',
        { 'test:z': PRICE },
        /: run\.prices\.test:z must be the price of one of the targets of the run\.$/,
      ],
      ...[-1, '1', null, undefined].flatMap((rate): (readonly [string, unknown, RegExp])[] => [
        [
          'run.prices',
          { 'test:a': { ...PRICE, inputPerMillion: rate } },
          /a\.inputPerMillion must be a number, 0 or more\.$/,
        ],
        [
          'run.prices',
          { 'test:a': { ...PRICE, outputPerMillion: rate } },
          /a\.outputPerMillion must be a number, 0 or m/,
        ],
      ]),
      [
        'run.prices',
        { 'test:a': { ...PRICE, source: 'file' } },
        /: run\.prices\.test:a\.source must be one of table, user, machine\.$/,
      ],
      ['trials', {}, /: trials must be a list\.$/],
      ['trials.3.outcome', 'maybe', /: trials\[3\]\.outcome must be one of completed, refused/],
      ['trials.2.text', undefined, /: trials\[2\]\.text must be a text\.$/],
      ['trials.0.target', 'test:z', /: trials\[0\]\.target must be one of the targets of the run\.$/],
      ['trials.0.condition', 'z', /: trials\[0\]\.condition must be one of the conditions of the run\.$/],
      ['run.trialsPerCell', 1e9, /: run\.trialsPerCell must be low enough for 3,000,000 trials in all\.$/],
      ['trials.0.trialIndex', 4, /: trials\[0\]\.trialIndex must be less than run\.trialsPerCell\.$/],
      ['run.conditions.0.runs', 0, /: trials\[0\]\.trialIndex must be less than the runs of its condition\.$/],
      ['trials.1.trialIndex', 0, /: trials\[1\]\.trialIndex must be different from the other trials/],
      ['trials.0.attempts', -1, /: trials\[0\]\.attempts must be a whole number, 0 or more\.$/],
      ['trials.0.usage.inputTokens', 'many', /: trials\[0\]\.usage\.inputTokens must be a whole number/],
      ['edits', undefined, /: edits must be a list\.$/],
      ['report', null, /: report must be an object\.$/],
      ['report.counts.refused', '1', /: report\.counts\.refused must be a whole number/],
      ['report.pooled.entropy.value', 'low', /: report\.pooled\.entropy\.value must be a number\.$/],
      ['report.insight.level', 'huge', /: report\.insight\.level must be one of none, weak/],
    ];
    for (const [path, value, expected] of cases) assert.match(problem(changed(path, value)), expected, path);
  });

  it('says to update for a newer file, and not for nonsense', () => {
    assert.match(problem(changed('schemaVersion', 2)), /update Convergence Probe/);
    assert.match(problem(changed('schemaVersion', '1')), /schemaVersion must be 1/);
    assert.match(problem(changed('schemaVersion', undefined)), /schemaVersion must be 1/);
    assert.match(problem(text.slice(0, -200)), /is not JSON/);
    assert.match(problem('[]'), /the file must be an object/);
    assert.match(problem('null'), /the file must be an object/);
  });

  it('fills in what other writers may leave out, and keeps what it does not know', () => {
    const bare = JSON.parse(changed('trials.0.truncated', undefined)) as { run: object; trials: object[] };
    Reflect.deleteProperty(bare.run, 'seed');
    Object.assign(bare.trials[1]!, { invented: true });
    const read = parseProbeFile(JSON.stringify(bare));
    assert.equal(read.trials[0]!.truncated, false);
    assert.equal(read.run.seed, 1);
    assert.equal((read.trials[1] as unknown as { invented: boolean }).invented, true);
  });

  it('is not misled by names of JavaScript', () => {
    const source = text.replace('"variables": {}', '"variables": { "__proto__": "x", "constructor": "y" }');
    const { variables } = parseProbeFile(source).trials[0]!;
    assert.deepEqual(Object.keys(variables), ['__proto__', 'constructor']);
    assert.equal(Object.getPrototypeOf(variables), Object.prototype);
  });

  it('takes no price from a prototype', () => {
    const price = JSON.stringify(PRICE);
    const priced = (prices: string) => text.replace('"trialsPerCell"', `"prices": ${prices}, "trialsPerCell"`);
    const stray = `{ "__proto__": { "test:b": ${price} }, "test:a": ${price} }`;
    assert.match(problem(priced(stray)), /: run\.prices\.__proto__\.inputPerMillion must be/);
    const { prices } = parseProbeFile(priced(`{ "test:a": ${price} }`)).run;
    assert.deepEqual(Object.entries(prices!), [['test:a', PRICE]]);
    assert.equal(Object.getPrototypeOf(prices), Object.prototype);
  });

  it('reads back what a run says about money and its end', () => {
    const record = mixedRun();
    const run = {
      ...record.run,
      prices: { 'test:a': { ...PRICE, source: 'user' as const } },
      continuedAt: '2026-02-01T12:00:00.000Z',
      endNote: 'the budget of $0.50 is used up',
    };
    const written = fileOf({ ...record, run });
    const read = parseProbeFile(textOf(json, written));
    assert.deepEqual(read.run, run);
    assert.deepEqual(read.report?.cost, { 'test:a': (4 * (9 * 2 + 3 * 10)) / 1e6, 'test:b': null });
  });
});

describe('what a file says about meaning', () => {
  const semantic = grouping({
    price: PRICE,
    same: [{ answers: ['a', 'b'], similarity: [1, 0.93] }],
    compared: ['x'],
    answers: 1,
  });
  const source = textOf(json, fileOf({ ...mixedRun(), semantic }));

  it('is read back, and is not there when nobody asked', () => {
    assert.deepEqual(parseProbeFile(source).semantic, semantic);
    assert.deepEqual(recordOfFile(parseProbeFile(source)), {
      ...mixedRun(),
      trials: parseProbeFile(text).trials,
      semantic,
    });
    assert.equal('semantic' in parseProbeFile(text), false);
    assert.equal('semantic' in recordOfFile(parseProbeFile(text)), false);
  });

  it('is checked to the last member', () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ method: 'oracle' }, /: semantic\.method must be one of embedding, judge\.$/],
      [{ at: 'now' }, /: semantic\.at must be a time like /],
      [{ calls: -1 }, /: semantic\.calls must be a whole number/],
      [{ usage: null }, /: semantic\.usage must be an object\.$/],
      [{ price: { name: 'x' } }, /: semantic\.price\.inputPerMillion must be/],
      [
        { same: [{ answers: ['a'], similarity: null }] },
        /: semantic\.same\[0\]\.answers must be at least two answers\.$/,
      ],
      [
        { same: [{ answers: ['a', 'b'], similarity: [1] }] },
        /: semantic\.same\[0\]\.similarity must be one number for/,
      ],
      [{ same: [{ answers: ['a', 7], similarity: null }] }, /: semantic\.same\[0\]\.answers\[1\] must be a text\.$/],
      [{ compared: [1] }, /: semantic\.compared\[0\] must be a text\.$/],
    ];
    for (const [changes, expected] of cases) {
      const read = JSON.parse(source) as { semantic: object };
      assert.match(problem(JSON.stringify({ ...read, semantic: { ...read.semantic, ...changes } })), expected);
    }
  });

  it('costs a line of its own in the Markdown report', () => {
    const file = fileOf({ ...mixedRun(), semantic });
    const line = /Grouping by meaning: openai:embedder, 1 call, 60 tokens in, 0 out, cost .+\./;
    assert.match(textOf(markdown, file), line);
    const replayed = { ...file, trials: file.trials.map((trial) => ({ ...trial, source: 'recorded' as const })) };
    assert.match(textOf(markdown, replayed), line);
    assert.doesNotMatch(textOf(markdown, fileOf(mixedRun())), line);
  });
});

describe('buildProbeFile', () => {
  it('sorts the trials and never saves a run as running', () => {
    const record = mixedRun();
    const shuffled = {
      ...record,
      run: { ...record.run, status: 'running' as const },
      trials: [...record.trials].reverse(),
    };
    const built = buildProbeFile(shuffled, file.report);
    assert.equal(built.run.status, 'partial');
    assert.deepEqual(built.trials, file.trials);
    assert.deepEqual(
      built.trials.map(({ target, trialIndex }) => `${target} ${trialIndex}`),
      ['a 0', 'a 1', 'a 2', 'a 3', 'b 0', 'b 1', 'b 2', 'b 3'].map((name) => `test:${name}`),
    );
  });
});
