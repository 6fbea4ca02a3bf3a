import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chosenNames, readArguments } from '../../bench/arguments.ts';
import { nativeModules } from '../../bench/lines/install.ts';
import { LINES } from '../../bench/lines/registry.ts';
import { promptfooConfig, promptfooIdealMs } from '../../bench/machine/promptfoo.ts';
import { sendingMs } from '../../bench/machine/servers.ts';
import { statisticsOf } from '../../support/servers/statistics.ts';

describe('the arguments of the benchmark', () => {
  it('are all optional', () => {
    assert.deepEqual(readArguments([]), {
      ...{ help: false, list: false, quick: false, only: [], json: null, promptfoo: null, repeat: null },
    });
  });

  it('are read', () => {
    const read = readArguments(['--quick', '--only', 'start', '--only', 'limit', '--repeat', '3', '--json', 'a.json']);
    assert.deepEqual([read.quick, read.only, read.repeat, read.json], [true, ['start', 'limit'], 3, 'a.json']);
  });

  it('are refused in one sentence', () => {
    for (const text of ['0', '-1', '2.5', 'many', '1000']) {
      assert.throws(() => readArguments(['--repeat', text]), /--repeat takes a whole number|ambiguous/);
    }
    assert.throws(() => readArguments(['--nonsense']), /nonsense/);
  });

  it('name lines by their beginning, in the order of the table', () => {
    const names = ['package', 'limit-20', 'limit-5'];
    assert.deepEqual(chosenNames([], names), names);
    assert.deepEqual(chosenNames(['limit', 'package'], names), names);
    assert.deepEqual(chosenNames(['limit-5'], names), ['limit-5']);
    assert.throws(
      () => chosenNames(['lines'], names),
      /There is no line “lines”; there are package, limit-20, limit-5\./,
    );
  });
});

describe('the lines', () => {
  it('have names and settings of their own', () => {
    assert.equal(new Set(LINES.map(({ name }) => name)).size, LINES.length);
    for (const { name, settings } of LINES) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(settings.length > 20, name);
    }
  });

  it('find native modules in built code', () => {
    assert.deepEqual(nativeModules('require("./build/x.node"); a.node.b; "node:fs"'), ['./build/x.node']);
  });
});

describe('sending', () => {
  const log = (...times: readonly (readonly [number, number])[]) =>
    statisticsOf(
      times.map(([atMs, endedMs], index) => ({ index, atMs, endedMs, status: 200, end: 'answered' as const })),
      1,
    );
  const idle = statisticsOf([], 0);

  it('is from the first request of any server to the last answer of any server', () => {
    const report = { openai: log([5, 20]), anthropic: log([0, 10], [10, 35]), google: log([2, 30]), cpuMs: 0 };
    assert.equal(Math.round(sendingMs(report) ?? NaN), 35);
    assert.equal(Math.round(sendingMs(report, ['openai', 'google']) ?? NaN), 28);
  });

  it('leaves servers out that nobody asked, and is nothing without an answer', () => {
    assert.equal(Math.round(sendingMs({ openai: log([5, 20]), anthropic: idle, google: idle, cpuMs: 0 }) ?? NaN), 15);
    assert.equal(sendingMs({ openai: idle, anthropic: idle, google: idle, cpuMs: 0 }), null);
  });
});

describe('models behind one address', () => {
  it('are told apart by when their last answers were sent', () => {
    const entry = { index: 0, atMs: 0, status: 200, end: 'answered' as const };
    const { lastAnsweredOf } = statisticsOf(
      [
        { ...entry, endedMs: 9, model: 'a' },
        { ...entry, endedMs: 5, model: 'a' },
        { ...entry, endedMs: 30, model: 'b' },
        { ...entry, endedMs: 40, model: 'b', end: 'failed' },
      ],
      2,
    );
    assert.equal(Math.round(lastAnsweredOf.b! - lastAnsweredOf.a!), 21);
  });
});

describe('promptfoo', () => {
  it('is configured for the three servers and for nothing else', () => {
    const config = promptfooConfig({ openai: 'http://a/v1', anthropic: 'http://b', google: 'http://c' });
    const { providers } = config as { providers: { id: string; config: Record<string, unknown> }[] };
    assert.deepEqual(
      providers.map(({ config }) => config.apiBaseUrl),
      ['http://a/v1', 'http://b', 'http://c'],
    );
    for (const { config: own } of providers) assert.deepEqual(Object.keys(own).sort(), ['apiBaseUrl', 'apiKey']);
  });

  it('has its own ideal: one pool for all models', () => {
    assert.equal(promptfooIdealMs(50, 200), 7600);
    assert.equal(promptfooIdealMs(300, 200, 150), 1200);
  });
});
