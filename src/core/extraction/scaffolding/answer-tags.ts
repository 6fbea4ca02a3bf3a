import type { Span } from '../../text/span.ts';
import { insideFences, isOneFence } from './fences.ts';
import type { ScaffoldingKind } from './kind.ts';

/** Tags that enclose an answer, also as special tokens: `<answer>`, `<|begin_of_solution|>`, `<|START_RESPONSE|>`. */
const TAG =
  /<\|?(\/?)(?:begin_of_|start_|(end_of_|end_))?((?:final|my|your)[_-]?(?:answer|response|output|result|solution)|answer|response|output|result|solution|reply)\|?>/gi;
/** Other elements around it: the text is a page or a document, in which such a tag has its own meaning. */
const OTHER_TAG =
  /<\/?(?!(?:answer|final|response|output|result|solution|reply|think|reason|reflect|thought|scratch|explan|rationale|analysis|step|random_string|my|your|br\b))[a-z][\w-]{0,30}(?:\s[^<>]{0,200})?\/?>/i;

interface Tag extends Span {
  readonly name: string;
  readonly closes: boolean;
}

/** `<answer>Mango</answer>`: what the last such tag encloses, or what follows it when the end was cut off. */
export const answerTags: ScaffoldingKind = {
  holds: 'marks',
  marks: '<',
  note: 'words around the answer set aside',
  kept(text) {
    const tags = tagsOf(text);
    const enclosed = lastPair(tags) ?? openEnded(text, tags);
    if (enclosed === null || text.slice(enclosed.start, enclosed.end).trim() === '') return null;
    const around = `${text.slice(0, enclosed.start)}${text.slice(enclosed.end)}`;
    if (OTHER_TAG.test(around)) return null;
    const inner = lastPair(tags.filter(({ start, end }) => start >= enclosed.start && end <= enclosed.end));
    return [inner ?? enclosed];
  },
};

function tagsOf(text: string): readonly Tag[] {
  const isInFence = isOneFence(text) ? () => false : insideFences(text);
  return [...text.matchAll(TAG)]
    .map(({ 0: tag, 1: slash, 2: end, 3: name = '', index }) => ({
      name: name.toLowerCase(),
      closes: slash === '/' || end !== undefined,
      start: index,
      end: index + tag.length,
    }))
    .filter(({ start, end }) => !isInFence(start) && !(text.charAt(start - 1) === '`' && text.charAt(end) === '`'));
}

/** From the last tag that opens what the last closing one closes. */
function lastPair(tags: readonly Tag[]): Span | null {
  const at = tags.findLastIndex(({ closes }) => closes);
  const close = tags[at];
  const open = close && tags.slice(0, at).findLast(({ closes, name }) => !closes && name === close.name);
  return open === undefined || close === undefined ? null : { start: open.end, end: close.start };
}

/** A stop sequence takes the closing tag away. Only where the tag begins a line, for prose mentions tags, too. */
function openEnded(text: string, tags: readonly Tag[]): Span | null {
  const open = tags.at(-1);
  if (open === undefined || open.closes) return null;
  const isFirst = /(?:^|\n)[ \t]{0,20}$/.test(text.slice(Math.max(0, open.start - 24), open.start));
  return isFirst ? { start: open.end, end: text.length } : null;
}
