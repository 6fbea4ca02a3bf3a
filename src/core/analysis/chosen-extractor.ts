import { typicalRendering } from '../engine/render.ts';
import type { Extractor } from '../extraction/extractor.ts';
import { chooseExtractor, domainOfPrompt, parseExtractor } from '../extraction/registry.ts';
import { domainOf } from '../extraction/domain.ts';
import { repairMojibake } from '../grouping/mojibake.ts';
import { controlAmong } from '../model/control.ts';
import type { Interval } from '../model/report.ts';
import type { Condition, RunRecord, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { beginText, isUnreadable } from '../watch.ts';
import type { AnalysisOptions } from './summarize.ts';

/** The one extractor that reads all trials of a run, and the domain of its answers. */
export interface ChosenExtractor {
  readonly extractor: Extractor;
  readonly argument: string | null;
  /** The extractor as `--extract` takes it. */
  readonly spec: string;
  /** Why it was chosen; `null` when the user or the run's probe file named it. */
  readonly reason: string | null;
  /** Lowest and highest allowed number; `null` for texts and when not known. */
  readonly domain: Interval | null;
}

/** The prompt of a condition with its lists put in; empty when there is none. */
function typicalPrompt(condition: Condition | undefined): string {
  return condition === undefined ? '' : (typicalRendering(condition).messages.at(-1)?.text ?? '');
}

/** The domain that all prompts of the run agree on; `null` when they name different ones or none. */
function domainOfRun(conditions: readonly Condition[]): Interval | null {
  const domains = conditions.map((condition) => domainOfPrompt(typicalPrompt(condition)));
  const [first] = domains;
  if (!first) return null;
  return domains.every((domain) => domain?.[0] === first[0] && domain[1] === first[1]) ? first : null;
}

/** The repaired text of every answer that can be read; each different one is repaired once. */
function textsOf(trials: readonly Trial[]): string[] {
  const repaired = new Map<string, string>();
  return trials
    .filter(({ outcome, text }) => outcome === 'completed' && !isUnreadable(text))
    .map(({ text }) => {
      beginText(text);
      const known = repaired.get(text) ?? repairMojibake(text).text;
      repaired.set(text, known);
      return known;
    })
    .filter((text) => !isUnreadable(text));
}

type NamedExtractor = ReturnType<typeof parseExtractor>;

/** The extractor that the run's probe file names; when it cannot be used, a sentence that says why. `null` when it names none. */
function wishedExtractor(spec: string | undefined): NamedExtractor | { readonly unusable: string } | null {
  if (spec === undefined) return null;
  try {
    return parseExtractor(spec);
  } catch (error) {
    // A saved run may come from another version, and is read all the same.
    if (error instanceof UsageError) return { unusable: `The extractor of this run is not used: ${error.message}` };
    throw error;
  }
}

/**
 * Picks the extractor and the domain: those of the options, else those that the run itself wishes for, else by the prompt
 * and the answers. `trials` in the order of the report. Throws `UsageError` when the options name an unknown extractor.
 */
export function chooseForRun({ run }: RunRecord, trials: readonly Trial[], options: AnalysisOptions): ChosenExtractor {
  const wished = options.findsExtractor === true ? undefined : run.reading?.extractor;
  const named = options.extractor === 'auto' ? wishedExtractor(wished) : parseExtractor(options.extractor);
  const chosen =
    named === null || 'unusable' in named
      ? chooseExtractor(typicalPrompt(controlAmong(run.conditions)), textsOf(trials))
      : { ...named, reason: null };
  const { extractor, argument } = chosen;
  const reason = named !== null && 'unusable' in named ? `${named.unusable} ${chosen.reason}` : chosen.reason;
  const known = options.domain === 'auto' ? (run.reading?.domain ?? domainOfRun(run.conditions)) : options.domain;
  return {
    extractor,
    argument,
    spec: argument === null ? extractor.id : `${extractor.id}:${argument}`,
    reason,
    // Files may hold anything: what is no range would overflow in every figure that rests on it.
    domain: extractor.kind === 'number' && known !== null ? domainOf(...known) : null,
  };
}
