import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { RewritesReport } from '../../../../../src/core/model/rewrites-report.ts';
import type { Condition, Rewrite, RunRecord, Trial } from '../../../../../src/core/model/run.ts';
import { effectiveInCalls } from '../../../../../src/core/statistics/intervals/agreement-of-calls.ts';
import { runOf, times, trialOf } from '../run-of.ts';

const PROMPT = 'Name a fruit.';
const FRUITS = [
  ...['Mango', 'Apple', 'Fig', 'Pear', 'Plum', 'Kiwi', 'Lime', 'Date', 'Peach', 'Guava'],
  ...['Papaya', 'Cherry', 'Banana', 'Orange', 'Lemon', 'Grape', 'Melon', 'Quince', 'Lychee', 'Apricot'],
];
const cycled = (count: number) => Array.from({ length: count }, (_, at) => FRUITS[at % FRUITS.length]!);

interface Tried {
  readonly texts: readonly string[];
  readonly rewrite?: Partial<Rewrite>;
  readonly condition?: Partial<Condition>;
  readonly changes?: Partial<Trial>;
}

/** A run of one model that tries rewrites; the first one is the prompt as it stands. */
function rewriting(tried: Readonly<Record<string, Tried>>, want: Rewrite['want'] = 'many'): RunRecord {
  const { run } = runOf(PROMPT, { model: [] });
  const ids = Object.keys(tried);
  const conditions = Object.entries(tried).map(([id, { rewrite, condition }], at): Condition => ({
    ...{ id, prompt: at === 0 ? PROMPT : `Answer as a poet would.\n\n${PROMPT} List several.`, system: null },
    ...{ control: at === 0, sha256: '0'.repeat(64), rewrite: { template: id, want, ...rewrite } },
    ...condition,
  }));
  const trials = ids.flatMap((id) =>
    tried[id]!.texts.map((text, index) => trialOf('test:model', index, text, { condition: id, ...tried[id]!.changes })),
  );
  const trialsPerCell = Math.max(...ids.map((id) => tried[id]!.texts.length));
  return { run: { ...run, conditions, trialsPerCell }, trials, edits: [] };
}

const reportOf = (record: RunRecord): RewritesReport => summarize(record, DEFAULT_ANALYSIS).rewrites!;
const rowOf = ({ rows, fresh }: RewritesReport, id: string) =>
  [...rows, ...(fresh ?? [])].find(({ condition }) => condition === id)!;

const CONTROL: Tried = { texts: [...times('Mango', 24), ...times('Apple', 6)] };

describe('the report on rewrites', () => {
  it('is not there for other runs', () => {
    assert.equal(summarize(runOf(PROMPT, { model: ['Mango', 'Fig'] }), DEFAULT_ANALYSIS).rewrites, undefined);
  });

  it('counts effective answers in as many calls as there are runs', () => {
    const { rows } = reportOf(rewriting({ control: CONTROL, varied: { texts: cycled(30) } }));
    // (24 / 30)^2 + (6 / 30)^2 = 0.68
    assert.ok(Math.abs(rows[0]!.effective!.value - 1 / 0.68) < 1e-9);
    const expected = 1 / (10 * (2 / 30) ** 2 + 10 * (1 / 30) ** 2);
    assert.ok(Math.abs(rows[1]!.effective!.value - expected) < 1e-9);
    assert.ok(Math.abs(rows[1]!.gain!.value - expected * 0.68) < 1e-9);
    assert.equal(rows[1]!.verdict, 'better');
  });

  it('gives the best one as unconfirmed until fresh runs confirm it, and then says what these say', () => {
    const first = { control: CONTROL, varied: { texts: cycled(30) } };
    const unconfirmed = reportOf(rewriting(first));
    assert.deepEqual([unconfirmed.verdict, unconfirmed.best, unconfirmed.fresh], ['unconfirmed', 'varied', null]);
    const fresh = (texts: readonly string[]) =>
      reportOf(
        rewriting({
          ...first,
          'control 2': { ...CONTROL, rewrite: { confirms: 'control' } },
          'varied 2': { texts, rewrite: { confirms: 'varied' } },
        }),
      );
    const confirmed = fresh(cycled(30).slice(0, 30));
    assert.deepEqual([confirmed.verdict, confirmed.best], ['confirmed', 'varied']);
    assert.equal(rowOf(confirmed, 'varied 2').gain!.pHolm, rowOf(confirmed, 'varied 2').gain!.p);
    assert.equal(fresh(CONTROL.texts).verdict, 'not-confirmed');
    assert.equal(fresh(CONTROL.texts.slice(0, 10)).verdict, 'unconfirmed');
  });

  it('does not take many answers of a call for variety', () => {
    const five = (answers: readonly string[]) =>
      answers.map((one) => `<response><text>${one}</text><probability>0.2</probability></response>`).join('\n');
    // Every call gives the same five: five effective answers, however many calls there are.
    const same = { texts: times(five(FRUITS.slice(0, 5)), 30), rewrite: { answers: 5 } };
    const report = reportOf(rewriting({ control: CONTROL, same }));
    const { effective, valid, calls } = rowOf(report, 'same');
    assert.ok(Math.abs(effective!.value - effectiveInCalls(1 / 5, 30)) < 1e-9);
    assert.deepEqual([valid, calls], [30, 30]);
    // As often as it gives one alone.
    const twice = { texts: CONTROL.texts.map((one) => five([one, one])), rewrite: { answers: 2 } };
    const control = rowOf(report, 'control').effective!;
    const doubled = rowOf(reportOf(rewriting({ control: CONTROL, twice })), 'twice').effective!;
    assert.ok(Math.abs(doubled.value - control.value) < 1e-9);
  });

  it('takes a chain of calls for one', () => {
    // Six chains of five calls, each the same five fruits.
    const texts = Array.from({ length: 30 }, (_, index) => FRUITS[Math.floor(index / 6)]!);
    const chain = { length: 5, width: 6, again: 'Another one.' };
    const report = reportOf(rewriting({ control: CONTROL, chained: { texts, rewrite: { chain } } }));
    assert.ok(Math.abs(rowOf(report, 'chained').effective!.value - effectiveInCalls(1 / 5, 30)) < 1e-9);
  });

  it('reads all answers as answers to the prompt as it stands', () => {
    const texts = cycled(30).map((fruit) => `<random_string>x9q</random_string>\n<answer>${fruit}</answer>`);
    const { groups, rewrites } = summarize(rewriting({ control: CONTROL, seeded: { texts } }), DEFAULT_ANALYSIS);
    assert.equal(groups.length, FRUITS.length);
    assert.equal(rowOf(rewrites!, 'seeded').valid, 30);
  });

  it('holds lost validity against a rewrite, however varied it is', () => {
    const texts = cycled(30).map((fruit, at) => (at % 2 === 0 ? fruit : ''));
    const report = reportOf(rewriting({ control: CONTROL, half: { texts } }));
    const { verdict, loss, validity } = rowOf(report, 'half');
    assert.deepEqual([verdict, validity, loss!.difference], ['less-valid', 0.5, 0.5]);
    assert.ok(loss!.interval![0] > 0.25);
    assert.equal(report.best, null);
    assert.equal(report.verdict, 'none-helps');
  });

  it('finds answers of another form', () => {
    const texts = cycled(30).map(
      (fruit) => `A fruit that I have always liked for its taste and colour would be ${fruit}, ${fruit}, ${fruit}.`,
    );
    const report = reportOf(rewriting({ control: CONTROL, long: { texts } }));
    const { offFormat, valid, verdict } = rowOf(report, 'long');
    assert.equal(offFormat + valid, 30);
    assert.ok(
      valid === 0 ? verdict === 'less-valid' : valid === 30,
      'read whole they are off format, read as the fruit they are not',
    );
  });

  it('leaves out a model that did not take the parameter', () => {
    const parameters = { 'test:model': { temperature: 1.4 } };
    const hot = (honoured: Trial['honoured']): Tried => ({
      ...{ texts: cycled(30), rewrite: { parameter: 'temperature' }, condition: { parameters } },
      changes: { honoured },
    });
    const taken = reportOf(rewriting({ control: CONTROL, hot: hot({ temperature: 1.4 }) }));
    assert.deepEqual([rowOf(taken, 'hot').models, rowOf(taken, 'hot').verdict], [['test:model'], 'better']);
    const dropped = reportOf(rewriting({ control: CONTROL, hot: hot({}) }));
    assert.deepEqual([rowOf(dropped, 'hot').models, rowOf(dropped, 'hot').verdict], [[], 'undecided']);
    assert.equal(dropped.best, null);
  });

  it('wants fewer effective answers where one answer is wanted', () => {
    const control = { texts: cycled(30) };
    const report = reportOf(rewriting({ control, pinned: { texts: times('Mango', 30) } }, 'one'));
    assert.equal(report.best, 'pinned');
    assert.ok(rowOf(report, 'pinned').gain!.interval![1] < 1);
    const worse = reportOf(rewriting({ control: CONTROL, varied: { texts: cycled(30) } }, 'one'));
    assert.deepEqual([worse.best, worse.verdict], [null, 'none-helps']);
  });

  it('is undecided with few runs', () => {
    const few = { texts: ['Mango', 'Mango', 'Mango', 'Apple', 'Mango'] };
    const report = reportOf(rewriting({ control: few, other: { texts: ['Fig', 'Mango', 'Mango', 'Pear', 'Mango'] } }));
    assert.equal(report.verdict, 'undecided');
    const none = reportOf(rewriting({ control: few, other: { texts: [] } }));
    assert.deepEqual([rowOf(none, 'other').effective, rowOf(none, 'other').validity], [null, null]);
  });

  it('says what was found in its headline, also while it is sent', () => {
    const record = rewriting({ control: CONTROL, varied: { texts: cycled(30) } });
    const headline = (one: RunRecord) => summarize(one, DEFAULT_ANALYSIS).insight.headline;
    assert.match(headline(record), /“varied”/);
    assert.match(headline({ ...record, run: { ...record.run, status: 'running', finishedAt: null } }), /^So far: /);
    assert.match(headline(rewriting({ control: CONTROL, same: CONTROL })), /^Not enough runs\. |^No rewrite helps\. /);
  });
});

describe('a call that gives several answers', () => {
  it('is read by one of them, the same one every time', () => {
    const text = ['Mango', 'Fig', 'Kiwi'].map((one) => `<response><text>${one}</text></response>`).join(' ');
    const record = rewriting({ control: CONTROL, several: { texts: times(text, 20), rewrite: { answers: 3 } } });
    const { readings } = summarize(record, DEFAULT_ANALYSIS);
    const own = readings.filter(({ condition }) => condition === 'several');
    assert.deepEqual(new Set(own.map(({ answer }) => answer)), new Set(['Mango', 'Fig', 'Kiwi']));
    for (const { answer, setAside } of own) {
      let kept = text;
      for (const [from, to] of [...setAside].reverse()) kept = kept.slice(0, from) + kept.slice(to);
      assert.equal(kept.trim(), answer);
    }
    assert.deepEqual(summarize(record, DEFAULT_ANALYSIS).readings, readings);
  });

  it('without any is no valid call', () => {
    const record = rewriting({ control: CONTROL, several: { texts: times('Mango', 20), rewrite: { answers: 3 } } });
    const report = summarize(record, DEFAULT_ANALYSIS);
    assert.ok(report.readings.every(({ condition, status }) => condition !== 'several' || status === 'unparsed'));
    assert.equal(rowOf(report.rewrites!, 'several').valid, 0);
  });
});
