import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportTable } from '../../../../src/cli/report/report-table.ts';
import { PLAIN } from '../../../../src/cli/terminal/style.ts';
import { widthOf } from '../../../../src/cli/terminal/width.ts';
import type { BetweenReport, PairReport, Report } from '../../../../src/core/model/report.ts';
import { sampleRecord, sampleReport } from './sample.ts';

const pair = (more: Partial<PairReport>): PairReport => ({
  ...{
    a: 'openai:a',
    b: 'openai:b',
    jensenShannonBits: 0.36878,
    jensenShannonNullMean: 0.159,
  },
  ...{ overlap: 0.5, overlapLower: null, crossCollision: 0.139, jaccard: 0.222, morisitaHorn: 0.748 },
  ...{ p: 0.0001, pHolm: 0.0003, method: 'permutation', verdict: 'differ' },
  ...more,
});
const between = (pairs: readonly PairReport[]): BetweenReport => ({
  ...{ effectiveModels: 1.843, effectiveModelsInterval: null, p: 0.001 },
  effectiveModelsNull: { mean: 1.142, band: [1.1032, 1.1949] },
  ...{ convergenceIndex: null, convergenceIndexInterval: null, pairs, tree: null },
});
const shown = (over: Partial<Report>, columns = 80) =>
  reportTable(sampleReport(over), sampleRecord(), { columns, style: PLAIN });

describe('models in a terminal', () => {
  it('never stand without what one model would give', () => {
    assert.match(shown({ between: between([]) }), /models like 1\.84 of 2 \(one: 1\.10–1\.19\)/);
  });

  it('are compared two by two, the nearest first, by the corrected p', () => {
    const text = shown({
      between: between([pair({}), pair({ jensenShannonBits: 0.1, pHolm: 0.2, verdict: 'undecided' })]),
    });
    assert.match(
      text,
      /^PAIR +DIVERGENCE +BY CHANCE +OVERLAP +P \(HOLM\) +VERDICT\na · b +0\.10 +0\.16 +50% +0\.200 +undecided\na · b +0\.37 +0\.16 +50% +<0\.001 +differ$/m,
    );
  });

  it('leave a column out where the terminal is narrow, and count what is too much', () => {
    const many = Array.from({ length: 20 }, () => pair({}));
    const text = shown({ between: between(many) }, 54);
    assert.doesNotMatch(text, /BY CHANCE/);
    assert.match(text, /^and 5 more pairs$/m);
    for (const line of text.split('\n')) assert.ok(widthOf(line) <= 54, line);
  });

  it('that have no answer are not compared', () => {
    const none = pair({ jensenShannonBits: null, p: null, pHolm: null, method: null, verdict: null });
    assert.doesNotMatch(shown({ between: between([none]) }), /PAIR/);
  });
});

describe('wording in a terminal', () => {
  const phrase = { outputs: 6, targets: 2, byTarget: { 'openai:a': 4, 'openai:b': 2 }, lift: 9, echo: false };
  const term = { z: 3, documents: 9, otherDocuments: 0, p: 0.001, pAdjusted: 0.01 };

  it('shows what several say, and what one says more than the others', () => {
    const text = shown({
      phrases: [
        { phrase: 'move to disturb', ...phrase },
        { phrase: 'build something', ...phrase, echo: true },
      ],
      signatures: { 'openai:a': [{ term: 'erosion', ...term }], 'openai:b': [] },
    });
    assert.match(
      text,
      /^PHRASE +OUTPUTS +MODELS\nmove to disturb +6 +2 of 2\n\nMODEL +TERM +OUTPUTS +OTHERS\na +erosion +9 +0$/m,
    );
    assert.doesNotMatch(text, /build something/);
  });

  it('shows what many outputs share before it, unless the tally has told it', () => {
    const said = { share: 0.6, byTarget: { 'openai:a': 4 } };
    const text = shown({
      sharedParts: [
        { text: 'Eldrin', outputs: 17, ...said },
        { text: 'a quiet village', outputs: 9, ...said },
      ],
      phrases: [{ phrase: 'move to disturb', ...phrase, outputs: 1 }],
    });
    assert.match(
      text,
      /^SHARED WORDING +OUTPUTS +SHARE +MODELS\nEldrin +17 +60% +1 of 2\na quiet village +9 .*\n\nPHRASE +OUTPUTS +MODELS\nmove/m,
    );
  });

  it('is harmless and fits whatever was said', () => {
    const hostile = '\u001b]0;owned\u0007愛\u202e'.repeat(40);
    const text = shown(
      {
        sharedParts: [{ text: hostile, outputs: 9, share: 1, byTarget: {} }],
        phrases: [{ phrase: hostile, ...phrase, outputs: 0 }],
        signatures: { 'openai:a': [{ term: hostile, ...term }] },
      },
      60,
    );
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
    for (const line of text.split('\n')) assert.ok(widthOf(line) <= 60, line);
  });
});
