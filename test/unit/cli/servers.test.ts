import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Servers } from '../../../src/cli/servers.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { ARGUMENTS } from '../../../src/cli/strings/arguments.ts';

const { notSet, unknown, ownServer, needsUrl, noServer } = ARGUMENTS.servers;

const ENV = { OPENAI_API_KEY: 'vendor-key', MINE: ' my-key\n', OPENAI_BASE_URL: 'http://elsewhere.invalid' };

function servers(baseUrls: Record<string, string>, apiKeys: Record<string, string> = {}): Servers {
  return new Servers({ baseUrls: new Map(Object.entries(baseUrls)), apiKeys: new Map(Object.entries(apiKeys)) }, ENV);
}

describe('keys', () => {
  it('takes the vendor variable for the vendor URL only', () => {
    assert.equal(servers({}).key('openai', null), 'vendor-key');
    assert.equal(servers({ openai: 'http://127.0.0.1:1/v1' }).key('openai', 'http://127.0.0.1:1/v1'), null);
    assert.equal(servers({ ollama: 'http://127.0.0.1:1/v1' }).key('ollama', 'http://127.0.0.1:1/v1'), null);
    assert.equal(servers({}).key('anthropic', null), null);
  });

  it('knows the vendor URL when it is written out', () => {
    const written = servers({ openai: 'https://api.openai.com/v1/' });
    assert.equal(written.baseUrl('openai'), null);
    assert.equal(written.key('openai', null), 'vendor-key');
    assert.equal(
      servers({ openai: 'https://api.openai.com.evil.invalid/v1' }).key(
        'openai',
        'https://api.openai.com.evil.invalid/v1',
      ),
      null,
    );
  });

  it('gives a named key to the server of this command line and to no other', () => {
    const named = servers({ openai: 'http://127.0.0.1:1/v1' }, { openai: 'MINE' });
    assert.equal(named.key('openai', 'http://127.0.0.1:1/v1'), 'my-key');
    assert.equal(named.key('openai', 'http://from-a-file.invalid/v1'), null);
    assert.equal(servers({}, { openai: 'MINE' }).key('openai', null), 'my-key');
  });

  it('says which variable is not set, and does not repeat what may be a key', () => {
    assert.throws(() => servers({}, { openai: 'NOT_SET' }), { message: notSet('openai', 'NOT_SET') });
    assert.throws(() => servers({}, { openai: 'constructor' }), { message: notSet('openai', null) });
    assert.throws(() => servers({}, { openai: '__proto__' }), { message: notSet('openai', null) });
    assert.throws(
      () => servers({}, { google: 'AIzaSyFakeFakeFake' }),
      (error) => error instanceof UsageError && !error.message.includes('AIza'),
    );
  });
});

describe('providers', () => {
  it('makes a compatible provider of a new name with a base URL', () => {
    const named = servers({ ollama: 'http://127.0.0.1:1/v1' });
    assert.equal(named.demand('ollama').id, 'compatible');
    assert.ok(named.ids().includes('ollama'));
  });

  it('says what is missing', () => {
    assert.throws(() => servers({}).demand('opnai'), { message: unknown('opnai', ARGUMENTS.didYouMean('openai')) });
    assert.throws(() => servers({}).demand('lmstudio'), { message: unknown('lmstudio', ownServer('lmstudio')) });
    assert.throws(() => servers({}).demand('compatible'), { message: needsUrl('compatible') });
    assert.throws(() => servers({ recorded: 'http://x' }), { message: noServer('recorded') });
    assert.equal(servers({}).missing('openai'), null);
    assert.match(servers({}).missing('anthropic') ?? '', /set ANTHROPIC_API_KEY/);
    assert.equal(servers({ anthropic: 'http://127.0.0.1:1' }).missing('anthropic'), null);
  });
});
