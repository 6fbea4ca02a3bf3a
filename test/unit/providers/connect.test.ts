import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planRun } from '../../../src/core/engine/plan.ts';
import type { TargetRequest } from '../../../src/core/engine/plan.ts';
import type { RunHeader } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import type { Provider } from '../../../src/core/ports.ts';
import type { ConnectOptions } from '../../../src/providers/connect.ts';
import { connect } from '../../../src/providers/connect.ts';
import type { ProviderDefinition, ProviderOptions } from '../../../src/providers/definition.ts';
import { findProvider } from '../../../src/providers/registry.ts';
import { answer, headerFor, plainHasher, runScripted } from '../core/engine/scripted.ts';

const SECRET = 'sk-secret-key-123';
const live = new AbortController().signal;

function header(...targets: (Partial<TargetRequest> & { readonly provider: string })[]): RunHeader {
  return planRun(
    {
      id: 'run',
      createdAt: '2026-11-20T00:00:00.000Z',
      tool: { name: 'test', version: '0' },
      prompt: 'Pick one.',
      system: null,
      targets: targets.map((target) => ({ model: 'm', baseUrl: null, parameters: {}, ...target })),
      trialsPerCell: 2,
      seed: 1,
    },
    plainHasher,
  );
}

const stub: Provider = {
  id: 'stub',
  source: 'live',
  complete: () => Promise.resolve(answer('x')),
  listModels: () => Promise.resolve([]),
};

/** A connection whose providers are stubs, and what they were made with. */
async function connectStubbed({ targets }: RunHeader, changes: Partial<ConnectOptions> = {}) {
  const created: ProviderOptions[] = [];
  const loaded: string[] = [];
  const definitionFor = (id: string): ProviderDefinition | undefined => {
    const definition = findProvider(id === 'ollama' || id === 'lmstudio' ? 'compatible' : id);
    return (
      definition && {
        ...definition,
        load: () => {
          loaded.push(id);
          return Promise.resolve({ create: (options) => (created.push(options), { ...stub }) });
        },
      }
    );
  };
  const connections = await connect(targets, {
    keyFor: () => Promise.resolve(SECRET),
    recordingFor: () => Promise.reject(new Error('no recording')),
    definitionFor,
    ...changes,
  });
  return { ...connections, created, loaded };
}

describe('connecting', () => {
  it('makes one provider for each origin and key, and loads only what is needed', async () => {
    const run = header({ provider: 'openai' }, { provider: 'openai', model: 'n' }, { provider: 'anthropic' });
    const { providers, created, lanes, loaded } = await connectStubbed(run);
    assert.equal(created.length, 2);
    assert.deepEqual(loaded, ['openai', 'anthropic']);
    assert.equal(providers.get('openai:m'), providers.get('openai:n'));
    assert.equal(lanes.get('openai:m'), lanes.get('openai:n'));
    assert.notEqual(lanes.get('openai:m'), lanes.get('anthropic:m'));
  });

  it('shares a lane by origin and key, and never writes the key into it', async () => {
    const run = header(
      { provider: 'ollama', baseUrl: 'http://localhost:1/v1' },
      { provider: 'lmstudio', baseUrl: 'http://localhost:1/other/v1' },
      { provider: 'compatible', baseUrl: 'http://localhost:2/v1' },
      { provider: 'ollama', baseUrl: 'http://localhost:1/v1', model: 'keyed' },
    );
    const keys = ['one', 'one', 'one', SECRET];
    const { lanes } = await connectStubbed(run, { keyFor: () => Promise.resolve(keys.shift()!) });
    const [a, b, c, d] = [...lanes.values()];
    assert.equal(a, b);
    assert.notEqual(a, c);
    assert.notEqual(a, d);
    assert.ok(!JSON.stringify([...lanes]).includes(SECRET));
  });

  it('asks for the key of the address that is used', async () => {
    const asked: unknown[] = [];
    const keyFor: ConnectOptions['keyFor'] = (...address) => {
      asked.push(address);
      return Promise.resolve(null);
    };
    const run = header({ provider: 'openai' }, { provider: 'openai', model: 'n', baseUrl: 'http://localhost:1/v1' });
    const { created } = await connectStubbed(run, { keyFor });
    assert.deepEqual(asked, [
      ['openai', null],
      ['openai', 'http://localhost:1/v1'],
    ]);
    assert.deepEqual(
      created.map(({ key, baseUrl }) => [key, baseUrl]),
      [[null, 'http://localhost:1/v1']],
      'another server may do without a key; the vendor may not',
    );
  });

  it('lets a target without a key fail by itself', async () => {
    const run = header({ provider: 'google' });
    const { providers } = await connectStubbed(run, { keyFor: () => Promise.resolve('  ') });
    const provider = providers.get('google:m')!;
    const attempt = await provider.complete({} as never, live);
    assert.ok(attempt.kind === 'failed' && attempt.stopsTarget && attempt.error.reason === 'authentication');
    assert.equal(attempt.error.message, 'There is no key for Google Gemini; set one.');
    await assert.rejects(provider.listModels(live), /no key for Google Gemini/);
  });

  it('takes providers that a shell brings', async () => {
    const { providers, lanes } = await connectStubbed(header({ provider: 'editor' }), {
      extra: new Map([['editor', stub]]),
    });
    assert.equal(providers.get('editor:m'), stub);
    assert.equal(lanes.get('editor:m'), 'editor');
  });

  it('gives a brought provider the lanes that it names for its models', async () => {
    const byVendor: Provider = { ...stub, laneOf: (model) => model.split('/')[0]! };
    const models = ['copilot/a', 'copilot/b', 'anthropic/a'];
    const run = header(...models.map((model) => ({ provider: 'editor', model })));
    const { lanes } = await connectStubbed(run, { extra: new Map([['editor', byVendor]]) });
    const [a, b, c] = models.map((model) => lanes.get(`editor:${model}`));
    assert.equal(a, b);
    assert.notEqual(a, c);
  });

  it('refuses what no run can mend', async () => {
    const refused: readonly (readonly [RunHeader, RegExp])[] = [
      [header({ provider: 'nowhere' }), /no provider “nowhere”; there are openai, anthropic/],
      [header({ provider: 'compatible' }), /needs a base URL/],
      [header({ provider: 'openai', parameters: { n: 5 } }), /“n” cannot be set/],
      [header({ provider: 'google', parameters: { httpOptions: {} } }), /“httpOptions” cannot be set/],
    ];
    for (const [run, message] of refused) {
      await assert.rejects(connectStubbed(run), (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        return true;
      });
    }
  });

  it('refuses a recording that does not hold the run before anything is sent', async () => {
    const { record } = await runScripted(headerFor(['a:m'], 1), () => ({ attempt: answer('x'), takesMs: 1 }));
    const run = header({ provider: 'recorded', model: 'file#a:m' });
    const options = { recordingFor: () => Promise.resolve(record), definitionFor: undefined } as const;
    await assert.rejects(connectStubbed(run, { ...options, header: run }), /holds 1 run of “m”, not 2/);
    const { providers } = await connectStubbed(run, { ...options, header: { ...run, trialsPerCell: 1 } });
    assert.equal(providers.get('recorded:file#a:m')!.source, 'recorded');
  });
});
