import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { listPrice, vendorModels } from '../../../src/providers/price-list.ts';
import { loadPrices, pricedHeader } from '../../../src/providers/prices.ts';
import { paidTarget, pricedRun } from '../core/money/priced.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const load = (overrides: Parameters<typeof loadPrices>[0] = {}) => loadPrices(overrides, () => NOW);
const rates = (vendor: string, model: string, tokens = 100, at = NOW) => {
  const price = listPrice(vendor, model, tokens, at);
  return price && [price.inputPerMillion, price.outputPerMillion, price.name];
};

describe('listPrice', () => {
  it('knows models by their names, snapshots and aliases', () => {
    assert.deepEqual(rates('openai', 'gpt-6-luna'), [0.1, 0.5, 'openai:gpt-6-luna']);
    assert.deepEqual(rates('openai', 'gpt-6-luna-2026-09-01'), [0.1, 0.5, 'openai:gpt-6-luna']);
    assert.deepEqual(rates('openai', 'gpt-4o-2024-05-13'), [5, 15, 'openai:gpt-4o-2024-05-13']);
    assert.deepEqual(rates('anthropic', 'claude-haiku-4-5'), [1, 5, 'anthropic:claude-haiku-4-5']);
    assert.deepEqual(rates('anthropic', 'claude-haiku-4-5-20251001'), [1, 5, 'anthropic:claude-haiku-4-5']);
    assert.deepEqual(rates('anthropic', 'claude-3-5-sonnet-latest'), [3, 15, 'anthropic:claude-3-5-sonnet']);
    assert.deepEqual(rates('anthropic', 'claude-opus-5-5'), [4, 20, 'anthropic:claude-opus-5-5']);
    assert.deepEqual(rates('google', 'gemini-3.8-flash'), [0.75, 3.75, 'google:gemini-3.8-flash']);
    assert.deepEqual(rates('google', 'gemini-2.0-flash-001'), [0.1, 0.4, 'google:gemini-2.0-flash']);
    assert.deepEqual(rates('google', 'gemini-3-pro-preview-11-2025'), [2, 12, 'google:gemini-3-pro-preview']);
  });

  it('knows fine-tuned models where the table has their base', () => {
    assert.deepEqual(rates('openai', 'ft:gpt-4o-mini-2024-07-18:acme::AbC123'), [0.3, 1.2, 'openai:ft:gpt-4o-mini']);
    // The table would take it for plain gpt-4, which costs less.
    assert.equal(rates('openai', 'ft:gpt-4-0613:acme::AbC123'), null);
  });

  it('makes no guess from a similar name', () => {
    for (const [vendor, model] of [
      ['openai', 'gpt-6'],
      ['openai', 'gpt-6-luna-mini'],
      ['openai', 'gpt-5-nano-turbo'],
      ['openai', 'gpt-4o-mini-latest-2'],
      ['openai', 'my-gpt-4o'],
      ['openai', 'omni-moderation-latest'],
      ['anthropic', 'claude-haiku-5-5'],
      ['anthropic', 'claude-sonnet-5-5'],
      ['anthropic', 'claude-sonnet-5-lite'],
      ['anthropic', 'gpt-6-luna'],
      ['google', 'gemini-3.8-flash-lite'],
      ['google', 'gemini-3.8-flash-preview'],
      ['google', 'gemini-2.5-pro-ultra'],
      ['google', 'tunedModels/gemini-2.5-pro'],
      ['google', 'claude-haiku-4-5'],
      ['google', 'text-embedding-004'],
      ['openrouter', 'gpt-6-luna'],
      ['openai', ''],
      ['openai', 'constructor'],
    ] as const) {
      assert.equal(rates(vendor, model), null, `${vendor}:${model}`);
    }
  });

  it('finds every entry that has text prices under its own id, or says nothing', () => {
    for (const vendor of ['openai', 'anthropic', 'google']) {
      const models = vendorModels(vendor);
      const found = models.map(({ id }) => listPrice(vendor, id, 100, NOW)).filter((price) => price !== null);
      assert.ok(found.length > 0.75 * models.length, `${vendor}: ${found.length} of ${models.length}`);
    }
  });

  it('knows what embeddings cost, which have no output, and takes no other model for one', () => {
    const embedding = (model: string) => {
      const price = listPrice('openai', model, 100, NOW, 'embeddings');
      return price && [price.inputPerMillion, price.outputPerMillion];
    };
    assert.deepEqual(embedding('text-embedding-3-small'), [0.02, 0]);
    assert.equal(rates('openai', 'text-embedding-3-small'), null);
    assert.deepEqual(embedding('gpt-6-luna'), [0.1, 0.5]);
    assert.equal(embedding('text-embedding-4-small'), null);
  });

  it('takes the tier of the prompt and the rates of the day', () => {
    assert.deepEqual(rates('openai', 'gpt-6-luna', 272_000), [0.1, 0.5, 'openai:gpt-6-luna']);
    assert.deepEqual(rates('openai', 'gpt-6-luna', 272_001), [0.2, 0.75, 'openai:gpt-6-luna']);
    const later = new Date('2027-02-01T00:00:00Z');
    assert.deepEqual(rates('google', 'gemini-3.8-flash', 100, later), [1.5, 7.5, 'google:gemini-3.8-flash']);
  });
});

describe('loadPrices', () => {
  it('asks the table for the vendors’ own services only', async () => {
    const table = await load();
    const of = (provider: string, model: string, baseUrl: string | null = null) =>
      table.priceOf({ provider, model, baseUrl }, 100)?.source ?? null;
    assert.equal(of('openai', 'gpt-6-luna'), 'table');
    assert.equal(of('openai', 'gpt-6-luna', 'https://api.openai.com/v1'), 'table');
    assert.equal(of('google', 'models/gemini-3.8-flash'), 'table');
    for (const other of ['https://eu.api.openai.com/v1', 'https://api.openai.com.evil.example', 'x']) {
      assert.equal(of('openai', 'gpt-6-luna', other), null, other);
    }
    for (const provider of ['compatible', 'ollama', 'vscode', 'recorded', 'simulated', '__proto__']) {
      assert.equal(of(provider, 'gpt-6-luna'), null, provider);
    }
  });

  it('counts servers on this machine as free, unless the user says what they charge', async () => {
    const at = { provider: 'ollama', model: 'llama', baseUrl: 'http://localhost:11434/v1' };
    const free = (await load()).priceOf(at, 100);
    assert.deepEqual([free?.inputPerMillion, free?.outputPerMillion, free?.source], [0, 0, 'machine']);
    assert.equal((await load()).priceOf({ ...at, provider: 'openai', model: 'gpt-6-luna' }, 100)?.source, 'machine');
    assert.equal((await load({ ollama: { input: 1, output: 2 } })).priceOf(at, 100)?.inputPerMillion, 1);
    assert.equal((await load()).priceOf({ ...at, baseUrl: 'http://192.168.0.2:11434/v1' }, 100), null);
  });

  it('lets the user’s prices win, a model’s before its provider’s', async () => {
    const table = await load({
      'openai:gpt-6-luna': { input: 7, output: 8 },
      ollama: { input: 0, output: 0 },
      'ollama:llama3:8b': { input: 1, output: 2 },
    });
    const of = (provider: string, model: string) =>
      table.priceOf({ provider, model, baseUrl: 'http://127.0.0.1:1' }, 9);
    assert.deepEqual(of('openai', 'gpt-6-luna'), {
      inputPerMillion: 7,
      outputPerMillion: 8,
      name: 'openai:gpt-6-luna',
      source: 'user',
    });
    assert.equal(of('ollama', 'llama3:8b')?.inputPerMillion, 1);
    assert.deepEqual(of('ollama', 'qwen'), { inputPerMillion: 0, outputPerMillion: 0, name: 'ollama', source: 'user' });
  });

  it('refuses prices that are none, in a sentence that names them', async () => {
    const wrong: readonly unknown[] = [
      null,
      3,
      {},
      { input: -1, output: 1 },
      { input: 1, output: NaN },
      { input: '1', output: 2 },
    ];
    for (const price of wrong) {
      const overrides = { 'openai:x': price } as unknown as Parameters<typeof loadPrices>[0];
      await assert.rejects(
        load(overrides),
        (error) => error instanceof UsageError && error.message.includes('“openai:x”'),
      );
    }
  });
});

describe('pricedHeader', () => {
  it('writes down what is known, by target id', async () => {
    const second = { ...paidTarget('openai:gpt-6-luna'), id: 'openai:gpt-6-luna#2' };
    const targets = [
      paidTarget('openai:gpt-6-luna'),
      second,
      paidTarget('ollama:llama'),
      paidTarget('simulated:narrow'),
    ];
    const header = pricedRun(targets, undefined);
    const { prices, ...rest } = pricedHeader(header, await load({ simulated: { input: 1, output: 1 } }));
    assert.deepEqual(Object.keys(prices ?? {}), ['openai:gpt-6-luna', 'openai:gpt-6-luna#2']);
    assert.deepEqual(rest, header);
    assert.equal('prices' in pricedHeader(pricedRun([paidTarget('ollama:llama')], undefined), await load()), false);
  });

  it('forgets prices that a file brought', async () => {
    const free = { inputPerMillion: 0, outputPerMillion: 0, name: 'free', source: 'user' } as const;
    const targets = [paidTarget('openai:gpt-6-luna'), paidTarget('openai:unheard-of')];
    const header = pricedRun(targets, { 'openai:gpt-6-luna': free, 'openai:unheard-of': free });
    assert.deepEqual(
      Object.values(pricedHeader(header, await load()).prices ?? {}).map(({ name }) => name),
      ['openai:gpt-6-luna'],
    );
  });

  it('goes by the longest prompt', async () => {
    const prompts = { default: 'short', long: 'word '.repeat(250_000) };
    const header = pricedRun([paidTarget('openai:gpt-6-luna')], undefined, { prompts });
    assert.equal(pricedHeader(header, await load()).prices?.['openai:gpt-6-luna']?.inputPerMillion, 0.2);
  });

  it('does not take the list price for calls that cost another', async () => {
    const table = await load();
    const known = (parameters: Readonly<Record<string, unknown>>) =>
      pricedHeader(pricedRun([paidTarget('openai:gpt-6-luna', parameters)], undefined), table).prices !== undefined;
    assert.ok(known({ temperature: 1, service_tier: 'default' }));
    for (const parameters of [
      { service_tier: 'priority' },
      { service_tier: 'auto' },
      { speed: 'fast' },
      { tools: [] },
      { mcp_servers: [] },
      { modalities: ['text', 'audio'] },
      { models: ['another/model'] },
    ]) {
      assert.equal(known(parameters), false, JSON.stringify(parameters));
    }
    const own = await load({ openai: { input: 1, output: 1 } });
    const fast = paidTarget('openai:gpt-6-luna', { service_tier: 'priority' });
    assert.equal(pricedHeader(pricedRun([fast], undefined), own).prices?.[fast.id]?.source, 'user');
  });
});
