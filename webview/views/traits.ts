import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { TraitReport } from '../../src/core/model/traits-report.ts';
import { type SharedRow, titleRows } from '../../src/core/tables/shared.ts';
import { traitColumns } from '../../src/core/tables/traits.ts';
import { archetypeBox, pairsSection } from '../components/archetype.ts';
import { codeSizes } from '../components/code-sizes.ts';
import { openOutputs } from '../components/condition-tables.ts';
import { exportMenu } from '../components/export-menu.ts';
import { heatTable } from '../components/heat-table.ts';
import { emptyState } from '../components/notices.ts';
import { choice, section } from '../components/section.ts';
import { sharedFigures, sharedTable, type SharedTable } from '../components/shared-table.ts';
import { cellLine } from '../state/conditions.ts';
import { type HeatCell, type HeatColumn, heatFigures, type HeatGroup, type HeatRow } from '../state/heat.ts';
import { type OutputsWish, titleWish } from '../state/opening.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { traitGroups, traitOf, withInterval } from '../state/traits.ts';
import { formatCount, plural } from '../text/format.ts';
import type { View } from './view.ts';
import { EMPTY } from '../text/strings.ts';

/** Rows of the lists of titles, names and code. */
const SHORT_LIST = 12;

/** What outputs that are pages or code are made of: what comes in most, what goes together, what they are called. */
export const traitsView: View = {
  id: 'traits',
  title: 'Traits',
  applies: ({ report }) => (report?.traits?.length ?? 0) > 0 || (report?.code ?? null) !== null,
  count: ({ report }) => report?.traits?.length || null,
  wants: () => [],
  render: (screen, actions) => {
    const { report } = screen;
    const traits = report?.traits ?? [];
    const { archetype: found = null, code = null } = report ?? {};
    const archetype = traits.length === 0 ? null : found;
    if (traits.length === 0 && code === null) {
      return emptyState(EMPTY.traits);
    }
    return html`${archetype === null ? nothing : archetypeBox(archetype, traits, screen)}
    ${traits.length === 0 ? nothing : traitTable(traits, screen, actions)}
    ${archetype === null ? nothing : pairsSection(archetype, traits, actions)} ${titleLists(screen, actions)}
    ${code === null ? nothing : [codeLists(screen, actions), codeSizes(code, screen, actions)]}`;
  },
};

function traitTable(traits: readonly TraitReport[], screen: Screen, actions: Actions): TemplateResult {
  const { order } = screen.view.traits;
  const columns = columnsOf(traits, screen);
  const groups = traitGroups(traits, order).map(({ title, traits: own }): HeatGroup => ({
    title,
    rows: own.map((trait) => rowOf(trait, screen, actions)),
  }));
  const name = 'Traits by model';
  const corner = traitColumns(screen.run, []).trait.title;
  return section(
    name,
    html`${heatTable({ id: 'traits', name, corner, columns, groups })}
      <p class="note">
        Read from parsed pages and scripts, never from comments or text around them. An output that is no page and no
        code lacks every trait. Point at a cell, or move to it with the arrow keys, for counts and intervals.
      </p>`,
    {
      id: 'traits',
      aside: screen.run.conditions.length > 1 ? 'all conditions together' : '',
      right: html`${choice(
        'Order',
        [
          ['share', 'by share'],
          ['kind', 'by kind'],
        ],
        order,
        (next) => actions.change((view) => ({ ...view, traits: { order: next } })),
      )}
      ${exportMenu({ name, table: () => heatFigures(corner, columns, groups) }, actions)}`,
    },
  );
}

function columnsOf(traits: readonly TraitReport[], { looks }: Screen): readonly HeatColumn[] {
  const models = [...looks.values()];
  const n = (target: string): string => `n ${formatCount(traits[0] === undefined ? 0 : traitOf(traits[0], target).n)}`;
  const own = models.map((look) => ({ key: look.target, label: look.label, look, aside: n(look.target) }));
  if (models.length < 2) return own;
  return [{ key: '', label: 'All models', aside: `n ${formatCount(traits[0]?.n ?? 0)}` }, ...own];
}

function rowOf(trait: TraitReport, screen: Screen, actions: Actions): HeatRow {
  const { looks } = screen;
  const open = (wish: OutputsWish): void => openOutputs({ trait: trait.trait, ...wish }, screen, actions);
  const cell = (
    label: string,
    part: Parameters<typeof withInterval>[0] & { share: number | null },
    wish: OutputsWish,
  ): HeatCell => ({
    share: part.share,
    differsFrom: null,
    lines: [`${trait.label} · ${label}`, cellLine(withInterval(part))],
    onOpen: () => open(wish),
  });
  const all = looks.size < 2 ? [] : [cell('all models', trait, {})];
  return {
    key: trait.trait,
    label: trait.label,
    onOpen: () => open({}),
    cells: [...all, ...[...looks.values()].map(({ target, label }) => cell(label, traitOf(trait, target), { target }))],
  };
}

/** Titles that come more than once, and words that different titles hold. */
function titleLists(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report } = screen;
  if (report === null || report.titles === null) return nothing;
  const { exact, contains, titled, different } = report.titles;
  const onOpen = (title: string): void => openOutputs(titleWish(title, report), screen, actions);
  const aside = `${formatCount(different)} different of ${formatCount(titled)}`;
  const words = (text: string): void => openOutputs({ text }, screen, actions);
  return pairOf([
    listSection(
      'Titles that come again',
      'titles',
      { kind: 'title', rows: titleRows(exact), bars: true, onOpen },
      screen,
      actions,
      aside,
    ),
    listSection(
      'Words that titles hold',
      'title-words',
      { kind: 'title-words', rows: titleRows(contains), bars: true, onOpen: words },
      screen,
      actions,
    ),
  ]);
}

/** Names and sequences of code that several outputs have. */
function codeLists(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const code = screen.report?.code ?? null;
  if (code === null) return nothing;
  const open = (text: string): void => openOutputs({ text }, screen, actions);
  const names = code.identifiers.map(({ name: text, ...rest }): SharedRow => ({ text, ...rest }));
  const words = code.shingles.map(({ words: text, ...rest }): SharedRow => ({ text, ...rest }));
  const aside = `of ${plural(code.n, 'page')} and scripts`;
  return pairOf([
    listSection(
      'Names that several outputs declare',
      'names',
      { kind: 'name', rows: names, code: true, onOpen: open },
      screen,
      actions,
      aside,
    ),
    listSection(
      'Code that several outputs share',
      'shingles',
      { kind: 'shingle', rows: words, code: true },
      screen,
      actions,
    ),
  ]);
}

function pairOf(parts: readonly (TemplateResult | null)[]): TemplateResult | typeof nothing {
  const shown = parts.filter((part) => part !== null);
  return shown.length === 0 ? nothing : html`<div class=${shown.length > 1 ? 'two-lists' : ''}>${shown}</div>`;
}

function listSection(
  title: string,
  id: string,
  table: SharedTable,
  screen: Screen,
  actions: Actions,
  aside = '',
): TemplateResult | null {
  const { rows } = table;
  if (rows.length === 0) return null;
  const copied = (): ReturnType<typeof sharedFigures> => sharedFigures(table, screen);
  const more = rows.length - SHORT_LIST;
  return section(
    title,
    html`${sharedTable({ ...table, rows: rows.slice(0, SHORT_LIST) }, screen)}
    ${more > 0 ? html`<p class="note">${formatCount(more)} more; copy or save the table for all of them.</p>` : nothing}`,
    { id, aside, right: exportMenu({ name: title, table: copied }, actions) },
  );
}
