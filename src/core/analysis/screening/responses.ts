import type { Run, Screening, ScreeningRow } from '../../model/run.ts';
import type { ScreeningReport } from '../../model/screening-report.ts';

/** What the outputs of a screened prompt are, as far as its answer goes. */

/** An output: whose, under which condition, and the place of its group; `null` where it gives no answer. */
export interface Output {
  readonly target: string;
  readonly condition: string;
  readonly group: number | null;
}

/** An output, compared with what its target says to the whole prompt. */
export interface Response {
  readonly isModal: boolean;
  /** -log2 of the smoothed share of its answer under the whole prompt. */
  readonly bits: number;
}

type Answer = ScreeningReport['answers'][number] & { readonly group: number | null };

/** Outputs by answer; those without any are an answer of their own. */
function tally(outputs: readonly Output[]): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>();
  for (const { group } of outputs) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** The most frequent answer of one target; of several the one that all targets together give more often, then the first. */
function modalOf(own: ReadonlyMap<number | null, number>, all: ReadonlyMap<number | null, number>): number | null {
  const groups = [...own.keys()].filter((group): group is number => group !== null).sort((a, b) => a - b);
  const better = (a: number, b: number) => own.get(a)! - own.get(b)! || all.get(a)! - all.get(b)!;
  return groups.reduce<number | null>((best, group) => (best === null || better(group, best) > 0 ? group : best), null);
}

/** The responses of a run, by target and condition. */
export class Responses {
  readonly answers: readonly Answer[];
  readonly #cells = new Map<string, Map<string, readonly Response[]>>();

  /** `outputs`: those that came; failed and cancelled trials are not among them. `labels`: answers by place of their group. */
  constructor(
    { targets }: Pick<Run, 'targets'>,
    { whole }: Screening,
    outputs: readonly Output[],
    labels: readonly string[],
  ) {
    const naming = outputs.filter(({ condition }) => condition === whole);
    const all = tally(naming);
    this.answers = targets.map(({ id }) => {
      const own = tally(naming.filter(({ target }) => target === id));
      const group = modalOf(own, all);
      const n = [...own.values()].reduce((sum, count) => sum + count, 0);
      this.#cells.set(
        id,
        this.#responses(
          outputs.filter(({ target }) => target === id),
          group,
          own,
          n,
        ),
      );
      return { target: id, group, answer: group === null ? null : labels[group]!, count: own.get(group) ?? 0, n };
    });
  }

  /** Of one target in the conditions of some rows; none for a target without an answer of its own. */
  of(target: string, rows: readonly ScreeningRow[]): readonly Response[] {
    const cells = this.#cells.get(target);
    return rows.flatMap(({ condition }) => cells?.get(condition) ?? []);
  }

  /**
   * Shares are smoothed by half a count for each answer that was seen and for all others together (Krichevsky and Trofimov 1981):
   * an answer that the whole prompt never gave has a finite surprise.
   */
  #responses(
    outputs: readonly Output[],
    modal: number | null,
    seen: ReadonlyMap<number | null, number>,
    n: number,
  ): Map<string, readonly Response[]> {
    const cells = new Map<string, Response[]>();
    if (modal === null) return cells;
    const whole = n + (seen.size + 1) / 2;
    for (const { condition, group } of outputs) {
      const cell = cells.get(condition) ?? [];
      cell.push({ isModal: group === modal, bits: -Math.log2(((seen.get(group) ?? 0) + 0.5) / whole) });
      cells.set(condition, cell);
    }
    return cells;
  }
}
