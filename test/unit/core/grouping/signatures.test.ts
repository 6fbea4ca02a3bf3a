import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareProfiles } from '../../../../src/core/grouping/compare.ts';
import { profileOf } from '../../../../src/core/grouping/profile.ts';
import { Signatures } from '../../../../src/core/grouping/signatures.ts';

const WORDS =
  'river mountain ancient king quietly watched seven small boats drift past harbour while nobody town knew bells rang silver storm lantern orchard winter market bridge'.split(
    ' ',
  );
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 12, maxLength: 60 });
/** A text, and the same text with some words taken out, exchanged or moved. */
const retold = fc
  .tuple(words, fc.array(fc.tuple(fc.nat(59), fc.constantFrom('', ...WORDS)), { maxLength: 12 }))
  .map(([told, changes]) => {
    const other = [...told];
    for (const [place, word] of changes) if (place < other.length) other[place] = word;
    return [told.join(' '), other.filter((word) => word !== '').join(' ')] as const;
  });

describe('signatures', () => {
  it('pass over nothing that is alike', () => {
    let alike = 0;
    fc.assert(
      fc.property(retold, ([one, other]) => {
        const profiles = [profileOf(one), profileOf(other)];
        const isAlike = compareProfiles(profiles[0]!, profiles[1]!).verdict === 'alike';
        alike += +isAlike;
        if (isAlike) assert.ok(new Signatures(profiles).mayBeAlike(0, 1));
      }),
      { numRuns: 500 },
    );
    assert.ok(alike > 20, `only ${alike} pairs are alike`);
  });

  it('tell apart what shares half of its words', () => {
    const one = profileOf(WORDS.slice(0, 16).join(' '));
    const other = profileOf(WORDS.slice(8, 24).join(' '));
    assert.equal(new Signatures([one, other]).mayBeAlike(0, 1), false);
  });

  it('leave to a comparison what is short or a riddle', () => {
    const texts = ['the old king watched seven boats', 'Why did the chicken cross the road? To get away from the fox.'];
    assert.ok(new Signatures(texts.map((text) => profileOf(text))).mayBeAlike(0, 1));
  });
});
