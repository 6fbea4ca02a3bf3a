import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import type { Conduct } from '../support/servers/conduct.ts';
import { seededBehaviour } from '../support/servers/conduct.ts';
import { startFakeServers } from '../support/servers/fake-servers.ts';
import type { ServersAddresses, ServersReport } from '../support/servers/main.ts';
import { TokenBucket } from '../support/servers/token-bucket.ts';

const ask = (baseUrl: string) => fetch(`${baseUrl}/chat/completions`, { method: 'POST', body: '{"model":"m"}' });

describe('the servers of the tests', () => {
  it('let in a burst, and then no more than their rate', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), gaps, (rate, burst, waits) => {
        const bucket = new TokenBucket(rate, burst);
        let now = 0;
        let admitted = 0;
        for (const wait of waits) {
          now += wait;
          const { remaining, nextMs } = bucket.level(now);
          assert.equal(nextMs === 0 || nextMs < 1e-3 / rate, remaining > 0);
          const admits = bucket.take(now, false);
          assert.equal(admits, remaining > 0, 'what it says is what it does');
          if (admits) admitted++;
          assert.ok(admitted <= burst + (now * rate) / 1000 + 1e-3);
        }
      }),
    );
  });

  it('let in whoever waits exactly as long as they ask', () => {
    const bucket = new TokenBucket(7, 1);
    let now = 0;
    for (let turn = 0; turn < 1000; turn++) {
      assert.ok(bucket.take(now, false), String(turn));
      now += bucket.level(now).nextMs;
    }
  });

  it('behave the same with the same seed, and have the shares and latencies they were given', () => {
    const conduct: Conduct = {
      latency: { kind: 'lognormal', medianMs: 200, sigma: 0.5 },
      faults: [
        { share: 0.1, status: 500 },
        { share: 0.05, fault: 'reset', afterMs: 3 },
      ],
    };
    const all = Array.from({ length: 4000 }, (_, index) => seededBehaviour(conduct, index, 0));
    assert.deepEqual(all[17], seededBehaviour(conduct, 17, 0));
    assert.notDeepEqual(
      all,
      Array.from({ length: 4000 }, (_, index) => seededBehaviour(conduct, index, 1)),
    );
    const share = (wanted: (one: (typeof all)[number]) => boolean) => all.filter(wanted).length / all.length;
    assert.ok(Math.abs(share(({ status }) => status === 500) - 0.1) < 0.02);
    assert.ok(Math.abs(share(({ fault, latencyMs }) => fault === 'reset' && latencyMs === 3) - 0.05) < 0.015);
    assert.ok(Math.abs(share(({ latencyMs }) => latencyMs! < 200) - 0.5) < 0.06);
    const uniform = { latency: { kind: 'uniform', fromMs: 5, toMs: 9 } } as const;
    assert.ok(all.every((_, index) => Math.abs(seededBehaviour(uniform, index, 2).latencyMs! - 7) <= 2));
  });

  it('tell in their log what became of each request', async () => {
    const servers = await startFakeServers({
      conduct: { limit: { ratePerSecond: 0.001, burst: 4, retryAfter: 1, headers: 'own' } },
      behave: (_wire, index) => [{}, { status: 500 }, { fault: 'reset' as const }, { rawBody: 'x' }][index] ?? {},
    });
    try {
      const { baseUrl, log, statistics } = servers.openai;
      const replies = [];
      for (let turn = 0; turn < 5; turn++) replies.push(await ask(baseUrl).catch(() => null));
      assert.equal(replies[4]!.headers.get('retry-after'), '1');
      assert.equal(replies[4]!.headers.get('x-ratelimit-remaining-requests'), '0');
      await Promise.all(replies.map((reply) => reply?.text()));
      assert.deepEqual(
        log.map(({ end, status }) => [end, status]),
        [
          ['answered', 200],
          ['failed', 500],
          ['broken', null],
          ['failed', 200],
          ['rejected', 429],
        ],
      );
      assert.ok(log.every(({ atMs, endedMs }) => endedMs !== null && endedMs >= atMs));
      const { requests, ends, byStatus, peak, busiestSecond } = statistics();
      assert.deepEqual([requests, ends.answered, ends.failed, peak], [5, 1, 2, 1]);
      assert.deepEqual([byStatus, busiestSecond], [{ 200: 2, 429: 1, 500: 1 }, 5]);
    } finally {
      await servers.close();
    }
  });

  it('run in a process of their own', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-servers-'));
    const outfile = path.join(folder, 'servers.js');
    const entryPoints = ['test/support/servers/main.ts'];
    await esbuild.build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    const child = spawn(process.execPath, [outfile, '{"conduct":{"answers":["a"]}}'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async () => JSON.parse(String((await lines.next()).value)) as unknown;
      const { openai } = (await next()) as ServersAddresses;
      assert.match(await (await ask(openai)).text(), /"content":"a"/);
      child.stdin.write('\n');
      const report = (await next()) as ServersReport;
      assert.deepEqual([report.openai.ends.answered, report.google.requests], [1, 0]);
      assert.ok(report.cpuMs > 0 && report.openai.lastAnsweredAt! >= report.openai.firstAt!);
      child.stdin.write('{"conduct":{"answers":["b"]}}\n');
      const again = (await next()) as ServersAddresses;
      assert.match(await (await ask(again.openai)).text(), /"content":"b"/);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      assert.equal(await ended, 0);
    } finally {
      child.kill();
      rmSync(folder, { recursive: true });
    }
  });
});
