import type { ConditionRequest, PromptRequest, RunRequest } from '../engine/plan.ts';
import { withConditions } from '../engine/plan.ts';
import type { RunHeader, Screening, ScreeningRow } from '../model/run.ts';
import { CHECKED } from '../model/screening-size.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { promptParts, withoutSpans, type PromptPart } from '../prompt/prompt-parts.ts';
import { MOST_FACTORS, plackettBurman } from '../statistics/plackett-burman.ts';

/**
 * Which words of a prompt make its answer: a run whose conditions leave out half of the sentences each, as a design of Plackett and
 * Burman says, then fresh runs without each of the two strongest.
 */

/** Runs of each row, of all runs of a prompt that is checked; at least 1. */
const ROW_SHARE = 0.1;
/** Runs of the whole prompt that say which answer is meant, of all runs of a prompt that is checked; at least 5, or as many as there are. */
const WHOLE_SHARE = 0.3;
const LEAST_WHOLE = 5;

const WHOLE = 'whole prompt';
const WHOLE_AGAIN = 'whole prompt, fresh';

/** A prompt laid out to be screened. */
export interface ScreeningPlan {
  readonly request: Pick<RunRequest, 'trialsPerCell'> & {
    readonly conditions: readonly ConditionRequest[];
    readonly screening: Screening;
  };
  /** All sentences and list items, also those that stay. */
  readonly parts: readonly PromptPart[];
}

/** Neighbours together where there are more parts than a design takes; a group has one part more than another at most. */
function grouped(parts: readonly PromptPart[]): Screening['parts'] {
  const groups = Math.min(parts.length, MOST_FACTORS);
  const bound = (group: number) => Math.round((group * parts.length) / groups);
  return Array.from({ length: groups }, (_, group) => ({
    spans: parts.slice(bound(group), bound(group + 1)).map(({ start, end }) => [start, end] as const),
  }));
}

/** What is left of the prompt without some parts. */
function leaving(prompt: string, { parts }: Pick<Screening, 'parts'>, leftOut: readonly number[]): string {
  return leftOut.length === 0
    ? prompt
    : withoutSpans(
        prompt,
        leftOut.flatMap((place) => parts[place]!.spans),
      );
}

/** The same prompt, system prompt and turns with another last turn. */
function asking(text: string, { system, messages }: PromptRequest): PromptRequest {
  const turns = messages && [...messages.slice(0, -1), { role: 'user' as const, text }];
  return { prompt: text, system, ...(turns && { messages: turns }) };
}

/** Each factor is compared over the rows: no condition of the design is compared with another by itself. */
const ALONE = { control: false, comparedWith: null } as const;

/**
 * Lays out the design. `runs`: of each model in each prompt that is checked. `keeps`: see `promptParts`. Throws a `UsageError` when
 * there is nothing to leave out.
 */
export function planScreening(content: PromptRequest, runs: number, keeps: readonly string[] = []): ScreeningPlan {
  const { prompt } = content;
  const parts = promptParts(prompt, keeps);
  const factors = grouped(parts.filter(({ stays }) => stays === undefined));
  if (factors.length === 0) {
    throw new UsageError(
      'There is nothing to leave out of this prompt: it needs a sentence or a list item besides the one that asks.',
    );
  }
  // One or two are checked anyway.
  const design = factors.length <= CHECKED ? [] : plackettBurman(factors.length);
  const rows = design.map((levels, row): ScreeningRow => {
    const leftOut = levels.flatMap((isIn, place) => (isIn ? [] : [place]));
    return { condition: `version ${String(row + 1)}`, leftOut };
  });
  const screening: Screening = { parts: factors, whole: WHOLE, rows };
  const naming = Math.min(runs, Math.max(LEAST_WHOLE, Math.round(WHOLE_SHARE * runs)));
  const conditions: ConditionRequest[] = [
    { id: WHOLE, ...content, control: true, runs: naming },
    ...rows.map(({ condition, leftOut }) => ({
      id: condition,
      ...asking(leaving(prompt, screening, leftOut), content),
      ...ALONE,
      runs: Math.max(1, Math.round(ROW_SHARE * runs)),
    })),
  ];
  return { request: { conditions, trialsPerCell: runs, screening }, parts };
}

/** "without 3", "without 3–5" for a group; sentences are counted from 1, those that stay left out. */
function nameOf({ parts }: Screening, place: number): string {
  const before = parts.slice(0, place).reduce((sum, { spans }) => sum + spans.length, 0);
  const { length } = parts[place]!.spans;
  return length === 1 ? `without ${String(before + 1)}` : `without ${String(before + 1)}–${String(before + length)}`;
}

/** The run with fresh runs of the whole prompt, and of the prompt without each of these parts. */
export function withFreshRuns(header: RunHeader, checked: readonly number[], hasher: Hasher): RunHeader {
  const { screening, conditions } = header;
  const whole = conditions.find(({ id }) => id === screening?.whole);
  if (screening === undefined || whole === undefined) throw new Error('The run screens nothing.');
  const { prompt, system, messages, shuffled } = whole;
  const content = { prompt, system, ...(messages && { messages }) };
  const lists = shuffled === undefined ? {} : { shuffled };
  const fresh = [
    { condition: WHOLE_AGAIN, leftOut: [] },
    ...checked.map((place): ScreeningRow => ({ condition: nameOf(screening, place), leftOut: [place] })),
  ];
  const requests = fresh.map(({ condition, leftOut }): ConditionRequest => {
    return { id: condition, ...asking(leaving(prompt, screening, leftOut), content), ...lists, ...ALONE };
  });
  return { ...withConditions(header, requests, hasher), screening: { ...screening, fresh } };
}

/** The run without conditions that its design does not name: those that `withFreshRuns` will add. */
export function withoutFreshRuns(header: RunHeader): RunHeader {
  const { screening } = header;
  if (screening === undefined) return header;
  const named = new Set([
    screening.whole,
    ...[...screening.rows, ...(screening.fresh ?? [])].map((row) => row.condition),
  ]);
  return { ...header, conditions: header.conditions.filter(({ id }) => named.has(id)) };
}

/** Parts that are checked of those that may be left out. */
export function checkedOf({ parts }: Screening): number {
  return Math.min(CHECKED, parts.length);
}
