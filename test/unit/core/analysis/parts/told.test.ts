import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newParts, rarerPhrases } from '../../../../../src/core/analysis/parts/told.ts';
import { AnalysisSession } from '../../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { SharedPart, SharedPhrase } from '../../../../../src/core/model/report.ts';
import { runOf } from '../run-of.ts';
import { replies } from './planted.ts';

const part = (text: string, outputs: number): SharedPart => ({ text, outputs, share: outputs / 30, byTarget: {} });

describe('what shared parts say beyond the tally', () => {
  it('is what no answer with nearly as many outputs holds', () => {
    const groups = [
      { answer: 'The iPhone SE', count: 26 },
      { answer: 'A leather wallet', count: 4 },
    ];
    const said = newParts([part('iPhone SE', 28), part('Leather', 9), part('Balance', 20)], groups);
    assert.deepEqual(
      said.map(({ text }) => text),
      ['Leather', 'Balance'],
    );
    assert.deepEqual([newParts(null, groups), newParts(undefined, groups)], [[], []]);
  });

  it('leaves of phrases those that several models say in fewer outputs; of older files all', () => {
    const phrase = (outputs: number, targets: number, echo = false): SharedPhrase => ({
      ...{ phrase: `p ${outputs} ${targets}`, outputs, targets, byTarget: {}, lift: 2, echo },
    });
    const phrases = [phrase(40, 3), phrase(6, 3), phrase(6, 1), phrase(5, 2, true)];
    const names = (sharedParts?: readonly SharedPart[]) =>
      rarerPhrases({ phrases, outputs: 100, ...(sharedParts ? { sharedParts } : {}) }).map((one) => one.phrase);
    assert.deepEqual(names([]), ['p 6 3']);
    assert.deepEqual(names([part('quick P 6 3', 40)]), []);
    assert.deepEqual(names(), ['p 40 3', 'p 6 3', 'p 6 1']);
  });
});

describe('the outputs of a shared part', () => {
  it('are found in any form of its words, as many as the report counts', () => {
    const { run, trials } = runOf('Say something', {
      a: ['The lantern shone', 'Lanterns glow', 'Two lanterns fell', 'Dusk'],
    });
    const session = new AnalysisSession(run, { ...DEFAULT_ANALYSIS, extractor: 'whole' });
    session.add(trials);
    const [part] = session.report().sharedParts!;
    const query = { target: 'test:a', condition: 'default', offset: 0, limit: 9, group: null };
    assert.deepEqual([part!.outputs, session.outputs({ ...query, text: part!.text }).total], [3, 3]);
    assert.equal(session.outputs({ ...query, text: 'lantern' }).total, 3);
    assert.equal(session.outputs({ ...query, text: 'Lanterns g' }).total, 1);
  });
});

describe('the headline of different answers', () => {
  const headline = (texts: readonly string[], prompt = 'Say something') =>
    summarize(runOf(prompt, { a: texts }), { ...DEFAULT_ANALYSIS, extractor: 'whole' }).insight;

  it('says that they are of the same sentences', () => {
    const { verdict, headline: said } = headline(replies(240));
    assert.equal(verdict, 'varied');
    assert.match(said, /^Different answers, same sentences\. “[^”]+” is in \d+ of 240, /);
    assert.match(said, / and \d+ more in \d+ or more\.$/);
  });

  it('names what half of them hold, and nothing of the prompt', () => {
    const texts = Array.from({ length: 40 }, (_, index) => {
      const own = `${'abcdefghij'[index % 10]!}${'aeiou'[index % 5]!}${'klmnopqrst'[Math.floor(index / 4)]!}${index}`;
      return `${index < 25 ? 'Eldrin' : `The ${own}er`} ${own}s past ${own}ton and ${own}ford beside ${own}mere, a fox of ${own}wick near ${own}ham by ${own}bury.`;
    });
    const { headline: said } = headline(texts, 'A story of a fox');
    assert.equal(said, 'Not converged. All 40 answers are different; “Eldrin” is in 25 of 40.');
  });

  it('says no more of answers that share nothing', () => {
    const texts = Array.from({ length: 40 }, (_, index) =>
      Array.from({ length: 6 }, (_each, word) => `${(index * 6 + word + 999).toString(36)}qz`).join(' '),
    );
    assert.equal(headline(texts).headline, 'Not converged. All 40 answers are different.');
  });
});
