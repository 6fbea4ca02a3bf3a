import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { glanceOf } from '../../../../../src/core/analysis/insight/glance.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { runOf, times } from '../run-of.ts';

const NUMBER = 'Pick a random number between 1 and 100.';
const spread = (from: number, count: number) => Array.from({ length: count }, (_, index) => String(from + index));
const glance = (...of: Parameters<typeof runOf>) => glanceOf(summarize(runOf(...of), DEFAULT_ANALYSIS).insight);

describe('a glance', () => {
  it('claims in at most four words, whatever was found', () => {
    const claims = [
      glance(NUMBER, { a: times('42', 50), b: times('42', 50) }),
      glance(NUMBER, { a: times('42', 50), b: times('73', 50) }),
      glance(NUMBER, { a: [...times('42', 8), ...spread(43, 42)] }),
      glance('Heads or tails?', { a: [...times('Heads', 50), ...times('Tails', 50)] }),
      glance('Write a haiku.', { a: spread(100, 10), b: spread(200, 10) }),
      glance(NUMBER, { a: times("I'm sorry, but I can't help with that.", 20) }),
      glance('Name a city.', { a: times('Paris', 50), b: ['Tokyo', 'Rome'] }),
      glance('Name a city.', { a: ['Paris'] }),
      glance('Name a city.', { a: times('Paris', 9) }, { changes: { honoured: { temperature: 0 } } }),
    ].map(({ claim }) => claim);
    assert.deepEqual(claims, [
      'Strongly converged',
      'Models differ',
      'Not a fair draw',
      'No preference',
      'Not converged',
      'No verdict',
      'Too few runs',
      'Too few runs',
      'Determinism, not convergence',
    ]);
  });

  it('is the same claim while the run goes on', () => {
    const { claim, sentence } = glance('Name a city.', { a: times('Paris', 30) }, { status: 'running' });
    assert.equal(claim, 'So far: strongly converged');
    assert.equal(sentence, 'All 30 answers are “Paris”.');
  });

  it('says that runs were added, unless the looks at them were planned', () => {
    const record = runOf(NUMBER, { a: times('42', 50) });
    const detailsOf = (changes: object): string =>
      summarize({ ...record, run: { ...record.run, ...changes } }, DEFAULT_ANALYSIS).insight.details.join(' ');
    assert.match(detailsOf({ grown: [10, 20] }), /\badded at 10 and 20 runs per model\b/);
    assert.match(detailsOf({ grown: [1, 2, 3, 4, 5, 6] }), /\badded 6 times\b/);
    for (const changes of [{}, { grown: [] }, { grown: [10], looks: [10, 20, 50] }]) {
      assert.doesNotMatch(detailsOf(changes), /added/);
    }
  });

  it('is without a sentence where the claim says it all', () => {
    const { claim, sentence } = glanceOf({ headline: 'No answers yet.', details: [] });
    assert.deepEqual([claim, sentence], ['No answers yet', '']);
  });

  it('tells nobody who has not asked that something does not go beyond chance', () => {
    const denied = '“Tidal Memory” 14 → 19 of 50 with “expanded” (opus) does not go beyond chance (p = 0.395).';
    const { findings, more } = glanceOf({ headline: 'Conditions differ. x', details: [denied, 'a'] });
    assert.deepEqual([findings, more], [['a'], [denied]]);
  });

  it('holds three findings, and the others behind them', () => {
    const details = ['a', 'b', 'c', 'd', 'e'];
    const { findings, more } = glanceOf({ headline: 'Not converged. All differ.', details });
    assert.deepEqual([findings, more], [details.slice(0, 3), details.slice(3)]);
  });
});

describe('findings', () => {
  it('begin with what the reader of the verdict must know', () => {
    const outcomes = [...times('Paris', 40), ...times("I'm sorry, but I can't help with that.", 8)];
    const { findings } = glance('Name a city.', { a: outcomes });
    assert.match(findings[0]!, /^Not counted: 8 refused/);
  });

  it('say neither twice what answers there are nor what goes without saying', () => {
    const { sentence, findings, more } = glance('Name a city.', { a: times('Paris', 50), b: times('Paris', 50) });
    assert.equal(sentence, 'All 100 answers are “Paris”.');
    assert.deepEqual(
      [...findings, ...more],
      [
        'a and b answer alike: they share all of their answers (at least 93%).',
        '50 runs per model are enough for this verdict and for every pair of models.',
      ],
    );
  });
});
