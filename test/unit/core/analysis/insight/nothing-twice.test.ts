import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOneComparison } from '../../../../../src/core/analysis/comparison/between.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times } from '../run-of.ts';

const report = (record: RunRecord) => summarize(record, DEFAULT_ANALYSIS);
const insight = (record: RunRecord) => report(record).insight;
const NUMBER = 'Pick a random number between 1 and 100.';
/** Numbers that all differ. */
const spread = (from: number, count: number) => Array.from({ length: count }, (_, index) => String(from + index));

describe('details', () => {
  it('say of models that each repeat their own answer what it is, and not that they differ', () => {
    const { verdict, details } = insight(runOf('Name a flower.', { a: times('Rose', 90), b: times('Tulip', 20) }));
    assert.equal(verdict, 'each-its-own');
    assert.deepEqual(details, ['a says “Rose” in 90 of 90 runs and b “Tulip” in 20 of 20 runs.']);
    const often = insight(
      runOf(NUMBER, { a: [...times('42', 25), ...spread(1, 25)], b: [...times('73', 25), ...spread(50, 25)] }),
    );
    assert.match(often.details.join('\n'), /^a says 42 in 25 of 50 runs and b 73 in 26 of 50 runs\.$/m);
  });

  it('name no answer of many models that say what no other says', () => {
    const words = ['Otter', 'Fox', 'Owl', 'Lynx', 'Bear', 'Wolf', 'Seal'];
    const found = insight(runOf('Name an animal.', Object.fromEntries(words.map((word) => [word, times(word, 20)]))));
    assert.equal(found.verdict, 'each-its-own');
    assert.deepEqual(found.details, ['20 runs per model are enough for this verdict and for every pair of models.']);
  });

  it('say once what a single model says', () => {
    const { headline, details } = insight(
      runOf('Rate this from 1 to 5.', { a: [...times('3', 45), ...times('4', 5)] }),
    );
    assert.equal(headline, 'Strongly converged. 45 of 50 answers are 3.');
    assert.deepEqual(details, ['50 runs are enough for this verdict.', 'Two runs agree 82% of the time.']);
  });

  it('do not tell model by model what all of them say', () => {
    const found = (other: string) =>
      insight(runOf('Name a fruit.', { a: [...times('apple', 29), 'fig'], b: [...times(other, 28), 'fig', 'pear'] }));
    assert.equal(found('apple').verdict, 'converged');
    assert.doesNotMatch(found('apple').details.join('\n'), /a says/);
    assert.match(found('plum').details.join('\n'), /a says “apple”.*b “plum”/);
  });

  it('count once what could not be read, and say what the rest is', () => {
    const some = [...times('cat', 20), ...times('It depends on a great many things that nobody can know.', 20)];
    const { verdict, headline, details } = insight(runOf('Answer with one of: cat, dog.', { a: some }));
    assert.equal(verdict, 'unreadable');
    assert.match(headline, /20 of 40/);
    assert.deepEqual(details, ['All 20 answers that could be read are “cat”.']);
    const outside = insight(runOf('Pick a random number from 1 to 10.', { a: [...times('7', 2), ...times('42', 8)] }));
    assert.deepEqual(outside.details, ['Both answers within the range are 7.']);
  });

  it('do not repeat a number that the headline names', () => {
    const { headline, details } = insight(runOf(NUMBER, { a: [...times('42', 8), ...spread(43, 42)] }));
    assert.match(headline, /^Not a fair draw\. 42 comes in 16% of runs/);
    assert.doesNotMatch(details.join('\n'), /most frequent|settle it/);
  });

  it('do not compare models whose answers are all different', () => {
    const { details } = insight(runOf('Write a haiku.', { a: spread(100, 10), b: spread(200, 10) }));
    assert.doesNotMatch(details.join('\n'), /told apart|share/);
  });
});

describe('a model with too few answers', () => {
  const few = runOf('Name a city.', { a: times('Paris', 50), b: times('Tokyo', 2), c: times('Paris', 50) });

  it('is the first finding, with what it said, and named once', () => {
    const { headline, details } = insight(few);
    assert.equal(headline, 'Strongly converged. 100 of 102 answers are “Paris”.');
    assert.equal(details[0], 'b answered only twice (“Tokyo”): too few to compare.');
    assert.doesNotMatch(details.slice(1).join('\n'), /too few/);
  });

  it('is in no verdict on pairs of models', () => {
    const { between } = report(few);
    assert.ok(isOneComparison(between));
    const verdictOf = (a: string, b: string) => between.pairs.find((pair) => pair.a === a && pair.b === b)?.verdict;
    assert.equal(verdictOf('test:a', 'test:b'), 'undecided');
    assert.equal(verdictOf('test:b', 'test:c'), 'undecided');
    assert.equal(verdictOf('test:a', 'test:c'), 'alike');
    const { details } = insight(few);
    assert.doesNotMatch(details.join('\n'), /differ|b and|and b/);
  });
});

describe('one coincidence', () => {
  it('is named where many answers are possible, and is not told again', () => {
    const { headline, details } = insight(
      runOf('Pick a random number from 1 to 30,000.', {
        a: [...Array.from({ length: 60 }, (_, index) => String(11 + index * 491)), '777', '777'],
      }),
    );
    assert.equal(headline, 'Not converged. One answer, 777, came twice in 62 draws from 30,000.');
    assert.doesNotMatch(details.join('\n'), /777/);
  });

  it('among others is counted', () => {
    const { headline } = insight(
      runOf('Pick a random number from 1 to 1,000,000.', {
        a: [
          ...Array.from({ length: 194 }, (_, index) => String(11 + index * 4919)),
          ...['123456', '123456', '654321', '654321'],
        ],
      }),
    );
    assert.equal(headline, 'Not converged. 2 answers came more than once in 198 draws from 1,000,000.');
  });
});

describe('what different letters share', () => {
  it('is no greeting, no field and no leave-taking', () => {
    const nouns = ['river', 'stone', 'window', 'market', 'engine', 'garden', 'mirror', 'winter', 'letter', 'shadow'];
    const body = (index: number) =>
      Array.from({ length: 12 }, (_, place) => `${nouns[(index * 7 + place * 3) % 10]!}${index * 12 + place}`).join(
        ' ',
      );
    const letters = Array.from(
      { length: 12 },
      (_, index) =>
        `[Your Name]\n\nDear Landlord,\n\nThe leaking tap must be mended. ${body(index)}\n\nKind regards,\n[Your Name]`,
    );
    const { headline } = insight(runOf('Write a letter.', { a: letters }));
    assert.match(headline, /“leaking tap must be mended”|leaking/i);
    assert.doesNotMatch(headline, /Landlord|Name|regards/);
  });
});
