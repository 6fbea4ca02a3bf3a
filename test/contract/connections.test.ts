import assert from 'node:assert/strict';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { nodeFetch } from '../../src/providers/wire/node-fetch.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/** A server that does to each connection (0, 1, ...) what it is told, by the byte. */
async function connected(each: (socket: Socket, number: number) => void, use: (url: string) => Promise<void>) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    each(socket, sockets.push(socket) - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function post(url: string, body = '{}', signal?: AbortSignal): Promise<string> {
  const reply = await nodeFetch(url, { method: 'POST', body, ...(signal && { signal }) });
  return `${reply.status} ${await reply.text()}`;
}

describe('connections of Node’s HTTP', () => {
  it('that a server closes after each reply without a word cost no call', () =>
    connected(
      (socket) => socket.on('data', () => socket.end(OK)),
      async (url) => {
        for (let turn = 0; turn < 5; turn++) assert.equal(await post(url), '200 {}');
      },
    ));

  it('that were closed while they rested cost no call', () => {
    let requests = 0;
    return connected(
      (socket, number) =>
        socket.on('data', () => {
          requests++;
          if (requests > 1 && number === 0) socket.resetAndDestroy();
          else socket.write(OK);
        }),
      async (url) => {
        assert.deepEqual([await post(url), await post(url), requests], ['200 {}', '200 {}', 3]);
      },
    );
  });

  it('that break when the server may have worked already, or at their first request, fail the call', () => {
    let requests = 0;
    return connected(
      (socket, number) =>
        socket.on('data', () => {
          requests++;
          if (requests === 1) socket.write(OK);
          else setTimeout(() => socket.resetAndDestroy(), number === 0 ? 400 : 0);
        }),
      async (url) => {
        await post(url);
        await assert.rejects(post(url), { code: 'ECONNRESET' });
        assert.equal(requests, 2, 'on the connection that was kept');
        await assert.rejects(post(url), { code: 'ECONNRESET' });
        assert.equal(requests, 3, 'on a new one');
      },
    );
  });

  it('are given up when an answer comes before all is sent', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    await connected(
      (socket) => {
        closed = new Promise((resolve) => socket.once('close', resolve));
        socket.once('data', () => {
          socket.write('HTTP/1.1 413 X\r\ncontent-length: 4\r\n\r\nlong', () => socket.pause());
          setTimeout(() => socket.resume(), 50);
        });
      },
      async (url) => {
        assert.equal(await post(url, 'x'.repeat(2e7)), '413 long');
        await closed; // by the client: the server would wait for the rest
      },
    );
  });

  it('that change their protocol fail the call', () =>
    connected(
      (socket) => socket.on('data', () => socket.write('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')),
      async (url) => {
        await assert.rejects(post(url), /another protocol/);
      },
    ));

  it('end with the reason of the signal, before and within a reply', async () => {
    for (const begin of ['', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{']) {
      const controller = new AbortController();
      await connected(
        (socket) =>
          socket.on('data', () => {
            socket.write(begin);
            setTimeout(() => controller.abort(new Error('enough')), 20);
          }),
        async (url) => {
          await assert.rejects(post(url, '{}', controller.signal), /enough/);
        },
      );
    }
  });
});
