import { controlAmong } from '../../model/control.ts';
import type { Agreement, BetweenReport, CellReport, Counts, Group, NumberReport } from '../../model/report.ts';
import type { RunRecord } from '../../model/run.ts';
import { own } from '../../own.ts';
import { isOneComparison } from '../comparison/between.ts';
import { answersCounted } from '../counts.ts';
import { tallyBy } from '../grouped.ts';
import type { Figures } from './details.ts';
import { fixedCells, type FixedCell } from './determinism.ts';
import type { Measured } from './level.ts';

/** What a verdict rests on: the answers to the only condition, or to the control. */
export interface Evidence {
  readonly record: RunRecord;
  readonly report: Figures;
  /** Cells of that condition, of all targets. */
  readonly cells: readonly CellReport[];
  /** Those that stand for themselves. */
  readonly voices: readonly CellReport[];
  readonly counts: Counts;
  /** Answers of that condition that count. */
  readonly n: number;
  /** Groups that came under that condition, with their counts there, most frequent first. */
  readonly groups: readonly Group[];
  readonly numbers: NumberReport | null;
  readonly between: BetweenReport | null;
  /** Cells whose sampling was switched off. */
  readonly fixed: readonly FixedCell[];
}

const NONE: Counts = {
  ...{ trials: 0, completed: 0, refused: 0, empty: 0, failed: 0, cancelled: 0 },
  ...{ unparsed: 0, outOfRange: 0, truncated: 0 },
};

function summed(cells: readonly CellReport[]): Counts {
  return cells.reduce<Counts>((sum, { counts }) => {
    const keys = [...new Set([...Object.keys(sum), ...Object.keys(counts)])] as (keyof Counts)[];
    return Object.fromEntries(keys.map((key) => [key, (sum[key] ?? 0) + (counts[key] ?? 0)])) as unknown as Counts;
  }, NONE);
}

function groupsUnder(condition: string, groups: readonly Group[]): readonly Group[] {
  return groups
    .map((group) => {
      const members = group.members.filter((member) => member.condition === condition);
      return { ...group, members, count: members.length, byTarget: tallyBy(members, ({ target }) => target) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** How often each voice gave each answer, over the same answers. */
export function countsByVoice({ voices, groups }: Pick<Evidence, 'voices' | 'groups'>): readonly (readonly number[])[] {
  return voices.map(({ target }) => groups.map(({ byTarget }) => own(byTarget, target) ?? 0));
}

export function evidenceOf(record: RunRecord, report: Figures): Evidence {
  const { run } = record;
  const control = controlAmong(run.conditions)?.id ?? '';
  const isOne = run.conditions.length < 2;
  const cells = report.cells.filter(({ condition }) => condition === control);
  const { between, agreement, numbers } = report;
  const tooFew = new Set(agreement.tooFew);
  const counts = isOne ? report.counts : summed(cells);
  return {
    ...{ record, report, cells, counts },
    voices: cells.filter(({ target }) => !tooFew.has(target)),
    n: answersCounted(counts),
    groups: isOne ? report.groups : groupsUnder(control, report.groups),
    numbers: numbers === null ? null : isOne ? numbers.pooled : (own(numbers.byCondition ?? {}, control) ?? null),
    between: between === null ? null : isOneComparison(between) ? between : (own(between, control) ?? null),
    fixed: fixedCells(record, report),
  };
}

/** Whether several models were asked, whichever of them answered. */
export const isOfSeveral = ({ cells }: Evidence) => cells.length > 1;

/** Whether only one of several models has answered often enough: the headline says what it does. */
export const isOneLeft = (evidence: Evidence) => isOfSeveral(evidence) && evidence.voices.length === 1;

/** 1/K where the number of possible answers is known, else 0. */
export const chanceOf = ({ report: { possible } }: Evidence) => (possible.size === null ? 0 : 1 / possible.size);

/** An agreement as its level is read off it; `null` where there is none. */
export function measured(evidence: Evidence, agreement: Agreement | null): Measured | null {
  if (agreement === null || agreement.bounds === null) return null;
  return { value: agreement.value, bounds: agreement.bounds, chance: chanceOf(evidence) };
}

/** The agreement that the verdict speaks of: between models where several were asked, else within the one. */
export function spokenOf(evidence: Evidence): Measured | null {
  const { within, between } = evidence.report.agreement;
  return measured(evidence, isOfSeveral(evidence) ? between : within);
}
