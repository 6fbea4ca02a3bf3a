import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heldTogether, type Claims } from '../../../../src/core/analysis/error-rate.ts';
import { numberReport } from '../../../../src/core/analysis/numbers/number-report.ts';
import type { SignatureTerm } from '../../../../src/core/model/report.ts';

const term = (pAdjusted: number): SignatureTerm => ({
  ...{ term: 'teal', z: 3, documents: 9, otherDocuments: 1, p: 0.001 },
  pAdjusted,
});
const pair = (pHolm: number) => ({
  ...{ a: 'a', b: 'b', jensenShannonBits: 0.5, overlap: 0.4, overlapLower: null, crossCollision: 0.1 },
  ...{ jaccard: 0.5, morisitaHorn: 0.5, jensenShannonNullMean: 0.1, p: pHolm, pHolm, method: 'exact' as const },
  verdict: 'differ' as const,
});
const claims = (pHolm: number, pAdjusted: number): Claims => ({
  between: {
    ...{ effectiveModels: 1.5, effectiveModelsInterval: null, effectiveModelsNull: null, p: pHolm, pHolm },
    ...{ convergenceIndex: 0.5, convergenceIndexInterval: null, pairs: [pair(pHolm)], tree: null },
  },
  ...{ numbers: null, signatures: { a: [term(pAdjusted)], b: [] }, conditions: null },
});

/** Whether the pair and the signature are still claimed. */
function held(pHolm: number, pAdjusted: number) {
  const { between, signatures } = heldTogether(claims(pHolm, pAdjusted));
  const [first] = (between as { readonly pairs: readonly { readonly verdict: string; readonly pHolm: number }[] })
    .pairs;
  return [first!.verdict, first!.pHolm, signatures!['a']!.length];
}

describe('the claims of one report', () => {
  it('hold where the smallest p of their families survive Holm over the families', () => {
    assert.deepEqual(held(0.04, 0.03), ['undecided', 0.06, 0], '2 x 0.03');
    assert.deepEqual(held(0.04, 0.001), ['differ', 0.04, 1], '2 x 0.001, then 1 x 0.04');
    assert.deepEqual(held(0.02, 0.2), ['differ', 0.04, 0], '2 x 0.02');
    assert.deepEqual(held(0.03, 0.2), ['undecided', 0.06, 0], '2 x 0.03');
  });

  it('are held together for more pairs of models than a call takes arguments', () => {
    const { between, ...others } = claims(0.04, 0.03);
    const pairs = new Array<ReturnType<typeof pair>>(200_000).fill(pair(0.04));
    const { between: many } = heldTogether({ ...others, between: { ...between, pairs } as Claims['between'] });
    assert.ok(
      (many as { readonly pairs: readonly { readonly pHolm: number }[] }).pairs.every((one) => one.pHolm === 0.06),
    );
  });

  it('about numbers are three families for each distribution, once where there is one model', () => {
    // Five sevens of 50 draws from 100: 100 P(X >= 5) = 0.0145 for the spike, three families.
    const values = [...Array.from({ length: 45 }, (_, at) => at + 10), 7, 7, 7, 7, 7];
    const pooled = numberReport(values, [1, 100], 1);
    const [spike] = pooled.spikes;
    assert.ok(Math.abs(spike!.pHolm! - 0.0145) < 0.0005, `${spike!.pHolm}`);
    const one = heldTogether({
      ...{ between: null, signatures: null, conditions: null },
      numbers: { pooled, byTarget: { a: pooled } },
    }).numbers!;
    assert.deepEqual(one.byTarget['a'], one.pooled);
    assert.ok(Math.abs(one.pooled.spikes[0]!.pHolm! - 3 * spike!.pHolm!) < 1e-9);
    const two = heldTogether({
      ...{ between: null, signatures: null, conditions: null },
      numbers: { pooled, byTarget: { a: pooled, b: numberReport([], [1, 100], 1) } },
    }).numbers!;
    assert.equal(two.pooled.spikes.length, 0, '6 x 0.0145');
    assert.ok(two.pooled.pAdjusted! >= pooled.p!);
  });
});
