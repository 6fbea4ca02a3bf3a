import { READING_STATUSES, type ReadingStatus } from '../../src/core/model/reading-status.ts';
import type { FeatureOrder } from './conditions.ts';
import type { CardPlace } from './measured-cards.ts';
import type { TraitOrder } from './traits.ts';
import type { Rung } from '../../src/core/analysis/rows.ts';

/** How the numbers are drawn. */
export type NumberMode = 'per-model' | 'stacked' | 'last-digit';

/** What the matrix of models shows of each pair. */
export type PairFigure = 'divergence' | 'overlap' | 'same-answer';

/** What the user has chosen in the panel: kept by the editor across hiding, moving and reload. */
export interface ViewState {
  /** Id of the open tab. */
  readonly tab: string;
  readonly promptOpen: boolean;
  /** Whether the table of all figures is shown below the overview. */
  readonly figuresOpen: boolean;
  /** Whether all findings are shown. */
  readonly findingsOpen: boolean;
  readonly answers: {
    readonly filter: string;
    readonly rung: Rung;
    /** Number of the page of the table that is shown. */
    readonly page: number;
    /** Ids of the groups whose variants are shown. */
    readonly open: readonly string[];
  };
  readonly numbers: { readonly mode: NumberMode };
  readonly models: { readonly figure: PairFigure };
  readonly conditions: {
    /** Whether each feature has a row a model below it. */
    readonly byModel: boolean;
    readonly order: FeatureOrder;
    /** The tables that show all their rows. */
    readonly whole: readonly string[];
  };
  readonly traits: { readonly order: TraitOrder };
  readonly outputs: {
    readonly filter: string;
    /** Only this group; `null` for all. */
    readonly group: string | null;
    /** Only outputs with this trait, by its id; `null` for all. */
    readonly trait: string | null;
    /** Outputs shown whole, as `cardKey`. */
    readonly open: readonly string[];
  };
  /** What of the answers is chosen, to be merged or split off. */
  readonly hand: {
    /** Ids of groups. */
    readonly groups: readonly string[];
    /** The group whose wordings are chosen; `null` for none. */
    readonly of: string | null;
    /** Those wordings, as `wordingKey`. */
    readonly wordings: readonly string[];
  };
  /** How outputs are read. */
  readonly cards: {
    /** Whether each is compared with the most frequent answer. */
    readonly diff: boolean;
    /** Whether what other models say, too, is marked. */
    readonly shared: boolean;
    /** Whether what the prompt said is marked. */
    readonly echo: boolean;
    /** Only outputs to this condition, by its id; `null` where none was chosen. */
    readonly condition: string | null;
    /** Whether all conditions were asked for; without that, many columns begin with the control's (`conditionShown`). */
    readonly allConditions: boolean;
    /** Only outputs that were read so; `null` for all. */
    readonly status: ReadingStatus | null;
    /** Ids of the targets whose columns are left out. */
    readonly hidden: readonly string[];
    /** Id of the tab that Escape leads back to; `null` where the outputs were opened by themselves. */
    readonly from: string | null;
    /** Where the outputs are scrolled to: by a card, because heights are not known at first; `null` for the beginning. */
    readonly place: CardPlace | null;
  };
  /** Scroll offset by tab, px. */
  readonly scroll: Readonly<Record<string, number>>;
}

/** What a panel shows first. */
export const FIRST_VIEW: ViewState = {
  tab: 'overview',
  promptOpen: false,
  figuresOpen: false,
  findingsOpen: false,
  answers: { filter: '', rung: 'groups', page: 0, open: [] },
  numbers: { mode: 'per-model' },
  models: { figure: 'divergence' },
  conditions: { byModel: false, order: 'change', whole: [] },
  traits: { order: 'share' },
  outputs: { filter: '', group: null, trait: null, open: [] },
  hand: { groups: [], of: null, wordings: [] },
  cards: {
    ...{ diff: false, shared: true, echo: true, condition: null, allConditions: false, status: null },
    ...{ hidden: [], from: null, place: null },
  },
  scroll: {},
};

const RUNGS: readonly string[] = ['outputs', 'raw', 'folded', 'extracted', 'groups'] satisfies Rung[];
const MODES: readonly string[] = ['per-model', 'stacked', 'last-digit'] satisfies NumberMode[];
const FIGURES: readonly string[] = ['divergence', 'overlap', 'same-answer'] satisfies PairFigure[];

/** Whether other outputs are listed than before, or in another form, so that their heights are not known any more. */
export function isListedAnew(before: ViewState, after: ViewState): boolean {
  const listed = ({ outputs, cards }: ViewState): string =>
    JSON.stringify([
      ...[outputs.filter, outputs.group, outputs.trait, cards.status, cards.hidden],
      ...[cards.diff, cards.condition, cards.allConditions],
    ]);
  return before !== after && listed(before) !== listed(after);
}

type Raw = Readonly<Record<string, unknown>>;
const record = (value: unknown): Raw => (typeof value === 'object' && value !== null ? (value as Raw) : {});
const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const offset = (value: unknown): number => (typeof value === 'number' && value >= 0 ? Math.floor(value) : 0);

/** Reads what an earlier panel, perhaps of an older version, has kept; what is not understood takes its first value. */
export function restoreView(kept: unknown): ViewState {
  const view = record(kept);
  const answers = record(view['answers']);
  const outputs = record(view['outputs']);
  const rung = text(answers['rung'], 'groups');
  const mode = text(record(view['numbers'])['mode'], 'per-model');
  const figure = text(record(view['models'])['figure'], 'divergence');
  const scroll = Object.entries(record(view['scroll'])).map(([tab, top]) => [tab, offset(top)] as const);
  return {
    tab: text(view['tab'], FIRST_VIEW.tab),
    promptOpen: view['promptOpen'] === true,
    figuresOpen: view['figuresOpen'] === true,
    findingsOpen: view['findingsOpen'] === true,
    answers: {
      filter: text(answers['filter'], ''),
      rung: RUNGS.includes(rung) ? (rung as Rung) : 'groups',
      page: offset(answers['page']),
      open: texts(answers['open']),
    },
    numbers: { mode: MODES.includes(mode) ? (mode as NumberMode) : 'per-model' },
    models: { figure: FIGURES.includes(figure) ? (figure as PairFigure) : 'divergence' },
    conditions: restoreConditions(record(view['conditions'])),
    traits: { order: record(view['traits'])['order'] === 'kind' ? 'kind' : 'share' },
    outputs: {
      filter: text(outputs['filter'], ''),
      group: textOrNull(outputs['group']),
      trait: textOrNull(outputs['trait']),
      open: texts(outputs['open']),
    },
    hand: restoreHand(record(view['hand'])),
    cards: restoreCards(record(view['cards'])),
    scroll: Object.fromEntries(scroll),
  };
}

function restoreConditions({ byModel, order, whole }: Raw): ViewState['conditions'] {
  return { byModel: byModel === true, order: order === 'share' ? 'share' : 'change', whole: texts(whole) };
}

function restoreHand(hand: Raw): ViewState['hand'] {
  const of = textOrNull(hand['of']);
  return { groups: texts(hand['groups']), of, wordings: of === null ? [] : texts(hand['wordings']) };
}

function restoreCards(cards: Raw): ViewState['cards'] {
  return {
    diff: cards['diff'] === true,
    shared: cards['shared'] !== false,
    echo: cards['echo'] !== false,
    condition: textOrNull(cards['condition']),
    allConditions: cards['allConditions'] === true,
    status: READING_STATUSES.find((status) => status === cards['status']) ?? null,
    hidden: texts(cards['hidden']),
    from: textOrNull(cards['from']),
    place: restorePlace(record(cards['place'])),
  };
}

function restorePlace({ index, below }: Raw): CardPlace | null {
  const isPlace = typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 && typeof below === 'number';
  return isPlace ? { index, below } : null;
}
