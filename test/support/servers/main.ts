import { createInterface } from 'node:readline';
import type { FakeServers, FakeServersOptions } from './fake-servers.ts';
import { startFakeServers } from './fake-servers.ts';
import type { ServerStatistics } from './statistics.ts';
import type { WireId } from './wires.ts';

/**
 * The servers in a process of their own, so that what they cost is not measured with what they serve. JSON in lines:
 *
 *     node servers.js '{"conduct":{"latency":200},"conducts":{"google":{"latency":2000}}}'
 *     > {"openai":"http://127.0.0.1:40001/v1","anthropic":"http://127.0.0.1:40002","google":"http://127.0.0.1:40003"}
 *
 * The configuration (`ServersConfig`) is the first argument, or else the first line of stdin. A further line that
 * begins with `{` is a new configuration: the servers start anew, on other ports, and print their addresses. Any
 * other line, an empty one too, prints the figures so far (`ServersReport`). The end of stdin ends the process.
 */

/** What a configuration may say; `keepRequests` is off here unless it is said. */
export type ServersConfig = Pick<FakeServersOptions, 'conduct' | 'conducts'>;

/** Base URLs as each SDK takes them. */
export type ServersAddresses = Readonly<Record<WireId, string>>;

/** What a line on stdin is answered with. */
export interface ServersReport extends Readonly<Record<WireId, ServerStatistics>> {
  /** CPU that this process has used since it started, ms. */
  readonly cpuMs: number;
}

async function start(json: string): Promise<FakeServers> {
  const config = JSON.parse(json) as ServersConfig;
  const servers = await startFakeServers({ ...config, conduct: { keepRequests: false, ...config.conduct } });
  const { openai, anthropic, google } = servers;
  const addresses: ServersAddresses = {
    openai: openai.baseUrl,
    anthropic: anthropic.baseUrl,
    google: google.baseUrl,
  };
  print(addresses);
  return servers;
}

function report({ openai, anthropic, google }: FakeServers): ServersReport {
  const { user, system } = process.cpuUsage();
  return {
    openai: openai.statistics(),
    anthropic: anthropic.statistics(),
    google: google.statistics(),
    cpuMs: (user + system) / 1000,
  };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function main(): Promise<void> {
  const argument = process.argv[2];
  let servers = argument === undefined ? null : await start(argument);
  for await (const line of createInterface({ input: process.stdin })) {
    if (servers !== null && !line.startsWith('{')) {
      print(report(servers));
      continue;
    }
    await servers?.close();
    servers = await start(line);
  }
  await servers?.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
