import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunOutline } from '../../../src/core/model/kept-runs.ts';
import { askedPartOf, promptDigestOf } from '../../../src/runs/kept-run.ts';

const kept = (asked: string, held = asked): RunOutline => ({
  ...{ createdAt: '2026-11-29T14:05:00.000Z', prompt: held, promptDigest: promptDigestOf(asked) },
  ...{ targets: ['a'], trialsPerCell: 10, wanted: 10, missing: 0 },
});
const WHOLE = 'You are a cook.\n\nPick a fruit.\n';

describe('askedPartOf', () => {
  it('is true of a selection, whatever blank space it was made with', () => {
    for (const asked of ['Pick a fruit.', '  Pick a fruit.\n\n\n', 'You are a cook.', 'fruit'])
      assert.equal(askedPartOf(kept(asked), WHOLE), true, asked);
  });

  it('is false of the whole, of another prompt, of a longer one and of nothing', () => {
    for (const asked of [WHOLE, WHOLE.trim(), 'Pick a fruit!', `${WHOLE} Be brief.`, '', ' \n'])
      assert.equal(askedPartOf(kept(asked), WHOLE), false, asked);
  });

  it('is false where only the beginning of what was asked is held, which may have gone on otherwise', () => {
    assert.equal(askedPartOf(kept('Pick a fruit. Explain.', 'Pick a fruit.'), WHOLE), false);
  });
});
