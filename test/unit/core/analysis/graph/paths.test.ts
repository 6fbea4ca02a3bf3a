import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mergedPaths } from '../../../../../src/core/analysis/graph/merge.ts';
import { prefixTree } from '../../../../../src/core/analysis/graph/prefix-tree.ts';
import { segmentsOf } from '../../../../../src/core/analysis/graph/segments.ts';
import type { WordPaths } from '../../../../../src/core/analysis/graph/word-paths.ts';

/** Texts as paths through shared words. */

const words = fc.array(fc.constantFrom(...'sun moon star sea the of a and fox'.split(' ')), {
  minLength: 1,
  maxLength: 12,
});
const texts = fc.array(words, { minLength: 1, maxLength: 12 });
const split = (...sentences: readonly string[]): readonly (readonly string[])[] =>
  sentences.map((sentence) => sentence.split(' '));
const read = ({ keys, paths }: WordPaths, text: number): string => paths[text]!.map((node) => keys[node]).join(' ');

/** Whether no node can be reached from itself. */
function hasNoCycle({ keys, paths }: WordPaths): boolean {
  const next = keys.map(() => new Set<number>());
  for (const path of paths) path.slice(1).forEach((to, at) => next[path[at]!]!.add(to));
  const left = keys.map(() => 0);
  for (const own of next) for (const to of own) left[to]!++;
  const ready = left.flatMap((count, node) => (count === 0 ? [node] : []));
  for (const node of ready) for (const to of next[node]!) if (--left[to]! === 0) ready.push(to);
  return ready.length === keys.length;
}

for (const [name, shape] of [
  ['merged', mergedPaths],
  ['tree', prefixTree],
] as const)
  describe(`${name} paths`, () => {
    it('read back as the texts, without a cycle, the same every time', () => {
      fc.assert(
        fc.property(texts, (given) => {
          const made = shape(given);
          given.forEach((text, index) => assert.equal(read(made, index), text.join(' ')));
          assert.ok(hasNoCycle(made));
          assert.equal(new Set(made.paths.flat()).size, made.keys.length, 'a word that is in no text');
          assert.deepEqual(shape(given), made);
        }),
      );
    });

    it('hold what follows each other in the same texts as one', () => {
      fc.assert(
        fc.property(texts, (given) => {
          const made = shape(given);
          const { segments, paths } = segmentsOf(made);
          assert.deepEqual(
            paths.map((path) => path.flatMap((segment) => segments[segment]!)),
            made.paths,
          );
          const users = segments.map((_, segment) =>
            paths.flatMap((path, text) => (path.includes(segment) ? [text] : [])),
          );
          // Neighbours with the same texts on all of their ways would be one segment.
          for (const path of paths)
            path.slice(1).forEach((to, at) => {
              const from = path[at]!;
              const isSame = users[from]!.join() === users[to]!.join();
              const isOnly = users[from]!.every((text) => paths[text]![paths[text]!.indexOf(from) + 1] === to);
              assert.ok(!isSame || !isOnly, `${from} and ${to} are one`);
            });
        }),
      );
    });
  });

describe('merging', () => {
  const nodesOf = (...sentences: readonly string[]): string[] => {
    const made = mergedPaths(split(...sentences));
    return segmentsOf(made).segments.map((own) => own.map((word) => made.keys[word]).join(' '));
  };

  it('shares the middle and the end of texts, not only their beginning', () => {
    assert.deepEqual(nodesOf('why did the fox cross the road today', 'why did the bear cross the road today'), [
      'why did the',
      'fox',
      'cross the road today',
      'bear',
    ]);
    assert.deepEqual(nodesOf('he was outstanding in his field', 'because he was outstanding in his field'), [
      'he was outstanding in his field',
      'because',
    ]);
  });

  it('does not join texts by a lonely small word in their middle', () => {
    const nodes = nodesOf('dogs chase the red ball', 'cats watch the blue bird');
    assert.deepEqual(nodes, ['dogs chase the red ball', 'cats watch the blue bird']);
  });

  it('joins what texts begin with, be it one word', () => {
    assert.deepEqual(nodesOf('the fox slept', 'the moon rose'), ['the', 'fox slept', 'moon rose']);
  });

  it('never turns the order of words: what two texts say in other order is there twice', () => {
    const made = mergedPaths(split('sun rises moon sets', 'moon sets sun rises'));
    assert.ok(hasNoCycle(made));
    assert.equal(made.keys.length, 6);
  });
});
