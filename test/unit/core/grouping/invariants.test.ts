import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LABELLED_PAIRS } from '../../../fixtures/grouping/labelled-pairs.ts';
import { compareProfiles, mayStandTogether } from '../../../../src/core/grouping/compare.ts';
import { foldText } from '../../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import type { GroupedAnswers, Groupable } from '../../../../src/core/grouping/group-answers.ts';
import { profileOf } from '../../../../src/core/grouping/profile.ts';
import { readAnswer } from '../../../../src/core/grouping/reading.ts';

const inputsOf = (answers: readonly string[], count = 1): Groupable[] =>
  answers.map((answer) => ({ text: answer, answer, count, notes: [] }));
const group = (inputs: readonly Groupable[]): GroupedAnswers => groupAnswers(inputs, { mode: 'lexical', kind: 'text' });
const groupsOf = (answers: readonly string[]): number => group(inputsOf(answers)).groups.length;

/** The groups as sorted lists of their answers. */
function partitionOf(inputs: readonly Groupable[]): string {
  const { groupOf, groups } = group(inputs);
  const members = groups.map((): string[] => []);
  groupOf.forEach((place, index) => members[place]!.push(inputs[index]!.answer));
  return JSON.stringify(members.map((answers) => answers.sort()).sort());
}

const labelled = [...new Set(LABELLED_PAIRS.flatMap(({ a, b }) => [a, b]))];
const WORDS =
  'river mountain ancient king quietly watched seven small boats drift past the harbour while nobody from town knew why bells rang'.split(
    ' ',
  );

/** Answers that were made out of one another: words dropped, exchanged and moved. */
const retellings = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS), { minLength: 6, maxLength: 22 }),
    fc.array(fc.array(fc.tuple(fc.nat(21), fc.constantFrom(...WORDS, '')), { maxLength: 6 }), {
      minLength: 2,
      maxLength: 12,
    }),
  )
  .map(([base, edits]) => [
    ...new Set(
      edits.map((edit) => {
        const words = [...base];
        for (const [at, word] of edit) words[at % words.length] = word;
        return words.filter((word) => word !== '').join(' ');
      }),
    ),
  ]);

describe('a partition', () => {
  it('is the same in whatever order the answers come', () => {
    const some = fc.subarray(labelled, { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(
        fc
          .oneof(some, retellings)
          .chain((answers) =>
            fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
          ),
        ([answers, shuffled]) => {
          assert.equal(partitionOf(inputsOf(shuffled)), partitionOf(inputsOf(answers)));
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it('is the same however often an answer was given', () => {
    fc.assert(
      fc.property(
        retellings,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 }),
        (answers, counts) => {
          const counted = inputsOf(answers).map((input, index) => ({ ...input, count: counts[index % 12]! }));
          assert.equal(partitionOf(counted), partitionOf(inputsOf(answers)));
        },
      ),
      { seed: 12, numRuns: 60 },
    );
  });

  it('is no chain: no two of a group are apart', () => {
    fc.assert(
      fc.property(retellings, (answers) => {
        const { groupOf } = group(inputsOf(answers));
        answers.forEach((one, a) => {
          answers.slice(0, a).forEach((other, b) => {
            if (groupOf[a] !== groupOf[b]) return;
            const sameKey = readAnswer(one, foldText(one)).key === readAnswer(other, foldText(other)).key;
            assert.ok(
              sameKey || compareProfiles(profileOf(one), profileOf(other)).verdict !== 'apart',
              `${one} | ${other}`,
            );
          });
        });
      }),
      { seed: 13, numRuns: 150 },
    );
  });

  it('keeps apart what it finds apart, without asking whether it is alike', () => {
    const pairs = fc.oneof(
      fc.tuple(fc.constantFrom(...labelled), fc.constantFrom(...labelled)),
      fc.constantFrom(...LABELLED_PAIRS.map(({ a, b }) => [a, b] as const)),
      retellings.map(([one, other]) => [one!, other ?? one!] as const),
    );
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const [a, b] = [profileOf(one), profileOf(other)];
        const { verdict } = compareProfiles(a, b);
        verdicts.add(verdict);
        assert.equal(mayStandTogether(a, b), verdict !== 'apart', `${one} | ${other}`);
        assert.equal(mayStandTogether(b, a), verdict !== 'apart', `${other} | ${one}`);
      }),
      { seed: 16, numRuns: 600 },
    );
    assert.deepEqual([...verdicts].sort(), ['alike', 'apart', 'compatible']);
  });

  it('says for every member but the one that names the group why it is there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.subarray(labelled, { minLength: 2, maxLength: 60 }), retellings), (answers) => {
        const { groupOf, why, groups } = group(inputsOf(answers));
        groups.forEach((_, place) => {
          const reasons = why.filter((__, index) => groupOf[index] === place);
          assert.equal(reasons.filter((reason) => reason === '').length, 1);
        });
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  it('never parts what folds to the same text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labelled), fc.constantFrom('', '.', '!', ' 🙂', '  '), (answer, end) => {
        const loud = `${answer}${end}`;
        fc.pre(foldText(loud) === foldText(answer));
        assert.equal(
          groupsOf([...new Set([answer, loud, ...labelled.slice(0, 20)])]),
          groupsOf([...new Set([answer, ...labelled.slice(0, 20)])]),
        );
      }),
      { seed: 15, numRuns: 40 },
    );
  });

  it('rests on folding that is done after one time', () => {
    for (const answer of labelled) assert.equal(foldText(foldText(answer)), foldText(answer));
  });
});

describe('traps other tools fall into', () => {
  it('a short answer whose words are part of a longer one is not the same: dark blue, light blue', () => {
    assert.equal(groupsOf(['dark blue', 'light blue', 'blue']), 3);
  });
  it('a full stop or a capital makes no other answer: Teal., teal', () => {
    assert.equal(groupsOf(['Teal.', 'teal', 'Teal']), 1);
    assert.equal(groupsOf(['42.', '42']), 1);
  });
  it('comparing with the first member only depends on which comes first', () => {
    const words = 'amber birch cedar dune ember fjord grove harbor inlet jetty knoll lagoon meadow orchard'.split(' ');
    const chain = Array.from({ length: 6 }, (_, index) => words.slice(index, index + 9).join(' '));
    assert.equal(partitionOf(inputsOf(chain)), partitionOf(inputsOf([...chain].reverse())));
  });
  it('exact strings split what only spelling tells apart', () => {
    assert.equal(groupsOf(['Slate Gray', 'slate grey', 'Slate-grey.', 'the slate grey']), 1);
  });
});
