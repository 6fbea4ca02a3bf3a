import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { budgetOf, type Budget, type CallEnd } from '../../../../src/core/engine/budget.ts';
import type { Trial } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { inputTokens } from '../../../../src/core/money/tokens.ts';
import { trialOf } from '../analysis/run-of.ts';
import { paidTarget, pricedRun, priceOf } from '../money/priced.ts';

const LIMIT = 100;
const luna = paidTarget('openai:luna', { max_completion_tokens: LIMIT });
/** $1,000,000 for a million tokens: a token a dollar. */
const dollar = { 'openai:luna': priceOf(0, 1_000_000) };
const header = pricedRun([luna], dollar);
const paid = () => true;
const used = (outputTokens: number | null): CallEnd => ({ usage: { inputTokens: 10, outputTokens }, billed: 'yes' });

function spend(budget: Budget, ends: readonly CallEnd[]): void {
  for (const end of ends) {
    assert.ok(budget.reserve(luna.id, 'default'));
    budget.settle(luna.id, 'default', end);
  }
}

describe('budgetOf', () => {
  it('reserves the worst case and gives back what was not used', () => {
    const budget = budgetOf(header, [], 250, paid);
    assert.ok(budget.reserve(luna.id, 'default'));
    assert.ok(budget.reserve(luna.id, 'default'));
    assert.equal(budget.reservedUsd, 200);
    assert.equal(budget.reserve(luna.id, 'default'), false);
    assert.equal(budget.reservedUsd, 200);
    budget.settle(luna.id, 'default', used(20));
    assert.deepEqual([budget.spentUsd, budget.reservedUsd], [20, 100]);
    assert.ok(budget.reserve(luna.id, 'default'));
  });

  it('settles at the worst when usage is missing or may be billed, and at nothing when it is not', () => {
    const cases: readonly (readonly [CallEnd, number])[] = [
      [used(20), 20],
      [used(null), 100],
      [{ usage: null, billed: 'yes' }, 100],
      [{ usage: null, billed: 'maybe' }, 100],
      [{ ...used(20), billed: 'maybe' }, 100],
      [{ usage: null, billed: 'no' }, 0],
      [{ ...used(20), billed: 'no' }, 0],
    ];
    for (const [end, expected] of cases) {
      const budget = budgetOf(header, [], 1000, paid);
      spend(budget, [end]);
      assert.deepEqual([budget.spentUsd, budget.reservedUsd], [expected, 0], JSON.stringify(end));
    }
  });

  it('takes a byte of the prompt for a token', () => {
    const prompts = { default: 'Привет', long: 'x'.repeat(1000) };
    const priced = pricedRun([luna], { [luna.id]: priceOf(1_000_000, 0) }, { prompts });
    const budget = budgetOf(priced, [], 10_000, paid);
    assert.ok(budget.reserve(luna.id, 'default'));
    const first = budget.reservedUsd;
    assert.equal(first, inputTokens(priced.conditions[0]!, {}).most);
    assert.ok(first >= 12);
    assert.ok(budget.reserve(luna.id, 'long'));
    assert.ok(budget.reservedUsd - first >= 1000);
  });

  it('counts what a condition asks for, and its lists', () => {
    const run = pricedRun([luna], { [luna.id]: priceOf(1_000_000, 1_000_000) }, { prompts: { default: 'x {{list}}' } });
    const shuffled = [{ name: 'list', items: ['y'.repeat(500), 'z'.repeat(500)], separator: ', ' }];
    const parameters = { [luna.id]: { max_completion_tokens: 3 * LIMIT } };
    const long = { ...run.conditions[0]!, id: 'long', shuffled, parameters };
    const budget = budgetOf({ ...run, conditions: [...run.conditions, long] }, [], 10_000, paid);
    assert.ok(budget.reserve(luna.id, 'default'));
    const first = budget.reservedUsd;
    assert.ok(budget.reserve(luna.id, 'long'));
    assert.equal(budget.reservedUsd - first, first + 2 * LIMIT + 1002 - '{{list}}'.length);
  });

  it('counts earlier answers that a call of a chain may show', () => {
    const run = pricedRun([luna], { [luna.id]: priceOf(1_000_000, 0) });
    const chain = { length: 3, width: 2, again: 'Another one.' };
    const conditions = run.conditions.map((one) => ({
      ...one,
      rewrite: { template: 'x', want: 'many' as const, chain },
    }));
    const worst = (header: typeof run) => {
      const budget = budgetOf(header, [], 100_000, paid);
      assert.ok(budget.reserve(luna.id, 'default'));
      return budget.reservedUsd;
    };
    const again = inputTokens({ prompt: chain.again, system: null }, {}).most;
    assert.equal(worst({ ...run, conditions }) - worst(run), 2 * (LIMIT + again));
  });

  it('assumes a longest answer where none is set, and more once longer ones came', () => {
    const open = paidTarget('openai:luna');
    const reserved = (budget: Budget) => {
      const before = budget.reservedUsd;
      assert.ok(budget.reserve(open.id, 'default'));
      return budget.reservedUsd - before;
    };
    const budget = budgetOf(pricedRun([open], dollar), [], 1e6, paid);
    assert.equal(reserved(budget), 8192);
    budget.settle(open.id, 'default', used(4000));
    assert.equal(reserved(budget), 8192);
    budget.settle(open.id, 'default', used(6000));
    assert.equal(reserved(budget), 12_000);
    const claude = paidTarget('anthropic:claude');
    const anthropic = budgetOf(pricedRun([claude], { [claude.id]: dollar['openai:luna'] }), [], 1e6, paid);
    anthropic.reserve(claude.id, 'default');
    anthropic.settle(claude.id, 'default', used(8000));
    anthropic.reserve(claude.id, 'default');
    assert.equal(anthropic.reservedUsd, 8192);
  });

  it('settles an answer without a count at what was reserved for it', () => {
    const open = paidTarget('openai:luna');
    const budget = budgetOf(pricedRun([open], dollar), [], 1e6, paid);
    for (let call = 0; call < 2; call++) budget.reserve(open.id, 'default');
    budget.settle(open.id, 'default', used(6000)); // more is assumed from now on, and was not for the other call
    budget.settle(open.id, 'default', used(null));
    assert.equal(budget.spentUsd, 6000 + 8192);
  });

  it('rounds up', () => {
    const budget = budgetOf(pricedRun([luna], { [luna.id]: priceOf(0, 0.0001) }), [], 1, paid);
    spend(budget, [used(1)]);
    assert.equal(budget.spentUsd, 1e-9);
  });

  it('does not trust a limit that an answer has passed', () => {
    const budget = budgetOf(header, [], 1e6, paid);
    spend(budget, [used(5000)]);
    assert.equal(budget.spentUsd, 5000);
    assert.ok(budget.reserve(luna.id, 'default'));
    assert.equal(budget.reservedUsd, 10_000);
  });

  it('forgets a limit that the server does not take', () => {
    const claude = paidTarget('anthropic:claude', { max_tokens: 10 });
    const budget = budgetOf(
      pricedRun([luna, claude], { ...dollar, [claude.id]: dollar['openai:luna'] }),
      [],
      1e6,
      paid,
    );
    budget.dropped(luna.id, 'temperature');
    budget.reserve(luna.id, 'default');
    assert.equal(budget.reservedUsd, LIMIT);
    budget.dropped(luna.id, 'max_completion_tokens');
    budget.reserve(luna.id, 'default');
    assert.equal(budget.reservedUsd, LIMIT + 8192);
    budget.dropped(claude.id, 'max_tokens');
    budget.reserve(claude.id, 'default');
    assert.equal(budget.reservedUsd, LIMIT + 2 * 8192);
  });

  it('counts earlier parts of the run', () => {
    const trial = (index: number, changes: Partial<Trial>) => trialOf(luna.id, index, 'x', { attempts: 3, ...changes });
    const failed = (reason: 'timeout' | 'network') =>
      ({ outcome: 'failed', usage: null, error: { reason, message: '', status: null } }) as const;
    const kept = [
      trial(0, { usage: { inputTokens: 9, outputTokens: 5 } }),
      trial(1, { usage: null }),
      trial(2, failed('timeout')),
      trial(3, failed('network')),
      trial(4, { outcome: 'cancelled', usage: null }),
      trial(5, { source: 'recorded' }),
      trialOf('other:model', 0, 'x'),
    ];
    const budget = budgetOf(header, kept, 1000, paid);
    // The real answer, one without a count, three calls that timed out, and one that was cut off.
    assert.equal(budget.spentUsd, 5 + 100 + 300 + 100);
  });

  it('leaves what costs nothing alone', () => {
    const free = paidTarget('simulated:narrow');
    const budget = budgetOf(pricedRun([luna, free], dollar), [], 1, (id) => id === luna.id);
    for (let call = 0; call < 3; call++) assert.ok(budget.reserve(free.id, 'default'));
    budget.settle(free.id, 'default', used(1e6));
    assert.deepEqual([budget.spentUsd, budget.reservedUsd], [0, 0]);
    assert.equal(budget.reserve(luna.id, 'default'), false);
  });

  it('refuses limits that are none and models without a price', () => {
    for (const limit of [0, -1, NaN, Infinity]) assert.throws(() => budgetOf(header, [], limit, paid), UsageError);
    const two = pricedRun([luna, paidTarget('ollama:llama'), paidTarget('ollama:qwen')], dollar);
    const message =
      'A budget cannot be kept: the prices of ollama:llama, ollama:qwen are not known. Set what a million tokens cost, or leave the budget out.';
    assert.throws(() => budgetOf(two, [], 1, paid), new UsageError(message));
    assert.throws(
      () => budgetOf({ ...header, targets: [{ ...luna, id: 'constructor' }] }, [], 1, paid),
      /the price of openai:luna is not known/,
    );
  });

  it('says why it refuses', () => {
    const tight = budgetOf(header, [], 50, paid);
    assert.equal(tight.reserve(luna.id, 'default'), false);
    assert.equal(tight.note, 'the budget of $50.00 is too small: one answer of luna could cost $100.00');
    const budget = budgetOf(header, [], 150, paid);
    spend(budget, [used(60)]);
    assert.equal(budget.reserve(luna.id, 'default'), false);
    assert.equal(
      budget.note,
      'the budget of $150.00 is used up: $60.00 counts as spent, and one answer of luna could cost $100.00',
    );
    const open = paidTarget('openai:luna');
    const unlimited = budgetOf(pricedRun([open], dollar), [], 50, paid);
    assert.equal(unlimited.reserve(open.id, 'default'), false);
    assert.match(unlimited.note, / one answer of luna could cost \$8,192\.00, as no limit is set for its tokens$/);
    const over = budgetOf(header, [trialOf(luna.id, 0, 'x', used(200))], 150, paid);
    assert.equal(over.reserve(luna.id, 'default'), false);
    assert.equal(over.note, 'the budget of $150.00 is used up');
  });

  it('ends no call that was not reserved', () => {
    assert.throws(() => budgetOf(header, [], 1, paid).settle(luna.id, 'default', used(1)));
  });
});

describe('a budget', () => {
  const prices = fc
    .tuple(fc.nat({ max: 600_000 }), fc.nat({ max: 600_000 }))
    .map(([i, o]) => priceOf(i / 1000, o / 1000));
  const step = fc.record({
    ends: fc.boolean(),
    target: fc.nat({ max: 2 }),
    condition: fc.constantFrom('default', 'long'),
    input: fc.double({ min: 0, max: 1, noNaN: true }),
    output: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('yes', 'maybe', 'no', 'uncounted', 'half'),
  });

  it('is never passed when it is obeyed and no call takes more than its worst case', () => {
    fc.assert(
      fc.property(
        fc.tuple(prices, prices, prices),
        fc.double({ min: 1e-6, max: 50, noNaN: true }),
        fc.array(step, { maxLength: 300 }),
        (rates, limit, steps) => {
          const targets = [luna, paidTarget('google:flash'), paidTarget('anthropic:haiku')];
          const priced = pricedRun(targets, Object.fromEntries(targets.map(({ id }, index) => [id, rates[index]!])), {
            prompts: { default: 'Pick a number', long: 'Pick a number. '.repeat(200) },
          });
          const budget = budgetOf(priced, [], limit, paid);
          const open: { target: number; condition: string }[] = [];
          for (const { ends, kind, ...call } of steps) {
            if (!ends) {
              if (budget.reserve(targets[call.target]!.id, call.condition)) open.push(call);
            } else if (open.length > 0) {
              const { target, condition } = open.shift()!;
              const { most } = inputTokens(
                priced.conditions.find(({ id }) => id === condition)!,
                {},
              );
              // Never more than half of what is assumed without a limit, so that the assumption stays as it is.
              const longest = [LIMIT, 4096, 8192][target]!;
              const usage = {
                inputTokens: Math.floor(call.input * most),
                outputTokens: Math.floor(call.output * longest),
              };
              const counted = kind === 'uncounted' ? null : kind === 'half' ? { ...usage, outputTokens: null } : usage;
              const billed = kind === 'maybe' || kind === 'no' ? kind : 'yes';
              budget.settle(targets[target]!.id, condition, { usage: counted, billed });
            }
            assert.ok(
              budget.spentUsd + budget.reservedUsd <= limit * (1 + 1e-12),
              `${budget.spentUsd} ${budget.reservedUsd}`,
            );
            assert.ok(budget.reservedUsd >= 0 && (open.length > 0 || budget.reservedUsd === 0));
          }
        },
      ),
    );
  });

  it('adds up many small sums exactly', () => {
    const cheap = budgetOf(pricedRun([luna], { [luna.id]: priceOf(0, 0.1) }), [], 1, paid);
    // 100,000 x 10 tokens x $0.0000001: a plain sum of these is off by a billionth.
    spend(
      cheap,
      Array.from({ length: 100_000 }, () => used(10)),
    );
    assert.equal(cheap.spentUsd, 0.1);
  });
});
