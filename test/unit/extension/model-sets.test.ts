import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setsFor } from '../../../src/extension/models/model-sets.ts';

const list = (id: string, models: readonly string[], isOwnMachine = false) => ({
  id,
  isOwnMachine,
  offers: models.map((model) => ({ spec: `${id}:${model}`, label: model, description: '' })),
});
const openai = list('openai', ['gpt-4o-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5.10', 'gpt-5.9', 'gpt-5-pro']);
const anthropic = list('anthropic', [
  'claude-haiku-4-5-20251001',
  'claude-opus-4-1',
  'claude-opus-5',
  'claude-sonnet-5',
]);
const google = list('google', ['gemini-2.5-flash', 'gemini-3.8-flash', 'gemini-3-pro-preview', 'gemini-2.5-pro']);
const ollama = list('ollama', ['llama3.2:3b', 'qwen3:0.6b', 'llama3.3:70b'], true);
const lists = [openai, anthropic, google, ollama];

const named = (ids: readonly string[], own: readonly string[] = []): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    setsFor(ids, own).map(({ name, specsOf }) => [name, specsOf(lists.filter(({ id }) => ids.includes(id)))]),
  );

test('sets are made of the newest models of their size, one of each service', () => {
  assert.deepEqual(named(['openai', 'anthropic', 'google', 'ollama'], ['ollama']), {
    small: ['openai:gpt-5-mini', 'anthropic:claude-haiku-4-5-20251001', 'google:gemini-3.8-flash', 'ollama:qwen3:0.6b'],
    'big three': ['openai:gpt-5.10', 'anthropic:claude-opus-5', 'google:gemini-3-pro-preview'],
  });
});

test('a set is offered where it can have two models, and the big three are three', () => {
  assert.deepEqual(Object.keys(named(['openai'])), []);
  assert.deepEqual(Object.keys(named(['ollama'], ['ollama'])), []);
  assert.deepEqual(Object.keys(named(['openai', 'ollama'], ['ollama'])), ['small']);
  assert.deepEqual(Object.keys(named(['openai', 'google'])), ['small']);
  assert.deepEqual(Object.keys(named(['openai', 'openrouter'])), [], 'which of thousands is small is not known');
});

test('services that list nothing of the kind are left out', () => {
  const [small] = setsFor(['openai', 'anthropic'], []);
  assert.deepEqual(small?.specsOf([list('openai', ['o1', 'gpt-image-1-mini']), anthropic]), [
    'anthropic:claude-haiku-4-5-20251001',
  ]);
});
