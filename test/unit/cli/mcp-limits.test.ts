import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitsFrom, SessionBudget } from '../../../src/cli/mcp/limits.ts';
import { MCP } from '../../../src/cli/strings/mcp.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';

const UNSET = { budgetUsd: null, sessionBudgetUsd: null, mostCalls: null };
const LIMITS = { callUsd: 0.5, sessionUsd: 1.25, calls: 300 };

describe('limits of agents', () => {
  it('are those of the command line, else of the environment, else the defaults', () => {
    assert.deepEqual(limitsFrom(UNSET, {}), { callUsd: 0.5, sessionUsd: 2, calls: 300 });
    const env = {
      CONVERGENCE_PROBE_MCP_BUDGET: ' $0.10 ',
      CONVERGENCE_PROBE_MCP_SESSION_BUDGET: '1',
      CONVERGENCE_PROBE_MCP_MAX_CALLS: '40',
    };
    assert.deepEqual(limitsFrom(UNSET, env), { callUsd: 0.1, sessionUsd: 1, calls: 40 });
    const own = { budgetUsd: 3, sessionBudgetUsd: 9, mostCalls: 5 };
    assert.deepEqual(limitsFrom(own, env), { callUsd: 3, sessionUsd: 9, calls: 5 });
    assert.deepEqual(limitsFrom(UNSET, { CONVERGENCE_PROBE_MCP_BUDGET: '' }).callUsd, 0.5);
  });

  it('are refused when they are nonsense: a slip must not turn a limit off', () => {
    for (const value of ['-1', '0', 'none', '1e9', 'Infinity'])
      assert.throws(() => limitsFrom(UNSET, { CONVERGENCE_PROBE_MCP_BUDGET: value }), UsageError, value);
  });
});

describe('the money of a session', () => {
  it('is lowered by what a caller wants, and never raised', () => {
    const budget = new SessionBudget(LIMITS);
    assert.equal(budget.allowedUsd(null), 0.5);
    assert.equal(budget.allowedUsd(0.1), 0.1);
    assert.equal(budget.allowedUsd(1000), 0.5);
  });

  it('is held while a call may spend it, and what was not spent comes back once', () => {
    const budget = new SessionBudget(LIMITS);
    const [first, second, third] = [budget.reserve(null), budget.reserve(null), budget.reserve(null)];
    assert.deepEqual([first.usd, second.usd, third.usd], [0.5, 0.5, 0.25]);
    assert.throws(() => budget.reserve(0.01), { message: MCP.refused.usedUp('$1.25') });
    second.settle(0.25);
    second.settle(0);
    assert.equal(budget.leftUsd, 0.25);
    assert.equal(budget.reserve(null).usd, 0.25);
  });

  it('is gone when a call was never settled, and when it cost more than it held', () => {
    const budget = new SessionBudget({ ...LIMITS, sessionUsd: 1 });
    budget.reserve(null);
    budget.reserve(null).settle(0.75);
    assert.equal(budget.leftUsd, 0);
    assert.throws(() => budget.reserve(null), UsageError);
  });
});
