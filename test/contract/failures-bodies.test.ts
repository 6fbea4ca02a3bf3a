import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Attempt } from '../../src/core/ports.ts';
import { findProvider } from '../../src/providers/registry.ts';
import { nodeFetch } from '../../src/providers/wire/node-fetch.ts';
import { failureOf, KEY, REQUEST, WIRED } from './wired.ts';

/** How requests reach the network: Node's own HTTP, as shipped, and a `fetch` that a shell may bring. */
const NETWORKS = [
  { name: 'Node’s HTTP', fetch: undefined },
  { name: 'the platform’s fetch', fetch: globalThis.fetch },
];

async function served<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function asked(baseUrl: string, fetch: typeof globalThis.fetch | undefined): Promise<Attempt> {
  const module = await findProvider('compatible')!.load();
  const provider = module.create({ baseUrl, key: KEY, ...(fetch && { fetch }) });
  return provider.complete(REQUEST, new AbortController().signal);
}

const GOOD = JSON.stringify({ choices: [{ message: { content: 'Mango' }, finish_reason: 'stop' }] });

/** White space without end, until nobody listens. */
function flood(response: ServerResponse, piece: Buffer): void {
  while (!response.destroyed && response.write(piece));
  if (!response.destroyed) response.once('drain', () => flood(response, piece));
}

for (const { name, fetch } of NETWORKS) {
  describe(`bodies through ${name}`, () => {
    it('reads no more than 32 MB of an answer, and does not ask for it again', () =>
      served(
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          flood(response, Buffer.alloc(2 ** 18, ' '));
        },
        async (baseUrl) => {
          const attempt = await asked(baseUrl, fetch);
          assert.ok(attempt.kind === 'failed');
          assert.match(attempt.error.message, /sent an answer of more than 32 MB; ask for a shorter one\.$/);
          assert.deepEqual([attempt.error.reason, attempt.retryable, attempt.stopsTarget], ['network', false, false]);
          assert.equal(attempt.maybeBilled, true);
        },
      ));

    it('knows the status of an error whose body is endless, cut off or no text', async () => {
      const bodies: ((response: ServerResponse) => void)[] = [
        (response) => flood(response, Buffer.alloc(2 ** 18, ' ')),
        (response) => response.write('{"error":', () => response.destroy()),
        (response) => response.write('{"error":', () => response.socket?.resetAndDestroy()),
        (response) => response.write('{"error":', () => response.socket?.write('no length of a piece\r\n')),
        (response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0x80])),
      ];
      for (const body of bodies) {
        await served(
          (_request, response) => {
            response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' });
            body(response);
          },
          async (baseUrl) => {
            const attempt = await asked(baseUrl, fetch);
            assert.ok(attempt.kind === 'failed');
            assert.deepEqual([attempt.error.status, attempt.retryAfterMs, attempt.retryable], [503, 2000, true]);
          },
        );
      }
    });

    it('reads what is compressed, and unpacks no more than 32 MB of it', async () => {
      const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
      for (const [encoding, pack] of Object.entries(packers)) {
        const say = (body: Buffer) => (_request: IncomingMessage, response: ServerResponse) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body);
        };
        await served(say(pack(GOOD)), async (baseUrl) => {
          const attempt = await asked(baseUrl, fetch);
          assert.equal(attempt.kind === 'answered' && attempt.text, 'Mango', encoding);
        });
        if (encoding !== 'gzip') continue;
        await served(say(gzipSync(Buffer.alloc(80 * 2 ** 20, ' '))), async (baseUrl) => {
          const attempt = await asked(baseUrl, fetch);
          assert.match(attempt.kind === 'failed' ? attempt.error.message : '', /more than 32 MB/);
        });
        await served(say(Buffer.from('no such thing')), async (baseUrl) => {
          const attempt = await asked(baseUrl, fetch);
          assert.equal(attempt.kind === 'failed' && attempt.retryable, true);
        });
      }
    });

    it('reads text that begins with a byte order mark or comes in pieces in the middle of a character', () =>
      served(
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          const bytes = Buffer.from(`\uFEFF${GOOD.replace('Mango', 'Mañgo 🥭')}`);
          for (const [at] of bytes.entries()) response.write(bytes.subarray(at, at + 1));
          response.end();
        },
        async (baseUrl) => {
          const attempt = await asked(baseUrl, fetch);
          assert.equal(attempt.kind === 'answered' && attempt.text, 'Mañgo 🥭');
        },
      ));
  });
}

describe('endless bodies', () => {
  for (const wired of WIRED) {
    it(`${wired.id} gives up on an answer and on an error`, async () => {
      const answer = await failureOf(wired, { fault: 'flood' });
      assert.match(answer.error.message, /more than 32 MB/);
      const error = await failureOf(wired, { fault: 'flood', status: 500 });
      assert.deepEqual([error.error.status, error.retryable], [500, true]);
    });
  }
});

describe('Node’s HTTP as a fetch', () => {
  it('keeps repeated headers apart from single ones, follows no redirect and sends a body as it is', () =>
    served(
      (request, response) => {
        let body = '';
        request.on('data', (piece: Buffer) => (body += piece.toString()));
        request.on('end', () => {
          const sent = encodeURIComponent(JSON.stringify([request.method, request.headers['content-length'], body]));
          response.writeHead(302, ['location', '/', 'x-left', '1', 'x-left', '2', 'x-sent', sent]);
          response.end('moved');
        });
      },
      async (baseUrl) => {
        const reply = await nodeFetch(`${baseUrl}/x`, { method: 'POST', body: 'ä' });
        assert.deepEqual([reply.status, await reply.text()], [302, 'moved']);
        assert.equal(reply.headers.get('x-left'), '1, 2');
        assert.equal(decodeURIComponent(reply.headers.get('x-sent')!), '["POST","2","ä"]');
      },
    ));

  it('uses a connection again', async () => {
    const ports = new Set<number>();
    await served(
      (request, response) => {
        ports.add(request.socket.remotePort!);
        response.end('{}');
      },
      async (baseUrl) => {
        for (let turn = 0; turn < 5; turn++) await (await nodeFetch(baseUrl)).text();
      },
    );
    assert.equal(ports.size, 1);
  });
});
