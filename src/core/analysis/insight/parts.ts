import type { SharedPart } from '../../model/report.ts';
import { own } from '../../own.ts';
import { newParts } from '../parts/told.ts';
import { LEAST_SHARE } from '../parts/part-finder.ts';
import type { Evidence } from './evidence.ts';
import { formFinder } from './letter-form.ts';
import { figure, list, quote } from '../../text/prose.ts';

/** What a headline says of the parts that different answers share. */

/** A part in half of the outputs is worth a word; one of so many words, a sentence, from where it is listed on. */
const STRIKING = 0.5;
const SENTENCE_WORDS = 6;
/** So many sentences in common make answers the same but for their order. */
const FEWEST_SENTENCES = 3;
const MOST_NAMED = 2;

interface Striking {
  readonly text: string;
  readonly outputs: number;
  readonly isSentence: boolean;
}

/** Of the parts those that stand out under the condition that the verdict is about, most outputs first. */
function striking({ record, report, cells, groups, n }: Evidence): readonly Striking[] {
  const control = cells[0]?.condition ?? '';
  const isOne = record.run.conditions.length < 2;
  const outputsOf = (part: SharedPart) => (isOne ? part.outputs : (own(part.byCondition ?? {}, control) ?? 0));
  const told = newParts(report.sharedParts, groups);
  const frequent = told
    .map((part): Striking => {
      const isSentence = part.text.split(' ').length >= SENTENCE_WORDS;
      return { text: part.text, outputs: outputsOf(part), isSentence };
    })
    .filter(({ outputs, isSentence }) => outputs >= (isSentence ? LEAST_SHARE : STRIKING) * n);
  if (frequent.length === 0) return [];
  const isOfForm = formFinder(record.trials.filter(({ text }) => text !== '').map(({ text }) => text));
  return frequent.filter(({ text }) => !isOfForm(text)).sort((a, b) => b.outputs - a.outputs);
}

/** What answers that differ share: a claim to begin with, where there is one, and a clause. */
export interface SharedWording {
  /** "Different answers, same sentences"; `null` where that would be too much. */
  readonly claim: string | null;
  /** "“Eldrin” is in 17 of 30 and “village” in 16". */
  readonly clause: string;
}

/** "“sentiment” is “negative” in 26 of 30": of JSON that differs the field that differs least; `null` where none stands out. */
function sharedField({ record, report, n }: Evidence): string | null {
  if (record.run.conditions.length > 1) return null;
  const found = (report.fields ?? [])
    .flatMap(({ field, values: [top] }) => (top === undefined || top.outputs < STRIKING * n ? [] : [{ field, ...top }]))
    .sort((a, b) => b.outputs - a.outputs)
    .slice(0, MOST_NAMED);
  const what = found.map(
    ({ field, value, outputs }, index) =>
      `${quote(field, 'text')} ${index === 0 ? 'is ' : ''}${quote(value, 'text')} in ${figure(outputs)}${index === 0 ? ` of ${figure(n)}` : ''}`,
  );
  return what.length === 0 ? null : list(what);
}

/** "“Paris” is in 30 of 30 lists and “Rome” in 12"; `null` where no thing is in half of the lists, or all lists are one. */
export function sharedItems({ record, report, groups }: Evidence): string | null {
  const { named } = report;
  if (named?.items === undefined || record.run.conditions.length > 1 || groups.length < 2) return null;
  const found = named.items.filter(({ outputs }) => outputs >= STRIKING * named.named).slice(0, MOST_NAMED);
  const what = found.map(
    ({ item, outputs }, index) =>
      `${quote(item, 'text')} ${index === 0 ? `is in ${figure(outputs)} of ${figure(named.named)} lists` : `in ${figure(outputs)}`}`,
  );
  return what.length === 0 ? null : list(what);
}

/** `null` where nothing stands out. */
export function sharedWording(evidence: Evidence): SharedWording | null {
  const clause = sharedField(evidence) ?? sharedItems(evidence);
  if (clause !== null) return { claim: null, clause };
  const found = striking(evidence);
  if (found.length === 0) return null;
  const sentences = found.filter(({ isSentence }) => isSentence);
  const isSame = sentences.length >= FEWEST_SENTENCES;
  const named = (isSame ? sentences : found).slice(0, MOST_NAMED);
  const what = named.map(
    ({ text, outputs }, index) =>
      `${quote(text, 'text')} ${index === 0 ? `is in ${figure(outputs)} of ${figure(evidence.n)}` : `in ${figure(outputs)}`}`,
  );
  const rest = isSame ? sentences.length - named.length : 0;
  return {
    claim: isSame ? 'Different answers, same sentences' : null,
    clause: list(rest > 0 ? [...what, `${rest} more in ${figure(sentences.at(-1)!.outputs)} or more`] : what),
  };
}
