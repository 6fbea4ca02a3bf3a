import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GraphText, OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import { own } from '../../src/core/own.ts';
import { MOST_WORDS } from '../../src/core/analysis/graph/drawn-text.ts';
import { rememberLast } from '../../src/core/remember.ts';
import { plainTable } from '../../src/core/tables/column.ts';
import { graphColumns, type PassedRow } from '../../src/core/tables/graph.ts';
import { graphSvg } from '../charts/graph-svg.ts';
import { openOutputs } from '../components/condition-tables.ts';
import { explained } from '../components/explained.ts';
import { exportMenu } from '../components/export-menu.ts';
import { cell, head } from '../components/grid.ts';
import { markCounts } from '../components/model-mark.ts';
import { emptyState, rowError } from '../components/notices.ts';
import { outputGraph } from '../components/output-graph.ts';
import { hiddenTable, section } from '../components/section.ts';
import { countsOf, passageOf, passageOfText, type Passed, textsThrough, wordsOf } from '../state/graph.ts';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { drawingTitle } from '../state/summary.ts';
import { formatCount, plural } from '../text/format.ts';
import { GRAPH } from '../text/strings.ts';
import { shorten } from '../text/words.ts';
import type { View } from './view.ts';

const WANT: Extract<Want, { readonly method: 'graph' }> = { slot: 'graph', method: 'graph', params: {} };

/** Shared words that the table behind the graph holds; a copy of it holds all. */
const MOST_BEHIND = 60;
/** Outputs that are listed below the graph, and characters of each. */
const SHORT_LIST = 12;
const TEXT_LENGTH = 300;

/** Sentences as paths through the words that they share. */
export const graphView: View = {
  id: 'graph',
  title: 'Graph',
  applies: ({ report }) => report?.areSentences === true,
  count: () => null,
  wants: () => [WANT],
  render: (screen, actions) => {
    const { value, error } = screen.rows.read(WANT);
    if (value === undefined) return error === null ? html`<div aria-busy="true"></div>` : html`${rowError(error)}`;
    if (value.texts.length === 0) return emptyState([GRAPH.none, whyNone(value)]);
    return html`${rowError(error)} ${graphSection(value, screen, actions)} ${listSection(value, screen, actions)}`;
  },
};

function graphSection(graph: OutputGraph, screen: Screen, actions: Actions): TemplateResult {
  const onOpen = (passed: Passed): void => {
    const through = passageOf(graph, passed);
    if (through !== null) openOutputs({ through }, screen, actions);
  };
  const columns = graphColumns(screen.run.targets);
  const shown = [columns.words, columns.outputs, ...columns.byModel];
  const svg = (): string => graphSvg(graph, screen.looks, drawingTitle(screen), screen.theme);
  const table = (): ReturnType<typeof plainTable> => plainTable(shown, sharedWords(graph));
  return section(
    graph.shape === 'tree' ? 'How the outputs begin' : 'What the outputs share',
    html`${outputGraph({ graph, onOpen }, screen)} ${leftOut(graph)} ${behind(graph, screen)}`,
    {
      id: 'graph',
      aside: html`${plural(graph.outputs, 'output')}, ${formatCount(graph.texts.length)} different,
      ${explained('graph', 'joined at shared words')}`,
      right: exportMenu({ name: 'Graph of outputs', table, svg }, actions),
    },
  );
}

/** Words that two different outputs or more pass, those of most outputs first. Worked out once, as the tab is drawn at every change. */
const sharedWords = rememberLast((graph: OutputGraph): readonly PassedRow[] =>
  graph.nodes
    .map((_, node) => ({ node, texts: textsThrough(graph, { node }) }))
    .filter(({ texts }) => texts.length > 1)
    .map(({ node, texts }) => ({ text: wordsOf(graph, node), ...countsOf(texts) }))
    .sort((a, b) => b.count - a.count),
);

/** What the graph shows, for those who do not see it. */
function behind(graph: OutputGraph, { run }: Screen): TemplateResult {
  const { words, outputs, byModel } = graphColumns(run.targets);
  return hiddenTable(
    'Words that several different outputs share',
    [words, outputs, ...byModel].map(({ title }) => title),
    sharedWords(graph)
      .slice(0, MOST_BEHIND)
      .map((row) => [
        row.text,
        formatCount(row.count),
        ...run.targets.map(({ id }) => formatCount(own(row.byTarget, id) ?? 0)),
      ]),
  );
}

function whyNone({ tooMany, rarer, longer }: OutputGraph): string {
  if (tooMany > 0) return GRAPH.tooMany(tooMany);
  if (rarer > 0) return GRAPH.unlike;
  return longer > 0 ? GRAPH.long : GRAPH.waiting;
}

/** What is not in the drawing, and how it is made where that needs a word. */
function leftOut({ shape, longer, rarer, least }: OutputGraph): TemplateResult | typeof nothing {
  const parts = [
    ...(shape === 'tree' ? [GRAPH.tree(least)] : []),
    ...(rarer > 0 ? [GRAPH.rarer(rarer)] : []),
    ...(longer > 0 ? [GRAPH.longer(longer, MOST_WORDS)] : []),
  ];
  return parts.length === 0 ? nothing : html`<p class="note">${parts.join(' ')}</p>`;
}

function listSection(graph: OutputGraph, screen: Screen, actions: Actions): TemplateResult {
  const columns = graphColumns(screen.run.targets);
  const { texts } = graph;
  const open = (text: GraphText): void => openOutputs({ through: passageOfText(text) }, screen, actions);
  const looks = [...screen.looks.values()];
  const rows = texts.slice(0, SHORT_LIST);
  const more = texts.length - rows.length;
  const table = (): ReturnType<typeof plainTable> =>
    plainTable([columns.output, columns.outputs, ...columns.byModel], texts);
  return section(
    'The same as a list',
    html`<table class="grid graph-list">
        <thead>
          <tr>
            ${head(columns.output)} ${head(columns.outputs)} ${head({ ...columns.models, kind: 'text' })}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">
                  <button class="plain text-link" title="Show these outputs" @click=${() => open(row)}>
                    <bdi>${shorten(row.text, TEXT_LENGTH)}</bdi>
                  </button>
                </th>
                ${cell(columns.outputs, row)}
                <td>${markCounts(row.byTarget, looks)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="note">${formatCount(more)} more; copy or save the table for all of them.</p>` : nothing}`,
    { id: 'graph-list', right: exportMenu({ name: 'Different outputs', table }, actions) },
  );
}
