import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedOf, readFile, readLines, refusal, trialsOf } from './read-file.ts';

const completion = (choices: readonly object[], more: object = {}) => ({
  ...{ id: 'c', object: 'chat.completion', model: 'gpt-x', usage: { prompt_tokens: 12, completion_tokens: 2 } },
  choices: choices.map((choice, index) => ({ index, finish_reason: 'stop', ...choice })),
  ...more,
});
const said = (content: unknown, more: object = {}) => ({ message: { role: 'assistant', content, ...more } });
const line = (body: unknown, status_code = 200, more: object = {}) => ({
  ...{ id: 'b', custom_id: 'r', response: { status_code, request_id: 'q', body }, error: null },
  ...more,
});

describe('OpenAI batch output', () => {
  it('takes each choice as an answer and what got none as failed', () => {
    const run = readLines([
      line({ error: { message: 'The server had an error.', type: 'server_error' } }, 500),
      line(completion([said('Mango'), said('Fig')])),
      line(completion([said(null, { refusal: 'I cannot.' })])),
      line(completion([{ ...said(null), finish_reason: 'content_filter' }])),
      line(
        completion([
          {
            ...said([
              { type: 'text', text: 'Ki' },
              { type: 'text', text: 'wi' },
            ]),
            finish_reason: 'length',
          },
        ]),
      ),
      line(completion([said('')])),
      line(null, 200, { response: null, error: { code: 'batch_expired', message: 'This request expired.' } }),
      line('<html>Bad gateway</html>', 502),
      line(completion([])),
    ]);
    assert.deepEqual(trialsOf(run), [
      ['gpt-x', 'failed', ''],
      ['gpt-x', 'completed', 'Mango'],
      ['gpt-x', 'completed', 'Fig'],
      ['gpt-x', 'refused', 'I cannot.'],
      ['gpt-x', 'refused', ''],
      ['gpt-x', 'completed', 'Kiwi'],
      ['gpt-x', 'empty', ''],
      ['gpt-x', 'failed', ''],
      ['gpt-x', 'failed', ''],
      ['gpt-x', 'failed', ''],
    ]);
    const errors = run.trials.flatMap(({ error }) => (error === null ? [] : [[error.status, error.message]]));
    assert.deepEqual(errors, [
      [500, 'The server had an error.'],
      [null, 'This request expired.'],
      [502, '<html>Bad gateway</html>'],
      [200, 'The reply holds no answer.'],
    ]);
    assert.deepEqual([run.trials[5]!.truncated, run.run.provenance!.from], [true, 'OpenAI batch output']);
    assert.match(run.run.provenance!.note, /does not hold the prompts/);
  });

  it('reads responses, older completions and replies that were saved as they came', () => {
    const response = {
      ...{ object: 'response', status: 'completed', model: 'o-x', usage: { input_tokens: 3, output_tokens: 9 } },
      output: [
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Apple is common.' }] },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Mango' }] },
      ],
    };
    const cut = { ...response, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] };
    const failed = { ...response, status: 'failed', error: { code: 'server_error', message: 'It broke.' }, output: [] };
    const old = { object: 'text_completion', model: 'o-x', choices: [{ text: ' Fig', finish_reason: 'stop' }] };
    const expected = [
      ['o-x', 'completed', 'Mango'],
      ['o-x', 'empty', ''],
      ['o-x', 'failed', ''],
      ['o-x', 'completed', ' Fig'],
    ];
    const bodies = [response, cut, failed, old];
    assert.deepEqual(trialsOf(readLines(bodies.map((body) => line(body)))), expected);
    assert.deepEqual(trialsOf(readLines(bodies)), expected);
    assert.deepEqual(trialsOf(readFile(JSON.stringify(bodies, null, 1), 'all.json')), expected);
    const [, truncated] = readLines(bodies).trials;
    assert.deepEqual([truncated!.truncated, truncated!.usage], [true, { inputTokens: 3, outputTokens: 9 }]);
  });

  it('keeps failures apart where several models were asked, and refuses what is no answer', () => {
    const two = [completion([said('a')]), completion([said('b')], { model: 'gpt-y' })].map((body) => line(body));
    const run = readLines([...two, line({ error: { message: 'x' } }, 400)]);
    assert.deepEqual(
      run.run.targets.map(({ id }) => id),
      ['gpt-x', 'gpt-y', 'unknown'],
    );
    assert.match(
      refusal(JSON.stringify(line({ object: 'list', data: [{ embedding: [1] }] }))),
      /^Line 1 holds embeddings/,
    );
    assert.match(
      refusal(`${JSON.stringify(two[0])}\n{"target":"a","text":"x"}`),
      /^Line 2: this is not of OpenAI batch/,
    );
  });
});

describe('Anthropic batch results', () => {
  const message = (content: readonly object[], more: object = {}) => ({
    ...{ type: 'message', role: 'assistant', model: 'claude-x', stop_reason: 'end_turn', content },
    usage: { input_tokens: 12, output_tokens: 2 },
    ...more,
  });
  const text = (value: string) => ({ type: 'text', text: value });
  const result = (type: string, more: object = {}) => ({ custom_id: 'r', result: { type, ...more } });

  it('takes the texts of messages and counts what became of the others', () => {
    const run = readLines([
      result('expired'),
      result('errored', {
        error: { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: field required' } },
      }),
      result('canceled'),
      result('succeeded', { message: message([{ type: 'thinking', thinking: 'Apple?' }, text('Man'), text('go')]) }),
      result('succeeded', { message: message([text('I cannot')], { stop_reason: 'refusal' }) }),
      result('succeeded', {
        message: message([{ type: 'tool_use', name: 't', input: {} }], { stop_reason: 'tool_use' }),
      }),
      message([text('Fig')], { stop_reason: 'max_tokens' }),
    ]);
    assert.deepEqual(trialsOf(run), [
      ['claude-x', 'failed', ''],
      ['claude-x', 'failed', ''],
      ['claude-x', 'cancelled', ''],
      ['claude-x', 'completed', 'Mango'],
      ['claude-x', 'refused', 'I cannot'],
      ['claude-x', 'empty', ''],
      ['claude-x', 'completed', 'Fig'],
    ]);
    assert.match(run.trials[0]!.error!.message, /expired/);
    assert.equal(run.trials[1]!.error!.message, 'max_tokens: field required');
    assert.equal(run.trials[6]!.truncated, true);
  });
});

describe('Gemini batch output', () => {
  const response = (parts: readonly object[], more: object = {}, finishReason = 'STOP') => ({
    candidates: [{ content: { parts, role: 'model' }, finishReason }],
    ...{ modelVersion: 'gemini-x', usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 2 }, ...more },
  });

  it('reads responses by key, without thoughts', () => {
    const run = readLines([
      { key: 'a', error: { code: 13, message: 'Internal error encountered.' } },
      { key: 'b', response: response([{ text: 'Apple?', thought: true }, { text: 'Man' }, { text: 'go' }]) },
      { key: 'c', response: response([], {}, 'SAFETY') },
      { key: 'd', response: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, modelVersion: 'gemini-x' } },
      { key: 'e', response: response([{ text: 'Fig' }], {}, 'MAX_TOKENS') },
      { key: 'f', response: response([], {}, 'STOP') },
    ]);
    assert.deepEqual(trialsOf(run), [
      ['gemini-x', 'failed', ''],
      ['gemini-x', 'completed', 'Mango'],
      ['gemini-x', 'refused', ''],
      ['gemini-x', 'refused', ''],
      ['gemini-x', 'completed', 'Fig'],
      ['gemini-x', 'empty', ''],
    ]);
    assert.deepEqual([run.trials[4]!.truncated, run.trials[1]!.usage], [true, { inputTokens: 9, outputTokens: 2 }]);
  });

  it('reads the prompts of Vertex AI, in either spelling', () => {
    const request = (text: string, more: object = {}) => ({ contents: [{ role: 'user', parts: [{ text }] }], ...more });
    const system = { parts: [{ text: 'Be brief.' }] };
    const snake = {
      candidates: [{ content: { parts: [{ text: 'Kiwi' }] }, finish_reason: 'STOP' }],
      model_version: 'gemini-x',
    };
    const run = readLines([
      {
        status: '',
        request: request('Name a fruit.', { systemInstruction: system }),
        response: response([{ text: 'Mango' }]),
      },
      { status: '', request: request('Name a fruit.', { system_instruction: system }), response: snake },
      { status: 'Bad Request: quota', request: request('Name a bird.'), response: {} },
    ]);
    assert.deepEqual(askedOf(run), [
      ['Name a fruit.', 'Be brief.'],
      ['Name a bird.', null],
    ]);
    assert.deepEqual(trialsOf(run), [
      ['gemini-x', 'completed', 'Mango'],
      ['gemini-x', 'completed', 'Kiwi'],
      ['gemini-x', 'failed', ''],
    ]);
    assert.equal(run.trials[2]!.error!.message, 'Bad Request: quota');
  });
});
