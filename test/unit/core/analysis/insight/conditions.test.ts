import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { aboutConditions } from '../../../../../src/core/analysis/insight/conditions.ts';
import type { Insight } from '../../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from '../run-of.ts';

/** Answers of two models by condition; the first is the control. */
function runWith(answers: Readonly<Record<string, readonly [readonly string[], readonly string[]]>>): RunRecord {
  const base = runOf('Pick a colour, only return the colour', { opus: [], gpt: [] }).run;
  const conditions = Object.keys(answers).map((id, at) => ({ ...base.conditions[0]!, id, control: at === 0 }));
  const trials = Object.entries(answers).flatMap(([condition, both]) =>
    both.flatMap((texts, model) =>
      texts.map((text, at) => trialOf(model === 0 ? 'test:opus' : 'test:gpt', at, text, { condition })),
    ),
  );
  return { run: { ...base, conditions, trialsPerCell: 50 }, trials, edits: [] };
}

const said = (record: RunRecord): Insight => summarize(record, DEFAULT_ANALYSIS).insight;

/** 50 answers: so many Teal, so many Coral, the rest Blue. */
const fifty = (teal: number, coral: number) => [
  ...times('Teal', teal),
  ...times('Coral', coral),
  ...times('Blue', 50 - teal - coral),
];

describe('what is said about conditions', () => {
  const record = runWith({
    control: [fifty(20, 14), fifty(20, 0)],
    'anti-default': [fifty(0, 14), fifty(1, 0)],
    expanded: [fifty(20, 19), fifty(20, 0)],
  });
  const report = summarize(record, DEFAULT_ANALYSIS);
  const { level, headline, details } = report.insight;
  const about = aboutConditions(report.conditions!, record.run);

  it('begins with the surest change, with its interval', () => {
    assert.equal(
      headline,
      'Conditions differ. “anti-default” changes the answer “Teal” from 40% to 1% (−39 points, 95% CI −49 to −29).',
    );
  });

  it('counts what survives, and names what else changed and what did not', () => {
    assert.equal(about[0], '2 of 6 differences from “control” survive Holm correction; they are marked.');
    assert.ok(details.includes('“anti-default” also changes the answer “Blue” (46% to 85%).'), details.join('\n'));
    assert.ok(about.includes('Nothing that “expanded” changes is sure.'));
  });

  it('denies what the data does not carry', () => {
    const denied = '“Coral” 14 → 19 of 50 with “expanded” (opus) does not go beyond chance (p = 0.395).';
    assert.ok(about.includes(denied), about.join('\n'));
  });

  it('says what was found under the control alone', () => {
    assert.equal(level, 'moderate');
    const under = details.filter((detail) => detail.startsWith('Under “control”: '));
    assert.deepEqual(under, [
      'Under “control”: Moderately converged. “Blue” is 46 of 100 answers, “Teal” 40 and “Coral” 14.',
    ]);
    assert.ok(!details.some((detail) => /of all answers|of 300/.test(detail)));
  });
});

describe('conditions that change nothing sure', () => {
  it('are said not to', () => {
    const half = [fifty(25, 0), fifty(25, 0)] as const;
    const { headline, details } = said(runWith({ control: half, other: [fifty(27, 0), fifty(24, 0)] }));
    assert.equal(headline, 'No difference found. None from “control” goes beyond chance.');
    assert.ok(details.includes('None of 2 differences from “control” survives Holm correction.'));
  });

  it('are too few runs where no outcome could have shown anything', () => {
    const { headline, details } = said(
      runWith({ control: [times('Teal', 2), []], other: [times('Blue', 2), []], third: [times('Red', 3), []] }),
    );
    assert.equal(headline, 'Too few runs. These conditions cannot be told apart yet.');
    assert.ok(!details.some((detail) => /changes|differ from/.test(detail)), details.join('\n'));
  });

  it('have nothing to be compared by where no answer comes three times', () => {
    const { headline } = said(runWith({ control: [['Teal', 'Red'], []], other: [['Blue', 'Teal'], []] }));
    assert.match(headline, /^(No comparison\. Nothing came often enough|Too few runs\.)/);
  });
});

describe('a change of variety', () => {
  it('is the headline where no single answer is', () => {
    const names = Array.from(
      { length: 60 },
      (_, at) => `Hue ${'abcdefghijklmnopqrst'.charAt(at % 20)}${Math.floor(at / 20)}`,
    );
    const { headline } = said(
      runWith({ control: [names.slice(0, 30).flatMap((name) => [name, name]), []], other: [names, []] }),
    );
    assert.match(
      headline,
      /^Conditions differ\. “other” makes the answers more varied: \d+\.\d effective answers instead of \d+\.\d \(p/,
    );
  });
});
