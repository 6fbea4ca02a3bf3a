import type { Interval } from '../model/report.ts';
import { sentencesOf, trimSpan, type Span } from '../text/span.ts';

/** A prompt as sentences and list items that may be left out of it, and what has to stay. */

/** Why something stays. */
export type StaysFor =
  /** It says what to do: without it the answers would be to another question. */
  | 'task'
  /** A block of code, a heading, a tag: others refer to it. */
  | 'block'
  /** Somebody wants it to stay. */
  | 'wish';

/** A sentence or a list item. */
export interface PromptPart extends Span {
  /** Absent where it may be left out. */
  readonly stays?: StaysFor;
}

const FENCE = /^[ \t]*(?:```|~~~)/;
const ITEM = /^[ \t]*(?:[-*+•–]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]+\S/;
/** A heading, a line that only opens or closes something, a rule, a row of a table, or what introduces the lines below it. */
const HEADING =
  /^[ \t]*(?:#{1,6}[ \t]|<\/?[\w.-]{1,60}>[ \t]*$|\[\/?[\w.-]{1,60}\][ \t]*$|\||[-=*_]{3,}[ \t]*$)|:[*_]{0,3}[ \t]*$/;
/** Sentences that go on in the next line do not end so. */
const ENDS = /[.!?…:;。！？]["”’')*_\]]{0,8}$/;

interface Line extends Span {
  readonly text: string;
}

function linesIn(prompt: string): readonly Line[] {
  let start = 0;
  return prompt.split('\n').map((text) => {
    const line = { start, end: start + text.length, text: text.replace(/\r$/, '') };
    start = line.end + 1;
    return line;
  });
}

const indentOf = (text: string) => text.length - text.trimStart().length;

/** Fenced blocks, headings, list items with the lines that belong to them, and stretches of prose. */
function blocksIn(prompt: string): readonly (Span & { readonly kind: 'block' | 'item' | 'prose' })[] {
  const blocks: { start: number; end: number; kind: 'block' | 'item' | 'prose' }[] = [];
  let [isFenced, itemIndent, isOpen] = [false, 0, false];
  for (const { start, end, text } of linesIn(prompt)) {
    const last = blocks.at(-1);
    const opensFence = FENCE.test(text);
    if (isFenced) {
      last!.end = end;
      if (opensFence) [isFenced, isOpen] = [false, false];
      continue;
    }
    const isBlank = text.trim() === '';
    if (isOpen && !isBlank && last !== undefined && !opensFence) {
      const goesOn = last.kind === 'item' ? indentOf(text) > itemIndent && !ITEM.test(text) : isProse(text);
      if (goesOn) {
        last.end = end;
        continue;
      }
    }
    isOpen = !isBlank;
    if (isBlank) continue;
    isFenced = opensFence;
    const kind = opensFence ? 'block' : ITEM.test(text) ? 'item' : HEADING.test(text) ? 'block' : 'prose';
    if (kind === 'item') itemIndent = indentOf(text);
    if (kind === 'block' && !opensFence) isOpen = false;
    blocks.push({ start, end, kind });
  }
  return blocks;
}

const isProse = (text: string) => !ITEM.test(text) && !HEADING.test(text);

/** The sentences of a stretch of prose: one that runs over several lines is one. */
function sentencesIn(prompt: string, block: Span): readonly Span[] {
  const sentences: Span[] = [];
  for (const sentence of sentencesOf(prompt, block)) {
    const before = sentences.at(-1);
    const isBroken =
      before !== undefined &&
      prompt.slice(before.end, sentence.start).includes('\n') &&
      !ENDS.test(prompt.slice(Math.max(before.start, before.end - 12), before.end)) &&
      /^[\p{Ll}\p{N}("“‘']/u.test(prompt.slice(sentence.start, sentence.start + 2));
    if (isBroken) sentences[sentences.length - 1] = { start: before.start, end: sentence.end };
    else sentences.push(sentence);
  }
  return sentences;
}

const ASKS =
  /^\W{0,8}(?:(?:please|now|then|so|and|kindly|your task is to|i(?:['’]d like| want| need) you to|(?:can|could|would|will) you) ){0,3}(?:pick|choose|name|select|suggest|recommend|give|tell|say|list|think of|come up with|generate|guess|draw|roll|flip|toss|find|propose|mention|identify|provide|write|compose|create|make|build|invent|design|draft|describe|explain|discuss|summari[sz]e|translate|rewrite|rephrase|classify|extract|complete|continue|compare|rate|solve|compute|calculate|answer the|imagine|decide|plan|finish)\b/i;
/** How the answer is to look, not what it is about. */
const FORMAT = /\b(?:only|just|nothing else|in one word|one[- ]word)\b/i;

/** The place of what says what to do: the last question, else the first sentence that begins with a verb of asking, else the first. */
function taskAmong(texts: readonly string[]): number {
  const question = texts.findLastIndex((text) => /[?？]["”’')*_\]]{0,8}$/.test(text.slice(-12)));
  if (question >= 0) return question;
  const asking = texts.flatMap((text, place) => (ASKS.test(text) ? [place] : []));
  return asking.find((place) => !FORMAT.test(texts[place]!)) ?? asking[0] ?? 0;
}

/**
 * Cuts a prompt into its sentences and list items. Fenced code, headings and tags stay whole and in place, and so does the
 * sentence that asks. `keeps`: pieces of text; what holds one of them stays, too.
 */
export function promptParts(prompt: string, keeps: readonly string[] = []): readonly PromptPart[] {
  const parts = blocksIn(prompt).flatMap(({ kind, ...block }): PromptPart[] => {
    if (kind === 'prose') return [...sentencesIn(prompt, block)];
    return [{ ...trimSpan(prompt, block), ...(kind === 'block' && { stays: 'block' as const }) }];
  });
  const isWordy = ({ start, end, stays }: PromptPart) =>
    stays === undefined && /[\p{L}\p{N}]/u.test(prompt.slice(start, end));
  const wordy = parts.filter(isWordy);
  const texts = wordy.map(({ start, end }) => prompt.slice(start, end));
  const task = wordy[taskAmong(texts)];
  return parts.map((part): PromptPart => {
    if (part.stays !== undefined) return part;
    if (part === task) return { ...part, stays: 'task' };
    const text = prompt.slice(part.start, part.end);
    if (!isWordy(part)) return { ...part, stays: 'block' };
    return keeps.some((kept) => text.includes(kept)) ? { ...part, stays: 'wish' } : part;
  });
}

const isBlankAt = (text: string, at: number) => text[at] === ' ' || text[at] === '\t' || text[at] === '\r';

/** The text without blanks at its end. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlankAt(text, end - 1)) end--;
  return text.slice(0, end);
}

/** The prompt without some stretches of it: the lines that they fill go as well, and the blanks that they leave. */
export function withoutSpans(prompt: string, spans: readonly Interval[]): string {
  let text = '';
  let at = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    text += prompt.slice(at, start);
    at = end;
    while (isBlankAt(prompt, at)) at++;
    const before = withoutBlanks(text);
    const isWholeLine = before === '' || before.endsWith('\n');
    const isLineEnd = at >= prompt.length || prompt[at] === '\n';
    if (isLineEnd) text = before;
    if (isWholeLine && isLineEnd) at++;
  }
  return (text + prompt.slice(at)).replace(/\n{3,}/g, '\n\n').trim();
}
