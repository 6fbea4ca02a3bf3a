import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedOf, readFile, readLines, refusal, trialsOf } from './read-file.ts';

describe('lm-eval samples', () => {
  const sample = (
    doc_id: number,
    prompt: unknown,
    resps: unknown,
    filter = 'none',
    settings: unknown = { until: ['\n'] },
  ) => ({
    ...{ doc_id, doc: { question: 'q' }, target: '9', filter, resps, filtered_resps: ['9'] },
    arguments: { gen_args_0: { arg_0: prompt, ...(settings !== null && { arg_1: settings }) } },
  });

  it('takes all repeats once, whatever the filters', () => {
    const run = readLines([
      sample(0, 'Q0', [[' 9.', ' 8.']], 'strict'),
      sample(1, 'Q1', [[' 12.', ' 12.']], 'strict'),
      sample(0, 'Q0', [[' 9.', ' 8.']], 'flexible'),
      sample(1, 'Q1', [[' 12.', ' 12.']], 'flexible'),
    ]);
    assert.deepEqual(
      trialsOf(run).map(([, , text]) => text),
      [' 9.', ' 8.', ' 12.', ' 12.'],
    );
    assert.deepEqual(askedOf(run), [
      ['Q0', null],
      ['Q1', null],
    ]);
    assert.deepEqual(run.run.provenance!.leftOut, ['2 lines repeat the same responses under further filters.']);
  });

  it('reads chats, and the arguments of older files', () => {
    const turns = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Q' },
    ];
    const old = { ...sample(2, '', [['c']]), arguments: [['Q', { until: [] }]] };
    const run = readLines([
      sample(0, JSON.stringify(turns), [['a']]),
      sample(1, [JSON.stringify(turns)], [['b']]),
      sample(3, turns, [['d']]),
      old,
    ]);
    assert.deepEqual(askedOf(run), [
      ['Q', 'Be brief.'],
      ['Q', null],
    ]);
    assert.equal(run.trials.length, 4);
  });

  it('refuses likelihoods, which hold no text', () => {
    const choice = sample(0, 'The sky is', [[['-1.5', 'True']], [['-4.25', 'False']]], 'none', ' blue');
    const rolling = sample(0, 'A whole page', [['-152.5']], 'none', null);
    for (const one of [choice, rolling]) assert.match(refusal(JSON.stringify(one)), /log likelihoods .* no text/);
    const run = readLines([choice, sample(1, 'Q', [['a']])]);
    assert.deepEqual(run.run.provenance!.leftOut, ['1 samples of log likelihoods hold no text.']);
  });
});

describe('ChainForge flows', () => {
  const FLOW = { nodes: [{ id: 'prompt-1' }], edges: [] };
  const entry = (llm: unknown, prompt: unknown, responses: readonly unknown[], uid?: string) => ({
    ...{ vars: {}, metavars: {}, llm, prompt, responses, tokens: {} },
    ...(uid !== undefined && { uid }),
  });
  const flow = (cache: object, name = 'a.cforge') => readFile(JSON.stringify({ flow: FLOW, cache }), name);

  it('counts each response once, wherever the cache holds it', () => {
    for (const named of [true, false]) {
      const a = entry('Model A', 'Red?', ['Cherry', 'Cherry'], named ? 'u1' : undefined);
      const b = entry({ name: 'Model B', model: 'b' }, 'Red?', ['Berry'], named ? 'u2' : undefined);
      const run = flow({
        'prompt-1.json': { cache_files: { 'prompt-1_0.json': {}, 'prompt-1_1.json': {} }, responses_last_run: [a, b] },
        'prompt-1_0.json': { 'Red?': [a] },
        'prompt-1_1.json': { 'Red?': b },
        'eval-2.json': [a, b],
      });
      assert.deepEqual(trialsOf(run), [
        ['Model A', 'completed', 'Cherry'],
        ['Model A', 'completed', 'Cherry'],
        ['Model B', 'completed', 'Berry'],
      ]);
      assert.deepEqual(askedOf(run), [['Red?', null]]);
    }
  });

  it('reads the table of texts, and the last run where there is nothing else', () => {
    const interned = entry(0, 1, [2, 3, 2], 'u1');
    const run = flow({
      'prompt-1_0.json': { 'Pick.': [interned] },
      'prompt-1.json': { cache_files: {}, responses_last_run: [interned] },
      __s: ['Model A', 'Pick.', 'Mango', 'Fig'],
    });
    assert.deepEqual(
      trialsOf(run).map(([target, , text]) => `${target}: ${text}`),
      ['Model A: Mango', 'Model A: Fig', 'Model A: Mango'],
    );
    assert.deepEqual(askedOf(run), [['Pick.', null]]);
    const last = flow(
      { 'prompt-1.json': { cache_files: {}, responses_last_run: [entry('A', 'p', ['x'], 'u')] } },
      'a.json',
    );
    assert.deepEqual(trialsOf(last), [['A', 'completed', 'x']]);
  });

  it('says what is no text, and refuses a flow that was never run', () => {
    const run = flow({ 'p_0.json': { p: [entry('A', 'p', ['x', { t: 'img', d: 'iVBO' }])] } });
    assert.deepEqual([run.trials.length, run.run.provenance!.leftOut!.length], [1, 1]);
    assert.match(refusal(JSON.stringify({ flow: FLOW, cache: {} }), 'a.cforge'), /holds no responses; run it/);
    assert.match(refusal(JSON.stringify({ flow: FLOW }), 'a.cforge'), /holds no responses/);
  });
});

describe('chat logs', () => {
  const turn = (role: string, content: unknown) => ({ role, content });

  it('take the last turn of the model as the answer, and what stands before it as the prompt', () => {
    const asked = [turn('system', 'Be brief.'), turn('user', [{ type: 'text', text: 'Name a fruit.' }])];
    const run = readLines([
      { messages: [...asked, turn('assistant', 'Mango')], model: 'gpt-x' },
      { messages: [...asked, turn('assistant', [{ type: 'text', text: 'Fig' }]), turn('user', 'Thanks')] },
      { messages: asked },
    ]);
    assert.deepEqual(trialsOf(run), [
      ['gpt-x', 'completed', 'Mango'],
      ['gpt-x', 'completed', 'Fig'],
      ['gpt-x', 'failed', ''],
    ]);
    assert.deepEqual(askedOf(run), [['Name a fruit.', 'Be brief.']]);
    assert.equal(run.run.provenance!.leftOut!.length, 1);
  });

  it('keep earlier turns and what tools said apart', () => {
    const chat = (told: string, answer: string) => ({
      messages: [
        ...[turn('user', 'Weather?'), { role: 'assistant', content: null, tool_calls: [{}] }, turn('tool', told)],
        turn('assistant', answer),
      ],
    });
    const run = readFile(
      JSON.stringify([chat('sun', 'Sunny'), chat('sun', 'Sun'), chat('rain', 'Rainy')]),
      'chats.json',
    );
    assert.deepEqual(
      run.trials.map(({ condition }) => condition),
      ['default', 'default', 'prompt-2'],
    );
    assert.deepEqual(
      run.run.conditions[1]!.messages!.map(({ role, text }) => `${role}: ${text}`),
      ['user: Weather?', 'assistant: ', 'user: rain'],
    );
    assert.equal(run.run.conditions[0]!.prompt, 'Weather?');
    assert.match(refusal('{"messages":[{"role":"oracle","content":"x"}]}'), /^Line 1: message 1 has no role/);
  });
});
