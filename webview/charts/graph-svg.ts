import type { OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import { flowsOf, linesOf, outlinesOf } from '../state/graph.ts';
import type { Look } from '../state/look.ts';
import { drawing, type DrawingTitle, EDGE, fillOf, HEAD, modelLabel, WIDTH, widthOf } from './svg-frame.ts';
import { element, type SvgMarkup } from './svg-text.ts';
import type { ChartTheme } from './theme.ts';

/** Size of words, px. */
const FONT = 12;
/** How strong ribbons are; words lie on what is left of the ground. */
const RIBBON = 0.5;

/** A graph of outputs with the names of the models below it, as a drawing (SVG): as wide as others, and smaller where it does not fit. */
export function graphSvg(
  graph: OutputGraph,
  looks: ReadonlyMap<string, Look>,
  title: DrawingTitle,
  theme: ChartTheme,
): string {
  const scale = Math.min(1, (WIDTH - 2 * EDGE) / graph.width);
  const below = HEAD + graph.height * scale + 24;
  const shown = [...looks.values()];
  const content = [
    element('g', { transform: `translate(${EDGE} ${HEAD}) scale(${scale})` }, parts(graph, looks, theme)),
    ...legend(shown, below, theme),
  ];
  return drawing(title, below + 16, shown, theme, content);
}

function parts(graph: OutputGraph, looks: ReadonlyMap<string, Look>, theme: ChartTheme): readonly SvgMarkup[] {
  const outlines = outlinesOf(graph, flowsOf(graph, graph.texts));
  const path = (target: string, d: string, opacity: number): SvgMarkup => {
    const look = looks.get(target);
    return element('path', { d, fill: look === undefined ? theme.dim : fillOf(look), opacity });
  };
  return [
    ...outlines.map(({ target, ribbons }) => path(target, ribbons, RIBBON)),
    ...outlines.map(({ target, bars }) => path(target, bars, 1)),
    ...graph.nodes
      .flatMap(linesOf)
      .map(({ text, x, y }) => element('text', { x, y, fill: theme.foreground, 'font-size': FONT }, text)),
  ];
}

function legend(looks: readonly Look[], y: number, theme: ChartTheme): readonly SvgMarkup[] {
  let x = EDGE;
  return looks.flatMap((look) => {
    const width = Math.min(170, 28 + widthOf(look.label));
    const label = modelLabel(look, x, y, width, theme);
    x += width + 12;
    return label;
  });
}
