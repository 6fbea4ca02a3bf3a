import { namedExtractor } from '../extraction/named.ts';
import { mayAskForThing } from '../extraction/named/asks-for-thing.ts';
import { MOST, readNamed, type NamedThing } from '../extraction/named/read-named.ts';
import { notationAsked } from '../extraction/prompt-notation.ts';
import { outside } from '../text/span.ts';
import { wholeExtractor } from '../extraction/whole.ts';
import { foldText } from '../text/fold.ts';
import { comparedForm, type Notation } from '../notation/notation.ts';
import { repairMojibake } from '../text/mojibake.ts';
import { asksForSeveral } from '../extraction/prompt-kind.ts';
import type { NamedReport } from '../model/report.ts';
import type { Condition } from '../model/run.ts';
import { onText } from '../watch.ts';
import { typicalPrompt, type ChosenExtractor } from './chosen-extractor.ts';
import { itemsOf, listedItems } from './listed-items.ts';
import { isCounted, type CountedRead, type TextReading, type TrialRead } from './trial-read.ts';

/** Why an answer is a part of its output, as merges say it. */
export const READ_AS_NAMED = 'read as the thing each answer names';

/** Trials as they are read when all outputs to one prompt are looked at together. */
export interface NamedReads {
  readonly reads: readonly TrialRead[];
  /** `chosen`, or what reads the thing named where outputs name one. */
  readonly chosen: ChosenExtractor;
  /** `null` where outputs are read in another way. */
  readonly named: NamedReport | null;
}

/**
 * Reads the thing that outputs name, condition by condition, where nobody chose otherwise, the prompt may ask for one and most
 * outputs name one; everything as it was elsewhere.
 */
export function readNamedThings(
  reads: readonly TrialRead[],
  conditions: readonly Condition[],
  chosen: ChosenExtractor,
): NamedReads {
  const isForced = chosen.extractor.id === namedExtractor.id;
  const isOpen = chosen.extractor.id === wholeExtractor.id && chosen.reason !== null && !chosen.isProse;
  if (!isForced && !isOpen) return { reads, chosen, named: null };
  const readings = new Map<TrialRead, TextReading>();
  for (const condition of conditions) {
    const prompt = typicalPrompt(condition);
    if (!isForced && !mayAskForThing(prompt)) continue;
    const own = reads.filter(isCounted).filter(({ trial }) => trial.condition === condition.id);
    for (const [read, reading] of namedIn(prompt, own)) readings.set(read, reading);
  }
  const seesLists = conditions.some((condition) => asksForSeveral(typicalPrompt(condition)));
  if (readings.size === 0 && !isForced) return { reads, chosen, named: seesLists ? wholeLists(reads) : null };
  const read = reads.map((one): TrialRead => {
    const reading = readings.get(one);
    return reading === undefined || !isCounted(one) ? one : { ...one, reading };
  });
  const counted = reads.filter(isCounted).length;
  const named = {
    named: readings.size,
    whole: counted - readings.size,
    ...(seesLists && {
      items: listedItems([...readings.values()].map(({ extraction }) => itemsOf(extraction.answer ?? '') ?? [])),
    }),
  };
  if (isForced) return { reads: read, chosen, named };
  const reason = reasonFor(named);
  return { reads: read, chosen: { ...chosen, extractor: namedExtractor, spec: namedExtractor.id, reason }, named };
}

/** What is listed where each thing has a line of its own, so that answers are read whole; `null` where few answers are lists. */
function wholeLists(reads: readonly TrialRead[]): NamedReport | null {
  const counted = reads.filter(isCounted);
  const lists = counted.flatMap(({ reading }) => {
    const items = reading.extraction.answer.includes('\n') ? itemsOf(reading.extraction.answer) : null;
    return items === null ? [] : [items];
  });
  if (lists.length === 0 || lists.length < MOST * counted.length) return null;
  return { named: lists.length, whole: counted.length - lists.length, items: listedItems(lists) };
}

function reasonFor({ named, whole, items }: NamedReport): string {
  const what = items === undefined ? 'name one thing' : 'list several things';
  const rest = whole === 0 ? '' : `; ${whole === 1 ? 'the other one is' : `the other ${whole} are`} read whole`;
  return `${named} of ${named + whole} answers ${what}, and that is read out of them${rest}.`;
}

/** The readings of outputs that name something. */
function namedIn(prompt: string, reads: readonly CountedRead[]): ReadonlyMap<CountedRead, TextReading> {
  const inputs = new Map<string, { text: string; answer: string; count: number }>();
  for (const { reading } of reads) {
    const known = inputs.get(reading.repaired);
    if (known === undefined)
      inputs.set(reading.repaired, { text: reading.repaired, answer: reading.extraction.answer, count: 1 });
    else known.count++;
  }
  const notation = notationAsked(prompt);
  const spans = readNamed(prompt, [...inputs.values()]) ?? new Map<string, NamedThing>();
  const readings = new Map<string, TextReading>();
  const named = new Map<CountedRead, TextReading>();
  for (const one of reads) {
    const span = spans.get(one.reading.repaired);
    if (span === undefined) continue;
    const known = readings.get(one.trial.text) ?? withSpan(one, span, notation);
    readings.set(one.trial.text, known);
    named.set(one, known);
  }
  return named;
}

const withSpan = (read: CountedRead, span: NamedThing, notation: Notation): TextReading =>
  onText(read.trial.text, () => spanRead(read, span, notation));

function spanRead({ trial, reading }: CountedRead, span: NamedThing, notation: Notation): TextReading {
  const answer = span.name ?? reading.repaired.slice(span.start, span.end);
  if (answer === reading.extraction.answer) return reading;
  const setAside = outside(reading.repaired, span).filter(([from, to]) =>
    /[\p{L}\p{N}]/u.test(reading.repaired.slice(from, to)),
  );
  const { toOriginal } = repairMojibake(trial.text);
  return {
    ...reading,
    extraction: { answer, setAside, notes: [READ_AS_NAMED], refused: false },
    foldedAnswer: foldText(answer),
    compared: comparedForm(answer, notation),
    setAside: setAside.map(([start, end]) => [toOriginal(start), toOriginal(end)]),
  };
}
