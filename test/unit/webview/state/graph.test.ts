import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import {
  countsOf,
  edgeAt,
  flowsOf,
  nodeAfter,
  outlinesOf,
  passageOf,
  passageOfText,
  textsThrough,
  wordsOf,
} from '../../../../webview/state/graph.ts';
import { runOf } from '../../core/analysis/run-of.ts';

const record = runOf('Tell me a joke', {
  a: ['Why did the fox run? To hide.', 'Why did the fox run? To hide.', 'Why did the bear run? To hide.'],
  b: ['Why did the bear run? To hide.', 'Nobody knows a joke.'],
});
const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
session.add(record.trials);
session.finish('complete', null);
const graph = session.graph();
const flows = flowsOf(graph, graph.texts);
const node = (words: string): number => graph.nodes.findIndex((_, index) => wordsOf(graph, index) === words);
const edge = (from: string, to: string): number =>
  graph.edges.findIndex((one) => one.from === node(from) && one.to === node(to));

describe('a drawn graph', () => {
  it('has ribbons as wide as the runs of each model', () => {
    assert.deepEqual(flows.nodes[node('Why did the')], [3, 1]);
    assert.deepEqual(flows.edges[edge('Why did the', 'fox')], [2, 0]);
    assert.deepEqual(flows.edges[edge('bear', 'run? To hide.')], [1, 1]);
    // What comes in goes out or ends.
    graph.nodes.forEach((_, index) => {
      const into = graph.edges.flatMap(({ to }, at) => (to === index ? [flows.edges[at]!] : []));
      const begun = graph.texts.filter(({ path }) => path[0] === index).map(({ byTarget }) => byTarget['test:a'] ?? 0);
      const sum = [...into.map(([first]) => first!), ...begun].reduce((total, count) => total + count, 0);
      assert.equal(sum, flows.nodes[index]![0]);
    });
  });

  it('lights whole paths of what passes a place, and no others', () => {
    const fox = textsThrough(graph, { node: node('fox') });
    assert.deepEqual([fox.length, countsOf(fox)], [1, { count: 2, byTarget: { 'test:a': 2 } }]);
    const part = flowsOf(graph, fox);
    assert.deepEqual(part.edges[edge('bear', 'run? To hide.')], [0, 0]);
    assert.deepEqual(part.edges[edge('fox', 'run? To hide.')], [2, 0]);
    const [a, b] = outlinesOf(graph, flows, part);
    assert.match(a!.ribbons, /^(M[-\d. ]+([CL][-\d. ]+)+Z)+$/);
    assert.equal(b!.ribbons, '');
  });

  it('knows the ribbon at a place', () => {
    graph.edges.forEach(({ way }, index) => {
      const middle = [(way.at(-4)! + way.at(-2)!) / 2, (way.at(-3)! + way.at(-1)!) / 2] as const;
      assert.equal(edgeAt(graph, flows, ...middle), index);
    });
    assert.equal(edgeAt(graph, flows, -50, -50), undefined);
  });

  it('names the piece of a path by which its outputs are found', () => {
    const found = (through: NonNullable<ReturnType<typeof passageOf>>): number =>
      ['test:a', 'test:b'].reduce((sum, target) => {
        const { words: _words, ...piece } = through;
        const query = { target, condition: 'default', offset: 0, limit: 9, text: '', group: null, through: piece };
        return sum + session.outputs(query).total;
      }, 0);
    graph.nodes.forEach((_, index) =>
      assert.equal(found(passageOf(graph, { node: index })!), countsOf(textsThrough(graph, { node: index })).count),
    );
    graph.edges.forEach((_, index) =>
      assert.equal(found(passageOf(graph, { edge: index })!), countsOf(textsThrough(graph, { edge: index })).count),
    );
    for (const text of graph.texts) assert.equal(found(passageOfText(text)), text.count);
  });

  it('is walked with the arrow keys along an output, and from words to those below', () => {
    const [followed] = textsThrough(graph, { node: node('bear') });
    const to = (from: string, key: string): string => wordsOf(graph, nodeAfter(graph, node(from), followed, key)!);
    assert.equal(to('Why did the', 'ArrowRight'), 'bear');
    assert.equal(to('bear', 'ArrowLeft'), 'Why did the');
    assert.equal(to('bear', 'End'), 'run? To hide.');
    assert.equal(to('run? To hide.', 'ArrowRight'), 'run? To hide.');
    const column = ['fox', 'bear'].sort((a, b) => graph.nodes[node(a)]!.y - graph.nodes[node(b)]!.y);
    assert.equal(to(column[0]!, 'ArrowDown'), column[1]);
    assert.equal(to(column[1]!, 'ArrowUp'), column[0]);
    assert.equal(nodeAfter(graph, 0, followed, 'x'), undefined);
  });
});
