import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { endpointsOf } from '../../src/extension/config/endpoints.ts';
import { canChat } from '../../src/extension/models/can-chat.ts';
import { isListening } from '../../src/extension/models/is-listening.ts';
import { LOCAL_SERVERS, unnamedServers } from '../../src/extension/models/local-servers.ts';

describe('models that are offered', () => {
  it('are those that answer with text', () => {
    const chat = [
      ...['gpt-6-luna', 'gpt-5-mini', 'o3', 'claude-haiku-5-5', 'gemini-3.8-flash', 'llama3.2', 'qwen3:8b', 'gemma3'],
      ...['mistral-small', 'deepseek-r1:14b', 'meta-llama/Llama-3.3-70B-Instruct', 'phi4', 'clippy', 'imagine-7b'],
    ];
    assert.deepEqual(
      chat.filter((model) => !canChat(model)),
      [],
    );
  });

  it('are not those that embed, speak, listen, draw, film or moderate', () => {
    const others = [
      ...['text-embedding-3-small', 'nomic-embed-text', 'mxbai-embed-large:latest', 'bge-m3', 'all-minilm:l6-v2'],
      ...['whisper-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-transcribe', 'gpt-4o-realtime-preview', 'dall-e-3'],
      ...['gpt-image-1', 'sora-2', 'omni-moderation-latest', 'babbage-002', 'gemini-3-pro-image', 'imagen-4.0'],
      ...['veo-3.1', 'gemini-embedding-001', 'BAAI/bge-reranker-v2-m3', 'stabilityai/stable-diffusion-3.5'],
    ];
    assert.deepEqual(others.filter(canChat), []);
  });
});

describe('servers on the usual ports', () => {
  const idsOf = (servers: Record<string, string>): readonly string[] =>
    unnamedServers(endpointsOf(servers).all).map(({ id }) => id);

  it('are all looked for where none is in the settings, on this machine only', () => {
    assert.deepEqual(idsOf({}), ['ollama', 'lmstudio', 'llamacpp', 'vllm']);
    for (const { origin } of unnamedServers(endpointsOf({}).all)) assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(
      LOCAL_SERVERS.map(({ port }) => port),
      [11434, 1234, 8080, 8000],
    );
  });

  it('are not looked for where one is in the settings, by port or by name', () => {
    assert.deepEqual(idsOf({ mine: 'http://localhost:11434/v1' }), ['lmstudio', 'llamacpp', 'vllm']);
    assert.deepEqual(idsOf({ ollama: 'http://gpu:11434/v1' }), ['lmstudio', 'llamacpp', 'vllm']);
    assert.equal(idsOf({ far: 'http://gpu:11434/v1' }).length, 4);
  });
});

describe('a port of this machine', () => {
  it('is known to be listened on, or not', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    assert.equal(await isListening(port), true);
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await isListening(port), false);
  });
});
