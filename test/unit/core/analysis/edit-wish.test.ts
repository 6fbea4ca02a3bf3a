import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EditStep } from '../../../../src/core/analysis/edit-wish.ts';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import type { RunRecord, Trial } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { runOf, trialOf } from './run-of.ts';

const RECORD = runOf('Name a colour.', {
  a: ['Teal', 'Teal', 'TEAL', 'Turquoise', 'Blue', 'the teal'],
  b: ['Teal', 'turquoise!', 'Turquoise', 'Blue'],
});

function sessionOf({ run, trials }: RunRecord = RECORD): AnalysisSession {
  const session = new AnalysisSession(run, { ...DEFAULT_ANALYSIS, extractor: 'whole' });
  session.add(trials);
  return session;
}

/** Does a step as the shells do. */
function step(session: AnalysisSession, wish: EditStep): void {
  session.setEdits(session.editsAfter(wish));
}
const tally = (session: AnalysisSession) => session.report().groups.map(({ answer, count }) => `${answer} ${count}`);
const idOf = (session: AnalysisSession, answer: string) =>
  session.report().groups.find((group) => group.answer === answer)!.id;
const at = (target: string, trialIndex: number) => ({ target: `test:${target}`, condition: 'default', trialIndex });

describe('what a view asks for', () => {
  it('merges groups by their ids, or those of outputs', () => {
    for (const wish of [
      { kind: 'merge', groups: ['teal', 'blue'] },
      { kind: 'merge', members: [at('a', 0), at('b', 3)] },
    ] as const) {
      const session = sessionOf();
      step(session, wish);
      assert.deepEqual(tally(session), ['Teal 7', 'Turquoise 3']);
      assert.deepEqual(session.byHand(), { merges: 1, splits: 0, idle: 0 });
    }
  });

  it('splits off wordings, answers or outputs, and all that is the same answer', () => {
    for (const wish of [
      { kind: 'split', group: 'teal', texts: ['the teal'] },
      { kind: 'split', group: 'teal', answers: ['the teal'] },
      { kind: 'split', members: [at('a', 5)] },
    ] as const) {
      const session = sessionOf();
      step(session, wish);
      assert.deepEqual(tally(session), ['Teal 4', 'Turquoise 3', 'Blue 2', 'the teal 1']);
    }
    const session = sessionOf();
    step(session, { kind: 'split', group: 'teal', texts: ['TEAL'] });
    assert.deepEqual(tally(session), ['Teal 4', 'Turquoise 3', 'Blue 2', 'the teal 1']);
    assert.match(session.variants({ group: idOf(session, 'Teal') })[1]!.why, /^split off by hand; folded: case$/);
  });

  it('is kept as one trial for each text, so that it means the same however answers are read', () => {
    const session = sessionOf();
    step(session, { kind: 'merge', groups: ['teal', 'turquoise'] });
    assert.deepEqual(session.edits(), [
      { kind: 'merge', members: [at('a', 0), at('a', 2), at('a', 3), at('a', 5), at('b', 1)] },
    ]);
    const exact = new AnalysisSession(
      RECORD.run,
      { ...DEFAULT_ANALYSIS, extractor: 'whole', grouping: 'exact' },
      session.edits(),
    );
    exact.add(RECORD.trials);
    assert.deepEqual(tally(exact), ['Teal 8', 'Blue 2']);
  });

  it('is undone step by step', () => {
    const session = sessionOf();
    const states = [tally(session)];
    for (const wish of [
      { kind: 'merge', groups: ['teal', 'blue'] },
      { kind: 'split', group: 'teal', texts: ['Blue'] },
      { kind: 'merge', groups: ['turquoise', 'blue'] },
    ] as const) {
      step(session, wish);
      states.push(tally(session));
    }
    while (states.length > 0) {
      assert.deepEqual(tally(session), states.pop());
      if (states.length > 0) step(session, { kind: 'undo' });
    }
    assert.throws(() => session.editsAfter({ kind: 'undo' }), /nothing to undo/);
    assert.equal(session.byHand(), null);
  });

  it('is refused in one sentence when it would change nothing, or what it names is gone', () => {
    const failed: Trial = trialOf('test:b', 4, '', { outcome: 'failed' });
    const session = sessionOf({ ...RECORD, trials: [...RECORD.trials, failed] });
    const refused: readonly (readonly [EditStep, RegExp])[] = [
      [{ kind: 'merge', groups: ['teal', 'teal'] }, /at least two/],
      [{ kind: 'merge', groups: ['teal', 'gone'] }, /no longer there/],
      [{ kind: 'merge', members: [at('a', 0), at('a', 1)] }, /at least two/],
      [{ kind: 'split', group: 'gone', texts: ['Teal'] }, /no longer there/],
      [{ kind: 'split', group: 'teal', texts: ['the teal', 'Blue'] }, /no longer there/],
      [{ kind: 'split', group: 'teal', answers: [] }, /no longer there/],
      [{ kind: 'split', group: 'teal', texts: ['the teal', 'Teal'] }, /the whole group/],
      [{ kind: 'split', group: 'turquoise', texts: ['turquoise!'] }, /the same answer/],
      [{ kind: 'split', members: [at('b', 4)] }, /no answer that counts/],
    ];
    for (const [wish, sentence] of refused) {
      assert.throws(
        () => session.editsAfter(wish),
        (error) => error instanceof UsageError && sentence.test(error.message),
      );
    }
    assert.deepEqual(session.edits(), []);
  });
});

describe('a session', () => {
  it('takes edits, gives them back with the run, and takes the last one back', () => {
    const session = sessionOf();
    const edit = { kind: 'merge', members: [at('a', 0), at('a', 4)] } as const;
    session.edit(edit);
    assert.deepEqual([session.edits(), session.record().edits], [[edit], [edit]]);
    assert.deepEqual(tally(session), ['Teal 7', 'Turquoise 3']);
    session.add([trialOf('test:b', 4, 'blue')]);
    assert.deepEqual(tally(session), ['Teal 8', 'Turquoise 3']);
    assert.deepEqual([session.undoEdit(), session.undoEdit()], [true, false]);
    assert.deepEqual(tally(session), ['Teal 5', 'Blue 3', 'Turquoise 3']);
  });
});
