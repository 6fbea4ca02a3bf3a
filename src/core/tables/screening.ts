import type { PartEffect, ScreenedPart, ScreeningReport } from '../model/screening-report.ts';
import { columnsOver, type Column } from './column.ts';
import { labelIn, testColumns, type Named } from './common.ts';

/** Which parts of a prompt make its answer. */

/** A part, over all models or in one of them. */
export interface ScreeningTableRow {
  readonly part: ScreenedPart;
  /** Target id; `null` for all together. */
  readonly target: string | null;
}

const VERDICTS = { differ: 'changes it', alike: 'alike', undecided: 'undecided' } as const;

const effectIn = (effects: readonly PartEffect[] | undefined, target: string | null) =>
  effects?.find((effect) => effect.target === target);

/** Rows over all models, and with `byModel` for each where there are several. */
export function screeningRows({ parts }: ScreeningReport, byModel: boolean): readonly ScreeningTableRow[] {
  return parts.flatMap((part) => {
    const targets = (part.screened.length > 0 ? part.screened : (part.fresh ?? [])).map(({ target }) => target);
    const shown = byModel ? targets : [null];
    return (shown.length === 0 ? [null] : shown).map((target) => ({ part, target }));
  });
}

export function screeningColumns(targets: readonly Named[]) {
  const { text, change, measure, frequency } = columnsOver<ScreeningTableRow>();
  const screened = ({ part, target }: ScreeningTableRow) => effectIn(part.screened, target);
  const fresh = ({ part, target }: ScreeningTableRow) => effectIn(part.fresh, target);
  const changeOf = (effect: PartEffect | undefined) =>
    effect === undefined || effect.difference === null
      ? null
      : { value: effect.difference, interval: effect.interval, isShare: true };
  const share = (side: PartEffect['with'] | undefined) =>
    side === undefined ? null : { ...side, share: side.n === 0 ? null : side.count / side.n };
  return {
    part: text('part', 'Part of the prompt', ({ part }) => part.text.replace(/\s+/gu, ' ')),
    model: text('model', 'Model', ({ target }) => (target === null ? 'all' : labelIn(targets, target))),
    effect: change('screened-effect', 'Screening', (row) => changeOf(screened(row))),
    surprise: measure('surprise', 'Bits', (row) => screened(row)?.surprise?.value ?? null),
    fresh: change('fresh-effect', 'Fresh runs', (row) => changeOf(fresh(row))),
    with: frequency('with-part', 'With it', (row) => share(fresh(row)?.with)),
    without: frequency('without-part', 'Without it', (row) => share(fresh(row)?.without)),
    pHolm: testColumns(fresh).pHolm,
    verdict: text('part-verdict', 'Confirmed', (row) => confirmedWord(fresh(row))),
  } satisfies Record<string, Column<ScreeningTableRow>>;
}

/** "not checked", or what the fresh runs say. */
function confirmedWord(effect: PartEffect | undefined): string {
  if (effect === undefined) return 'not checked';
  if (effect.difference === null) return 'no outputs';
  return effect.verdict === null ? 'no difference' : VERDICTS[effect.verdict];
}
