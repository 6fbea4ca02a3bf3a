import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize, type AnalysisOptions } from '../../../../src/core/analysis/summarize.ts';
import { askMeaning, comparedAnswers, type SemanticWish } from '../../../../src/core/semantic/ask.ts';
import { estimateMeaning, meaningSentence } from '../../../../src/core/semantic/estimate.ts';
import { semanticCost, semanticCostLine } from '../../../../src/core/money/semantic-cost.ts';
import type { Price, RunRecord } from '../../../../src/core/model/run.ts';
import { estimateTokens } from '../../../../src/core/money/tokens.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import type { Provider } from '../../../../src/core/ports.ts';
import { runOf, times, trialOf } from '../analysis/run-of.ts';
import { asking, grouping, honestJudge, says } from './support.ts';

const NOW = '2026-02-01T12:00:00.000Z';
const PRICE: Price = { inputPerMillion: 100, outputPerMillion: 0, name: 'x', source: 'user' };
const EMBED: SemanticWish = {
  method: 'embedding',
  target: 'openai:e',
  model: 'e',
  baseUrl: null,
  threshold: 0.9,
  price: PRICE,
};
const JUDGE: SemanticWish = { ...EMBED, method: 'judge', target: 'anthropic:j', model: 'j', threshold: null };

const NY = /york|apple|gotham/i;
const provider: Provider = {
  id: 'test',
  source: 'live',
  complete: (request) => Promise.resolve(says(honestJudge((a, b) => NY.test(a) && NY.test(b))(request))),
  embed: ({ texts }) =>
    Promise.resolve({
      kind: 'embedded',
      vectors: texts.map((text) => (NY.test(text) ? [1, 0.1] : [0, 1])),
      usage: { inputTokens: 5 * texts.length, outputTokens: 0 },
    }),
  listModels: () => Promise.resolve([]),
};

const cities = (): RunRecord =>
  runOf('Name a city', {
    a: [...times('New York City', 3), 'the big apple', 'Tokyo'],
    b: ['The Big Apple', 'Gotham', ...times('Tokyo!', 2), '42'],
  });
const MEANING = { ...DEFAULT_ANALYSIS, extractor: 'whole', grouping: 'semantic' } as const;

async function asked(record: RunRecord, wish: SemanticWish, options: AnalysisOptions = MEANING): Promise<RunRecord> {
  const compared = comparedAnswers(record, options, wish.method);
  return { ...record, semantic: await askMeaning(compared, wish, provider, asking(), NOW) };
}

describe('comparedAnswers', () => {
  it('are one a lexical group, the most frequent first, without numbers', () => {
    const { answers, left, prompt } = comparedAnswers(cities(), MEANING, 'embedding');
    assert.deepEqual(
      answers.map((answer) => answer.replace('!', '')),
      ['New York City', 'Tokyo', 'The Big Apple', 'Gotham'],
    );
    assert.deepEqual([left, prompt], [0, 'Name a city']);
  });

  it('do not depend on the order of the trials', () => {
    const record = cities();
    const reversed = { ...record, trials: [...record.trials].reverse() };
    assert.deepEqual(comparedAnswers(reversed, MEANING, 'judge'), comparedAnswers(record, MEANING, 'judge'));
  });

  it('are limited to the most frequent ones, and say how many are left', () => {
    const names = Array.from(
      { length: 250 },
      (_, index) =>
        `${'abcdefghij'.charAt(index % 10)}${'klmnopqrst'.charAt(Math.floor(index / 10) % 10)}${'uvwxyz'.charAt(Math.floor(index / 100))}`,
    );
    const record = runOf('Name one', { a: [...names, names[249]!] });
    const compared = comparedAnswers(record, MEANING, 'judge');
    assert.deepEqual([compared.answers.length, compared.left, compared.answers[0]], [200, 50, names[249]]);
    assert.match(meaningSentence(compared, JUDGE, estimateMeaning(compared, JUDGE)), / 50 rarer answers are too many /);
    assert.equal(comparedAnswers(record, MEANING, 'embedding').left, 0);
  });

  it('are none for numbers, and there is nothing to ask then', async () => {
    const record = runOf('Pick a random number between 1 and 100', { a: ['42', '7', '42'] });
    const found = await asked(record, JUDGE);
    assert.deepEqual([found.semantic!.answers, found.semantic!.calls], [0, 0]);
    const report = summarize(found, { ...DEFAULT_ANALYSIS, grouping: 'semantic' });
    assert.deepEqual(
      report.groups.map(({ answer, count }) => [answer, count]),
      [
        ['42', 2],
        ['7', 1],
      ],
    );
    assert.match(report.insight.details.at(-1)!, /^The answers are numbers/);
    const compared = comparedAnswers(record, DEFAULT_ANALYSIS, 'judge');
    assert.match(meaningSentence(compared, JUDGE, estimateMeaning(compared, JUDGE)), /asks nothing/);
  });
});

describe('a choice', () => {
  const prompt = 'Do you prefer tea or coffee? Answer with one word.';

  it('has options, of which a judge is asked nothing and joins none', async () => {
    const record = runOf(prompt, { a: [...times('tea', 3), 'coffee', 'Coffee!'] });
    const found = await asked(record, JUDGE, DEFAULT_ANALYSIS);
    assert.equal(found.semantic!.answers, 0);
    const apart = { answers: ['Yes', 'No'], left: 0, prompt: null };
    assert.match(
      meaningSentence(apart, JUDGE, estimateMeaning(apart, JUDGE)),
      /asks nothing: there are no two answers/,
    );
    const same = [{ answers: ['tea', 'coffee'], similarity: null }];
    const report = summarize(
      { ...record, semantic: grouping({ method: 'judge', same }) },
      { ...DEFAULT_ANALYSIS, grouping: 'semantic' },
    );
    assert.deepEqual([report.extractor, report.groups.map(({ count }) => count)], ['choice:tea,coffee', [3, 2]]);
    assert.match(report.insight.details.at(-1)!, /^The answers are options of the prompt/);
  });
});

describe('a report by meaning', () => {
  for (const wish of [EMBED, JUDGE]) {
    it(`rests on what was asked once: ${wish.method}`, async () => {
      const record = await asked(cities(), wish);
      const report = summarize(record, MEANING);
      assert.equal(report.grouping, 'semantic');
      assert.deepEqual(
        report.groups.map(({ answer, count }) => [answer.replace('!', ''), count]),
        [
          ['New York City', 6],
          ['Tokyo', 3],
          ['42', 1],
        ],
      );
      assert.match(
        report.insight.details.at(-1)!,
        wish.method === 'judge'
          ? /as anthropic:j judged it\.$/
          : /as openai:e measures it: answers that are at least 0\.9 alike/,
      );
      const marked = report.insight.details.filter((detail) => /^Merged by judge/.test(detail));
      const mark = 'Merged by judge anthropic:j, which can be wrong: “New York City”.';
      assert.deepEqual(marked, wish.method === 'judge' ? [mark] : []);
      const shuffled = { ...record, trials: [...record.trials].reverse() };
      assert.deepEqual(summarize(shuffled, MEANING), report);
      // Other groupings take no notice of it.
      assert.equal(summarize(record, { ...MEANING, grouping: 'lexical' }).groups.length, 5);
    });
  }

  it('needs somebody who was asked', () => {
    assert.throws(
      () => summarize(cities(), MEANING),
      (error) =>
        error instanceof UsageError &&
        /ask with --embed PROVIDER:MODEL or --judge PROVIDER:MODEL\.$/.test(error.message),
    );
  });

  it('says how many answers nobody was asked about, and leaves them as they are worded', async () => {
    const { run, trials, semantic } = await asked(cities(), EMBED);
    const later = [
      trialOf('test:a', 5, 'Gotham City'),
      trialOf('test:b', 5, 'the big apple.'),
      trialOf('test:b', 6, '43'),
    ];
    const record = { run: { ...run, trialsPerCell: 7 }, trials: [...trials, ...later], edits: [], semantic: semantic! };
    const report = summarize(record, MEANING);
    assert.deepEqual(
      report.groups.map(({ count }) => count),
      [7, 3, 1, 1, 1],
    );
    assert.equal(
      report.insight.details.at(-1),
      '1 answer was not compared by meaning, because it came later, is read in another way, or is one too many; it is grouped by wording until asked again.',
    );
    const unread = { ...record, semantic: { ...semantic!, unreadable: 2 } };
    assert.equal(
      summarize(unread, MEANING).insight.details.at(-1),
      '2 replies of openai:e could not be read and merged nothing.',
    );
    const unasked = { ...record, semantic: { ...semantic!, unasked: 1 } };
    assert.equal(
      summarize(unasked, MEANING).insight.details.at(-1),
      '1 pair of answers was too many to ask openai:e about, and merged nothing.',
    );
  });
});

describe('what asking costs', () => {
  it('is estimated before', () => {
    const compared = comparedAnswers(cities(), MEANING, 'embedding');
    const estimate = estimateMeaning(compared, EMBED);
    assert.deepEqual(estimate.calls, { low: 1, high: 1 });
    assert.deepEqual(estimate.outputTokens, { low: 0, high: 0 });
    assert.deepEqual(estimate.costUsd, { low: estimate.inputTokens.low / 1e4, high: estimate.inputTokens.low / 1e4 });
    assert.match(
      meaningSentence(compared, EMBED, estimate),
      /^Grouping by meaning sends 4 different answers to openai:e in 1 call, about \d+ tokens in; at an estimated cost of \$0\.00\d+\.$/,
    );
    const unpriced = { ...JUDGE, price: undefined };
    assert.match(
      meaningSentence(compared, unpriced, estimateMeaning(compared, unpriced)),
      /in 6 to 12 calls, about [\d,]+ to [\d,]+ tokens in and 60 to 12,000 out; what that costs is unknown, because no price is known for it\.$/,
    );
  });

  for (const size of [2, 11, 60]) {
    it(`lies between what a judge is sent when all is different and when all is the same: ${size}`, async () => {
      const answers = Array.from({ length: size }, (_, index) => `answer ${'xyz'.repeat(index)}`);
      const compared = { answers, left: 0, prompt: 'Name one' };
      const { calls, inputTokens } = estimateMeaning(compared, JUDGE);
      const count = async (same: (a: string, b: string) => boolean) => {
        let sent = 0;
        const complete: Provider['complete'] = (request) => {
          sent += estimateTokens(request.system ?? '') + estimateTokens(request.messages[0]!.text);
          return Promise.resolve(says(honestJudge(same)(request)));
        };
        return { calls: (await askMeaning(compared, JUDGE, { ...provider, complete }, asking(), NOW)).calls, sent };
      };
      const [least, most] = [await count(() => false), await count(() => true)];
      assert.deepEqual([least.calls, most.calls], [calls.low, calls.high]);
      assert.ok(inputTokens.low <= least.sent && most.sent <= inputTokens.high, JSON.stringify([inputTokens, most]));
    });
  }

  it('is told after, and unknown where it is not known', () => {
    const known = grouping({ calls: 2, usage: { inputTokens: 12_000, outputTokens: 0 }, price: PRICE });
    assert.equal(semanticCost(known), 1.2);
    assert.equal(
      semanticCostLine(known),
      'Grouping by meaning: openai:embedder, 2 calls, 12,000 tokens in, 0 out, cost $1.20.',
    );
    const uncounted = { ...known, usage: { inputTokens: null, outputTokens: 0 } };
    assert.equal(
      semanticCostLine(uncounted),
      'Grouping by meaning: openai:embedder, 2 calls, unknown tokens in, 0 out, cost unknown.',
    );
    assert.equal(semanticCost(grouping()), null);
    assert.equal(semanticCost(grouping({ calls: 0 })), 0);
    const judged = {
      ...known,
      price: { ...PRICE, outputPerMillion: 1 },
      usage: { inputTokens: 1, outputTokens: null },
    };
    assert.equal(semanticCost(judged), null);
  });
});
