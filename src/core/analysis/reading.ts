import type { Extraction } from '../extraction/extractor.ts';
import { withoutScaffolding } from '../extraction/scaffolding/scaffolding.ts';
import type { Unwrapped } from '../extraction/scaffolding/scaffolding.ts';
import { foldText, rememberFolds } from '../text/fold.ts';
import { comparedForm } from '../notation/notation.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { Memory } from '../memory.ts';
import type { Interval, TrialReading } from '../model/report.ts';
import type { Condition, CustomTrait, Trial } from '../model/run.ts';
import { filled } from '../prompt/placeholders.ts';
import { notationOf, type ChosenExtractor, type Unwrappings } from './chosen-extractor.ts';
import { numericValue } from './numbers/numeric-value.ts';
import { usableTraits } from '../pages/custom.ts';
import { TraitReader } from '../pages/output-traits.ts';
import { isUnreadable, onText } from '../watch.ts';
import { drawnAnswer } from './rewrites/several.ts';
import type { TextReading, TrialRead } from './trial-read.ts';

/** Why an output has no answer. */
const REASONING_ALONE = 'reasoning alone, no answer follows it';

/** `null` when work on the text, or on what is made of it, was ended before (see `Watch`). */
function readText(
  text: string,
  prompt: string,
  chosen: ChosenExtractor,
  known: Unwrappings | null,
): TextReading | null {
  const bare =
    known === null || known.prompt !== prompt || chosen.extractor.readsMarks === true ? null : known.of.get(text);
  return isUnreadable(text) ? null : onText(text, () => readable(text, prompt, chosen, bare ?? null));
}

/** `unwrapped`: the text without scaffolding, where that is known. */
function readable(
  text: string,
  prompt: string,
  chosen: ChosenExtractor,
  unwrapped: Unwrapped | null,
): TextReading | null {
  const repaired = repairMojibake(text);
  if (isUnreadable(repaired.text)) return null;
  const { extractor, argument, domain, isProse } = chosen;
  const bare = unwrapped ?? withoutScaffolding(repaired.text, prompt, extractor);
  if (isUnreadable(bare.text)) return null;
  const extraction = bare.isReasoningAlone
    ? { answer: null, setAside: [], notes: [REASONING_ALONE], refused: false }
    : withNotes(extractor.extract(bare.text, { prompt, domain, argument, isProse, isBoxed: bare.isBoxed }), bare.notes);
  const { answer } = extraction;
  const folded = foldText(bare.text);
  const foldedAnswer = answer === null ? null : foldText(answer);
  if ([folded, answer, foldedAnswer].some((form) => form !== null && isUnreadable(form))) return null;
  return {
    ...{ repaired: bare.text, unwrapped: bare.notes, folded, extraction, foldedAnswer },
    compared: answer === null ? null : comparedForm(answer, notationOf(chosen, prompt)),
    number: answer === null || extractor.kind !== 'number' ? null : numericValue(answer),
    setAside: allSetAside(extraction, bare).map(([start, end]) => [
      repaired.toOriginal(start),
      repaired.toOriginal(end),
    ]),
  };
}

/** What was set aside before goes without saying where there is no answer. */
function withNotes(extraction: Extraction, notes: readonly string[]): Extraction {
  return extraction.answer === null || notes.length === 0
    ? extraction
    : { ...extraction, notes: [...notes, ...extraction.notes] };
}

/** What scaffolding and extractor set aside, by their places in the repaired text; ascending, and without overlap. */
function allSetAside({ setAside }: Extraction, bare: Unwrapped): readonly Interval[] {
  if (bare.setAside.length === 0) return setAside;
  const moved = setAside.map(([start, end]): Interval => [bare.toOriginal(start), bare.toOriginal(end - 1) + 1]);
  const joined: [number, number][] = [];
  for (const [start, end] of [...bare.setAside, ...moved].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function statusOf(reading: TextReading | null, { extractor, domain }: ChosenExtractor): TrialReading['status'] {
  if (reading === null) return 'unreadable';
  if (reading.extraction.refused) return 'refused';
  if (reading.extraction.answer === null) return 'unparsed';
  if (extractor.kind !== 'number') return 'counted';
  if (reading.number === null) return 'unparsed';
  const outside = domain !== null && (reading.number < domain[0] || reading.number > domain[1]);
  return outside ? 'out-of-range' : 'counted';
}

/** What a trial was asked: which of several options an answer names may depend on the order that they had in it. */
function promptOf({ variables }: Trial, condition: Condition | undefined): string {
  if (condition === undefined) return '';
  const { prompt, shuffled = [] } = condition;
  if (shuffled.length === 0) return prompt;
  const lists = shuffled.flatMap(({ name }) =>
    Object.hasOwn(variables, name) ? [[name, variables[name]!] as const] : [],
  );
  return filled(prompt, new Map(lists));
}

/**
 * Reads trials with one extractor, each distinct text to a prompt once. Kept between two reports of a growing run, so
 * that only new texts are read.
 */
export class Reader {
  /** What was made of single texts, and of counts; `null` unless the reader is kept for further reports of the same run. */
  readonly #memories: { readonly texts: Memory; readonly figures: Memory } | null;
  #run: { readonly inputs: readonly unknown[]; readonly reading: unknown } | null = null;
  readonly #texts = new Map<string, Map<string, TextReading | null>>();
  #readWith = '';
  #traits: { readonly wished: string; readonly reader: TraitReader } | null = null;

  constructor(isKept = false) {
    this.#memories = isKept ? { texts: new Memory(), figures: new Memory() } : null;
  }

  /** What `read` made of the same run before, or makes now: as long as all `inputs` are the same objects, nothing is read again. */
  unlessSame<T>(inputs: readonly unknown[], read: () => T): T {
    if (this.#run === null || inputs.some((input, index) => input !== this.#run!.inputs[index])) {
      const reading = this.#memories === null ? rememberFolds(read) : this.#memories.texts.during(read);
      this.#run = { inputs, reading };
    }
    // A reader is asked for one kind of reading.
    return this.#run.reading as T;
  }

  /** Works out figures with what is remembered of those of the report before. */
  figures<T>(work: () => T): T {
    return this.#memories === null ? rememberFolds(work) : this.#memories.figures.during(work);
  }

  /** Reads all texts again at the next report, as some of them became unreadable. */
  forgetTexts(): void {
    this.#texts.clear();
  }

  /** What reads the traits of outputs, kept for as long as the same ones are looked for. Throws `UsageError` for a bad trait of the user. */
  traitsOf(own: readonly CustomTrait[]): TraitReader {
    const wished = JSON.stringify(own);
    if (this.#traits?.wished !== wished) {
      const { traits, refused } = usableTraits(own);
      this.#traits = { wished, reader: new TraitReader(traits, refused) };
    }
    return this.#traits.reader;
  }

  /** Trials in the given order, read. `known`: what was made of them already. */
  read(
    trials: readonly Trial[],
    conditions: ReadonlyMap<string, Condition>,
    chosen: ChosenExtractor,
    known: Unwrappings | null = null,
  ): readonly TrialRead[] {
    this.#forgetUnless(JSON.stringify([chosen.spec, chosen.domain, chosen.isProse]));
    return trials.map((trial) => {
      if (trial.outcome !== 'completed') return { trial, reading: null, status: trial.outcome };
      // An import or another tool may call an empty text completed; there is nothing to read in it.
      if (trial.text.trim() === '') return { trial, reading: null, status: 'empty' };
      const condition = conditions.get(trial.condition);
      const prompt = promptOf(trial, condition);
      if (condition?.rewrite?.answers !== undefined) return this.#readDrawn(trial, prompt, chosen, known);
      const reading = this.#readOnce(trial.text, prompt, chosen, known);
      return { trial, reading, status: statusOf(reading, chosen) };
    });
  }

  #forgetUnless(readWith: string): void {
    if (this.#readWith !== readWith) this.#texts.clear();
    this.#readWith = readWith;
  }

  /** Reads one of several answers of a call, drawn at random: that is what whoever asks for several does with them. */
  #readDrawn(trial: Trial, prompt: string, chosen: ChosenExtractor, known: Unwrappings | null): TrialRead {
    const drawn = drawnAnswer(trial);
    if (drawn === null) return { trial, reading: null, status: 'unparsed' };
    const { start, end } = drawn;
    const reading = this.#readOnce(trial.text.slice(start, end), prompt, chosen, known);
    const status = statusOf(reading, chosen);
    if (reading === null) return { trial, reading, status };
    const inside = reading.setAside.map(([from, to]): Interval => [start + from, start + to]);
    const around: readonly Interval[] = [
      [0, start],
      [end, trial.text.length],
    ];
    const setAside = [around[0]!, ...inside, around[1]!].filter(([from, to]) => to > from);
    return { trial, reading: { ...reading, setAside }, status };
  }

  #readOnce(text: string, prompt: string, chosen: ChosenExtractor, known: Unwrappings | null): TextReading | null {
    let texts = this.#texts.get(prompt);
    if (!texts) this.#texts.set(prompt, (texts = new Map()));
    let reading = texts.get(text);
    if (reading === undefined) texts.set(text, (reading = readText(text, prompt, chosen, known)));
    return reading;
  }
}
