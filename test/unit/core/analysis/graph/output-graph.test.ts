import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OutputGraph } from '../../../../../src/core/analysis/graph/output-graph.ts';
import { AnalysisSession } from '../../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../../src/core/analysis/summarize.ts';
import { assertPaths } from '../../../../fuzz/report-oracles.ts';
import { runOf } from '../run-of.ts';

/** The graph of a run's outputs, as a panel asks for it. */

function sessionOf(texts: Readonly<Record<string, readonly string[]>>): AnalysisSession {
  const record = runOf('Tell me something', texts);
  const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
  session.add(record.trials);
  session.finish('complete', record.run.finishedAt);
  return session;
}

const JOKES = {
  a: ['Why did the fox run? To hide.', 'Why did the fox run?  To hide!', 'Why did the bear run? To hide.'],
  b: ['Why did the fox run? To hide.', 'A bear knows.'],
};

const word = fc.constantFrom('Sun', 'moon,', 'moon', 'the', 'of', '“star”', 'sea.', '😀', '海', "don't", '3.5', '—');
const sentence = fc.array(word, { minLength: 3, maxLength: 9 }).map((words) => words.join(' '));
const runs = fc.record({
  a: fc.array(sentence, { minLength: 1, maxLength: 8 }),
  b: fc.array(sentence, { minLength: 1, maxLength: 8 }),
});

const nodeOf = ({ nodes }: OutputGraph, words: string): number =>
  nodes.findIndex(({ lines }) => lines.join(' ') === words);

/** Outputs that pass a cut between two columns, have ended before it or begin behind it. */
function atCut({ nodes, texts }: OutputGraph, cut: number): number {
  const columns = texts.map(({ path, count }) => ({ count, of: path.map((node) => nodes[node]!.column) }));
  return columns.reduce((sum, { count, of }) => {
    const crossed = of.slice(1).filter((column, at) => of[at]! <= cut && column > cut).length;
    const isBeside = of.at(-1)! <= cut || of[0]! > cut;
    return sum + count * (crossed + Number(isBeside));
  }, 0);
}

describe('the graph of outputs', () => {
  it('counts equal outputs once, by model, in their most frequent wording', () => {
    const { texts, outputs, shape } = sessionOf(JOKES).graph();
    assert.deepEqual(
      texts.map(({ text, count, byTarget }) => [text, count, byTarget]),
      [
        ['Why did the fox run? To hide.', 3, { 'test:a': 2, 'test:b': 1 }],
        ['Why did the bear run? To hide.', 1, { 'test:a': 1 }],
        ['A bear knows.', 1, { 'test:b': 1 }],
      ],
    );
    assert.deepEqual([outputs, shape], [5, 'graph']);
  });

  it('is whole: paths go along edges from left to right, and what is drawn at a cut are all outputs', () => {
    fc.assert(
      fc.property(runs, (texts) => {
        const graph = sessionOf(texts).graph();
        assertPaths(graph);
        const { nodes, edges } = graph;
        for (const { from, to, way } of edges) {
          assert.ok(nodes[from]!.column < nodes[to]!.column);
          const xs = way.filter((_, at) => at % 2 === 0);
          assert.deepEqual(
            xs,
            [...xs].sort((a, b) => a - b),
            'a ribbon that goes back',
          );
        }
        for (let cut = -1; cut <= Math.max(...nodes.map(({ column }) => column)); cut++)
          assert.equal(atCut(graph, cut), graph.outputs);
        assert.deepEqual(sessionOf(texts).graph(), graph);
      }),
    );
  });

  it('puts no words on others', () => {
    fc.assert(
      fc.property(runs, (texts) => {
        const { nodes } = sessionOf(texts).graph();
        for (const [index, a] of nodes.entries())
          for (const b of nodes.slice(index + 1)) {
            const isApart = a.y + a.height <= b.y + 1e-6 || b.y + b.height <= a.y + 1e-6;
            assert.ok(a.column !== b.column || isApart, `${a.lines.join(' ')} and ${b.lines.join(' ')}`);
          }
      }),
    );
  });

  it('finds the outputs that pass a word, take a step, or are the same from beginning to end', () => {
    const session = sessionOf(JOKES);
    const graph = session.graph();
    const [fox] = graph.texts;
    const found = (from: number, to: number): readonly string[] =>
      ['test:a', 'test:b'].flatMap((target) => {
        const query = { target, condition: 'default', offset: 0, limit: 9, text: '', group: null };
        return session.outputs({ ...query, through: { ...fox!.trial, from, to } }).rows.map(({ text }) => text);
      });
    const at = fox!.path.indexOf(nodeOf(graph, 'run? To hide.'));
    const place = fox!.ends[at]!;
    assert.equal(found(place, place).length, 4);
    assert.equal(found(place - 3, place).length, 3);
    assert.equal(found(0, fox!.words + 1).length, 3);
    assert.equal(found(0, 0).length, 5);
    assert.equal(found(90, 91).length, 0);
  });

  it('lets each output be found by the node that it passes', () => {
    fc.assert(
      fc.property(runs, (texts) => {
        const session = sessionOf(texts);
        const { texts: different } = session.graph();
        for (const { path, ends, trial } of different)
          path.forEach((node, at) => {
            const passing = different.filter((text) => text.path.includes(node));
            const wanted = passing.reduce((sum, { count }) => sum + count, 0);
            const through = { ...trial, from: ends[at]!, to: ends[at]! };
            const query = { condition: 'default', offset: 0, limit: 99, text: '', group: null, through };
            const found = ['test:a', 'test:b'].map((target) => session.outputs({ ...query, target }).total);
            assert.equal(found[0]! + found[1]!, wanted);
          });
      }),
      { numRuns: 30 },
    );
  });

  it('becomes a tree of frequent beginnings where there are many', () => {
    const said = Array.from({ length: 900 }, (_, index) =>
      ['the', ['fox', 'bear', 'owl'][index % 3], `word${index % 40}`, `${index}th`, 'ends'].join(' '),
    );
    const graph = sessionOf({ a: said }).graph();
    assertPaths(graph);
    assert.equal(graph.shape, 'tree');
    assert.ok(graph.nodes.length <= 100 && graph.nodes.length > 3, `${graph.nodes.length} nodes`);
    assert.equal(graph.outputs, 900);
    for (const { from, to } of graph.edges)
      assert.ok(
        graph.edges.every((other) => other.to !== to || other.from === from),
        'two ways to a word',
      );
    // Without crossings.
    for (const a of graph.edges)
      for (const b of graph.edges) {
        const [fromA, fromB, toA, toB] = [a.from, b.from, a.to, b.to].map((node) => graph.nodes[node]!);
        if (fromA!.column !== fromB!.column || fromA === fromB || toA!.column !== toB!.column) continue;
        assert.equal(fromA!.y < fromB!.y, toA!.y < toB!.y);
      }
  });

  it('leaves out what is long, and says how much', () => {
    const long = 'word '.repeat(61);
    const { longer, outputs } = sessionOf({
      a: ['Once upon a time.', 'Once upon a day.', long, 'x'.repeat(900)],
    }).graph();
    assert.deepEqual([longer, outputs], [2, 2]);
  });

  it('says when there are too many different outputs for any drawing', () => {
    const said = Array.from({ length: 2_001 }, (_, index) => `an answer number ${index}`);
    const { tooMany, texts, nodes } = sessionOf({ a: said }).graph();
    assert.deepEqual([tooMany, texts.length, nodes.length], [2_001, 0, 0]);
  });

  it('shows words as they are written most often, long ones cut', () => {
    const url = `https://example.com/${'x'.repeat(60)}`;
    const { nodes } = sessionOf({
      a: [`See “Here” ${url} now`, `see "here" ${url} now`, `See “Here” ${url} now`],
    }).graph();
    const text = nodes.flatMap(({ lines }) => lines).join(' ');
    assert.match(text, /^See “Here” https:\/\/example\.com\S*… now$/);
  });
});

describe('whether outputs are sentences', () => {
  const KINDS: readonly (readonly [kind: string, texts: readonly string[], expected: boolean])[] = [
    ['jokes', ['Why did the fox run? To hide.', 'A bear knows.'], true],
    ['one sentence', ['Why did the fox run?'], false],
    ['single words', ['Teal', 'Blue', 'Teal'], false],
    ['numbers', ['42', '17', '42'], false],
    ['pages', ['<p>Hello there, you</p>', '<p>Hello again to you</p>'], false],
    ['JSON', ['{"a": 1, "b": 2, "c": 3}', '{"a": 1, "b": 2, "c": 4}'], false],
    ['stories', ['word '.repeat(300), 'other '.repeat(300)], false],
    ['Chinese sentences', ['清晨的一杯龙井茶', '清晨的一杯咖啡'], true],
  ];
  for (const [kind, texts, expected] of KINDS)
    it(`${kind}: ${expected ? 'yes' : 'no'}`, () => {
      assert.equal(sessionOf({ a: texts }).panelReport().areSentences, expected);
    });
});
