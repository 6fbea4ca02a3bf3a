import { html, nothing, type TemplateResult } from 'lit/html.js';
import { own } from '../../src/core/own.ts';
import { newParts } from '../../src/core/analysis/parts/told.ts';
import { colourCode } from '../../src/core/colour/named-colours.ts';
import { hexOf, parseColour } from '../../src/core/colour/css-colour.ts';
import { foldText } from '../../src/core/text/fold.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { barsSvg } from '../charts/bars-svg.ts';
import { drawingTitle } from '../state/summary.ts';
import { sortByOrder } from '../state/order.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { answerLabels } from '../text/answer-labels.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { itemColumns, tallyColumns } from '../../src/core/tables/answers.ts';
import { sharedColumns } from '../../src/core/tables/shared.ts';
import { traitColumns } from '../../src/core/tables/traits.ts';
import { barRows, type CountedRow } from './bar-rows.ts';
import { openOutputs } from './condition-tables.ts';
import { exportMenu } from './export-menu.ts';
import { fieldTally } from './field-tally.ts';
import { numberDistribution, numberMenu } from './number-distribution.ts';
import { covers } from './small-cover.ts';
import { partChips } from './part-chips.ts';

/** What the answers look like: the one picture of the overview. */

/** Rows of bars. */
const MOST_ROWS = 8;
const FEWER_ROWS = 5;
/** Beside the pages themselves. */
const TRAIT_ROWS = 3;
const MANY_MODELS = 4;
/** Chips below the bars. */
const MOST_CHIPS = 4;
/** Characters of a label; long ones are cut by the column's width as well. */
const LABEL = 44;
/** From this many different answers in a hundred on, what they share says more than which they are. */
const MOSTLY_DIFFERENT = 0.5;
/** JSON of so many different objects is shown field by field. */
const MANY_OBJECTS = 4;

/** With many rows of models or conditions below them there are fewer bars. */
const rowsOf = ({ run }: Screen): number =>
  run.conditions.length > 1 || run.targets.length > MANY_MODELS ? FEWER_ROWS : MOST_ROWS;

export interface Picture {
  readonly title: string;
  /** Whether nobody needs to read the title. */
  readonly isObvious?: boolean;
  readonly content: unknown;
  readonly menu: unknown;
  /** A link to the rest; `null` where there is none. */
  readonly rest: { readonly text: string; readonly tab: string } | null;
}

/** Numbers on their axis, else bars: of what lists name, of fields, of traits, of what different texts share, or of the answers. */
export function pictureOf(screen: Screen, actions: Actions): Picture | null {
  const { report } = screen;
  if (report === null || report.groupsTotal === 0) return null;
  if (report.numbers !== null) return numbers(screen, actions);
  return (
    items(screen, actions) ??
    fields(screen) ??
    traits(screen, actions) ??
    parts(screen, actions) ??
    answers(screen, actions)
  );
}

export function picture(shown: Picture | null, actions: Actions): TemplateResult | typeof nothing {
  if (shown === null) return nothing;
  const { title, isObvious, content, rest } = shown;
  return html`<section class="picture" aria-label=${title} data-section="picture">
    ${isObvious === true ? nothing : html`<h3>${title}</h3>`} ${content} ${restLink(rest, actions)}
  </section>`;
}

function restLink(rest: Picture['rest'], actions: Actions): TemplateResult | typeof nothing {
  return rest === null
    ? nothing
    : html`<button class="link picture-rest" @click=${() => actions.openTab(rest.tab)}>${rest.text} ›</button>`;
}

function numbers(screen: Screen, actions: Actions): Picture {
  return {
    title: 'All answers on one axis',
    isObvious: true,
    content: numberDistribution(screen, 'stacked', 'glance', actions),
    menu: numberMenu(screen, 'stacked', actions),
    rest: null,
  };
}

const more = (shown: number, all: number, what: string, tab: string): Picture['rest'] =>
  all > shown ? { text: `${formatCount(all - shown)} more ${what}`, tab } : null;

/** The menu that copies and saves bars of anything. */
function rowsMenu(name: string, rows: readonly CountedRow[], screen: Screen, actions: Actions): TemplateResult {
  const models = [...screen.looks.values()];
  const table = (): readonly (readonly (string | number)[])[] => [
    [name, 'Outputs', 'n', ...models.map(({ label }) => label)],
    ...rows.map(({ title, count, n, byTarget }) => [
      title,
      count,
      n,
      ...models.map(({ target }) => own(byTarget ?? {}, target) ?? ''),
    ]),
  ];
  const svg = (): string => barsSvg(rows, models, drawingTitle(screen), screen.theme);
  return exportMenu({ name, table, svg }, actions);
}

/** A picture that is nothing but bars, with their menu. */
function barPicture(
  title: string,
  head: string,
  { rows, rest }: { readonly rows: readonly CountedRow[]; readonly rest: Picture['rest'] },
  screen: Screen,
  actions: Actions,
): Picture {
  return { title, content: barRows(head, rows, screen), menu: rowsMenu(title, rows, screen, actions), rest };
}

function items(screen: Screen, actions: Actions): Picture | null {
  const named = screen.report?.named;
  const all = named?.items ?? [];
  if (named === undefined || all.length === 0) return null;
  const rows = all.slice(0, rowsOf(screen)).map(({ item, outputs }): CountedRow => ({
    ...{ id: item, label: shorten(item, LABEL), title: item, swatch: null },
    ...{ count: outputs, n: named.named, byTarget: null },
    onOpen: () => openOutputs({ text: item }, screen, actions),
  }));
  const rest = more(rows.length, all.length, 'things', 'answers');
  return barPicture('What is listed', itemColumns(0).item.title, { rows, rest }, screen, actions);
}

function fields(screen: Screen): Picture | null {
  const { report } = screen;
  if (report === null || (report.fields ?? []).length === 0 || report.groupsTotal < MANY_OBJECTS) return null;
  if (report.extractor.startsWith('json:')) return null;
  return { title: 'Field by field', content: fieldTally(screen), menu: nothing, rest: null };
}

function traits(screen: Screen, actions: Actions): Picture | null {
  const { report } = screen;
  const all = (report?.traits ?? []).filter(({ count }) => count > 0);
  if (all.length === 0) return null;
  const rows = all.slice(0, TRAIT_ROWS).map(({ trait, label, count, n, cells }): CountedRow => {
    const byTarget: Record<string, number> = {};
    for (const cell of cells) byTarget[cell.target] = (byTarget[cell.target] ?? 0) + cell.count;
    return {
      ...{ id: trait, label: shorten(label, LABEL), title: label, swatch: null, count, n, byTarget },
      onOpen: () => openOutputs({ trait }, screen, actions),
    };
  });
  const rest = more(rows.length, all.length, 'traits', 'traits');
  const title = 'What the pages have in common';
  const bars = barPicture(title, traitColumns(screen.run, []).trait.title, { rows, rest }, screen, actions);
  const head = html`<div class="trait-head">
    <h3>${title}</h3>
    ${restLink(rest, actions)}
  </div>`;
  return { ...bars, isObvious: true, rest: null, content: html`${covers(screen, actions)}${head}${bars.content}` };
}

function parts(screen: Screen, actions: Actions): Picture | null {
  const { report } = screen;
  if (report === null || report.groupsTotal < MOSTLY_DIFFERENT * report.funnel.outputs) return null;
  const all = newParts(report.sharedParts, report.groups);
  if (all.length === 0) return null;
  const rows = all.slice(0, FEWER_ROWS).map(({ text, outputs, byTarget }): CountedRow => ({
    ...{ id: text, label: shorten(text, LABEL), title: text, swatch: null },
    ...{ count: outputs, n: report.funnel.outputs, byTarget },
    onOpen: () => openOutputs({ text }, screen, actions),
  }));
  const rest = more(rows.length, all.length, 'shared parts', 'signatures');
  return barPicture('Shared wording', sharedColumns(screen.run, 'part').what.title, { rows, rest }, screen, actions);
}

function answers(screen: Screen, actions: Actions): Picture | null {
  const { report } = screen;
  if (report === null) return null;
  const groups = sortByOrder(report.groups, screen.order).slice(0, rowsOf(screen));
  const labels = answerLabels(
    groups.map(({ answer }) => answer),
    LABEL,
  );
  const rows = groups.map(({ id, answer, count, byTarget }, index): CountedRow => ({
    ...{ id, label: labels[index] ?? answer, title: shorten(answer, 300), count, byTarget },
    swatch: report.hues === null ? null : swatchOf(answer),
    n: report.funnel.outputs,
    onOpen: () => actions.showOutputs(id),
  }));
  return {
    title: 'Most frequent answers',
    isObvious: true,
    content: html`${barRows(tallyColumns(screen.run).answer.title, rows, screen)} ${wording(report, screen, actions)}`,
    menu: rowsMenu('Answers', rows, screen, actions),
    rest: more(rows.length, report.groupsTotal, 'answers', 'answers'),
  };
}

/** What the answers share beside being the same: a line of chips. */
function wording(report: PanelReport, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const chips = partChips(report, (text) => openOutputs({ text }, screen, actions), MOST_CHIPS);
  return chips === nothing
    ? nothing
    : html`<h3 class="wording">Shared wording</h3>
        ${chips}`;
}

/** The CSS colour that an answer names; `null` where it names none. */
export function swatchOf(answer: string): string | null {
  const folded = foldText(answer);
  const colour = parseColour(folded.replaceAll(' ', ''));
  if (colour !== null) return `#${hexOf(colour)}`;
  const code = colourCode(folded);
  return code === null ? null : `#${code}`;
}
