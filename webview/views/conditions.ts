import { html, nothing, type TemplateResult } from 'lit/html.js';
import { featureLabel } from '../../src/core/analysis/conditions/feature-label.ts';
import { aboutConditions, conditionsHeadline } from '../../src/core/analysis/insight/conditions.ts';
import type { ConditionsReport, TitleTally } from '../../src/core/model/conditions-report.ts';
import type { EchoTerm } from '../../src/core/model/report.ts';
import { type SharedKind, titleRows } from '../../src/core/tables/shared.ts';
import { echoColumns } from '../../src/core/tables/wording.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { conditionLegend } from '../components/condition-bar.ts';
import { conditionSummary, summaryFigures } from '../components/condition-summary.ts';
import { conditionColumns, conditionTable, openOutputs } from '../components/condition-tables.ts';
import { exportMenu } from '../components/export-menu.ts';
import { heatTable } from '../components/heat-table.ts';
import { findingBox } from '../components/insight.ts';
import { emptyState } from '../components/notices.ts';
import { section } from '../components/section.ts';
import { sharedFigures, sharedTable } from '../components/shared-table.ts';
import { cellLine } from '../state/conditions.ts';
import type { HeatRow } from '../state/heat.ts';
import { titleWish } from '../state/opening.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { withInterval } from '../state/traits.ts';
import { saidBySeveral } from '../state/wording.ts';
import type { View } from './view.ts';
import { EMPTY } from '../text/strings.ts';

/** Rows of the short lists of titles and phrases. */
const SHORT_LIST = 8;
/** Echoed terms that are followed through the conditions. */
const MOST_ECHOES = 12;

/** What the conditions change, and how sure that is. */
export const conditionsView: View = {
  id: 'conditions',
  title: 'Conditions',
  applies: ({ report }) => report !== null && report.conditions !== null,
  count: ({ run }) => run.conditions.length,
  wants: () => [],
  render: (screen, actions) => {
    const { report } = screen;
    if (report === null || report.conditions === null || report.counts.trials === 0) {
      return emptyState(EMPTY.conditions);
    }
    const compared = report.conditions;
    const tables = compared.tables.map((table, at) => conditionTable(table, at === 0, screen, actions));
    const summary = summarySection(compared, screen, actions);
    // Plain answers are about the answers; pages about what they are made of.
    const hasTraits = compared.tables.some(({ kind }) => kind === 'trait');
    return html`${finding(compared, screen)}
    ${hasTraits ? [tables[0], lists(report, screen, actions), ...tables.slice(1), summary] : [...tables, summary, lists(report, screen, actions)]}
    ${echoSection(report, screen, actions)} ${inWords(compared, screen)}`;
  },
};

function finding(compared: ConditionsReport, { run, running }: Screen): TemplateResult {
  const [tallied] = aboutConditions(compared, run);
  const families = [...compared.tables.map(({ pooled }) => pooled), compared.effective.pooled];
  const isSure = families.some(({ surviving }) => surviving > 0);
  const soFar = running ? ['Figures settle as answers arrive.'] : [];
  const details = [...(tallied === undefined ? [] : [tallied]), ...soFar];
  const { claim, sentence } = conditionsHeadline(compared, run);
  return findingBox(`${claim}. ${sentence}`, details, running || !isSure ? 'undecided' : 'weak');
}

function summarySection(compared: ConditionsReport, screen: Screen, actions: Actions): TemplateResult {
  const menu = exportMenu({ name: 'Effective answers by condition', table: () => summaryFigures(compared) }, actions);
  return section('How varied the answers are', conditionSummary(compared, screen), {
    id: 'condition-summary',
    aside: 'effective answers by condition',
    right: menu,
  });
}

/** What models fall back on and what several say, beside each other where there is room. */
function lists(report: PanelReport, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const parts = [titlesPart(report, screen, actions), phrasesPart(report, screen, actions)].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? nothing : html`<div class=${parts.length > 1 ? 'titles-and-phrases' : ''}>${parts}</div>`;
}

function titlesPart(report: PanelReport, screen: Screen, actions: Actions): TemplateResult | null {
  const { titles } = report;
  if (titles === null || titles.exact.length + titles.contains.length === 0) return null;
  const conditions = screen.run.conditions.map(({ id }) => id);
  const listed = (kind: SharedKind, tallies: readonly TitleTally[], onOpen: (text: string) => void) => {
    const rows = titleRows(tallies.slice(0, SHORT_LIST));
    return rows.length === 0 ? nothing : sharedTable({ kind, rows, bars: true, onOpen }, screen);
  };
  const openTitle = (title: string): void => openOutputs(titleWish(title, report), screen, actions);
  const openWords = (text: string): void => openOutputs({ text }, screen, actions);
  const all = titleRows([...titles.exact, ...titles.contains.map(asWords)]);
  return section(
    'Titles models fall back on',
    html`${listed('title', titles.exact, openTitle)} ${listed('title-words', titles.contains, openWords)}
    ${conditionLegend(conditions)}`,
    { id: 'titles', right: listMenu('Titles', { kind: 'title', rows: all }, screen, actions) },
  );
}

/** Words of titles as they are told from whole titles in a copied table. */
function asWords(tally: TitleTally): TitleTally {
  return { ...tally, title: featureLabel({ label: tally.title, match: 'contains' }) };
}

function phrasesPart(report: PanelReport, screen: Screen, actions: Actions): TemplateResult | null {
  const said = saidBySeveral(report);
  if (said.length === 0) return null;
  const onOpen = (text: string): void => openOutputs({ text }, screen, actions);
  return section(
    'Said by several models',
    sharedTable({ kind: 'part', rows: said.slice(0, SHORT_LIST), code: true, onOpen }, screen),
    { id: 'said', right: listMenu('Said by several', { kind: 'part', rows: said }, screen, actions) },
  );
}

function listMenu(
  name: string,
  table: Parameters<typeof sharedFigures>[0],
  screen: Screen,
  actions: Actions,
): TemplateResult {
  return exportMenu({ name, table: () => sharedFigures(table, screen) }, actions);
}

/** How far what a prompt says comes back under it; a condition that does not say a term has no cell. */
function echoSection({ echo }: PanelReport, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const terms = (echo ?? []).filter(({ byCondition }) => byCondition !== undefined).slice(0, MOST_ECHOES);
  if (terms.length === 0) return nothing;
  const rows = terms.map((term) => echoRow(term, screen, actions));
  const columns = conditionColumns(screen);
  const name = 'Echo of the prompt';
  return section(
    'What the prompt had said first',
    heatTable({ id: 'echo', name, corner: echoColumns().term.title, columns, groups: [{ title: '', rows }] }),
    { id: 'echo-by-condition', aside: 'share of the outputs that repeat it; empty where the prompt does not say it' },
  );
}

function echoRow({ term, kind, source, byCondition }: EchoTerm, screen: Screen, actions: Actions): HeatRow {
  const counts = new Map(Object.entries(byCondition ?? {}));
  return {
    key: term,
    label: term,
    aside: source === 'system' ? `${kind}, system prompt` : kind,
    onOpen: () => openOutputs({ text: term }, screen, actions),
    cells: screen.run.conditions.map(({ id }) => {
      const found = counts.get(id);
      const title = `${term} · ${id}`;
      if (found === undefined) return { share: null, differsFrom: null, lines: [title, 'the prompt does not say it'] };
      const { outputs: count, n } = found;
      const cell = withInterval({ count, n, share: n === 0 ? null : count / n });
      const onOpen = (): void => openOutputs({ text: term, condition: id }, screen, actions);
      return { share: cell.share, differsFrom: null, lines: [title, cellLine(cell)], onOpen };
    }),
  };
}

/** Everything that is said about the conditions, a line each. */
function inWords(compared: ConditionsReport, { run }: Screen): TemplateResult | typeof nothing {
  const [, ...sentences] = aboutConditions(compared, run);
  if (sentences.length === 0) return nothing;
  return section(
    'What moved, what did not, and what the data does not carry',
    html`<ul class="said-list">
      ${sentences.map((sentence) => html`<li dir="auto">${sentence}</li>`)}
    </ul>`,
    { id: 'in-words' },
  );
}
