import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunHeader, Target } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import type { RunEstimate } from '../../../src/core/money/estimate.ts';
import { endpointsOf } from '../../../src/extension/config/endpoints.ts';
import { checkAddresses } from '../../../src/extension/run-control/addresses.ts';
import { confirmationOf, costInBrief } from '../../../src/extension/run-control/confirmation.ts';
import { withOwnLimits } from '../../../src/runs/own-limits.ts';
import { Pricing } from '../../../src/runs/pricing.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const { question } = STRINGS.sending;

const target = (provider: string, baseUrl: string | null = null): Target => ({
  ...{ id: `${provider}:m`, provider, model: 'm', label: 'm', baseUrl, parameters: {} },
});
const header: RunHeader = {
  ...{ id: 'r', createdAt: '2026-11-21T14:02:00.000Z', trialsPerCell: 50, seed: 1 },
  tool: { name: 'convergence-probe', version: '0' },
  conditions: [{ id: 'default', prompt: 'Pick', system: null, control: true, sha256: '' }],
  targets: [target('openai')],
};
const estimate: RunEstimate = {
  ...{ calls: 50, isMost: false, inputTokens: 500, outputTokens: { low: 500, high: 50_000 } },
  ...{ costUsd: { low: 0.01, high: 0.4 }, unpriced: [] },
};
const limits = { confirmAbove: 300, confirmAboveCost: 1, budgetUsd: null };

test('a small probe just goes; calls or costs above the limit are confirmed', () => {
  const ask = (changes: Partial<RunEstimate>) =>
    confirmationOf({ estimate: { ...estimate, ...changes }, header, fromFile: false }, limits);
  assert.equal(ask({}), null);
  assert.equal(ask({ calls: 300 }), null);
  assert.match(ask({ calls: 301 })?.detail ?? '', /convergenceProbe\.confirmAbove\)/);
  assert.equal(ask({ costUsd: { low: 0.1, high: 1 } }), null);
  const dear = ask({ costUsd: { low: 0.1, high: 1.01 } });
  assert.match(dear?.detail ?? '', /convergenceProbe\.confirmAboveCost/);
  assert.match(dear?.detail ?? '', /50 calls.*tokens?/s);
  assert.equal(dear?.title, 'Send 50 calls for about $0.10 to $1.01?');
  assert.equal(dear?.button, 'Send 50 calls');
});

test('of a run that may end early the most is said', () => {
  const most = { ...estimate, calls: 480, isMost: true };
  const asked = confirmationOf({ estimate: most, header, fromFile: false }, limits);
  assert.deepEqual(
    [asked?.title, asked?.button],
    [question.mostTitle(480, ` for ${question.upTo('$0.40')}`), question.mostButton(480)],
  );
  assert.equal(costInBrief(most), question.upTo('$0.40'));
  assert.match(asked?.detail ?? '', /at most 480 calls/);
});

test('what a file asks for is always confirmed, unless nobody is asked', () => {
  const ask = (calls: number) => confirmationOf({ estimate: { ...estimate, calls }, header, fromFile: true }, limits);
  assert.ok(ask(1)?.detail.endsWith(STRINGS.sending.why.fromFile));
  assert.equal(ask(0), null);
});

test('an unknown cost is confirmed like a high one', () => {
  const unknown = { ...estimate, costUsd: null, unpriced: ['openai:m'] };
  const asked = confirmationOf({ estimate: unknown, header, fromFile: false }, limits);
  assert.equal(asked?.title, question.title(50, question.unknownCost));
  assert.ok(asked.detail.endsWith(STRINGS.sending.why.unknown('openai:m')), asked.detail);
  const partly = { ...estimate, unpriced: ['openai:m'] };
  const both = { ...header, targets: [target('openai'), target('anthropic')] };
  assert.equal(
    confirmationOf({ estimate: partly, header: both, fromFile: false }, limits)?.title,
    question.title(50, ' for more than $0.01 to $0.40'),
  );
});

test('what is not paid by tokens just goes without a price', () => {
  for (const free of [target('ollama', 'http://localhost:11434/v1'), target('vscode')]) {
    const unknown = { ...estimate, costUsd: null, unpriced: [free.id] };
    const ask = (calls: number) =>
      confirmationOf(
        { estimate: { ...unknown, calls }, header: { ...header, targets: [free] }, fromFile: false },
        limits,
      );
    assert.equal(ask(300), null);
    assert.equal(ask(301)?.title, question.title(301, ''));
  }
});

test('a server on this computer costs nothing, and nobody is told who pays', () => {
  const local = target('ollama', 'http://localhost:11434/v1');
  const own = {
    inputPerMillion: 0,
    outputPerMillion: 0,
    name: 'a server on this computer',
    source: 'machine',
  } as const;
  const priced = { ...header, targets: [local], prices: { [local.id]: own } };
  const free = { ...estimate, calls: 301, costUsd: { low: 0, high: 0 } };
  const asked = confirmationOf({ estimate: free, header: priced, fromFile: false }, limits);
  assert.equal(asked?.title, question.title(301, ''));
  assert.match(asked.detail, /costs nothing/);
  assert.doesNotMatch(asked.detail, /\$0|unknown/);
  assert.ok(!asked.detail.includes(question.payer));
  assert.equal(costInBrief(free), question.free);
  // It may be a gateway to a service that charges: a limit of money wants to be told.
  assert.throws(
    () => confirmationOf({ estimate: free, header: priced, fromFile: false }, { ...limits, budgetUsd: 1 }),
    UsageError,
  );
});

test('a budget with an unknown price names the settings', () => {
  const unknown = { ...estimate, costUsd: null, unpriced: ['openai:m'] };
  assert.throws(() => confirmationOf({ estimate: unknown, header, fromFile: false }, { ...limits, budgetUsd: 1 }), {
    name: 'UsageError',
    message: STRINGS.sending.budget.ofSetting('openai:m'),
  });
  const price = { inputPerMillion: 1, outputPerMillion: 2, name: 'x', source: 'user' } as const;
  const priced = { ...header, prices: { 'openai:m': price } };
  assert.equal(confirmationOf({ estimate, header: priced, fromFile: false }, { ...limits, budgetUsd: 1 }), null);
  assert.throws(() => confirmationOf({ estimate, header: priced, fromFile: false }, { ...limits, budgetUsd: 0 }), {
    name: 'UsageError',
    message: STRINGS.sending.budget.invalid,
  });
});

test('a budget of the probe file is told from the setting, and lowers it alone', () => {
  const own = { ...header, design: { file: 'a.probe.yaml', concurrency: 3, budgetUsd: 0.5 } };
  const settings = { concurrency: 12, budgetUsd: null };
  assert.deepEqual(withOwnLimits(settings, own), { concurrency: 3, budgetUsd: 0.5 });
  assert.deepEqual(withOwnLimits({ concurrency: 2, budgetUsd: 0.1 }, own), { concurrency: 2, budgetUsd: 0.1 });
  assert.deepEqual(withOwnLimits(settings, header), settings);
  assert.throws(
    () => confirmationOf({ estimate, header: own, fromFile: false }, withOwnLimits({ ...limits, ...settings }, own)),
    { message: STRINGS.sending.budget.ofFile('a.probe.yaml', 'openai:m') },
  );
});

test('the likely cost fits into a list', () => {
  assert.equal(costInBrief(estimate), 'about $0.01 to $0.40');
  assert.equal(costInBrief({ ...estimate, unpriced: ['x'] }), 'more than $0.01 to $0.40');
  assert.equal(costInBrief({ ...estimate, costUsd: null }), '');
  assert.equal(costInBrief({ ...estimate, calls: 0, costUsd: { low: 0, high: 0 } }), '');
});

test('prices: the user’s own win, what a file says is not believed, and the table is loaded once', async () => {
  const pricing = new Pricing();
  const prices = { 'openai:m': { input: 1, output: 2 } };
  assert.equal(pricing.table({ prices }), pricing.table({ prices: { ...prices } }));
  assert.notEqual(pricing.table({ prices }), pricing.table({ prices: {} }));
  const free = { inputPerMillion: 0, outputPerMillion: 0, name: 'free', source: 'table' } as const;
  const claimed = { ...header, prices: { 'openai:m': free } };
  assert.equal((await pricing.priced(claimed, { prices })).prices?.['openai:m']?.outputPerMillion, 2);
  assert.equal((await pricing.priced(claimed, { prices: {} })).prices, undefined);
  await assert.rejects(pricing.priced(header, { prices: { x: { input: -1, output: 0 } } }), UsageError);
});

test('a run goes on only where the settings lead', () => {
  const { all } = endpointsOf({ ollama: 'http://localhost:11434/v1', google: 'https://proxy.example/' });
  const fine = [
    target('openai'),
    target('ollama', 'http://localhost:11434/v1/'),
    target('google', 'https://proxy.example'),
    target('vscode'),
    target('simulated'),
    target('recorded'),
  ];
  checkAddresses(fine, all);
  const wrong = [
    [
      target('openai', 'https://evil.example/v1'),
      /"openai" at https:\/\/evil\.example\/v1, .* convergenceProbe\.servers/,
    ],
    [target('ollama'), /the vendor's own address/],
    [target('google'), /says https:\/\/proxy\.example/],
    [target('lab', 'http://localhost:1/v1'), /the server "lab"/],
    [target('compatible', 'http://localhost:11434/v1'), /the server "compatible"/],
    [target('vscode', 'https://evil.example'), /a base URL of its own/],
    [target('simulated', 'https://evil.example'), /a base URL of its own/],
    [target('openai', `https://evil.example/\n\u202e${'x'.repeat(500)}`), /…/],
  ] as const;
  for (const [one, said] of wrong) {
    assert.throws(
      () => checkAddresses([target('openai'), one], all),
      (error) =>
        error instanceof UsageError &&
        said.test(error.message) &&
        !/[\n\u202e]/.test(error.message) &&
        error.message.length < 400,
      said.source,
    );
  }
});
