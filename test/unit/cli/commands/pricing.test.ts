import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation, type RunArguments } from '../../../../src/cli/arguments/invocation.ts';
import { pricedRun } from '../../../../src/cli/commands/pricing.ts';
import type { Price, RunHeader } from '../../../../src/core/model/run.ts';
import { sampleRecord } from '../report/sample.ts';
import { SENDING } from '../../../../src/cli/strings/sending.ts';
import { ARGUMENTS } from '../../../../src/cli/strings/arguments.ts';

function wanted(...argv: string[]): RunArguments {
  const invocation = parseInvocation(['run', '--prompt', 'x', '--target', 'openai:a', ...argv]);
  return (invocation as { arguments: RunArguments }).arguments;
}

/** Two models at a server somewhere: no table knows its prices. */
function header(prices?: Readonly<Record<string, Price>>): RunHeader {
  const { run } = sampleRecord();
  const targets = run.targets.map((target) => ({ ...target, baseUrl: 'https://models.example/v1' }));
  return { ...run, targets, ...(prices && { prices }) };
}

const price = (inputPerMillion: number, source: Price['source']): Price => ({
  inputPerMillion,
  outputPerMillion: 1,
  name: 'x',
  source,
});

describe('pricedRun', () => {
  it('takes the prices of the command line', async () => {
    const { prices } = await pricedRun(header(), wanted('--price', 'openai:a=0.15/0.6'));
    assert.deepEqual(Object.keys(prices ?? {}), ['openai:a']);
    assert.deepEqual(
      [prices?.['openai:a']?.inputPerMillion, prices?.['openai:a']?.outputPerMillion, prices?.['openai:a']?.source],
      [0.15, 0.6, 'user'],
    );
  });

  it('knows the vendor’s own prices', async () => {
    const [first] = sampleRecord().run.targets;
    const run = sampleRecord({ targets: [{ ...first!, id: 'openai:gpt-4o', model: 'gpt-4o' }] }).run;
    const { prices } = await pricedRun(run, wanted());
    assert.equal(prices?.['openai:gpt-4o']?.source, 'table');
  });

  it('refuses a price for a model that is not asked', async () => {
    await assert.rejects(pricedRun(header(), wanted('--price', 'opanai:a=1/1')), {
      message: SENDING.cost.unasked('opanai:a', ARGUMENTS.didYouMean('openai:a')),
    });
  });

  it('keeps no budget on unknown prices, and says how to tell them', async () => {
    await assert.rejects(pricedRun(header(), wanted('--budget', '1', '--price', 'openai:a=1/1')), {
      name: 'UsageError',
      message: SENDING.cost.budget(['openai:b']),
    });
    const both = ['--price', 'openai:a=1/1', '--price', 'openai:b=0/0'];
    assert.ok((await pricedRun(header(), wanted('--budget', '1', ...both))).prices?.['openai:b']);
  });

  it('keeps no budget on a server of this machine either, which may be a gateway to one that charges', async () => {
    const local = header();
    const targets = local.targets.map((target) => ({ ...target, baseUrl: 'http://127.0.0.1:4000/v1' }));
    const run = { ...local, targets };
    const { prices } = await pricedRun(run, wanted());
    assert.equal(prices?.['openai:a']?.source, 'machine');
    await assert.rejects(pricedRun(run, wanted('--budget', '1', '--price', 'openai:a=1/1')), {
      message: SENDING.cost.budget(['openai:b']),
    });
    await pricedRun(run, wanted('--budget', '1', '--price', 'openai:a=1/1', '--price', 'openai:b=0/0'));
  });

  it('remembers what a user had said, but rests no budget on what a file says', async () => {
    const former = { 'openai:a': price(3, 'user'), 'openai:b': price(0, 'table') };
    const { prices } = await pricedRun(header(former), wanted());
    assert.deepEqual(prices, { 'openai:a': former['openai:a'] });
    const again = await pricedRun(header(former), wanted('--price', 'openai:a=7/7'));
    assert.equal(again.prices?.['openai:a']?.inputPerMillion, 7);
    await assert.rejects(pricedRun(header(former), wanted('--budget', '1')), {
      message: SENDING.cost.budget(['openai:a', 'openai:b']),
    });
  });
});
