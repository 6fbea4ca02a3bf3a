import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointsOf, type Endpoint } from '../../../src/extension/config/endpoints.ts';
import { parametersFor } from '../../../src/extension/config/parameters.ts';
import { bindKey, cleanKey, keyProblem, originOf, unbindKey } from '../../../src/extension/keys/bound-key.ts';
import { keyWords, whyAgain } from '../../../src/extension/keys/key-words.ts';
import { KeyStore } from '../../../src/extension/keys/key-store.ts';
import { targetOf } from '../../../src/extension/models/model-spec.ts';
import { findProvider } from '../../../src/providers/registry.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const NOTHING_SET = { temperature: null, maxTokens: null, parameters: {} };

function endpoint(servers: Readonly<Record<string, string>>, id: string): Endpoint {
  const found = endpointsOf(servers).all.find((one) => one.id === id);
  assert.ok(found, `no endpoint ${id}`);
  return found;
}

function keyStore(environment: Readonly<Record<string, string>> = {}): KeyStore {
  const kept = new Map<string, string>();
  return new KeyStore(
    {
      get: (name) => Promise.resolve(kept.get(name)),
      store: (name, value) => Promise.resolve(void kept.set(name, value)),
      delete: (name) => Promise.resolve(void kept.delete(name)),
      keys: () => Promise.resolve([...kept.keys()]),
      onDidChange: () => ({ dispose: () => undefined }),
    },
    environment,
  );
}

test('a key is given out for its origin only', () => {
  const stored = bindKey('sk-1', originOf('https://api.example.com/v1'));
  assert.equal(unbindKey(stored, originOf('https://api.example.com/v2/')), 'sk-1');
  for (const other of ['http://api.example.com', 'https://api.example.com:8443', 'https://example.com', 'nonsense']) {
    assert.equal(unbindKey(stored, originOf(other)), null, other);
  }
  assert.equal(unbindKey('sk-1', 'https://api.example.com'), null);
  assert.equal(unbindKey('{"origin":"","key":"sk-1"}', ''), null);
  assert.equal(unbindKey(undefined, 'https://api.example.com'), null);
});

test('a changed base URL asks for the key again, and the old one stays with the old address', async () => {
  const keys = keyStore();
  await keys.set(endpoint({ lab: 'https://one.example/v1' }, 'lab'), 'sk-lab');
  assert.equal(await keys.keyFor(endpoint({ lab: 'https://one.example/v2' }, 'lab')), 'sk-lab');
  assert.equal(await keys.keyFor(endpoint({ lab: 'https://two.example/v1' }, 'lab')), null);
  assert.equal(await keys.isStored('lab'), true);
  await keys.clear('lab');
  assert.equal(await keys.keyFor(endpoint({ lab: 'https://one.example/v1' }, 'lab')), null);
});

test('a key in the environment is for the vendor’s own address only', async () => {
  const keys = keyStore({ OPENAI_API_KEY: ' sk-env ' });
  assert.equal(await keys.keyFor(endpoint({}, 'openai')), 'sk-env');
  assert.equal(await keys.keyFor(endpoint({ openai: 'http://127.0.0.1:9/v1' }, 'openai')), null);
  assert.equal(await keys.keyFor(endpoint({ openai2: 'https://api.openai.com/v1' }, 'openai2')), null);
  assert.equal(await keys.keyFor(endpoint({}, 'anthropic')), null);
});

test('a pasted key loses white space and quotes, and nothing that cannot be sent is accepted', () => {
  assert.equal(cleanKey(' "sk-1"\n'), 'sk-1');
  assert.equal(cleanKey(' \n'), null);
  assert.equal(keyProblem('sk-1'), null);
  for (const typed of ['', 'sk 1', 'sk-\n1', 'sk-é']) assert.notEqual(keyProblem(typed), null, typed);
});

test('servers become endpoints; a vendor’s name replaces its address', () => {
  const { all, problems } = endpointsOf({ ollama: 'http://localhost:11434/v1/', google: 'https://proxy.example' });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    all.map(({ id, baseUrl, definition }) => [id, baseUrl, definition.id]),
    [
      ['openai', null, 'openai'],
      ['anthropic', null, 'anthropic'],
      ['google', 'https://proxy.example', 'google'],
      ['ollama', 'http://localhost:11434/v1', 'compatible'],
    ],
  );
});

test('a server that cannot be used is named in one sentence and left out', () => {
  const bad = {
    'a b': 'http://x',
    recorded: 'http://x',
    file: 'file:///etc/passwd',
    cred: 'https://user:secret@x.example/v1',
    query: 'https://x.example/v1?key=1',
    words: 'not a url',
  };
  const { all, problems } = endpointsOf(bad);
  const { badName, takenName, badUrl } = STRINGS.models.server;
  assert.deepEqual(problems, [
    ...[badName('a b'), takenName('recorded'), badUrl('file', 'scheme')],
    ...[badUrl('cred', 'secrets'), badUrl('query', 'secrets'), badUrl('words', 'incomplete')],
  ]);
  assert.deepEqual(
    all.map(({ id }) => id),
    ['openai', 'anthropic', 'google'],
  );
  assert.ok(problems.every((problem) => !problem.includes('user:')));
});

test('parameters: nothing unless set, the model’s own entry wins', () => {
  const openai = findProvider('openai');
  assert.ok(openai);
  const rules = { names: openai.parameterNames, reserved: openai.reservedParameters };
  assert.deepEqual(parametersFor('openai', 'm', rules, NOTHING_SET), {});
  const parameters = { openai: { top_p: 0.5, seed: 1 }, 'openai:m': { top_p: 0.9 }, other: { x: 1 } };
  assert.deepEqual(parametersFor('openai', 'm', rules, { temperature: 0, maxTokens: 64, parameters }), {
    temperature: 0,
    max_completion_tokens: 64,
    top_p: 0.9,
    seed: 1,
  });
  assert.throws(
    () => parametersFor('openai', 'm', rules, { ...NOTHING_SET, parameters: { openai: { messages: [] } } }),
    UsageError,
  );
});

test('a choice becomes a target at its endpoint', () => {
  const { all } = endpointsOf({ ollama: 'http://localhost:11434/v1' });
  assert.deepEqual(targetOf({ spec: 'ollama:llama3.2:1b' }, all, NOTHING_SET), {
    provider: 'ollama',
    model: 'llama3.2:1b',
    baseUrl: 'http://localhost:11434/v1',
    parameters: {},
  });
  assert.deepEqual(targetOf({ spec: 'vscode:copilot/x', label: 'X' }, all, { ...NOTHING_SET, temperature: 1 }), {
    provider: 'vscode',
    model: 'copilot/x',
    label: 'X',
    baseUrl: null,
    parameters: {},
  });
  assert.equal(targetOf({ spec: 'recorded:a.probe.json#openai:m' }, all, NOTHING_SET).model, 'a.probe.json#openai:m');
  for (const spec of ['gpt', ':x', 'x:', 'nobody:m', 'compatible:m']) {
    assert.throws(() => targetOf({ spec }, all, NOTHING_SET), UsageError, spec);
  }
});

test('a key for what came without one is asked for with a reason', () => {
  const { recorded, imported } = STRINGS.sending.needsKey;
  assert.equal(whyAgain(['recorded']), recorded);
  assert.equal(whyAgain(['imported', 'recorded']), imported);
  assert.equal(whyAgain(['live', 'recorded']), null);
  assert.equal(whyAgain([]), null);
  const words = keyWords('https://api.example', whyAgain(['recorded']));
  assert.ok(words.startsWith(recorded) && words.includes('https://api.example'), words);
  assert.equal(keyWords('https://api.example', null), STRINGS.keys.prompt('https://api.example'));
});
