import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { groupAnswers, type Groupable } from '../../../../src/core/grouping/group-answers.ts';
import type { SemanticGrouping } from '../../../../src/core/model/run.ts';
import { grouping } from '../semantic/support.ts';

const of = (counts: Readonly<Record<string, number>>): Groupable[] =>
  Object.entries(counts).map(([answer, count]) => ({ text: answer, answer, count, notes: [] }));
const grouped = (inputs: readonly Groupable[], semantic: SemanticGrouping, kind: 'number' | 'text' = 'text') =>
  groupAnswers(inputs, { mode: 'semantic', kind, semantic });
const tally = (inputs: readonly Groupable[], semantic: SemanticGrouping): Record<string, number> => {
  const { groupOf, groups } = grouped(inputs, semantic);
  const counts = groups.map(() => 0);
  groupOf.forEach((group, index) => (counts[group]! += inputs[index]!.count));
  return Object.fromEntries(groups.map(({ answer }, index) => [answer, counts[index]!]));
};

const CITY = { answers: ['New York City', 'The Big Apple', 'Gotham'], similarity: [1, 0.93, 0.91] };

describe('grouping by meaning', () => {
  it('joins lexical groups that are in one class, and no others', () => {
    const inputs = of({ 'New York City': 4, 'the big apple': 3, 'Big Apple!': 1, Tokyo: 2 });
    assert.deepEqual(tally(inputs, grouping({ same: [CITY] })), { 'New York City': 8, Tokyo: 2 });
    assert.deepEqual(tally(inputs, grouping()), { 'New York City': 4, 'the big apple': 4, Tokyo: 2 });
    assert.equal(
      groupAnswers(inputs, { mode: 'lexical', kind: 'text', semantic: grouping({ same: [CITY] }) }).groups.length,
      3,
    );
  });

  it('says why, with the figure that is known', () => {
    const inputs = of({ 'New York City': 4, 'The Big Apple': 3, Gotham: 2, 'new york city.': 1 });
    const { why, groups } = grouped(inputs, grouping({ same: [CITY] }));
    assert.deepEqual(why, [
      '',
      'meaning 0.93 alike, by openai:embedder',
      'meaning 0.91 alike, by openai:embedder',
      'folded: case, “.”',
    ]);
    assert.match(
      groups[0]!.why,
      /^4 wordings merged: folded: case, “\.”; meaning 0\.91 alike, by openai:embedder; mean/,
    );
    // Another wording names the group now: between it and the third no figure is known.
    const later = of({ 'New York City': 1, 'The Big Apple': 3, Gotham: 2 });
    assert.deepEqual(grouped(later, grouping({ same: [CITY] })).why, [
      'meaning 0.93 alike, by openai:embedder',
      '',
      'meaning alike, by openai:embedder',
    ]);
    const judged = grouping({
      method: 'judge',
      target: 'anthropic:j',
      threshold: null,
      same: [{ ...CITY, similarity: null }],
    });
    assert.equal(grouped(inputs, judged).why[1], 'judged the same by anthropic:j');
  });

  it('says that a model joined it, however many other reasons there are', () => {
    const spellings = [
      'new york city',
      'NEW YORK CITY!',
      '**New York City**',
      '“New York City”',
      'New  York City…',
      '(New York City)',
    ];
    const inputs = of({ 'New York City': 9, ...Object.fromEntries(spellings.map((answer) => [answer, 1])), Gotham: 1 });
    const same = [{ answers: ['New York City', 'Gotham'], similarity: null }];
    const { groups } = grouped(inputs, grouping({ method: 'judge', target: 'anthropic:j', same }));
    assert.match(groups[0]!.why, /; judged the same by anthropic:j; and \d more\.$/);
  });

  it('joins no numbers, whatever a file says', () => {
    const same = [{ answers: ['42', 'forty-two', '7', 'seven!'], similarity: null }];
    const inputs = of({ '42': 2, 'forty-two': 1, '7': 1, 'seven!': 1 });
    // Their wording makes them one, as 42 is forty-two; their meaning does not make them four.
    assert.equal(grouped(inputs, grouping({ same })).groups.length, 2);
    assert.equal(grouped(of({ '42': 2, '7': 1 }), grouping({ same }), 'number').groups.length, 2);
  });

  it('joins nothing that is never one, whatever a file says', () => {
    const inputs = of({
      Yes: 5,
      Sure: 4,
      'No, never': 3,
      'It will rain': 2,
      'It will not rain': 1,
      '42 sheep': 1,
      '43 sheep': 1,
    });
    const same = [
      { answers: ['Sure', 'No, never', 'Yes'], similarity: null },
      { answers: ['It will rain', 'It will not rain', '42 sheep', '43 sheep'], similarity: [1, 1, 1, 1] },
    ];
    assert.deepEqual(tally(inputs, grouping({ same })), {
      Yes: 9,
      'No, never': 3,
      'It will rain': 2,
      ...{ 'It will not rain': 1, '42 sheep': 1, '43 sheep': 1 },
    });
  });

  it('joins no more of a class than could have been compared', () => {
    const names = Array.from(
      { length: 5000 },
      (_, at) => `word${at.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}`,
    );
    const same = [{ answers: names, similarity: null }];
    const inputs = names.map((answer): Groupable => ({ text: answer, answer, count: 1, notes: [] }));
    const lexical = grouped(inputs, grouping()).groups.length;
    assert.equal(grouped(inputs, grouping({ same })).groups.length, lexical - 999);
  });

  it('does not join two classes by way of a lexical group between them', () => {
    const same = [
      { answers: ['Big Apple', 'Gotham'], similarity: null },
      { answers: ['the big apple', 'a fruit'], similarity: null },
    ];
    // Both wordings are one lexical group; it goes with the more frequent one.
    const inputs = of({ 'the big apple': 3, 'Big Apple': 1, Gotham: 2, 'a fruit': 2 });
    assert.deepEqual(tally(inputs, grouping({ same })), { 'the big apple': 4 + 2, Gotham: 2 });
  });

  it('is not misled by a class that names an answer twice, or names of JavaScript', () => {
    const same = [
      { answers: ['constructor', '__proto__'], similarity: null },
      { answers: ['__proto__', 'toString'], similarity: null },
    ];
    assert.deepEqual(tally(of({ constructor: 3, toString: 2, valueOf: 1 }), grouping({ same })), {
      constructor: 3,
      toString: 2,
      valueOf: 1,
    });
  });

  it('does not depend on the order of the answers', () => {
    const inputs = of({ 'New York City': 2, 'The Big Apple': 2, Gotham: 2, Tokyo: 2, 'big apple': 2, Edo: 1 });
    const semantic = grouping({ same: [CITY, { answers: ['Tokyo', 'Edo'], similarity: [1, 0.95] }] });
    const all = (given: readonly Groupable[]): unknown => {
      const { groupOf, why, groups } = grouped(given, semantic);
      return [groups, given.map(({ answer }, at) => [answer, groups[groupOf[at]!]!.id, why[at]].join(' | ')).sort()];
    };
    const expected = all(inputs);
    fc.assert(
      fc.property(fc.shuffledSubarray(inputs, { minLength: inputs.length }), (shuffled) => {
        assert.deepEqual(all(shuffled), expected);
      }),
      { seed: 5, numRuns: 20 },
    );
  });
});
