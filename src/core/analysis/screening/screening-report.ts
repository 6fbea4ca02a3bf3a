import type { Run, Screening, ScreeningRow } from '../../model/run.ts';
import { firstIssue } from '../../model/schema.ts';
import { screeningSchema } from '../../model/screening.ts';
import { CHECKED } from '../../model/screening-size.ts';
import type { PartEffect, ScreenedPart, ScreeningReport } from '../../model/screening-report.ts';
import { welchDifference } from '../../statistics/intervals/welch.ts';
import { smallestP } from '../../statistics/significance/smallest-p.ts';
import { judged } from '../conditions/families.ts';
import { shareDifference } from '../conditions/share-difference.ts';
import type { Grouped } from '../grouped.ts';
import { isCounted, type TrialRead } from '../trial-read.ts';
import { Responses, type Output, type Response } from './responses.ts';

/** Outputs of one target with a part and without it. */
interface Sides {
  readonly target: string;
  readonly with: readonly Response[];
  readonly without: readonly Response[];
}

const modal = (responses: readonly Response[]) => responses.filter(({ isModal }) => isModal).length;
const bits = (responses: readonly Response[]) => responses.map((one) => one.bits);
const both = (sides: readonly Sides[], key: 'with' | 'without') => sides.flatMap((side) => side[key]);

/**
 * What a part does, each target compared with itself. Over the rows of a design the chances of the outputs of a side are not one:
 * sums of such outputs spread less than a binomial (Hoeffding 1956), so that interval and p err on the safe side.
 */
function effect(target: string | null, sides: readonly Sides[]): Omit<PartEffect, 'pHolm' | 'verdict'> {
  const [one, other] = [both(sides, 'with'), both(sides, 'without')];
  const strata = sides.map((side) => ({
    ...{ a: modal(side.with), n: side.with.length },
    ...{ b: modal(side.without), m: side.without.length },
  }));
  return {
    target,
    ...shareDifference(strata),
    with: { count: modal(one), n: one.length },
    without: { count: modal(other), n: other.length },
    surprise: one.length === 0 || other.length === 0 ? null : welchDifference(bits(one), bits(other)),
  };
}

/** The effects of some parts: over all targets, then by target where there are several; each of the two corrected over the parts. */
function effects(sides: readonly (readonly Sides[])[]): readonly (readonly PartEffect[])[] {
  const each = sides.map((own) => [
    effect(null, own),
    ...(own.length < 2 ? [] : own.map((side) => effect(side.target, [side]))),
  ]);
  const least = (own: readonly Sides[]) => smallestP(both(own, 'with').length, both(own, 'without').length);
  const smallest = {
    pooled: Math.min(1, ...sides.map(least)),
    byTarget: Math.min(1, ...sides.flatMap((own) => own.map((side) => least([side])))),
  };
  const { differences } = judged(
    each.flatMap((own) => own.map((one) => ({ ...one, from: '', to: '' }))),
    smallest,
  );
  let next = 0;
  return each.map((own) =>
    own.map((one) => {
      const { pHolm, verdict } = differences[next++]!;
      return { ...one, pHolm, verdict };
    }),
  );
}

/** Each target with the responses of some rows, split by whether they leave a part out. Targets without an answer are left out. */
function sidesOf(responses: Responses, rows: readonly ScreeningRow[], place: number): readonly Sides[] {
  const isOut = ({ leftOut }: ScreeningRow) => leftOut.includes(place);
  return responses.answers.flatMap(({ target, group }) =>
    group === null
      ? []
      : [
          {
            target,
            with: responses.of(
              target,
              rows.filter((row) => !isOut(row)),
            ),
            without: responses.of(target, rows.filter(isOut)),
          },
        ],
  );
}

/** The parts with the largest differences; of equal ones the one that changes more of the surprise, then the earlier. */
function strongest(screened: readonly (readonly PartEffect[])[], most: number): readonly number[] {
  const size = (place: number) => Math.abs(screened[place]?.[0]?.difference ?? -1);
  const change = (place: number) => Math.abs(screened[place]?.[0]?.surprise?.value ?? 0);
  return screened
    .map((_, place) => place)
    .sort((a, b) => size(b) - size(a) || change(b) - change(a) || a - b)
    .slice(0, most);
}

/** What the design and the fresh runs say of each part. `prompt`: the whole one, which the spans are of. */
export function screeningOf(
  run: Pick<Run, 'targets'>,
  screening: Screening,
  {
    outputs,
    labels,
    prompt,
  }: { readonly outputs: readonly Output[]; readonly labels: readonly string[]; readonly prompt: string },
): ScreeningReport {
  const responses = new Responses(run, screening, outputs, labels);
  const { rows, fresh, parts } = screening;
  const places = parts.map((_, place) => place);
  const screened = rows.length === 0 ? [] : effects(places.map((place) => sidesOf(responses, rows, place)));
  const checked = fresh?.flatMap(({ leftOut }) => leftOut) ?? null;
  const [whole] = fresh ?? [];
  const again =
    checked === null || whole === undefined
      ? []
      : effects(
          checked.map((place) =>
            sidesOf(responses, [whole, ...fresh!.filter(({ leftOut }) => leftOut.includes(place))], place),
          ),
        );
  const isReady = rows.length === 0 || screened.some(([all]) => all?.difference !== null && all !== undefined);
  return {
    answers: responses.answers.map(({ group: _, ...answer }) => answer),
    rows: rows.length,
    strongest: checked ?? (rows.length === 0 ? places : isReady ? strongest(screened, CHECKED) : []),
    parts: parts.map(({ spans }, place): ScreenedPart => {
      const at = checked?.indexOf(place) ?? -1;
      return {
        text: spans.map(([start, end]) => prompt.slice(start, end)).join('\n'),
        spans,
        screened: screened[place] ?? [],
        ...(at >= 0 && { fresh: again[at]! }),
      };
    }),
  };
}

/** The outputs of a run as the screening sees them: what was refused, empty or without a readable answer gives none. */
function outputsOf(reads: readonly TrialRead[], { groupOf }: Grouped): readonly Output[] {
  return reads.flatMap((read) => {
    const { trial, status } = read;
    if (status === 'failed' || status === 'cancelled' || status === 'echo') return [];
    const group = isCounted(read) ? groupOf.get(read)! : null;
    return [{ target: trial.target, condition: trial.condition, group }];
  });
}

/** Which parts of its prompt make the answer; `null` for a run that does not ask. */
export function screeningReport(run: Run, reads: readonly TrialRead[], grouped: Grouped): ScreeningReport | null {
  const { screening, conditions } = run;
  // The header of a journal is not looked at so closely when it is read.
  if (screening === undefined || firstIssue(screeningSchema, screening) !== null) return null;
  return screeningOf(run, screening, {
    outputs: outputsOf(reads, grouped),
    labels: grouped.groups.map(({ answer }) => answer),
    prompt: conditions.find(({ id }) => id === screening.whole)?.prompt ?? '',
  });
}
