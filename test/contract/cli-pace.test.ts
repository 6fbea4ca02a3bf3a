import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FakeServersOptions } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { assertWhole, outFile, requestsOf, runOf, saved, withServers } from './cli-runs.ts';

/** What limits a run: the server, the person's rate, timeout and budget. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const PRICES = ['openai:a', 'anthropic:b', 'google:c'].flatMap((target) => ['--price', `${target}=100/1000`]);

describe('--rate', () => {
  it('holds for each provider', async () => {
    await withServers({}, async (servers) => {
      const { code, err } = await cli.run(runOf(servers, 8, '--rate', '240/min'));
      assert.equal(code, 0, err);
      for (const { log, statistics } of [servers.openai, servers.anthropic, servers.google]) {
        assert.equal(log.length, 8);
        // Four a second: what a second can hold of them, with the one that stands at each of its ends, and one that a busy
        // machine sent late.
        assert.ok(statistics().busiestSecond <= 6, String(statistics().busiestSecond));
        assert.ok((log.at(-1)?.atMs ?? 0) - (log[0]?.atMs ?? 0) >= 1_500);
      }
    });
  });
});

describe('a server that limits', () => {
  it('is waited for, and a log says so once a model', async () => {
    const conduct = { latency: 10, limit: { ratePerSecond: 4, burst: 4, retryAfter: 'seconds' as const } };
    await withServers({ conduct }, async (servers) => {
      const out = outFile(cli, 'limited.probe.json');
      const { code, err } = await cli.run(runOf(servers, 12, '--out', out));
      assert.equal(code, 0, err);
      assertWhole(saved(out), 12);
      const waits = err.split('\n').filter((line) => /^[abc, ]+: rate limited/.test(line));
      assert.ok(waits.length >= 1 && waits.length <= 3, err);
      assert.match(waits[0] ?? '', /rate limited, (next try in \d+ s|trying again)$/);
    });
  });
});

describe('--timeout', () => {
  it('cuts off a call that hangs, and asks again', async () => {
    const behave: FakeServersOptions['behave'] = (_provider, index) => (index === 0 ? { fault: 'hang' } : {});
    await withServers({ behave }, async (servers) => {
      const out = outFile(cli, 'hanging.probe.json');
      const { code, err } = await cli.run(runOf(servers, 2, '--out', out, '--timeout', '0.5'));
      assert.equal(code, 0, err);
      assertWhole(saved(out), 2);
      assert.equal(requestsOf(servers), 6 + 3);
    });
  });
});

describe('--budget', () => {
  it('ends the run before it could cost more: exit 1, says so, and goes on later', async () => {
    await withServers({ latencyMs: 20 }, async (servers) => {
      const out = outFile(cli, 'budget.probe.json');
      // 12 tokens in and 3 out cost 0.42 cents an answer; 20 tokens out are the worst.
      const limited = runOf(servers, 20, '--max-tokens', '20', ...PRICES, '--budget', '0.1', '--out', out);
      const { code, err, out: printed } = await cli.run(limited);
      assert.equal(code, 1, err);
      assert.equal(err.split('\n').filter((line) => line.includes('the budget of $0.10 is used up')).length, 1, err);
      const { report, run } = saved(out);
      assert.match(run.endNote ?? '', /^the budget of \$0\.10 is used up/);
      const spent = Object.values(report.cost).reduce<number>((sum, usd) => sum + (usd ?? 0), 0);
      assert.ok(spent > 0.05 && spent <= 0.1, String(spent));
      assert.match(printed, /^Cost +\$0\.\d+ for [\d,]+ tokens in, [\d,]+ out$/m);
      assert.match(err.trimEnd(), /\nconvergence-probe resume .* --budget 0\.2 --price .*$/);
      const answered = report.counts.completed;
      const before = requestsOf(servers);
      assert.equal(before, answered);
      const again = await cli.run(['resume', out, ...PRICES, '--budget', '1']);
      assert.equal(again.code, 0, again.err);
      assert.equal(requestsOf(servers) - before, 60 - answered);
      assertWhole(saved(out), 20);
      assert.equal(saved(out).run.endNote, undefined);
    });
  });
});

describe('what a run costs', () => {
  it('is said before and after, as far as it is known', async () => {
    await withServers({}, async (servers) => {
      const { code, err, out } = await cli.run(runOf(servers, 2, '--price', 'openai:a=100/1000', '--yes', '--full'));
      assert.equal(code, 0, err);
      assert.match(
        err,
        /^3 models × 2 runs\. This sends 6 calls, at an estimated cost of \$[^;]* to \$[^;]*\. That assumes/,
      );
      assert.match(out, /^a +24 +6 +\$0\.0084$/m);
      // What answers on this machine is free where no price says otherwise.
      assert.match(out, /^b +24 +6 +\$0$/m);
      assert.match(out, /^all +72 +18 +\$0\.0084$/m);
    });
    const replayed = await cli.run(['run', '--target', 'recorded:media/recordings/fruits.probe.json']);
    assert.doesNotMatch(replayed.out + replayed.err, /cost|\$|TOKENS|unknown/);
  });
});
