import { html, nothing, type TemplateResult } from 'lit/html.js';
import { featureLabel } from '../../src/core/analysis/conditions/feature-label.ts';
import type { ConditionFeature, ConditionTable, FeatureKind } from '../../src/core/model/conditions-report.ts';
import { featureColumns } from '../../src/core/tables/conditions.ts';
import {
  cellAt,
  cellLine,
  differenceAt,
  differenceLines,
  methodWords,
  orderedFeatures,
  undecidedText,
} from '../state/conditions.ts';
import { type HeatCell, type HeatColumn, heatFigures, type HeatRow } from '../state/heat.ts';
import type { Look } from '../state/look.ts';
import { type OutputsWish, titleWish, viewOfOutputs } from '../state/opening.ts';
import type { Actions, Screen } from '../state/screen.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCount, plural } from '../text/format.ts';
import { exportMenu } from './export-menu.ts';
import { heatTable } from './heat-table.ts';
import { choice, section } from './section.ts';

/** Features that a table shows before it is asked for all. */
export const SHORT_TABLE = 12;

type State = ViewState['conditions'];

const change = (actions: Actions, part: Partial<State>): void =>
  actions.change((view) => ({ ...view, conditions: { ...view.conditions, ...part } }));

/** One column per condition, the control named as such. */
export function conditionColumns({ run, report }: Pick<Screen, 'run' | 'report'>): readonly HeatColumn[] {
  return run.conditions.map(({ id }) => ({
    key: id,
    label: id,
    ...asideOf(id, report),
  }));
}

/** Which condition is the control, and which is compared with another one. */
function asideOf(id: string, report: Screen['report']): Pick<HeatColumn, 'aside'> {
  const compared = report?.conditions ?? null;
  if (compared === null) return {};
  if (id === compared.control) return /control/i.test(id) ? {} : { aside: 'control' };
  const from = differenceAt(compared.effective, null, id)?.from ?? compared.control;
  return from === compared.control ? {} : { aside: `against ${from}` };
}

/** How often each trait, title or answer comes under each condition, and which differences from the control are sure. */
export function conditionTable(
  table: ConditionTable,
  isFirst: boolean,
  screen: Screen,
  actions: Actions,
): TemplateResult {
  const { kind, features } = table;
  const { order, byModel, whole } = screen.view.conditions;
  const corner = featureColumns(screen.run, kind, []).feature.title;
  const name = `${corner}s by condition`;
  const isWhole = whole.includes(kind) || features.length <= SHORT_TABLE + 1;
  const ordered = orderedFeatures(table, order);
  const rowsOf = (some: readonly ConditionFeature[]): readonly HeatRow[] =>
    some.flatMap((feature) => featureRows(feature, kind, screen, actions));
  const columns = conditionColumns(screen);
  const copied = (): ReturnType<typeof heatFigures> =>
    heatFigures(corner, columns, [{ title: '', rows: rowsOf(ordered) }]);
  const rows = rowsOf(isWhole ? ordered : ordered.slice(0, SHORT_TABLE));
  return section(
    name,
    html`${heatTable({ id: kind, name, corner, columns, groups: [{ title: '', rows }] })}
    ${isWhole ? nothing : allButton(table, whole, actions)} ${tableNote(table, byModel && screen.looks.size > 1)}`,
    {
      id: `by-condition-${kind}`,
      right: html`${isFirst ? switches(screen, actions) : nothing} ${exportMenu({ name, table: copied }, actions)}`,
    },
  );
}

function allButton({ kind, features }: ConditionTable, whole: readonly string[], actions: Actions): TemplateResult {
  return html`<button class="link" @click=${() => change(actions, { whole: [...whole, kind] })}>
    All ${formatCount(features.length)} ›
  </button>`;
}

/** One pair of switches orders and unfolds all tables of the tab. */
function switches({ view, looks }: Screen, actions: Actions): TemplateResult {
  const { order, byModel } = view.conditions;
  return html`${choice(
    'Order',
    [
      ['change', 'by change'],
      ['share', 'by share'],
    ],
    order,
    (next) => change(actions, { order: next }),
  )}
  ${
    looks.size < 2
      ? nothing
      : html`<button
          class="link"
          aria-pressed=${byModel ? 'true' : 'false'}
          @click=${() => change(actions, { byModel: !byModel })}
        >
          ${byModel ? 'all models together' : 'by model ›'}
        </button>`
  }`;
}

function tableNote(table: ConditionTable, byModel: boolean): TemplateResult {
  const undecided = undecidedText(table, byModel);
  const family = (byModel ? table.byTarget : table.pooled) ?? table.pooled;
  const method = methodWords(
    table.features.flatMap(({ differences }) => differences),
    byModel,
  );
  const corrected = `Holm-corrected p < 0.05 over ${plural(family.tests, 'test')}`;
  const differences = table.features.flatMap((feature) => feature.differences);
  const isOne = new Set(differences.map(({ from }) => from)).size < 2;
  const marked = `● differs from ${isOne ? 'control' : 'what it is compared with'}, ${method === '' ? '' : `${method}, `}${corrected}.`;
  const left = table.leftOut === 0 ? '' : ` ${plural(table.leftOut, 'rarer one')} not compared.`;
  return html`<p class="note">
    ${undecided === '' ? marked : undecided}${left} Point at a cell, or move to it with the arrow keys, for counts and
    intervals.
  </p>`;
}

function featureRows(
  feature: ConditionFeature,
  kind: FeatureKind,
  screen: Screen,
  actions: Actions,
): readonly HeatRow[] {
  const { looks, view } = screen;
  const wish = wishOf(feature, kind, screen);
  const open = (more: OutputsWish = {}): void => openOutputs({ ...wish, ...more }, screen, actions);
  const pooled: HeatRow = {
    key: feature.id,
    label: featureLabel(feature),
    cells: cellsOf(feature, null, screen, open),
    onOpen: () => open(),
  };
  if (!view.conditions.byModel || looks.size < 2) return [pooled];
  return [
    pooled,
    ...[...looks.values()].map((look) => ({
      key: `${feature.id} ${look.target}`,
      label: featureLabel(feature),
      look,
      cells: cellsOf(feature, look, screen, open),
    })),
  ];
}

function cellsOf(
  feature: ConditionFeature,
  look: Look | null,
  { run }: Screen,
  open: (more: OutputsWish) => void,
): readonly HeatCell[] {
  const target = look?.target ?? null;
  return run.conditions.map(({ id: condition }) => {
    const cell = cellAt(feature, target, condition);
    const difference = differenceAt(feature, target, condition);
    const whose = look === null ? '' : ` · ${look.label}`;
    return {
      share: cell?.share ?? null,
      differsFrom: difference?.verdict === 'differ' ? difference.from : null,
      lines: [
        `${featureLabel(feature)}${whose} · ${condition}`,
        ...(cell === undefined ? [] : [cellLine(cell)]),
        ...differenceLines(difference),
      ],
      onOpen: () => open({ condition, ...(target !== null && { target }) }),
    };
  });
}

function wishOf({ id, label, match }: ConditionFeature, kind: FeatureKind, { report }: Screen): OutputsWish {
  if (kind === 'trait') return { trait: id };
  if (kind === 'answer') return { group: id };
  return report === null || match !== undefined ? { text: label } : titleWish(label, report);
}

/** Shows the outputs of a wish. */
export function openOutputs(wish: OutputsWish, { run }: Pick<Screen, 'run'>, actions: Actions): void {
  actions.change((view) =>
    viewOfOutputs(
      view,
      wish,
      run.targets.map(({ id }) => id),
    ),
  );
}
