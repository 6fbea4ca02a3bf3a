import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRunId } from '../../../src/core/model/run-id.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { beginPart, planRequest, resumePart } from '../../../src/runs/plan.ts';

const tool = { name: 'convergence-probe', version: '0' };
const request = {
  ...{ prompt: 'Pick a number', system: null, trialsPerCell: 3 },
  targets: [{ provider: 'a', model: 'm', baseUrl: null, parameters: {} }],
};

describe('a request', () => {
  it('becomes a run with an id of its own, a fresh seed, or the seed that it names', () => {
    const [one, other] = [planRequest(request, tool), planRequest(request, tool)];
    assert.ok(isRunId(one.id) && one.id !== other.id);
    assert.ok(one.seed >= 1 && other.seed >= 1 && one.seed !== other.seed);
    assert.equal(planRequest({ ...request, seed: 7 }, tool).seed, 7);
  });

  it('is sent whole, from the moment at which it begins', () => {
    const header = { ...planRequest(request, tool), createdAt: '2026-01-01T00:00:00.000Z' };
    const { missing, kept, header: begun } = beginPart(header);
    assert.deepEqual([missing.length, kept], [3, []]);
    assert.ok(begun.createdAt > header.createdAt);
    assert.deepEqual({ ...begun, createdAt: '' }, { ...header, createdAt: '' });
  });
});

describe('a part', () => {
  it('has a size that a person may have meant, new or resumed', () => {
    const header = planRequest(request, tool);
    const huge = { ...header, trialsPerCell: 2_000_000_000 };
    assert.throws(() => beginPart(huge), UsageError);
    assert.throws(() => resumePart(huge, [], {}), UsageError);
    assert.throws(() => resumePart(header, [], { more: 1_000_000 }), /at most 1000000/);
    assert.equal(resumePart(header, [], { more: 50 }).missing.length, 53);
  });
});
