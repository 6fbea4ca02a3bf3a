import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits, type AnswerEdit } from '../../../../src/core/analysis/edits.ts';
import { DEFAULT_ANALYSIS, summarize, type AnalysisOptions } from '../../../../src/core/analysis/summarize.ts';
import type { GroupingMode } from '../../../../src/core/model/grouping-mode.ts';
import type { Report } from '../../../../src/core/model/report.ts';
import type { GroupEdit, RunRecord, Trial, TrialKey } from '../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from './run-of.ts';

const PROMPT = 'Name a colour.';
const options = (grouping: GroupingMode, extractor = 'whole'): AnalysisOptions => ({
  ...DEFAULT_ANALYSIS,
  extractor,
  grouping,
});

/** Teal 5 (one of them in capitals), the teal 1, Turquoise 3, Blue 2. */
const COLOURS = runOf(PROMPT, {
  a: ['Teal', 'Teal', 'TEAL', 'Turquoise', 'Blue', 'the teal'],
  b: ['Teal', 'teal', 'turquoise!', 'Turquoise', 'Blue'],
});

const keyOf = ({ target, condition, trialIndex }: TrialKey): TrialKey => ({ target, condition, trialIndex });
/** The first trial with this text. */
const said = (record: RunRecord, ...texts: readonly string[]): TrialKey[] =>
  texts.map((text) => keyOf(record.trials.find((trial) => trial.text === text)!));
const merge = (...texts: readonly string[]): GroupEdit => ({ kind: 'merge', members: said(COLOURS, ...texts) });
const split = (...texts: readonly string[]): GroupEdit => ({ kind: 'split', members: said(COLOURS, ...texts) });

function reportOf(edits: readonly GroupEdit[], grouping: GroupingMode = 'lexical', record = COLOURS): Report {
  return summarize({ ...record, edits }, options(grouping));
}
const tally = (report: Report) => report.groups.map(({ answer, count }) => `${answer} ${count}`);

describe('merges and splits by hand', () => {
  it('are applied after lexical, folded and exact grouping', () => {
    assert.deepEqual(tally(reportOf([])), ['Teal 6', 'Turquoise 3', 'Blue 2']);
    assert.deepEqual(tally(reportOf([merge('Teal', 'Turquoise')])), ['Teal 9', 'Blue 2']);
    assert.deepEqual(tally(reportOf([split('the teal')])), ['Teal 5', 'Turquoise 3', 'Blue 2', 'the teal 1']);
    assert.deepEqual(tally(reportOf([merge('Teal', 'Blue')], 'folded')), ['Teal 7', 'Turquoise 3', 'the teal 1']);
    const exact = ['Teal 3', 'Turquoise 3', 'Blue 2', 'TEAL 1', 'teal 1', 'the teal 1'];
    assert.deepEqual(tally(reportOf([merge('Turquoise', 'turquoise!')], 'exact')), exact);
  });

  it('hold for every trial with the same answer, also for those that come later', () => {
    const edits = [split('the teal')];
    const more = [trialOf('test:b', 5, 'The Teal.'), trialOf('test:a', 6, 'a teal')];
    const grown = { ...COLOURS, trials: [...COLOURS.trials, ...more] };
    assert.deepEqual(tally(reportOf(edits, 'lexical', grown)), ['Teal 6', 'Turquoise 3', 'Blue 2', 'The Teal 2']);
    const merged = [merge('Teal', 'Blue')];
    const blue = {
      ...COLOURS,
      trials: [...COLOURS.trials, trialOf('test:b', 5, 'blue'), trialOf('test:a', 6, 'a blue')],
    };
    assert.deepEqual(tally(reportOf(merged, 'lexical', blue)), ['Teal 10', 'Turquoise 3']);
  });

  it('split then merge of the same restores the very report, but for the sentence that tells of it', () => {
    const edits = [split('the teal'), merge('Teal', 'the teal')];
    const { insight, ...after } = reportOf(edits);
    const { insight: before, ...untouched } = reportOf([]);
    assert.deepEqual(after, untouched);
    assert.deepEqual(insight.details, [...before.details, '1 merge and 1 split were made by hand.']);
  });

  it('that come later win over earlier ones', () => {
    const both = merge('Teal', 'Blue');
    assert.deepEqual(tally(reportOf([both, split('Blue')])), ['Teal 6', 'Turquoise 3', 'Blue 2']);
    assert.deepEqual(tally(reportOf([split('Blue'), both])), ['Teal 8', 'Turquoise 3']);
    // A split takes its members from wherever they are then, and leaves the others there.
    const chain = [merge('Teal', 'Turquoise', 'Blue'), split('Blue', 'Turquoise')];
    assert.deepEqual(tally(reportOf(chain)), ['Teal 6', 'Turquoise 5']);
  });

  it('say so in plain words, in the groups, their wordings and the insight', () => {
    const [teal] = reportOf([merge('Teal', 'Blue')]).groups;
    assert.match(
      teal!.why,
      /^2 answers were merged by hand\. 5 wordings merged: article, spelling or spacing aside; by hand; folded: case\.$/,
    );
    assert.equal(teal!.variants.find(({ text }) => text === 'Blue')!.why, 'merged by hand');
    assert.equal(teal!.variants.find(({ text }) => text === 'Teal')!.why, '');
    const simple = reportOf([merge('Blue', 'Turquoise')], 'exact').groups.find(({ answer }) => answer === 'Blue')!;
    assert.equal(simple.why, '2 answers were merged by hand.');
    const apart = reportOf([split('the teal')]).groups;
    assert.equal(apart.at(-1)!.why, 'Split off by hand. Nothing was merged.');
    assert.deepEqual(
      apart.at(-1)!.variants.map(({ why }) => why),
      ['split off by hand'],
    );
    assert.match(apart[0]!.why, /^Others were split off by hand\. 3 wordings merged: folded: case\.$/);
    const details = reportOf([merge('Teal', 'Blue'), merge('Teal', 'Turquoise'), split('the teal')]).insight.details;
    assert.ok(details.includes('2 merges and 1 split were made by hand.'));
  });

  it('name a group by the largest of those it is made of, and leave all other ids as they are', () => {
    const ids = (report: Report) => Object.fromEntries(report.groups.map(({ id, answer }) => [answer, id]));
    const before = ids(reportOf([]));
    assert.deepEqual(ids(reportOf([merge('Teal', 'Blue')])), { Teal: before['Teal'], Turquoise: before['Turquoise'] });
    // What names the group leaves it: its id goes along, and the rest gets one of its own.
    const apart = ids(reportOf([split('Teal')]));
    assert.deepEqual(apart, { ...before, 'the teal': apart['the teal'] });
    assert.equal(new Set(Object.values(apart)).size, 4);
  });

  it('that mean nothing here change nothing and are counted', () => {
    const { insight: _, ...untouched } = reportOf([]);
    const idle: readonly GroupEdit[] = [
      { kind: 'merge', members: [] },
      { kind: 'split', members: [{ target: 'test:a', condition: 'default', trialIndex: 99 }] },
      { kind: 'merge', members: said(COLOURS, 'Teal', 'TEAL') },
      { kind: 'split', members: said(COLOURS, 'Blue') },
    ];
    for (const edit of idle) {
      const { insight, ...report } = reportOf([edit]);
      assert.deepEqual(report, untouched);
      assert.equal(insight.details.at(-1), '1 change made by hand has no effect on these groups.');
    }
    const failed: Trial = { ...COLOURS.trials[0]!, outcome: 'failed', text: '' };
    const record = { ...COLOURS, trials: [failed, ...COLOURS.trials.slice(1)] };
    const edit: GroupEdit = { kind: 'split', members: [keyOf(failed)] };
    assert.deepEqual(tally(reportOf([edit], 'lexical', record)), tally(reportOf([], 'lexical', record)));
  });

  it('may merge numbers; their histogram stays by value, and equal values stay together', () => {
    const record = runOf('Pick a number from 1 to 9', { a: [...times('4', 3), '4.0', '5', '6'], b: times('6', 2) });
    const number = options('lexical', 'number');
    const edits: readonly GroupEdit[] = [{ kind: 'merge', members: said(record, '4', '5') }];
    const merged = summarize({ ...record, edits }, number);
    assert.deepEqual(tally(merged), ['4 5', '6 3']);
    assert.deepEqual(merged.numbers, summarize(record, number).numbers);
    const apart = summarize({ ...record, edits: [{ kind: 'split', members: said(record, '4.0') }] }, number);
    assert.deepEqual(tally(apart), ['4 4', '6 3', '5 1']);
  });

  it('win over what a length limit cut off', () => {
    const long = 'Why did the scarecrow win an award? Because he was outstanding in his field, they say';
    const cut = trialOf('test:a', 2, 'Why did the scarecrow win an award', { truncated: true });
    const base = runOf(PROMPT, { a: [long, long] });
    const record = { ...base, trials: [...base.trials, cut] };
    assert.deepEqual(
      reportOf([], 'lexical', record).groups.map(({ count }) => count),
      [3],
    );
    const apart = reportOf([{ kind: 'split', members: [keyOf(cut)] }], 'lexical', record);
    assert.deepEqual(
      apart.groups.map(({ count, why }) => [count, why]),
      [
        [2, 'Others were split off by hand. Nothing was merged: all 2 are worded the same.'],
        [1, 'Split off by hand. Nothing was merged.'],
      ],
    );
  });
});

const TEXTS = [
  'Teal',
  'teal',
  'the teal',
  'TEAL!',
  'Blue',
  'a blue',
  'Navy',
  'navy blue',
  '4',
  '4.0',
  '🙂',
  '',
] as const;
/** Of one target, which is compared with none: that takes longest. */
const aRun = fc
  .array(fc.constantFrom(...TEXTS), { minLength: 2, maxLength: 20 })
  .map((texts) => runOf(PROMPT, { a: texts }));
const someEdits = fc.array(
  fc.record({
    kind: fc.constantFrom('merge' as const, 'split' as const),
    members: fc.array(
      fc.record({
        target: fc.constantFrom('test:a', 'test:a', 'test:b'),
        condition: fc.constant('default'),
        trialIndex: fc.nat(20),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 5 },
);
const mode = fc.constantFrom<GroupingMode>('exact', 'folded', 'lexical');

describe('groups after edits', () => {
  it('do not depend on the order of the trials', () => {
    const shuffled = aRun.chain((record) =>
      fc.tuple(fc.constant(record), fc.shuffledSubarray([...record.trials], { minLength: record.trials.length })),
    );
    fc.assert(
      fc.property(shuffled, someEdits, mode, ([record, trials], edits, grouping) => {
        assert.deepEqual(reportOf(edits, grouping, { ...record, trials }), reportOf(edits, grouping, record));
      }),
      { numRuns: 40 },
    );
  });

  it('hold every trial that counts once, under ids of their own, and count as the funnel says', () => {
    fc.assert(
      fc.property(aRun, someEdits, mode, (record, edits, grouping) => {
        const { groups, funnel, readings } = reportOf(edits, grouping, record);
        assert.equal(groups.length, funnel.groups);
        assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
        assert.equal(
          groups.reduce((sum, { count }) => sum + count, 0),
          funnel.outputs,
        );
        for (const { id, members, variants, count } of groups) {
          assert.equal(members.length, count);
          assert.equal(
            variants.reduce((sum, variant) => sum + variant.count, 0),
            count,
          );
          const own = readings.filter(({ group }) => group === id).map(keyOf);
          assert.deepEqual(own, members);
        }
        // Not even by hand are equal answers torn apart.
        if (grouping !== 'exact') assert.ok(groups.length <= funnel.extracted);
      }),
      { numRuns: 40 },
    );
  });

  it('obey the last edit, whatever was grouped and edited before', () => {
    const places = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 10 }).map((pairs) => {
      const placeOf = new Map(pairs);
      return {
        answers: pairs.map(([answer]) => String(answer)),
        automatic: pairs.map(([answer]) => placeOf.get(answer)!),
      };
    });
    const edit: fc.Arbitrary<AnswerEdit> = fc.record({
      kind: fc.constantFrom('merge', 'split'),
      answers: fc.array(fc.nat(5), { maxLength: 3 }).map((answers) => new Set(answers.map(String))),
    });
    fc.assert(
      fc.property(places, fc.array(edit, { maxLength: 5 }), edit, ({ answers, automatic }, before, last) => {
        const earlier = applyEdits(before, answers, automatic);
        const { placeOf, byHand } = applyEdits([...before, last], answers, automatic);
        const meant = placeOf.filter((_, index) => last.answers.has(answers[index]!));
        assert.ok(new Set(meant).size <= 1);
        assert.equal(byHand.merges + byHand.splits + byHand.idle, before.length + 1);
        const isMeant = (index: number) => last.answers.has(answers[index]!);
        answers.forEach((_, one) => {
          answers.forEach((__, other) => {
            const [was, is] = [earlier.placeOf[one] === earlier.placeOf[other], placeOf[one] === placeOf[other]];
            if (last.kind === 'merge' && was) assert.ok(is);
            if (last.kind === 'split' && isMeant(one) !== isMeant(other)) assert.ok(!is);
            if (last.kind === 'split' && !isMeant(one) && !isMeant(other)) assert.equal(is, was);
          });
        });
        // What a split took out of a group, a merge with what was left there brings back.
        const group = new Set(answers.filter((_, index) => placeOf[index] === placeOf[0]));
        const out: AnswerEdit = { kind: 'split', answers: new Set([answers[0]!]) };
        const back = applyEdits([...before, last, out, { kind: 'merge', answers: group }], answers, automatic).placeOf;
        const partition = (of: readonly number[]) => of.map((place) => of.indexOf(place));
        assert.deepEqual(partition(back), partition(placeOf));
      }),
    );
  });
});
