import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { importRun } from '../../../../src/core/import/import.ts';
import { json } from '../../../../src/core/export/json.ts';
import { parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { fileOf, hasher, textOf } from '../export/sample-file.ts';

const STAMP = { id: 'imported-1', createdAt: '2026-01-31T12:00:00.000Z' };
const TIMESTAMP = '2026-01-05T10:30:00.000Z';
const read = (value: unknown, name = 'out.json'): RunRecord =>
  importRun(typeof value === 'string' ? value : JSON.stringify(value), name, STAMP, hasher);

function problem(value: unknown, name = 'out.json'): string {
  try {
    read(value, name);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return assert.fail('was read');
}

const FRUIT = 'Pick a random fruit, only return the fruit';

/** A result as promptfoo writes it. */
function result(testIdx: number, output: unknown, more: object = {}, response: object = {}): object {
  return {
    cost: 0.00001,
    gradingResult: { pass: true, score: 1, reason: 'All assertions passed' },
    id: `id-${testIdx}`,
    latencyMs: 420,
    namedScores: {},
    prompt: { raw: FRUIT, label: FRUIT },
    promptId: 'f00d',
    promptIdx: 0,
    provider: { id: 'openai:chat:gpt-x', label: '' },
    response: {
      output,
      tokenUsage: { total: 17, prompt: 12, completion: 5, numRequests: 1, completionDetails: { reasoning: 2 } },
      cached: false,
      finishReason: 'stop',
      ...response,
    },
    score: 1,
    success: true,
    testCase: { vars: {}, assert: [{ type: 'contains', value: 'a' }] },
    testIdx,
    tokenUsage: { total: 17, prompt: 12, completion: 5 },
    vars: {},
    metadata: {},
    failureReason: 0,
    ...more,
  };
}

function output(results: readonly object[], prompts: readonly object[] = []): object {
  return {
    evalId: 'eval-abc-2026-01-05T10:30:00',
    results: { version: 3, timestamp: TIMESTAMP, prompts, results, stats: { successes: 1, failures: 0, errors: 0 } },
    config: {
      providers: [{ id: 'openai:chat:gpt-x', config: { apiKey: 'sk-secret-000000', headers: { 'x-key': 'SECRET' } } }],
    },
    shareableUrl: null,
    metadata: { promptfooVersion: '0.120.0', nodeVersion: 'v22.0.0' },
  };
}

const outcomes = ({ trials }: RunRecord) => trials.map(({ outcome, text }) => [outcome, text]);

describe("promptfoo's output", () => {
  it('is read with its repeats, as they were asked', () => {
    // Repeats have test indexes of their own; promptfoo writes answers down as they arrive.
    const record = read(output([result(1, 'Apple'), result(0, 'Mango'), result(2, 'Mango')]));
    assert.deepEqual(
      record.trials.map(({ target, condition, trialIndex, text }) => [target, condition, trialIndex, text]),
      [
        ['openai:chat:gpt-x', 'default', 0, 'Mango'],
        ['openai:chat:gpt-x', 'default', 1, 'Apple'],
        ['openai:chat:gpt-x', 'default', 2, 'Mango'],
      ],
    );
    const [target] = record.run.targets;
    assert.deepEqual([target!.provider, target!.model, target!.label], ['openai', 'gpt-x', 'gpt-x']);
    assert.equal(record.run.conditions[0]!.prompt, FRUIT);
    assert.equal(record.run.createdAt, TIMESTAMP);
    assert.equal(record.run.provenance!.title, 'out.json');
    assert.match(record.run.provenance!.note, /^Imported from promptfoo\. [^.]+\.$/);
    const [trial] = record.trials;
    assert.deepEqual(trial!.usage, { inputTokens: 12, outputTokens: 5, reasoningTokens: 2 });
    assert.deepEqual([trial!.latencyMs, trial!.finishReason, trial!.source], [420, 'stop', 'imported']);
    assert.equal(summarize(record, DEFAULT_ANALYSIS).counts.completed, 3);
  });

  it('gives a run that is saved and read again', () => {
    const file = fileOf(read(output([result(0, 'Mango'), result(1, '', {}, { error: 'API error: 500' })])));
    assert.deepEqual(parseProbeFile(textOf(json, file)).trials, file.trials);
  });

  it('says how each answer ended', () => {
    const record = read(
      output([
        result(0, 'Pear', { success: false, failureReason: 1, error: 'Expected output to contain "a"' }),
        result(
          1,
          undefined,
          { success: false, failureReason: 2, error: 'API error: 429 key sk-abcdefghijkl' },
          {
            error: 'API error: 429\nToo many requests for key sk-abcdefghijkl',
            metadata: { http: { status: 429, requestHeaders: { authorization: 'Bearer SECRET-SECRET' } } },
          },
        ),
        result(2, undefined, { success: false, error: 'No output' }),
        result(3, "I can't help with that.", {}, { isRefusal: true, guardrails: { flagged: true } }),
        result(4, '', {}, { finishReason: 'content_filter' }),
        result(5, undefined, {}, { error: 'blocked', guardrails: { flaggedInput: true } }),
        result(6, 'Man', {}, { finishReason: 'length' }),
        result(7, { fruit: 'Kiwi', sour: true }),
        result(8, 42),
        result(9, 'Fig', { success: false, failureReason: 2, error: 'Assertion grading failed' }),
        result(10, undefined, { response: undefined, failureReason: 2, error: 'Error: timeout' }),
      ]),
    );
    assert.deepEqual(outcomes(record), [
      ['completed', 'Pear'],
      ['failed', ''],
      ['empty', ''],
      ['refused', "I can't help with that."],
      ['refused', ''],
      ['failed', ''],
      ['completed', 'Man'],
      ['completed', '{"fruit":"Kiwi","sour":true}'],
      ['completed', '42'],
      ['completed', 'Fig'],
      ['failed', ''],
    ]);
    assert.deepEqual(record.trials[1]!.error, {
      reason: 'unknown',
      message: 'API error: 429 Too many requests for key [key removed]',
      status: 429,
    });
    assert.equal(record.trials[5]!.error!.reason, 'content-filter');
    assert.equal(record.trials[6]!.truncated, true);
  });

  it('copies neither keys nor settings', () => {
    const address = { provider: { id: 'https://user:SECRET@example.com/v1?key=SECRET' } };
    const text = JSON.stringify(read(output([result(0, 'Mango'), result(1, 'Fig', address)])));
    assert.doesNotMatch(text, /SECRET|sk-secret|apiKey|headers/);
    assert.match(text, /https:\/\/example\.com\/v1/);
  });

  it('warns of answers out of the cache', () => {
    const cached = { cached: true, tokenUsage: { cached: 17, total: 17 } };
    const record = read(output([result(0, 'Mango'), result(1, 'Mango', {}, cached), result(2, 'Mango', {}, cached)]));
    assert.match(record.run.provenance!.note, / 2 of 3 answers came out of promptfoo’s cache .*--no-cache\.$/);
    assert.deepEqual(
      record.trials.map(({ cached: copied, usage, latencyMs }) => [copied === true, usage === null, latencyMs]),
      [
        [false, false, 420],
        [true, true, null],
        [true, true, null],
      ],
    );
  });

  it('tells providers apart that are listed twice', () => {
    const prompts = [
      { raw: FRUIT, label: FRUIT, provider: 'openai:gpt-x' },
      { raw: FRUIT, label: FRUIT, provider: 'openai:gpt-x' },
      { raw: FRUIT, label: FRUIT, provider: 'warm' },
    ];
    const provider = (promptIdx: number, label?: string) => ({ promptIdx, provider: { id: 'openai:gpt-x', label } });
    const record = read(
      output(
        [
          result(0, 'a', provider(0)),
          result(0, 'b', provider(1)),
          result(0, 'c', provider(2, 'warm')),
          result(1, 'd', provider(1)),
        ],
        prompts,
      ),
    );
    assert.deepEqual(
      record.run.targets.map(({ id, label }) => [id, label]),
      [
        ['openai:gpt-x', 'gpt-x'],
        ['openai:gpt-x#2', 'gpt-x #2'],
        ['openai:gpt-x#3', 'warm'],
      ],
    );
    assert.deepEqual(
      record.trials.map(({ target, trialIndex }) => [target, trialIndex]),
      [
        ['openai:gpt-x', 0],
        ['openai:gpt-x#2', 0],
        ['openai:gpt-x#3', 0],
        ['openai:gpt-x#2', 1],
      ],
    );
  });

  it('makes a condition of each prompt, under its label where it has one', () => {
    const asked = (raw: string, label: string, promptIdx = 0) => ({ promptIdx, prompt: { raw, label } });
    const ids = (record: RunRecord) => record.run.conditions.map(({ id, prompt }) => [id, prompt]);
    assert.deepEqual(
      ids(read(output([result(0, 'x', asked('Pick a fruit', 'plain')), result(0, 'y', asked('Pick!', 'short', 1))]))),
      [
        ['plain', 'Pick a fruit'],
        ['short', 'Pick!'],
      ],
    );
    // Of one template with variables, every filled-in prompt is a condition.
    assert.deepEqual(
      ids(
        read(
          output([
            result(0, 'x', asked('Pick a fruit', 'Pick a {{thing}}')),
            result(1, 'y', asked('Pick a tree', 'Pick a {{thing}}')),
          ]),
        ),
      ),
      [
        ['default', 'Pick a fruit'],
        ['prompt-2', 'Pick a tree'],
      ],
    );
  });

  it('takes chats apart', () => {
    const chat = (...turns: readonly object[]) => ({ prompt: { raw: JSON.stringify(turns), label: 'chat' } });
    const system = { role: 'system', content: 'Be brief.' };
    const user = (content: unknown) => ({ role: 'user', content });
    const condition = (more: object) => read(output([result(0, 'x', more)])).run.conditions[0]!;
    const simple = condition(chat(system, user('Pick a fruit')));
    assert.deepEqual([simple.prompt, simple.system, 'messages' in simple], ['Pick a fruit', 'Be brief.', false]);
    const long = condition(
      chat(user('Hi'), { role: 'assistant', content: 'Hello' }, user([{ type: 'text', text: 'Pick' }])),
    );
    assert.deepEqual([long.prompt, long.system, long.messages?.length], ['Pick', null, 3]);
    const image = chat(user([{ type: 'image_url', image_url: { url: 'x' } }]));
    assert.equal(condition(image).prompt, image.prompt.raw);
    assert.equal(condition({ prompt: { raw: '[1, 2] which?', label: 'x' } }).prompt, '[1, 2] which?');
  });

  it('is read in its other forms', () => {
    const list = [result(0, 'Mango'), result(1, 'Fig')];
    const expected = [
      ['completed', 'Mango'],
      ['completed', 'Fig'],
    ];
    // What the library returns, one result a line, and a list of results.
    assert.deepEqual(
      outcomes(read({ version: 3, timestamp: TIMESTAMP, results: list, prompts: [], stats: {} })),
      expected,
    );
    assert.deepEqual(outcomes(read(list.map((one) => JSON.stringify(one)).join('\n'), 'out.jsonl')), expected);
    assert.deepEqual(outcomes(read(list)), expected);
    // Version 2 with nothing but a table.
    const cell = (text: string) => ({
      pass: true,
      score: 1,
      text,
      prompt: FRUIT,
      latencyMs: 9,
      cost: 0,
      namedScores: {},
    });
    const table = {
      head: { prompts: [{ raw: 'Pick {{x}}', label: 'Pick {{x}}', provider: 'ollama:llama' }], vars: [] },
      body: [
        { outputs: [cell('Mango')], vars: [] },
        { outputs: [cell('Fig')], vars: [] },
      ],
    };
    const old = read({
      evalId: null,
      results: { version: 2, timestamp: TIMESTAMP, results: [], table, stats: {} },
      config: {},
    });
    assert.deepEqual(outcomes(old), expected);
    assert.deepEqual([old.run.targets[0]!.id, old.run.conditions[0]!.prompt], ['ollama:llama', FRUIT]);
  });

  it('says in one sentence what is wrong', () => {
    assert.match(problem(output([])), /^out\.json is promptfoo's output, but holds no results\.$/);
    assert.match(problem(output([result(0, '[output stripped]')])), /^The answers were left out of out\.json; run /);
    assert.match(problem({ hello: 1 }), /^out\.json holds hello, which is no kind of answers .*\.probe\.json[^\n]*\.$/);
    assert.match(problem(output([result(0, 'x'), [] as object])), /^Result 2 of promptfoo's output is not an object/);
    assert.match(problem('[{"target":"a","text":"x"},{"text":"x"}]'), /^Entry 2: the target is missing\.$/);
    assert.match(problem('[]'), /holds no answers/);
  });

  it('does not trip over names of members', () => {
    const odd = JSON.parse(
      `{"results":{"results":[${JSON.stringify(result(0, 'x', { vars: {} }))}],"__proto__":{"a":1}}}`,
    ) as object;
    assert.equal(read(odd).trials.length, 1);
  });
});

describe('a JSON list of answers', () => {
  it('is read like lines of JSON', () => {
    const record = read([
      { target: 'a', text: 'x', prompt: 'p' },
      { target: 'a', text: 'y', prompt: 'p' },
    ]);
    assert.deepEqual(
      record.trials.map(({ text, trialIndex }) => [text, trialIndex]),
      [
        ['x', 0],
        ['y', 1],
      ],
    );
  });
});
