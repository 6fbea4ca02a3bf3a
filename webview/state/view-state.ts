import { RUNGS } from '../../src/core/analysis/rows.ts';
import { READING_STATUSES } from '../../src/core/model/reading-status.ts';
import {
  flagOr,
  oneOfOr,
  offset,
  otherwise,
  part,
  read,
  textOr,
  textOrNull,
  texts,
} from '../../src/core/model/lenient.ts';
import {
  count,
  dictionary,
  number,
  oneOf,
  only,
  orNull,
  text,
  type Of,
  type Schema,
} from '../../src/core/model/schema.ts';
import type { FeatureOrder } from './conditions.ts';
import { PATH_PIECE, type PathPiece } from '../../src/core/analysis/graph/path-piece.ts';
import type { CardPlace } from './measured-cards.ts';
import type { TraitOrder } from './traits.ts';

/**
 * What the user has chosen in the panel: kept by the editor across hiding, moving and reload. What an earlier panel kept may be
 * of an older version, so that everything has a first value, which also stands for what is not understood.
 */

const NUMBER_MODES = ['per-model', 'stacked', 'last-digit'] as const;
/** How the numbers are drawn. */
export type NumberMode = (typeof NUMBER_MODES)[number];

const PAIR_FIGURES = ['divergence', 'overlap', 'same-answer'] as const;
/** What the matrix of models shows of each pair. */
export type PairFigure = (typeof PAIR_FIGURES)[number];

const FEATURE_ORDERS = ['change', 'share'] as const satisfies readonly FeatureOrder[];
const TRAIT_ORDERS = ['share', 'kind'] as const satisfies readonly TraitOrder[];

/** A piece of a path through the graph, and its words. */
export type Passage = PathPiece & { readonly words: string };
const passageSchema: Schema<Passage> = only({ ...PATH_PIECE, words: text });

const placeSchema: Schema<CardPlace> = only({ index: count, below: number });

const viewSchema = part(
  only({
    /** Id of the open tab. */
    tab: textOr('overview'),
    promptOpen: flagOr(false),
    /** Whether the table of all figures is shown below the overview. */
    figuresOpen: flagOr(false),
    /** Whether all reasons why calls failed are shown. */
    failuresOpen: flagOr(false),
    /** Whether all findings are shown. */
    findingsOpen: flagOr(false),
    /** Which menu of readings is open; none when the panel is opened. */
    menu: otherwise(orNull(oneOf(['extractor', 'grouping'] as const)), null),
    answers: part(
      only({
        filter: textOr(''),
        rung: oneOfOr(RUNGS, 'groups'),
        /** Number of the page of the table that is shown. */
        page: offset,
        /** Ids of the groups whose variants are shown. */
        open: texts,
      }),
    ),
    numbers: part(only({ mode: oneOfOr(NUMBER_MODES, 'per-model') })),
    models: part(only({ figure: oneOfOr(PAIR_FIGURES, 'divergence') })),
    conditions: part(
      only({
        /** Whether each feature has one row per model below it. */
        byModel: flagOr(false),
        order: oneOfOr(FEATURE_ORDERS, 'change'),
        /** The tables that show all their rows. */
        whole: texts,
      }),
    ),
    traits: part(only({ order: oneOfOr(TRAIT_ORDERS, 'share') })),
    outputs: part(
      only({
        filter: textOr(''),
        /** Only this group; `null` for all. */
        group: textOrNull,
        /** Only outputs with this trait, by its id; `null` for all. */
        trait: textOrNull,
        /** Only outputs that take this piece of a path through the graph; `null` for all. */
        through: otherwise(orNull(passageSchema), null),
        /** Outputs shown whole, as `cardKey`. */
        open: texts,
      }),
    ),
    /** What of the answers is chosen, to be merged or split off. */
    hand: part(
      only({
        /** Ids of groups. */
        groups: texts,
        /** The group whose wordings are chosen; `null` for none. */
        of: textOrNull,
        /** Those wordings, as `wordingKey`. */
        wordings: texts,
      }),
    ),
    /** How outputs are read. */
    cards: part(
      only({
        /** Whether each is compared with the most frequent answer. */
        diff: flagOr(false),
        /** Whether what other models say, too, is marked. */
        shared: flagOr(true),
        /** Whether what the prompt said is marked. */
        echo: flagOr(true),
        /** Only outputs to this condition, by its id; `null` where none was chosen. */
        condition: textOrNull,
        /** Whether all conditions were asked for; without that, many columns begin with the control's (`conditionShown`). */
        allConditions: flagOr(false),
        /** Only outputs that were read so; `null` for all. */
        status: otherwise(orNull(oneOf(READING_STATUSES)), null),
        /** Ids of the targets whose columns are left out. */
        hidden: texts,
        /** Id of the tab that Escape leads back to; `null` where the outputs were opened by themselves. */
        from: textOrNull,
        /** Where the outputs are scrolled to: by a card, because heights are not known at first; `null` for the beginning. */
        place: otherwise(orNull(placeSchema), null),
      }),
    ),
    /** Scroll offset by tab, px. */
    scroll: otherwise(dictionary(offset), {}),
  }),
);
export type ViewState = Of<typeof viewSchema>;

/** Reads what an earlier panel has kept. */
export function restoreView(kept: unknown): ViewState {
  const view = read(viewSchema, kept);
  const shown = { ...view, menu: null };
  return view.hand.of === null ? { ...shown, hand: { ...view.hand, wordings: [] } } : shown;
}

/** What a panel shows first. */
export const FIRST_VIEW: ViewState = restoreView({});

/** Opens the outputs of one group, all of them. */
export function outputsOf(view: ViewState, group: string): ViewState {
  const from = view.tab === 'outputs' ? view.cards.from : view.tab;
  return {
    ...view,
    tab: 'outputs',
    outputs: { ...view.outputs, filter: '', group, trait: null, through: null },
    cards: { ...view.cards, status: null, condition: null, allConditions: true, hidden: [], from },
  };
}

/** Whether other outputs are listed than before, or in another form, so that their heights are not known any more. */
export function isListedAnew(before: ViewState, after: ViewState): boolean {
  const listed = ({ outputs, cards }: ViewState): string =>
    JSON.stringify([
      ...[outputs.filter, outputs.group, outputs.trait, outputs.through, cards.status, cards.hidden],
      ...[cards.diff, cards.condition, cards.allConditions],
    ]);
  return before !== after && listed(before) !== listed(after);
}
