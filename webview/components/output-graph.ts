import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import type { OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import { type Flows, flowsOf, linesOf, type Outlines, outlinesOf, type Passed, wordsOf } from '../state/graph.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { GraphPassing } from './graph-passing.ts';
import { gradually } from './gradually.ts';
import { fillIn, modelName } from './model-mark.ts';

/** Outputs as paths through shared words, with what is known of the place under the pointer or the focus above it. */

/** Room around the drawing, px: the focus has a frame. */
const EDGE = 6;

export interface ShownGraph {
  readonly graph: OutputGraph;
  readonly onOpen: (passed: Passed) => void;
}

/** Only one node is in the tab order; the arrow keys walk along paths, Enter opens the outputs that pass. */
export function outputGraph(
  { graph, onOpen }: ShownGraph,
  { looks, report }: Pick<Screen, 'looks' | 'report'>,
): TemplateResult {
  // Thousands of elements, which only change with the report.
  return html`${guard([graph, looks, report], () => {
    const drawn: Drawn = { graph, looks, flows: flowsOf(graph, graph.texts) };
    const passing = new GraphPassing({ ...drawn, onOpen });
    return html`<div
      class="graph"
      @pointermove=${passing.enter}
      @pointerleave=${passing.leave}
      @focusin=${passing.enter}
      @focusout=${passing.leave}
      @keydown=${passing.press}
      @click=${passing.open}
    >
      <div class="graph-told">
        ${legend(looks)}
        <p class="note">
          The more outputs, the wider. Point at words or ribbons, or walk with the arrow keys, to see the outputs that
          pass there; a press opens them.
        </p>
        <div class="graph-passing"></div>
      </div>
      <div class="table-box graph-box" tabindex="0" role="region" aria-label="Graph of outputs">${drawing(drawn)}</div>
    </div>`;
  })}`;
}

interface Drawn {
  readonly graph: OutputGraph;
  readonly looks: Screen['looks'];
  readonly flows: Flows;
}

const legend = (looks: Screen['looks']): TemplateResult | typeof nothing =>
  looks.size < 2
    ? nothing
    : html`<div class="legend" aria-hidden="true">
        ${[...looks.values()].map((look) => html`${modelName(look)} `)}
      </div>`;

function drawing(drawn: Drawn): TemplateResult {
  const { width, height, nodes } = drawn.graph;
  const [w, h] = [Math.ceil(width) + 2 * EDGE, Math.ceil(height) + 2 * EDGE];
  const first = drawn.graph.texts[0]?.path[0];
  let made: readonly Outlines[] | undefined;
  const outline = (of: 'ribbons' | 'bars') =>
    drawn.graph.targets.map((target, at) => () => {
      made ??= outlinesOf(drawn.graph, drawn.flows);
      return svg`<path d=${made[at]![of]} fill=${fillIn(drawn.looks, target)} />`;
    });
  const words = nodes.map((_, node) => () => wordsAt(node, node === first, drawn));
  return html`<svg
    width=${w}
    height=${h}
    viewBox="${-EDGE} ${-EDGE} ${w} ${h}"
    role="group"
    aria-label="Words in the order of the outputs"
  >
    <g class="graph-ribbons" data-ribbons>${gradually(outline('ribbons'))}</g>
    <g class="graph-lit"></g>
    <g>${gradually(words)}</g>
    <g class="graph-bars">${gradually(outline('bars'))}</g>
    <g class="graph-lit-bars"></g>
  </svg>`;
}

function wordsAt(node: number, isFirst: boolean, { graph, flows }: Drawn): SVGTemplateResult {
  const { x, y, width, height } = graph.nodes[node]!;
  const lines = linesOf(graph.nodes[node]!);
  const count = flows.nodes[node]!.reduce((sum, runs) => sum + runs, 0);
  return svg`<g class="graph-node" data-node=${node} tabindex=${isFirst ? 0 : -1} role="button"
    aria-label="${wordsOf(graph, node)}: ${formatCount(count)} of ${formatCount(graph.outputs)} outputs">
    <rect class="graph-ground" x=${x} y=${y} width=${width} height=${height} rx="2" />
    ${lines.map((line, at) => svg`<text x=${line.x} y=${line.y}>${at < lines.length - 1 ? `${line.text} ` : line.text}</text>`)}
  </g>`;
}
