import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MCP } from '../../src/cli/strings/mcp.ts';
import { MCP_TOOLS } from '../../src/cli/strings/mcp-tools.ts';
import type { ListOutput, ProbeOutput } from '../../src/cli/mcp/schemas.ts';
import { startFakeServers, type FakeServers, type FakeServersOptions } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { outFile, requestsOf, until, urls, withServers } from './cli-runs.ts';
import { REVISIONS, withMcp, type Connected } from './mcp-client.ts';

/** `convergence-probe mcp`, driven by the official SDK's client. */

const PRICES = ['openai:a', 'anthropic:b', 'google:c'].flatMap((model) => ['--price', `${model}=1/4`]);
const ASKED = { prompt: 'Name a colour', models: ['openai:a', 'anthropic:b'], runs: 6 };

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

/** A server that asks fake ones. */
function withBoth(
  options: FakeServersOptions,
  args: readonly string[],
  use: (connected: Connected, servers: FakeServers) => Promise<void>,
): Promise<void> {
  return withServers(options, (servers) =>
    withMcp(cli, { args: [...urls(servers), ...args] }, (connected) => use(connected, servers)),
  );
}

for (const revision of REVISIONS) {
  describe(`a client of revision ${revision}`, () => {
    it('finds the five tools, what they take and give, and which of them send nothing', async () => {
      await withMcp(cli, { revision }, async ({ client }) => {
        assert.equal(client.getNegotiatedProtocolVersion(), revision);
        assert.equal(client.getInstructions(), MCP_TOOLS.instructions);
        const { tools } = await client.listTools();
        assert.deepEqual(
          tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.openWorldHint]),
          [
            ['probe_prompt', false, true],
            ['estimate_cost', true, false],
            ['analyze_outputs', true, false],
            ['compare_runs', true, false],
            ['list_runs', true, false],
          ],
        );
        for (const { inputSchema, outputSchema } of tools) {
          assert.equal(inputSchema.type, 'object');
          assert.equal(inputSchema['additionalProperties'], false);
          assert.equal(outputSchema?.['type'], 'object');
        }
      });
    });

    it('finds the view of a report, named by the tools that report, which declares that it loads nothing', async () => {
      await withMcp(cli, { revision }, async ({ client }) => {
        const { tools } = await client.listTools();
        const shown = tools.filter(({ _meta }) => _meta?.['ui'] !== undefined);
        assert.deepEqual(
          shown.map(({ name }) => name),
          ['probe_prompt', 'analyze_outputs'],
        );
        const { resourceUri: uri } = shown[0]?._meta?.['ui'] as { resourceUri: string };
        const { contents } = await client.readResource({ uri });
        const [page] = contents;
        assert.deepEqual([page?.uri, page?.mimeType], [uri, 'text/html;profile=mcp-app']);
        assert.match(uri, /^ui:\/\//);
        assert.deepEqual(page?._meta?.['ui'], { prefersBorder: true });
        assert.match(page !== undefined && 'text' in page ? page.text : '', /^<!doctype html>/);
      });
    });

    it('probes, is told how far it is, and finds, reads and compares what is kept', async () => {
      const options = { answer: (_: string, __: string, index: number) => (index % 3 === 2 ? 'Teal' : 'Blue') };
      await withServers(options, (servers) =>
        withMcp(cli, { args: [...urls(servers), ...PRICES], revision }, async ({ client, call }) => {
          const heard: number[] = [];
          const { structuredContent } = await client.callTool(
            { name: 'probe_prompt', arguments: ASKED },
            { onprogress: ({ progress, total }) => void heard.push(progress / (total ?? 0)) },
          );
          const probed = structuredContent as ProbeOutput;
          assert.equal(requestsOf(servers), 12);
          assert.equal(heard.at(-1), 1);
          assert.deepEqual([probed.isWhole, probed.stopped], [true, null]);
          // 12 calls of 12 tokens at $1 and 3 at $4 a million.
          assert.ok(Math.abs(probed.spentUsd - 12 * 24e-6) < 1e-12, String(probed.spentUsd));
          const { report } = probed;
          assert.deepEqual([report.n, report.different, report.sources], [12, 2, ['live']]);
          assert.deepEqual(report.answers, [
            { count: 8, share: 8 / 12, byModel: [4, 4] },
            { count: 4, share: 4 / 12, byModel: [2, 2] },
          ]);
          assert.deepEqual(report.untrusted.answers, ['Blue', 'Teal']);

          const name = probed.run ?? assert.fail('not kept');
          const listed = await call('list_runs', {});
          const [first] = listed.structured.runs;
          assert.deepEqual([first?.run, first?.calls, first?.missing], [name, 12, 0]);
          const read = await call('analyze_outputs', { run: name });
          assert.deepEqual(read.structured.report.counts, report.counts);
          const compared = await call('compare_runs', { before: name, after: name });
          assert.equal(compared.structured.all.ratio, 1);
          assert.deepEqual(compared.structured.all.verdict, compared.structured.verdict);
        }),
      );
    });
  });
}

describe('analyze_outputs', () => {
  it('groups a list of an agent, without a network and without keeping it', async () => {
    await withMcp(cli, {}, async ({ call, refused }) => {
      const outputs = ['The Quiet Harbour', 'the quiet harbour!', 'Salt and Ash', 'The Quiet Harbour'];
      const { structured, text } = await call('analyze_outputs', { outputs, prompt: 'A title for a novel' });
      const { report } = structured;
      assert.deepEqual([report.n, report.different, report.sources], [4, 2, ['imported']]);
      assert.match(text, /The Quiet Harbour/);
      assert.equal(await refused('analyze_outputs', {}), MCP.refused.outputsOrRun);
      assert.equal(await refused('analyze_outputs', { outputs, run: 'x' }), MCP.refused.outputsOrRun);
      const { structured: listed } = await call('list_runs', {});
      assert.ok(!JSON.stringify(listed).includes('A title for a novel'));
    });
  });

  it('reads run files of the working folder, and no other file', async () => {
    const inside = outFile(cli, 'inside.probe.json');
    const made = await cli.run(['run', '--prompt', 'Name a colour', '--target', 'simulated:narrow', '--out', inside]);
    assert.equal(made.code, 0, made.err);
    writeFileSync(outFile(cli, 'notes.json'), readFileSync(inside));
    // Making links takes a right on Windows that few have; a name without a file behind it is refused in the same way.
    if (process.platform !== 'win32') {
      symlinkSync(path.resolve('package.json'), outFile(cli, 'link.probe.json'));
      symlinkSync(outFile(cli, 'notes.json'), outFile(cli, 'disguised.probe.json'));
    }
    await withMcp(cli, {}, async ({ call, refused }) => {
      const { structured } = await call('analyze_outputs', { run: 'inside.probe.json' });
      assert.equal(structured.report.counts.trials, 10);
      const listed = (await call('list_runs', {})).structured.untrusted;
      assert.deepEqual(listed.files, ['inside.probe.json']);
      const { refused: said } = MCP;
      for (const [run, expected] of [
        ['link.probe.json', said.outside],
        ['disguised.probe.json', said.outside],
        ['missing.probe.json', said.outside],
        ['notes.json', said.noRun],
        ['../package.json', said.outside],
        ['/etc/passwd', said.outside],
        ['../../../../etc/passwd', said.outside],
        [path.resolve('package.json'), said.outside],
        ['no-such-run', said.noRun],
      ] as const) {
        assert.equal(await refused('analyze_outputs', { run }), expected, run);
        assert.equal(await refused('compare_runs', { before: run, after: 'inside.probe.json' }), expected, run);
      }
    });
  });
});

describe('the budgets of the user', () => {
  it('cannot be raised by an argument', async () => {
    await withBoth({}, ['--price', 'openai:a=1/4', '--budget', '0.02'], async ({ call }) => {
      const one = { prompt: 'x', models: ['openai:a'], runs: 1 };
      const { structured } = await call('estimate_cost', { ...one, budgetUsd: 1000 });
      assert.deepEqual([structured.budgetUsd, structured.isAllowed], [0.02, true]);
      const lower = await call('estimate_cost', { ...one, budgetUsd: 0.001 });
      assert.equal(lower.structured.budgetUsd, 0.001);
    });
  });

  it('refuse what costs more than they allow, before anything is sent', async () => {
    await withBoth({}, ['--price', 'openai:a=5000/5000', '--budget', '0.1'], async ({ call, refused }, servers) => {
      const asked = { prompt: 'Name a colour', models: ['openai:a'], runs: 10, budgetUsd: 50 };
      const { structured } = await call('estimate_cost', asked);
      assert.equal(structured.isAllowed, false);
      assert.equal(await refused('probe_prompt', asked), structured.refusal);
      assert.equal(requestsOf(servers), 0);
    });
  });

  it('end a run that meets them in the middle, and what is spent is gone for the session', async () => {
    // 12 tokens in are $0.0012, 3 out $0.003; a call may take more of both, so that the last ones are not sent.
    const args = ['--price', 'openai:a=100/1000', '--budget', '0.1', '--session-budget', '0.12', '--concurrency', '1'];
    await withBoth({}, args, async ({ client, call }, servers) => {
      const asked = { prompt: 'Name a colour', models: ['openai:a'], runs: 23, maxTokens: 3 };
      const first = await call('probe_prompt', asked);
      const sent = requestsOf(servers);
      assert.ok(sent > 0 && sent < 23, `${sent} calls`);
      assert.equal(first.structured.isWhole, false);
      assert.ok(first.structured.spentUsd <= 0.1, String(first.structured.spentUsd));
      assert.match(String(first.structured.stopped), /budget/);
      const left = first.structured.sessionLeftUsd;
      assert.ok(Math.abs(left - (0.12 - first.structured.spentUsd)) < 1e-12);
      let [spent, refusals] = [first.structured.spentUsd, 0];
      for (let more = 0; more < 5; more++) {
        const again = { ...asked, runs: 5, budgetUsd: 100 };
        const result = await client.callTool({ name: 'probe_prompt', arguments: again });
        if (result.isError === true) refusals++;
        else spent += (result.structuredContent as ProbeOutput).spentUsd;
      }
      assert.ok(refusals > 0 && spent > 0.1 && spent <= 0.12, `${refusals} refusals, ${spent} spent`);
      assert.equal(requestsOf(servers), Math.round(spent / 0.0042));
    });
  });

  it('are not spent twice by calls at the same time', async () => {
    const args = ['--price', 'openai:a=1/4', '--budget', '1', '--session-budget', '1'];
    await withBoth({ latencyMs: 300 }, args, async ({ client }) => {
      const asked = { name: 'probe_prompt', arguments: { prompt: 'x', models: ['openai:a'], runs: 1 } };
      const results = await Promise.all([client.callTool(asked), client.callTool(asked)]);
      const refusals = results.filter(({ isError }) => isError);
      assert.equal(refusals.length, 1);
      assert.deepEqual(refusals[0]?.content, [{ type: 'text', text: MCP.refused.usedUp('$1.00') }]);
      const again = await client.callTool(asked);
      assert.notEqual(again.isError, true);
    });
  });

  it('refuse models without a known price, more calls than are allowed, and models that are not', async () => {
    const args = [
      '--max-calls',
      '20',
      '--target',
      'openai:a',
      '--target',
      'openai:unpriced',
      '--price',
      'openai:a=1/4',
    ];
    await withBoth({}, args, async ({ call, refused }, servers) => {
      const asked = { prompt: 'x', runs: 5 };
      const unpriced = MCP.refused.unknownPrice(['openai:unpriced']);
      const { structured } = await call('estimate_cost', asked);
      assert.deepEqual([structured.calls, structured.unpriced], [10, ['openai:unpriced']]);
      assert.equal(structured.refusal, unpriced);
      assert.equal(await refused('probe_prompt', asked), unpriced);
      assert.equal(await refused('probe_prompt', { ...asked, runs: 11 }), MCP.refused.tooManyCalls(22, 20));
      const allowed = ['openai:a', 'openai:unpriced'];
      for (const model of ['anthropic:b', 'simulated:narrow'])
        assert.equal(
          await refused('probe_prompt', { ...asked, models: [model] }),
          MCP.refused.otherModel(model, allowed),
        );
      assert.equal(requestsOf(servers), 0);
    });
  });

  it('are set in the environment, too, where an option goes before it and nonsense ends the server', async () => {
    const env = { CONVERGENCE_PROBE_MCP_BUDGET: '0.25', CONVERGENCE_PROBE_MCP_SESSION_BUDGET: '0.75' };
    const estimate = { prompt: 'x', models: ['simulated:narrow'], runs: 2 };
    await withMcp(cli, { env, args: ['--session-budget', '0.5'] }, async ({ call }) => {
      const { structured } = await call('estimate_cost', estimate);
      assert.deepEqual([structured.budgetUsd, structured.sessionLeftUsd], [0.25, 0.5]);
    });
    const { code, err } = await cli.run(['mcp'], { CONVERGENCE_PROBE_MCP_BUDGET: 'much' });
    assert.equal(code, 2);
    assert.match(err, /CONVERGENCE_PROBE_MCP_BUDGET/);
  });
});

describe('arguments of tools', () => {
  it('name no server, no key, no recording, and nothing else that is not offered', async () => {
    await withMcp(cli, { args: ['--price', 'openai:gpt-x=1/4'] }, async ({ client, refused }) => {
      const asked = { prompt: 'x', models: ['openai:gpt-x'], runs: 1 };
      for (const more of [{ baseUrl: 'http://127.0.0.1:1' }, { key: 'sk-x' }, { out: '/tmp/x' }]) {
        await assert.rejects(
          client.callTool({ name: 'probe_prompt', arguments: { ...asked, ...more } }).then((result) => {
            if (result.isError === true) throw new Error('refused');
          }),
        );
      }
      assert.match(await refused('probe_prompt', asked), /OPENAI_API_KEY/);
      const recorded = 'recorded:/etc/passwd';
      assert.equal(await refused('probe_prompt', { ...asked, models: [recorded] }), MCP.refused.recorded(recorded));
      assert.equal(await refused('probe_prompt', { prompt: 'x' }), MCP.refused.noModels);
    });
  });
});

describe('a key', () => {
  it('reaches its server and nothing else, even when the server says it back', async () => {
    const key = 'sk-proj-abcdefghijklmnop0123456789';
    const servers = await startFakeServers({
      keys: { openai: key },
      behave: (_, index) =>
        index % 2 === 0 ? {} : { status: 400, errorBody: { error: { message: `bad request with key ${key}` } } },
    });
    try {
      const args = [...urls(servers), '--api-key', 'openai=MY_KEY', '--price', 'openai:a=1/4'];
      await withMcp(cli, { args, env: { MY_KEY: key } }, async ({ client, errors }) => {
        const asked = { prompt: 'x', models: ['openai:a'], runs: 4 };
        const result = await client.callTool({ name: 'probe_prompt', arguments: asked });
        const { counts } = (result.structuredContent as ProbeOutput).report;
        assert.deepEqual([counts.completed, counts.failed], [2, 2]);
        assert.ok(!JSON.stringify(result).includes(key) && !errors().includes(key));
      });
    } finally {
      await servers.close();
    }
  });
});

describe('a call that is cancelled', () => {
  it('sends nothing any more, keeps what it has, and leaves its money to the next one', async () => {
    const behave = (_: string, index: number) => (index < 2 ? {} : { fault: 'hang' as const });
    await withBoth({ behave }, ['--price', 'openai:a=1/4', '--concurrency', '3'], async ({ client, call }, servers) => {
      const controller = new AbortController();
      const prompt = 'Cancelled in the middle';
      const asked = { name: 'probe_prompt', arguments: { prompt, models: ['openai:a'], runs: 20 } };
      const running = client.callTool(asked, { signal: controller.signal });
      await until(() => requestsOf(servers) >= 5, 'calls that hang');
      controller.abort();
      await assert.rejects(running);
      const found = async (): Promise<ListOutput['runs'][number] | undefined> => {
        const { structured } = await call('list_runs', { limit: 1 });
        return structured.untrusted.runs[0]?.prompt === prompt ? structured.runs[0] : undefined;
      };
      const kept = await found();
      assert.deepEqual([kept?.calls, kept?.missing], [20, 18]);
      const sent = requestsOf(servers);
      const { structured } = await call('estimate_cost', { ...asked.arguments, runs: 1 });
      assert.equal(structured.isAllowed, true);
      assert.equal(requestsOf(servers), sent);
    });
  });
});

describe('a client that goes away', () => {
  it('ends the server, which keeps what it has', async () => {
    const prompt = 'Left in the middle';
    const behave = (_: string, index: number) => (index < 3 ? {} : { fault: 'hang' as const });
    await withServers({ behave }, async (servers) => {
      const args = [...urls(servers), '--price', 'openai:a=1/4'];
      let pid = 0;
      await withMcp(cli, { args }, async (connected) => {
        pid = connected.pid;
        const asked = { prompt, models: ['openai:a'], runs: 10 };
        connected.client.callTool({ name: 'probe_prompt', arguments: asked }).catch(() => undefined);
        await until(() => requestsOf(servers) >= 4, 'calls that hang');
      });
      await until(() => {
        try {
          return !process.kill(pid, 0);
        } catch {
          return true;
        }
      }, 'the end of the server');
      await withMcp(cli, {}, async ({ call }) => {
        const { structured } = await call('list_runs', { limit: 1 });
        assert.deepEqual([structured.runs[0]?.calls, structured.runs[0]?.missing], [10, 7]);
      });
    });
  });
});
