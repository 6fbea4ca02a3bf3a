import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { EditStep } from '../../../src/core/analysis/edit-wish.ts';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { checkRecord } from '../../../src/core/run-file/run-file.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import { fuzzer } from '../fuzzer.ts';
import { Dice } from '../inputs/dice.ts';
import { records } from '../inputs/records.ts';
import { orRefused } from '../oracles.ts';
import { assertReport } from '../report-oracles.ts';

interface Edited {
  readonly record: RunRecord;
  /** Decides which steps are taken: they name groups that only the report knows. */
  readonly seed: number;
}

/** Merges and splits in any order: each changes the groups as it says, or is refused; Undo takes it back whole. */
export const edits = fuzzer<Edited>({
  name: 'edits',
  about: 'merges and splits by hand',
  inputs: () => fc.record({ record: records({ runs: 6, longest: 500 }), seed: fc.nat(2 ** 31 - 1) }),
  check({ record: given, seed }) {
    const record = orRefused(() => checkRecord({ ...given }));
    if (record === null) return;
    const dice = new Dice(seed);
    const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS, record.edits, record.semantic);
    session.add(record.trials);
    if (orRefused(() => session.report()) === null) return;
    for (let turn = 0; turn < 6; turn++) {
      const before = session.report();
      const step = stepFor(session, dice);
      const after = orRefused(() => session.editsAfter(step));
      if (after === null) continue;
      const kept = session.edits();
      session.setEdits(after);
      assertReport(session.report(), session.record());
      session.byHand();
      session.setEdits(kept);
      assert.deepEqual(session.report(), before, 'taking it back gives other groups');
      if (dice.chance(0.7)) session.setEdits(after);
    }
  },
});

function stepFor(session: AnalysisSession, dice: Dice): EditStep {
  const { groups } = session.report();
  const some = <T>(list: readonly T[], most: number): readonly T[] =>
    list.filter(() => dice.chance(0.5)).slice(0, most);
  const group = groups.length === 0 ? undefined : dice.one(groups);
  const keys = session.record().trials.map(({ target, condition, trialIndex }) => ({ target, condition, trialIndex }));
  switch (dice.below(6)) {
    case 0:
      return { kind: 'undo' };
    case 1:
      return { kind: 'merge', groups: [...some(groups, 4).map(({ id }) => id), ...(dice.chance(0.1) ? ['gone'] : [])] };
    case 2:
      return { kind: 'merge', members: some(keys, 5) };
    case 3:
      return { kind: 'split', members: some(keys, 5) };
    case 4:
      return {
        kind: 'split',
        group: group?.id ?? 'gone',
        texts: some(group?.variants ?? [], 3).map(({ text }) => text),
      };
    default:
      return {
        kind: 'split',
        group: group?.id ?? 'gone',
        answers: [group?.answer ?? '', ...(dice.chance(0.2) ? ['gone'] : [])],
      };
  }
}
