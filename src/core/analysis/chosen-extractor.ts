import { typicalRendering } from '../prompt/render.ts';
import type { Extractor } from '../extraction/extractor.ts';
import { chooseExtractor, domainOfPrompt, parseExtractor } from '../extraction/registry.ts';
import { domainOf } from '../extraction/domain.ts';
import { codeExtractor } from '../extraction/code.ts';
import { notationAsked } from '../extraction/prompt-notation.ts';
import { isProse } from '../extraction/prose.ts';
import { sampleOf } from '../extraction/sample.ts';
import { withoutScaffolding, type Unwrapped } from '../extraction/scaffolding/scaffolding.ts';
import type { Notation } from '../notation/notation.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { controlAmong } from '../model/control.ts';
import type { Interval } from '../model/report.ts';
import type { Condition, RunRecord, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { isUnreadable, onText } from '../watch.ts';
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
  /** Whether whole texts are compared, because what would be read is too small a piece of them. */
  readonly isProse: boolean;
}

/** What of marks, capitals and layout counts in answers to a prompt. */
export function notationOf({ extractor }: Pick<ChosenExtractor, 'extractor'>, prompt: string): Notation {
  return { ...notationAsked(prompt), ...(extractor.id === codeExtractor.id && { isCode: true }) };
}

/** The prompt of a condition with its lists put in; empty when there is none. */
export function typicalPrompt(condition: Condition | undefined): string {
  return condition === undefined ? '' : (typicalRendering(condition).messages.at(-1)?.text ?? '');
}

/** The prompt of the control as it typically reads; empty when there is none. */
export function promptOfRun({ run }: RunRecord): string {
  return typicalPrompt(controlAmong(run.conditions));
}

/** Whether the user or the run's probe file named a domain. */
export function hasGivenDomain({ run }: RunRecord, { domain }: AnalysisOptions): boolean {
  return domain === 'auto' ? run.reading?.domain !== undefined : domain !== null;
}

/** The domain that all prompts of the run agree on; `null` when they name different ones or none. */
function domainOfRun(conditions: readonly Condition[]): Interval | null {
  const domains = conditions.map((condition) => domainOfPrompt(typicalPrompt(condition)));
  const [first] = domains;
  if (!first) return null;
  return domains.every((domain) => domain?.[0] === first[0] && domain[1] === first[1]) ? first : null;
}

/** Outputs to one prompt, repaired and without scaffolding. */
export interface Unwrappings {
  readonly prompt: string;
  /** By the text as it came. */
  readonly of: ReadonlyMap<string, Unwrapped>;
}

/** Every answer that can be read, repaired and without scaffolding; each different one is repaired once. */
function unwrappedTexts(trials: readonly Trial[], prompt: string): Unwrappings & { readonly texts: readonly string[] } {
  const unwrapped = new Map<string, Unwrapped>();
  const texts: string[] = [];
  for (const { outcome, text } of trials) {
    if (outcome !== 'completed' || isUnreadable(text)) continue;
    let bare = unwrapped.get(text);
    if (bare === undefined) {
      bare = onText(text, () => withoutScaffolding(repairMojibake(text).text, prompt));
      unwrapped.set(text, bare);
    }
    if (!isUnreadable(bare.text)) texts.push(bare.text);
  }
  return { prompt, of: unwrapped, texts };
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
 * and the answers, and gives what it made of these on the way. `trials` in the order of the report. Throws `UsageError` when the
 * options name an unknown extractor.
 */
export function chooseForRun(
  record: RunRecord,
  trials: readonly Trial[],
  options: AnalysisOptions,
): { readonly chosen: ChosenExtractor; readonly unwrapped: Unwrappings } {
  const prompt = promptOfRun(record);
  const { texts, ...unwrapped } = unwrappedTexts(trials, prompt);
  return { chosen: choose(record, { prompt, texts }, options), unwrapped };
}

function choose(
  { run }: RunRecord,
  { prompt, texts }: { readonly prompt: string; readonly texts: readonly string[] },
  options: AnalysisOptions,
): ChosenExtractor {
  const wished = options.findsExtractor === true ? undefined : run.reading?.extractor;
  const named = options.extractor === 'auto' ? wishedExtractor(wished) : parseExtractor(options.extractor);
  const chosen = named === null || 'unusable' in named ? chooseExtractor(prompt, texts) : { ...named, reason: null };
  const { extractor, argument } = chosen;
  const reason = named !== null && 'unusable' in named ? `${named.unusable} ${chosen.reason}` : chosen.reason;
  const known = options.domain === 'auto' ? (run.reading?.domain ?? domainOfRun(run.conditions)) : options.domain;
  const isWhole =
    extractor.id === 'whole' &&
    isProse(sampleOf(texts), (text) => extractor.extract(text, { prompt, domain: null, argument }));
  return {
    extractor,
    argument,
    spec: argument === null ? extractor.id : `${extractor.id}:${argument}`,
    reason: isWhole && reason !== null ? 'These are long answers, so whole texts are compared.' : reason,
    isProse: isWhole,
    // Files may hold anything: what is no range would overflow in every figure that rests on it.
    domain: extractor.kind === 'number' && known !== null ? domainOf(...known) : null,
  };
}
