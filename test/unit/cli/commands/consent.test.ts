import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation, type ResumeArguments } from '../../../../src/cli/arguments/invocation.ts';
import { confirmMeaning, confirmRun } from '../../../../src/cli/commands/consent.ts';
import { withRunLimits } from '../../../../src/cli/commands/resume-plan.ts';
import { missingTrials } from '../../../../src/core/run-file/journal.ts';
import type { Price, RunHeader, Target } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { sampleRecord } from '../report/sample.ts';
import { testIo } from '../support.ts';
import { SENDING } from '../../../../src/cli/strings/sending.ts';

const { cost } = SENDING;

function wanted(...argv: string[]): ResumeArguments {
  return (parseInvocation(['resume', 'F', ...argv]) as { arguments: ResumeArguments }).arguments;
}

const price = (perMillion: number, source: Price['source'] = 'table'): Price => ({
  ...{ inputPerMillion: perMillion, outputPerMillion: perMillion, name: 'x', source },
});

interface Run {
  readonly over?: Partial<Target>;
  readonly price?: Price;
  readonly runs?: number;
  readonly looks?: readonly number[];
}

function runOf({ over = {}, price: known, runs = 10, looks }: Run): RunHeader {
  const target = { id: 'openai:a', provider: 'openai', model: 'a', label: 'a', baseUrl: null, parameters: {}, ...over };
  const { run } = sampleRecord({ targets: [target], trialsPerCell: runs });
  return { ...run, ...(known && { prices: { [target.id]: known } }), ...(looks && { looks }) };
}

/** What becomes of a run: `sent`, or what is said instead. `answer`: of a person at a terminal. */
async function outcome(run: Run, argv: readonly string[], answer?: string | null): Promise<string> {
  const header = runOf(run);
  let question = '';
  const ask = (text: string) => {
    question = text;
    return Promise.resolve(answer ?? null);
  };
  const io = { ...testIo(), ask: answer === undefined ? null : ask };
  try {
    const isSent = await confirmRun({ header, missing: missingTrials(header, []) }, wanted(...argv), io);
    return question + (isSent ? 'sent' : SENDING.nothingSent);
  } catch (error) {
    if (error instanceof UsageError) return question + error.message;
    throw error;
  }
}

const LOCAL = { baseUrl: 'http://localhost:11434/v1', provider: 'ollama', id: 'ollama:a' };
const DEAR = { price: price(1000) };

describe('a run that costs little, or nothing', () => {
  it('is sent without a question', async () => {
    for (const run of [
      { price: price(1) },
      { over: LOCAL },
      { over: { ...LOCAL, baseUrl: 'http://[::1]:1/v1' } },
      { over: { provider: 'recorded' } },
      { over: { provider: 'simulated' }, runs: 5000 },
    ]) {
      assert.equal(await outcome(run, [], ''), 'sent');
      assert.equal(await outcome(run, []), 'sent');
    }
  });
});

describe('a run of many calls', () => {
  it('is asked about at a terminal, and goes in a script', async () => {
    const many = { over: LOCAL, runs: 301 };
    assert.equal(await outcome(many, [], 'y'), `${cost.question(cost.calls(301), '')}sent`);
    assert.equal(await outcome(many, []), 'sent');
  });
});

describe('a run that is sent until it is settled', () => {
  it('is asked about with the most calls that it sends', async () => {
    const most = { over: LOCAL, runs: 320, looks: [10, 20, 40, 80, 160, 320] };
    assert.equal(await outcome(most, [], 'y'), `${cost.question(cost.mostCalls(320), '')}sent`);
  });
});

describe('a run that may cost much', () => {
  it('is sent when the person says yes, and only then', async () => {
    const question = /^Send 10 calls for up to \$\d+\.\d\d\? \[y\/N\] /;
    for (const yes of ['y', 'Y', ' yes ', 'YES']) assert.match(await outcome(DEAR, [], yes), /\[y\/N\] sent$/);
    for (const no of ['', 'n', 'no', 'yeah', 'ja', null]) {
      const said = await outcome(DEAR, [], no);
      assert.match(said, question);
      assert.ok(said.endsWith(SENDING.nothingSent));
    }
  });

  it('is refused where nobody can be asked, unless that was said before', async () => {
    assert.match(await outcome(DEAR, []), /\$\d.* --yes .* --budget USD/);
    for (const argv of [['--yes'], ['--budget', '50']]) {
      assert.equal(await outcome(DEAR, argv), 'sent');
      assert.equal(await outcome(DEAR, argv, ''), 'sent');
    }
  });

  it('is not agreed to by the budget of a file', async () => {
    const own = withRunLimits(wanted(), { design: { file: 'a', budgetUsd: 100 } });
    assert.deepEqual([own.budgetUsd, own.agreed], [100, false]);
  });
});

describe('a run of which nobody knows what it costs', () => {
  const UNKNOWN: readonly Run[] = [
    {},
    { over: { provider: 'gpu', id: 'gpu:a', baseUrl: 'https://gpu.example.com/v1' } },
    { over: { provider: 'gpu', id: 'gpu:a', baseUrl: 'http://localhost.example.com/v1' } },
    { over: { id: 'constructor' } },
    // Whoever wrote the file may have made this price up.
    { price: price(0, 'user') },
  ];
  it('is asked about like one that may cost much', async () => {
    for (const run of UNKNOWN) {
      assert.equal(await outcome(run, [], 'n'), `${cost.question(cost.calls(10), cost.unknown)}${SENDING.nothingSent}`);
      assert.equal(await outcome(run, []), cost.unknownPrice([`${run.over?.provider ?? 'openai'}:a`]));
      assert.equal(await outcome(run, ['--yes']), 'sent');
    }
  });

  it('has a known one once this command line names its price', async () => {
    assert.equal(await outcome({ price: price(0, 'user') }, ['--price', 'openai:a=0/0']), 'sent');
  });
});

describe('asking about meaning', () => {
  const target = { provider: 'openai', model: 'j', baseUrl: null };
  const confirm = (high: number | null, ...argv: string[]) =>
    confirmMeaning(
      { calls: { low: 3, high: 3 }, costUsd: high === null ? null : { low: 0, high } },
      target,
      wanted(...argv),
      testIo(),
    );
  it('is confirmed by the same rule', async () => {
    await confirm(0.9);
    await confirm(null, '--yes');
    await assert.rejects(confirm(null), { message: cost.unknownPrice(['openai:j']) });
    await assert.rejects(confirm(1.5), { message: cost.tooMuch('$1.50') });
    await confirmMeaning(
      { calls: { low: 3, high: 3 }, costUsd: null },
      { ...target, baseUrl: 'http://127.0.0.1:1' },
      wanted(),
      testIo(),
    );
  });

  it('says of the most calls that it is that', async () => {
    const asked: string[] = [];
    const ask = (question: string) => Promise.resolve((asked.push(question), 'y'));
    for (const low of [0, 6])
      await confirmMeaning({ calls: { low, high: 6 }, costUsd: null }, target, wanted(), { ...testIo(), ask });
    const calls = [cost.mostCalls(6), cost.calls(6)];
    assert.deepEqual(
      asked,
      calls.map((said) => cost.question(said, cost.unknown)),
    );
  });
});
