import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeRecordings } from '../../../../scripts/make-recordings.ts';
import { seededRandom } from '../../../../src/core/statistics/random.ts';
import { isOneComparison } from '../../../../src/core/analysis/comparison/between.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { aboutModels, pairsApart } from '../../../../src/core/analysis/insight/models.ts';
import { levelOf } from '../../../../src/core/analysis/insight/level.ts';
import { parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import type { Insight } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import publishedNumbers from '../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };
import publishedOutputs from '../../../fixtures/articles/seed-001-outputs.json' with { type: 'json' };
import { runOf, times } from './run-of.ts';

const hasher = { sha256: (text: string) => createHash('sha256').update(text, 'utf8').digest('hex') };
const files = makeRecordings(publishedOutputs, publishedNumbers, hasher);
const recorded = (name: string): RunRecord => parseProbeFile(files.get(`${name}.probe.json`)!);
const report = (record: RunRecord) => summarize(record, DEFAULT_ANALYSIS);
const insight = (record: RunRecord): Insight => report(record).insight;
const words = ({ headline, details }: Insight) => [headline, ...details].join('\n');
const NUMBER = 'Pick a random number between 1 and 100, only return the number';

function fairDraws(n: number, seed: number): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => String(1 + Math.floor(random() * 100)));
}

describe('aboutModels', () => {
  it('says what the insight says about the difference between models, and nothing else', () => {
    for (const name of ['numbers', 'jokes', 'colours']) {
      const report = summarize(recorded(name), DEFAULT_ANALYSIS);
      const sentences = aboutModels(recorded(name).run, report);
      const from = report.insight.details.indexOf(sentences[0]!);
      assert.deepEqual(report.insight.details.slice(from, from + sentences.length), sentences);
      assert.ok(sentences.every((sentence) => /models|answer/.test(sentence)));
    }
  });

  it('never says of models that answer alike that they cannot be told apart', () => {
    const record = runOf('Pick a fruit', { a: times('Mango', 60), b: times('Fig', 60), c: times('Apple', 60) });
    const report = summarize(record, DEFAULT_ANALYSIS);
    const { between } = report;
    assert.ok(isOneComparison(between));
    const said = (...verdicts: readonly ('differ' | 'undecided' | 'alike')[]): string => {
      const pairs = between.pairs.map((pair, index) => ({
        ...{ ...pair, verdict: verdicts[index]!, overlap: 0.9 + 0.03 * index, overlapLower: null },
      }));
      return aboutModels(record.run, { ...report, between: { ...between, pairs } }).join(' ');
    };
    assert.equal(
      said('differ', 'alike', 'undecided'),
      'a and b answer differently; 1 pair is undecided. a and c answer alike: they share 93% of their answers.',
    );
    assert.equal(
      said('differ', 'alike', 'alike'),
      'a and b answer differently. a and c answer alike: they share 93% of their answers. b and c answer alike: they share 96% of their answers.',
    );
    assert.equal(
      said('alike', 'alike', 'alike'),
      'All of these models answer alike; furthest apart are a and b, which share 90% of their answers.',
    );
    assert.equal(
      said('differ', 'undecided', 'undecided'),
      'a and b answer differently; no other pair can be told apart.',
    );
    assert.equal(
      said('differ', 'differ', 'differ'),
      'Any two of these models answer differently; closest are b and c, which share 96% of their answers.',
    );
  });

  it('names of many pairs the one that shares least, or most', () => {
    const names = ['a', 'b', 'c', 'd'];
    const record = runOf('Pick a fruit', Object.fromEntries(names.map((name) => [name, times('Mango', 60)])));
    const report = summarize(record, DEFAULT_ANALYSIS);
    const { between } = report;
    assert.ok(isOneComparison(between));
    const said = (verdicts: string, overlap: (index: number) => number | null): readonly string[] => {
      const verdictOf = (letter: string) => (letter === 'd' ? 'differ' : letter === 'a' ? 'alike' : 'undecided');
      const pairs = between.pairs.map((pair, index) => ({
        ...{ ...pair, verdict: verdictOf(verdicts.charAt(index)), overlap: overlap(index), overlapLower: null },
      }));
      return pairsApart(record.run, { between: { ...between, pairs } as typeof between });
    };
    assert.deepEqual(
      said('ddddua', (index) => 0.5 - 0.1 * index),
      [
        '4 of 6 pairs of models differ, most of all b and c, which share 20% of their answers; 1 pair is undecided.',
        'c and d answer alike: they share 0% of their answers.',
      ],
    );
    assert.deepEqual(
      said('aaaaud', (index) => 0.5 + 0.1 * index),
      [
        'c and d answer differently; 1 pair is undecided.',
        '4 of 6 pairs of models answer alike, most of all b and c, which share 80% of their answers.',
      ],
    );
    assert.deepEqual(said('aaaauu', () => null)[0], '4 of 6 pairs of models answer alike.');
  });
});

describe('insight', () => {
  it('says of no model that it repeats itself because another does', () => {
    const spread = Array.from({ length: 100 }, (_, index) => String(1 + index));
    const { verdict, headline } = insight(runOf(NUMBER, { a: spread, b: times('42', 20) }));
    assert.equal(verdict, 'each-its-own');
    assert.match(headline, /^Models differ\. b repeats itself \(100%\), a does not \(0%\)/);
  });

  it('counts refusals once, and says who never answered', () => {
    const refusals = times("I'm sorry, but I can't help with that.", 20);
    const alone = insight(runOf(NUMBER, { a: refusals }));
    assert.equal(alone.headline, 'No verdict. 20 of 20 runs gave no answer (20 refused).');
    assert.deepEqual(alone.details, []);
    const beside = insight(runOf(NUMBER, { a: refusals, b: times('42', 20) }));
    assert.match(beside.headline, /All 20 answers are 42\.$/);
    assert.match(beside.details.join('\n'), /^a never answered/m);
  });

  it('says in one sentence which models say one thing, and of colours nothing twice', () => {
    const { details } = insight(
      runOf('Name a colour.', { a: times('Blue', 50), b: times('Blue', 50), c: times('Red', 50) }),
    );
    const loyal = details.filter((detail) => detail.includes(' says '));
    assert.deepEqual(loyal, [
      'a says “Blue” in 50 of 50 runs, b “Blue” in 50 of 50 runs and c “Red” in 50 of 50 runs.',
    ]);
    assert.doesNotMatch(details.join('\n'), /colours are/);
  });

  it("reads the article's numbers as a careful colleague would", () => {
    const { level, headline, details } = insight(recorded('numbers'));
    assert.equal(level, 'strong');
    assert.equal(
      headline,
      'Strongly converged. 42, 73 and 57 make up 71% of 150 answers; a fair draw would give them 3%.',
    );
    assert.deepEqual(details, [
      'Any two of these models answer differently; closest are gpt-5-mini and gemini-2.5-flash, which share 50% of their answers.',
      'No answer is below 17, none ends in 0 and none repeats one digit, as 77 does.',
      '50 runs per model are enough for this verdict and for every pair of models.',
      'Two models agree 11% of the time, two runs of one model 43%; a fair draw would agree 1%.',
      'claude-haiku-4-5 says 42 in 49 of 50 runs.',
      'These answers are recorded (Different Models, Same Slop?); no model was asked now.',
    ]);
  });

  it('claims no difference between models from 3 runs each', () => {
    const found = words(insight(recorded('jokes')));
    assert.match(found, /3 runs per model are not enough to tell these models apart/);
    assert.doesNotMatch(found, /answer like|differ/);
  });

  it('names recorded and simulated answers', () => {
    assert.match(words(insight(recorded('fruits'))), /recorded \(Different Models, Same Slop\?\)/);
    const simulated = runOf('Pick a fruit', { a: times('Mango', 9) }, { changes: { source: 'simulated' } });
    assert.match(words(insight(simulated)), /made up/);
    assert.doesNotMatch(words(insight(runOf('Pick a fruit', { a: times('Mango', 9) }))), /simulated|recorded/);
  });

  it('never judges simulated answers, alone or among others', () => {
    const made = runOf('Pick a fruit', { a: times('Mango', 50) }, { changes: { source: 'simulated' } });
    const real = runOf('Pick a fruit', { a: times('Mango', 50) });
    for (const trials of [made.trials, [...made.trials.slice(0, 1), ...real.trials.slice(1)]]) {
      for (const status of ['complete', 'running'] as const) {
        const demo = insight({ ...made, run: { ...made.run, status }, trials });
        assert.deepEqual([demo.verdict, demo.level], ['undecided', 'undecided']);
        assert.match(demo.headline, /^Demo: (?:these|some of these) answers are made up\./);
        assert.doesNotMatch(words(demo), /Mango|converged/i);
      }
    }
    assert.equal(insight(real).verdict === 'undecided', false);
  });

  it('says "so far" while it runs', () => {
    const running = runOf('Pick a fruit', { a: times('Mango', 30) }, { status: 'running' });
    assert.match(insight(running).headline, /^So far: strongly converged\./);
    assert.equal(insight(runOf('Pick a fruit', { a: [] }, { status: 'running' })).headline, 'No answers yet.');
  });

  it('calls identical answers at temperature 0 or with a fixed seed determinism', () => {
    for (const honoured of [{ temperature: 0 }, { seed: 7 }]) {
      const found = insight(runOf('Pick a fruit', { a: times('Mango', 50) }, { changes: { honoured } }));
      assert.match(found.headline, /^Determinism, not convergence\./);
      assert.equal(found.level, 'undecided');
    }
    // A temperature that was asked for but not sent fixes nothing.
    const dropped = runOf('Pick a fruit', { a: times('Mango', 50) }, { changes: { requested: { temperature: 0 } } });
    assert.equal(insight(dropped).level, 'strong');
  });

  it('calls the answers of a cache determinism, whether it says so or only a long text does', () => {
    const record = runOf('Pick a fruit', { a: times('Mango', 50) });
    // The first answer fills the cache.
    const trials = record.trials.map((trial, index) => (index === 0 ? trial : { ...trial, cached: true }));
    const { headline, level } = insight({ ...record, trials });
    assert.match(headline, /^Determinism, not convergence\. A cache makes a model repeat one text/);
    assert.equal(level, 'undecided');
    const some = record.trials.map((trial, index) => (index < 9 ? trial : { ...trial, cached: true }));
    assert.equal(insight({ ...record, trials: some }).level, 'strong', 'nine fresh answers are nine answers');
    const long = times('The quick brown fox jumps over the lazy dog and goes on and on and on. ', 5).join('');
    const found = insight(runOf('Tell me a story', { a: times(long, 5), b: ['One fox.', 'Two dogs.'] }));
    assert.match(words(found), /a gave one text 5 times letter for letter: determinism, not convergence\./);
    assert.doesNotMatch(words(insight(runOf('Tell me a story', { a: times(long, 2) }))), /determinism/i);
  });

  it('says which models differ and which are alike, as far as the tests do', () => {
    const three = runOf('Pick a fruit', {
      a: times('Mango', 60),
      b: times('Mango', 60),
      c: times('Apple', 60),
    });
    const found = words(insight(three));
    assert.match(found, /c answers differently from a and b\./);
    assert.doesNotMatch(found, /told apart/, 'a pair that is alike is no pair that cannot be told apart');
    const all = runOf('Pick a fruit', { a: times('Mango', 60), b: times('Fig', 60), c: times('Apple', 60) });
    assert.match(insight(all).headline, /no two models agree/);
    const two = runOf('Pick a fruit', { a: times('Mango', 60), b: times('Fig', 60) });
    assert.match(insight(two).headline, /no two models agree/);
    const one = runOf('Pick a fruit', { a: times('Mango', 60), b: times('Mango', 60) });
    assert.match(words(insight(one)), /a and b answer alike: they share all of their answers \(at least \d\d%\)\./);
  });

  it('says how many answers there are at least, and compares unequal numbers of runs at equal ones', () => {
    const fruits = Array.from({ length: 40 }, (_, index) => `Fruit ${String.fromCharCode(65 + (index % 26))}${index}`);
    const many = insight(runOf('Pick a fruit', { a: [...fruits, ...fruits.slice(0, 3)] }));
    assert.match(words(many), /New runs would mostly bring new answers\./);
    const twice = insight(runOf('Pick a fruit', { a: [...fruits, ...fruits.slice(0, 25)] }));
    assert.match(words(twice), /At least \d+ answers exist; 40 were seen\./);
    assert.doesNotMatch(words(insight(runOf('Pick a fruit', { a: times('Mango', 20) }))), /At least \d+ answer/);
    const uneven = insight(runOf('Pick a fruit', { a: times('Mango', 30), b: fruits.slice(0, 10) }));
    assert.match(words(uneven), /In 10 runs a gives 1 answer, b gives 10\./);
  });

  it('says whether numbers may be a fair draw, and what they avoid', () => {
    const article = words(insight(recorded('numbers')));
    assert.match(article, /No answer is below 17, none ends in 0/);
    const fair = words(insight(runOf(NUMBER, { a: fairDraws(200, 4) })));
    assert.match(fair, /Nothing speaks against a fair draw from 1 to 100 \(p = 0\.\d+\)\./);
  });

  it('names the models that were fixed beside others that were not', () => {
    const record = runOf('Pick a fruit', { a: times('Mango', 9), b: ['Mango', 'Apple', 'Pear'] });
    const trials = record.trials.map((trial) =>
      trial.target === 'test:a' ? { ...trial, honoured: { temperature: 0 } } : trial,
    );
    assert.match(words(insight({ ...record, trials })), /a gave one text 9 times at temperature 0: determinism/);
  });

  it('does not call a fair draw converged', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { level, headline } = insight(runOf(NUMBER, { a: fairDraws(50, seed) }));
      assert.ok(level === 'none' || level === 'undecided', `${seed}: ${headline}`);
    }
    assert.equal(insight(runOf(NUMBER, { a: fairDraws(1000, 3) })).level, 'none');
  });

  it('does not call a fair coin or a fair die converged', () => {
    const coin = Array.from({ length: 200 }, (_, index) => String(1 + (index % 2)));
    const die = Array.from({ length: 300 }, (_, index) => String(1 + (index % 6)));
    assert.equal(insight(runOf('Pick a number between 1 and 2', { a: coin })).level, 'none');
    assert.equal(insight(runOf('Pick a number between 1 and 6', { a: die })).level, 'none');
  });

  it('does not call a fair draw of some numbers of a range converged', () => {
    const evens = Array.from({ length: 200 }, (_, index) => String(2 + 2 * (index % 10)));
    const even = report(runOf('Pick a random even number between 1 and 20.', { a: evens }));
    assert.deepEqual(even.possible, { size: 10, isFairPick: true });
    assert.equal(even.insight.level, 'none');
    assert.ok(Math.abs(even.pooled['normalized-entropy']!.value! - 1) < 1e-9);
    assert.doesNotMatch(words(even.insight), /fair draw from 1 to 20/);
    const primes = Array.from({ length: 200 }, (_, index) => ['2', '3', '5', '7', '11', '13', '17', '19'][index % 8]!);
    const prime = report(runOf('Pick a random prime number between 1 and 20.', { a: primes }));
    assert.deepEqual(prime.possible, { size: 8, isFairPick: false });
    assert.equal(prime.insight.level, 'none');
    assert.doesNotMatch(words(prime.insight), /fair draw/);
    const stray = report(runOf('Pick a random even number between 1 and 20.', { a: [...evens, '7'] }));
    assert.equal(stray.insight.level, 'none', 'an odd number among them changes nothing');
    const favourite = insight(runOf('Pick a random even number between 1 and 20.', { a: times('14', 50) }));
    assert.equal(favourite.level, 'strong');
  });

  it('decides by the corrected p alone whether a die has a preference', () => {
    const counts = [32, 24, 20, 16, 14, 14];
    const rolls = counts.flatMap((count, index) => times(String(index + 1), count));
    const { numbers, insight: found } = report(runOf('Roll a die. Only the number.', { a: rolls }));
    assert.ok(numbers!.pooled.p! < 0.05 && numbers!.pooled.pAdjusted! >= 0.05);
    assert.equal(found.verdict, 'no-preference');
  });

  it('reads levels off chance-corrected agreement, or off multiples of a fair draw', () => {
    const level = (chance: number, bounds: readonly [number, number]) =>
      levelOf({ value: (bounds[0] + bounds[1]) / 2, bounds, chance });
    // A coin: half of the way to certainty is strong.
    assert.equal(level(1 / 2, [0.75, 0.9]), 'strong');
    assert.equal(level(1 / 2, [0.61, 0.8]), 'moderate');
    assert.equal(level(1 / 2, [0.49, 0.8]), 'undecided');
    assert.equal(level(1 / 2, [0.49, 0.52]), 'none');
    assert.equal(level(1, [0.9, 1]), 'none');
    // A hundred numbers: four times a fair draw.
    assert.equal(level(1 / 100, [0.041, 0.2]), 'strong');
    assert.equal(level(1 / 100, [0.035, 0.2]), 'moderate', 'twice, but for the least corrected agreement of 2.5%');
    assert.equal(level(1 / 100, [0.03, 0.2]), 'weak', 'and of 2%');
    assert.equal(level(1 / 100, [0.02, 0.2]), 'undecided');
    // One coincidence in a million.
    assert.equal(level(1e-6, [2e-5, 0.004]), 'none');
    assert.equal(level(0, [0.51, 0.7]), 'strong');
    assert.equal(level(0, [0.1, 0.3]), 'weak');
    assert.equal(level(0, [0.04, 0.3]), 'undecided');
    assert.equal(level(0, [0.01, 0.04]), 'none');
  });

  it('never jumps when one more answer becomes possible', () => {
    const ranks = ['none', 'weak', 'moderate', 'strong'];
    const shapes: Readonly<Record<string, (size: number) => number>> = {
      fair: (size) => 1 / size,
      'a favourite of half': (size) => 0.25 + 0.25 / (size - 1),
    };
    for (const [name, agreementOf] of Object.entries(shapes)) {
      let before: number | null = null;
      for (let size = 2; size <= 1000; size += 1) {
        const agreement = agreementOf(size);
        const level = levelOf({ value: agreement, bounds: [agreement, agreement], chance: 1 / size });
        const rank = ranks.indexOf(level);
        if (name === 'fair') assert.equal(level, 'none', `${size}`);
        assert.ok(before === null || (rank >= before && rank <= before + 1), `${name}, ${size}: ${level}`);
        before = rank;
      }
    }
  });

  it('never falls by more than a step where ever more answers become possible', () => {
    const ranks = ['none', 'weak', 'moderate', 'strong'];
    let [weights, squares] = [0, 0];
    let before: number | null = null;
    const from: Record<string, number> = {};
    for (let size = 1; size <= 100_000; size++) {
      weights += 1 / size;
      squares += 1 / size ** 2;
      if (size < 2) continue;
      const agreement = squares / weights ** 2;
      const level = levelOf({ value: agreement, bounds: [agreement, agreement], chance: 1 / size });
      const rank = ranks.indexOf(level);
      assert.ok(before === null || Math.abs(rank - before) <= 1, `Zipf, ${size}: ${ranks[before ?? 0]!} to ${level}`);
      if (before !== rank) from[level] = size;
      before = rank;
    }
    // As docs/statistics.md says.
    assert.deepEqual(from, { weak: 1706, moderate: 795, strong: 50, none: 4646 });
  });

  it('names only answers that came more than once, and never two that look the same', () => {
    const said = (...texts: string[]) => words(insight(runOf('Say something', { a: texts })));
    assert.match(said('Mango', 'Mango', 'Apple', 'Pear', 'Mango', 'Mango', 'Mango'), /5 of 7 answers are “Mango”\./);
    assert.match(
      said('Mango', 'Mango', 'Fig', 'Fig', 'Fig', 'Plum', 'Lime'),
      /“Fig” and “Mango” make up 71% of 7 answers\./,
    );
    const long = 'The same beginning of many words which goes on for longer than a sentence can quote and then ';
    const letters = (letter: string) => Array.from({ length: 90 }, (_, index) => letter.repeat(2 + index)).join(' ');
    const twice = said(...times(long + letters('q'), 6), long + letters('z'));
    assert.match(twice, /6 of 7 answers are “The same beginning.*…”\./);
  });

  it('says "none below" only where there is more than one number', () => {
    assert.doesNotMatch(words(insight(runOf(NUMBER, { a: times('42', 50) }))), /No answer is|none/);
  });

  it('weighs unequal numbers of runs by what a test of them could show', () => {
    const few = words(insight(runOf('Pick a fruit', { a: times('Mango', 2), b: ['Mango'] })));
    assert.match(few, /1 to 2 runs per model are not enough to tell these models apart/);
    const enough = words(insight(runOf('Pick a fruit', { a: times('Mango', 50), b: times('Apple', 3) })));
    assert.match(enough, /a says “Mango” in 50 of 50 runs; b answered only 3 times \(“Apple”\): too few to compare\./);
    assert.doesNotMatch(enough, /differ/, 'too few to compare, and so not compared');
  });

  it('keeps right-to-left answers from turning the sentence around', () => {
    const found = words(insight(runOf('Pick a fruit', { a: times('תפוח', 9), b: times('a\u202eb', 5) })));
    assert.match(found, /9 of 14 answers are \u2068“תפוח”\u2069/);
    assert.match(found, /b “ab” in 5 of 5/);
    assert.doesNotMatch(words(insight(runOf('Pick a fruit', { a: times('Mango', 9) }))), /[\u2066-\u2069]/);
  });

  it('calls ten of ten the same strongly converged, and three of three not yet', () => {
    assert.equal(insight(runOf('Pick a fruit', { a: times('Mango', 10) })).level, 'strong');
    assert.notEqual(insight(runOf('Pick a fruit', { a: times('Mango', 3) })).level, 'strong');
  });

  it('says how many runs would settle what few runs cannot', () => {
    const few = insight(runOf('Pick a fruit', { a: ['Mango', 'Mango', 'Apple'] }));
    assert.equal(few.level, 'undecided');
    assert.match(few.headline, /^Too few runs/);
    assert.match(words(few), /A verdict takes at least 5 runs\./);
    const more = insight(runOf('Pick a fruit', { a: ['Mango', 'Mango', 'Mango', 'Apple', 'Fig', 'Pear', 'Plum'] }));
    assert.equal(more.verdict, 'undecided');
    assert.match(more.details[0]!, /^About \d+ more runs would settle it\.$/);
    const near = ['Mango', 'Mango', 'Mango', 'Mango', 'Mango', 'Mango', 'Mango', 'Apple', 'Fig', 'Kiwi'];
    const two = insight(runOf('Pick a fruit', { a: near, b: near, c: [] }));
    const sentence = /^About \d+ more runs of each of the 2 models that answer would settle it\.$/;
    if (two.verdict === 'undecided') assert.match(two.details[0]!, sentence);
  });

  it('says what was not counted, and when nothing was', () => {
    const some = runOf(NUMBER, { a: [...times('42', 20), '1000', 'none of them'] });
    assert.match(words(insight(some)), /Not counted: 1 without a readable answer and 1 out of range, of 22 runs\./);
    const nothing = insight(runOf(NUMBER, { a: [' '] }));
    assert.equal(nothing.headline, 'No verdict. No answer could be counted.');
    assert.equal(nothing.level, 'undecided');
  });

  it('keeps long and hostile answers short and on one line', () => {
    const hostile = `<img src=x onerror=alert(1)>\n${'x'.repeat(500)}`;
    for (const sentence of insight(runOf('Say something', { a: times(hostile, 9), b: times('Mango', 9) })).details) {
      assert.ok(sentence.length < 300 && !sentence.includes('\n'), sentence);
    }
  });
});
