import * as v from 'valibot';
import { RUNGS } from '../../src/core/analysis/rows.ts';
import { READING_STATUSES } from '../../src/core/model/reading-status.ts';
import { count, dictionary, only, type Of, type Schema } from '../../src/core/model/schema.ts';
import type { FeatureOrder } from './conditions.ts';
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

const oneOf = <const T extends string>(options: readonly [T, ...T[]], first: NoInfer<T> = options[0]): Schema<T> =>
  v.fallback(v.picklist(options), first);
const FEATURE_ORDERS = ['change', 'share'] as const satisfies readonly FeatureOrder[];
const TRAIT_ORDERS = ['share', 'kind'] as const satisfies readonly TraitOrder[];

const flag = (first: boolean): Schema<boolean> => v.fallback(v.boolean(), first);
const text = (first: string): Schema<string> => v.fallback(v.string(), first);
const textOrNull: Schema<string | null> = v.fallback(v.nullable(v.string()), null);
const texts: Schema<readonly string[]> = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((entries) => entries.filter((entry) => typeof entry === 'string')),
  ),
  [],
);
const offset: Schema<number> = v.fallback(v.pipe(v.number(), v.minValue(0), v.transform(Math.floor)), 0);

/** Members of their own, each with its first value. */
function part<S extends Schema>(schema: S): Schema<Of<S>> {
  return v.fallback(schema, () => v.parse(schema, {}));
}

const viewSchema = part(
  only({
    /** Id of the open tab. */
    tab: text('overview'),
    promptOpen: flag(false),
    /** Whether the table of all figures is shown below the overview. */
    figuresOpen: flag(false),
    /** Whether all findings are shown. */
    findingsOpen: flag(false),
    answers: part(
      only({
        filter: text(''),
        rung: oneOf(RUNGS, 'groups'),
        /** Number of the page of the table that is shown. */
        page: offset,
        /** Ids of the groups whose variants are shown. */
        open: texts,
      }),
    ),
    numbers: part(only({ mode: oneOf(NUMBER_MODES) })),
    models: part(only({ figure: oneOf(PAIR_FIGURES) })),
    conditions: part(
      only({
        /** Whether each feature has a row a model below it. */
        byModel: flag(false),
        order: oneOf(FEATURE_ORDERS),
        /** The tables that show all their rows. */
        whole: texts,
      }),
    ),
    traits: part(only({ order: oneOf(TRAIT_ORDERS) })),
    outputs: part(
      only({
        filter: text(''),
        /** Only this group; `null` for all. */
        group: textOrNull,
        /** Only outputs with this trait, by its id; `null` for all. */
        trait: textOrNull,
        /** Outputs shown whole, as `cardKey`. */
        open: texts,
      }),
    ),
    /** What of the answers is chosen, to be merged or split off. */
    hand: part(
      v.pipe(
        only({
          /** Ids of groups. */
          groups: texts,
          /** The group whose wordings are chosen; `null` for none. */
          of: textOrNull,
          /** Those wordings, as `wordingKey`. */
          wordings: texts,
        }),
        v.transform((hand) => (hand.of === null ? { ...hand, wordings: [] } : hand)),
      ),
    ),
    /** How outputs are read. */
    cards: part(
      only({
        /** Whether each is compared with the most frequent answer. */
        diff: flag(false),
        /** Whether what other models say, too, is marked. */
        shared: flag(true),
        /** Whether what the prompt said is marked. */
        echo: flag(true),
        /** Only outputs to this condition, by its id; `null` where none was chosen. */
        condition: textOrNull,
        /** Whether all conditions were asked for; without that, many columns begin with the control's (`conditionShown`). */
        allConditions: flag(false),
        /** Only outputs that were read so; `null` for all. */
        status: v.fallback(v.nullable(v.picklist(READING_STATUSES)), null),
        /** Ids of the targets whose columns are left out. */
        hidden: texts,
        /** Id of the tab that Escape leads back to; `null` where the outputs were opened by themselves. */
        from: textOrNull,
        /** Where the outputs are scrolled to: by a card, because heights are not known at first; `null` for the beginning. */
        place: v.fallback(v.nullable<Schema<CardPlace>>(only({ index: count, below: v.number() })), null),
      }),
    ),
    /** Scroll offset by tab, px. */
    scroll: v.fallback(dictionary(offset), {}),
  }),
);
export type ViewState = Of<typeof viewSchema>;

/** Reads what an earlier panel has kept. */
export function restoreView(kept: unknown): ViewState {
  return v.parse(viewSchema, kept);
}

/** What a panel shows first. */
export const FIRST_VIEW: ViewState = restoreView({});

/** Whether other outputs are listed than before, or in another form, so that their heights are not known any more. */
export function isListedAnew(before: ViewState, after: ViewState): boolean {
  const listed = ({ outputs, cards }: ViewState): string =>
    JSON.stringify([
      ...[outputs.filter, outputs.group, outputs.trait, cards.status, cards.hidden],
      ...[cards.diff, cards.condition, cards.allConditions],
    ]);
  return before !== after && listed(before) !== listed(after);
}
