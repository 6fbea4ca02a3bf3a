import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { RunEvent } from '../../../../src/core/model/events.ts';
import type { GroupEdit } from '../../../../src/core/model/run.ts';
import {
  journalLine,
  missingTrials,
  parseJournal,
  readJournalLine,
  recordOf,
} from '../../../../src/core/run-file/journal.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import type { Scripted } from '../engine/scripted.ts';
import { grouping } from '../semantic/support.ts';
import { answer, failure, headerFor, runScripted } from '../engine/scripted.ts';

const HOSTILE = 'line\nbreak \u2028 "quote" </script> \u0000 \ud83d';
let run: Scripted;
let lines: string[];
before(async () => {
  run = await runScripted(headerFor(['a:m', 'b:m'], 4), (target) => ({
    attempt: target === 'b:m' ? failure('network', { retryable: false }) : answer(HOSTILE),
    takesMs: 5,
  }));
  lines = run.events.map(journalLine).filter((line) => line !== null);
});

describe('a run as the fold of its events', () => {
  it('is what the engine returned', () => {
    assert.deepEqual(recordOf(run.events), run.record);
  });

  it('is sorted by target and index whatever the order in which trials settled', () => {
    const reversed = run.events.filter((event) => event.type === 'settled').reverse();
    const record = recordOf([run.events[0]!, ...reversed]);
    assert.deepEqual(record.trials, run.record.trials);
    assert.equal(record.run.status, 'running');
  });

  it('takes the last settling of a trial', () => {
    const event = run.events.find((candidate) => candidate.type === 'settled')!;
    const again: RunEvent = { type: 'settled', trial: { ...event.trial, text: 'second' } };
    const { trials } = recordOf([...run.events, again]);
    assert.equal(trials.length, 8);
    assert.equal(trials.filter(({ text }) => text === 'second').length, 1);
  });

  it('has no meaning without a header', () => {
    assert.throws(() => recordOf([]), /header/);
  });
});

describe('the journal', () => {
  it('keeps everything but progress, one line each, and reads back the same', () => {
    assert.ok(lines.every((line) => !line.includes('\n')));
    assert.equal(lines.length, 10);
    const { header, trials, finished, unreadable } = parseJournal(`${lines.join('\n')}\n`);
    assert.deepEqual(header, run.header);
    assert.deepEqual(
      recordOf([{ type: 'started', header }, ...trials.map((trial) => ({ type: 'settled', trial }) as const)]).trials,
      run.record.trials,
    );
    assert.equal(finished!.status, 'partial');
    assert.equal(unreadable, 0);
  });

  it('keeps what was found out about meaning, and the end of the run before it', () => {
    const semantic = grouping({ same: [{ answers: ['a', 'b'], similarity: [1, 0.9] }] });
    const event: RunEvent = { type: 'grouped', semantic };
    const text = [
      ...lines,
      journalLine(event),
      journalLine({ type: 'grouped', semantic: { ...semantic, calls: 7 } }),
    ].join('\n');
    const journal = parseJournal(text);
    assert.deepEqual(journal.semantic, { ...semantic, calls: 7 });
    assert.deepEqual([journal.finished?.status, journal.trials.length, journal.unreadable], ['partial', 8, 0]);
    assert.deepEqual(recordOf([...run.events, event]), { ...run.record, semantic });
    assert.equal('semantic' in parseJournal(lines.join('\n')), false);
    for (const broken of [
      null,
      {},
      { ...semantic, same: [{ answers: [7] }] },
      { ...semantic, compared: 'all' },
      { ...semantic, price: {} },
    ]) {
      const line = JSON.stringify({ type: 'grouped', semantic: broken });
      assert.deepEqual([parseJournal([...lines, line].join('\n')).unreadable], [1], line);
    }
  });

  it('cut off at any byte behind the header, loses at most the last trial', () => {
    const text = `${lines.join('\n')}\n`;
    const start = lines[0]!.length;
    fc.assert(
      fc.property(fc.integer({ min: start, max: text.length }), (end) => {
        const cut = text.slice(0, end);
        const { trials, unreadable } = parseJournal(cut);
        const whole = cut.split('\n').length - 2;
        assert.ok(trials.length >= Math.min(whole, 8));
        assert.ok(unreadable <= 1);
      }),
    );
  });

  it('goes on behind a torn line', () => {
    const torn = [lines[0], lines[1]!.slice(0, 40), ...lines.slice(2, 4)].join('\n');
    const { trials, unreadable, finished } = parseJournal(torn);
    assert.deepEqual([trials.length, unreadable, finished], [2, 1, null]);
  });

  it('is not finished when something was settled afterwards', () => {
    assert.equal(parseJournal([...lines, lines[1]].join('\n')).finished, null);
  });

  it('goes on behind a torn header', () => {
    const { header, unreadable } = parseJournal([lines[0]!.slice(0, 20), ...lines].join('\n'));
    assert.deepEqual([header, unreadable], [run.header, 1]);
  });

  it('is the longer run once that was taken up again, with the trials of both parts', () => {
    const header = { ...run.header, trialsPerCell: 5, continuedAt: '2026-11-01T00:00:00.000Z' };
    const settled = run.events.filter((event) => event.type === 'settled');
    const retried = settled.find(({ trial }) => trial.outcome === 'failed')!.trial;
    const again: RunEvent[] = [
      { type: 'started', header },
      { type: 'settled', trial: { ...retried, outcome: 'completed', text: 'at last', error: null } },
      { type: 'settled', trial: { ...settled[0]!.trial, trialIndex: 4, text: 'one more' } },
    ];
    const both = [...lines, ...again.map(journalLine)].join('\n');
    const { trials, ...journal } = parseJournal(both);
    assert.deepEqual(journal, { header, edits: [], finished: null, unreadable: 0 });
    assert.equal(trials.length, 9);
    assert.deepEqual(
      trials.filter(({ text }) => text === 'at last' || text === 'one more').map(({ trialIndex }) => trialIndex),
      [retried.trialIndex, 4],
    );
    assert.equal(missingTrials(header, trials).length, 1);
    const ended = {
      type: 'finished',
      status: 'partial',
      finishedAt: '2026-11-01T00:00:01.000Z',
      endNote: 'why',
    } as const;
    assert.deepEqual(parseJournal(`${both}\n${journalLine(ended)!}\n`).finished, ended);
    const odd = JSON.stringify({ ...ended, endNote: 7 });
    assert.deepEqual([parseJournal(`${both}\n${odd}`).finished, parseJournal(`${both}\n${odd}`).unreadable], [null, 1]);
  });

  it('tells the edits that hold at its end: the last list that was written', () => {
    const key = { target: 'a:m', condition: 'default', trialIndex: 0 };
    const edits: readonly GroupEdit[] = [
      { kind: 'merge', members: [key, { ...key, trialIndex: 1 }] },
      { kind: 'split', members: [key] },
    ];
    const edited = (of: readonly GroupEdit[]): RunEvent => ({ type: 'edited', edits: of });
    const events = [...run.events, edited(edits.slice(0, 1)), edited(edits)];
    const text = events
      .map(journalLine)
      .filter((line) => line !== null)
      .join('\n');
    assert.deepEqual(recordOf(events), { ...run.record, edits });
    // A run that is over stays over when it is edited.
    assert.deepEqual([parseJournal(text).edits, parseJournal(text).finished], [edits, run.events.at(-1)]);
    assert.deepEqual(parseJournal(`${text}\n${journalLine(edited([]))!}`).edits, []);
    // Cut off while it was written, the edits before it hold.
    const torn = parseJournal(text.slice(0, -20));
    assert.deepEqual([torn.edits, torn.unreadable, torn.trials.length], [edits.slice(0, 1), 1, 8]);
    // Taken up again, they still hold.
    assert.deepEqual(parseJournal(`${text}\n${lines[0]!}`).edits, edits);
  });

  it('leaves edits out that this program cannot have written', () => {
    const key = { target: 'a:m', condition: 'default', trialIndex: 0 };
    for (const edits of [
      null,
      {},
      [null],
      [{ kind: 'drop', members: [] }],
      [{ kind: 'merge' }],
      [{ kind: 'merge', members: [{ ...key, trialIndex: 0.5 }] }],
      [{ kind: 'merge', members: [{ ...key, target: 1 }] }],
    ]) {
      const journal = parseJournal([...lines, JSON.stringify({ type: 'edited', edits })].join('\n'));
      assert.deepEqual([journal.edits, journal.unreadable], [[], 1]);
    }
  });

  it('does not try to parse lines that are no objects, of which a damaged file may have millions', (t) => {
    const parse = t.mock.method(JSON, 'parse');
    for (const line of ['x,', '[1]', '{"type":"settled","trial":{"tar', '42', '"}"'])
      assert.equal(readJournalLine(line), null);
    assert.equal(parse.mock.callCount(), 0);
    assert.equal(readJournalLine('{}'), null);
    assert.equal(parse.mock.callCount(), 1);
  });

  it('refuses what is no journal', () => {
    for (const text of ['', 'hello', '{}', '{"type":"started"}', lines[1]!, '[1]', 'null']) {
      assert.throws(() => parseJournal(text), UsageError);
    }
  });
});

describe('what is missing of a run', () => {
  it('is every trial that did not end, in order', () => {
    const { trials } = run.record;
    assert.deepEqual(missingTrials(run.header, trials), []);
    const kept = trials.slice(1).map((trial, at) => (at === 0 ? { ...trial, outcome: 'cancelled' as const } : trial));
    assert.deepEqual(
      missingTrials(run.header, kept).map(({ target, trialIndex }) => [target, trialIndex]),
      [
        ['a:m', 0],
        ['a:m', 1],
      ],
    );
    assert.equal(missingTrials(run.header, []).length, 8);
  });
});
