import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { ProviderModule } from '../../src/providers/definition.ts';
import { PROVIDERS } from '../../src/providers/registry.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import { KEY, REQUEST, WIRED } from './wired.ts';

/** The SDKs in a bundle, by the packages its inputs come from. */
function sdksIn(inputs: readonly string[]): string[] {
  const found = ['openai', '@anthropic-ai/sdk', '@google/genai'].filter((name) =>
    inputs.some((input) => input.includes(`node_modules/${name}/`)),
  );
  return found;
}

const SDKS: Record<string, string[]> = {
  openai: ['openai'],
  compatible: ['openai'],
  anthropic: ['@anthropic-ai/sdk'],
  google: ['@google/genai'],
};

describe('each provider as one CommonJS file', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const { id } of PROVIDERS) {
    it(`${id} bundles with its own SDK only, and answers when it is required`, async () => {
      const outfile = join(folder, `${id}.js`);
      const result = await build({
        entryPoints: [resolve(`src/providers/${id}.ts`)],
        outfile,
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        metafile: true,
        logLevel: 'silent',
      });
      assert.deepEqual(sdksIn(Object.keys(result.metafile.inputs)), SDKS[id] ?? []);
      const module = createRequire(outfile)(outfile) as ProviderModule;
      const wired = WIRED.find((entry) => entry.id === id);
      if (!wired) return assert.equal(typeof module.create, 'function');
      const servers = await startFakeServers({ answer: () => '42' });
      try {
        const provider = module.create({ baseUrl: servers[wired.wire].baseUrl, key: KEY });
        const attempt = await provider.complete(REQUEST, new AbortController().signal);
        assert.equal(attempt.kind === 'answered' && attempt.text, '42');
      } finally {
        await servers.close();
      }
    });
  }
});
