import type { Span } from '../../text/span.ts';
import { insideFences } from './fences.ts';
import type { Asked, ScaffoldingKind } from './kind.ts';
import { ANSWER_NAME, JUDGED_NAME, REASONING_NAME } from './label-names.ts';

/**
 * Labelled parts: "Reasoning: ... Answer: ...", a heading "## Answer" or "**Final answer**", in either order. The answer is
 * what stands behind the last label or below the last heading of an answer, up to the next part.
 */
export const labelledParts: ScaffoldingKind = {
  holds: 'marks',
  marks: ':：#*_\n',
  note: 'labels and reasoning set aside',
  kept(text, asked) {
    if (asked.ownsLabels || !MAY_HOLD.test(text)) return null;
    const parts = partsOf(text);
    // What holds for all parts is found out once: a model in a loop may label a thousand times.
    const judged = isJudged(parts);
    const says = parts.some(({ kind }) => kind === 'reasoning');
    const begin = text.length - text.trimStart().length;
    const chosen = parts.findLast(
      ({ kind, at, start, end }) =>
        (kind === 'answer' || (kind === 'judged' && judged)) &&
        (asked.isShort || says || at <= begin) &&
        /[^\s*_#:.-]/u.test(text.slice(start, end)),
    );
    return chosen === undefined ? finalLine(text, asked) : [{ start: chosen.start, end: chosen.end }];
  },
};

/** Most texts hold no label, and their lines need not be looked at. */
const MAY_HOLD = /[:：]|^[ \t]*(?:#{1,6}\s|\*\*|__)|\n[ \t]*[=-]{3,}[ \t]*$/m;

type PartKind = 'answer' | 'judged' | 'reasoning' | 'other';

/** From behind a label, or from below a heading, to the next part. */
interface Part extends Span {
  readonly kind: PartKind;
  /** Where its label begins. */
  readonly at: number;
}

/** A line and where it stands; longer ones are no labels. */
interface Line extends Span {
  readonly text: string;
}
const LONGEST_LABEL = 120;

const DRESSED = (name: string): string =>
  `^[ \\t]*(?:(?:[-*•>+]|\\d{1,2}[.)])[ \\t]+)?(?:#{1,6}[ \\t]+)?[*_]{0,3}(?:${name})[*_]{0,3}[ \\t]?[:：][*_]{0,3}`;
const LABELS: readonly (readonly [PartKind, RegExp])[] = [
  ['reasoning', new RegExp(DRESSED(REASONING_NAME), 'iu')],
  ['answer', new RegExp(DRESSED(ANSWER_NAME), 'iu')],
  ['judged', new RegExp(DRESSED(JUDGED_NAME), 'iu')],
];
const NAMES: readonly (readonly [PartKind, RegExp])[] = [
  ['reasoning', new RegExp(`^(?:${REASONING_NAME})$`, 'iu')],
  ['answer', new RegExp(`^(?:${ANSWER_NAME})$`, 'iu')],
];
/** "## Answer", "**Answer**", "**Answer:**". Bounded: 120, the longest label. */
const HEADING = /^[ \t]*(?:(?:#{1,6})[ \t]+[*_]{0,3}([^\n#*_]+)|\*\*([^*\n]+)\*\*|__([^_\n]+)__)[*_:：#. \t]*$/;
const UNDERLINE = /^[ \t]*(?:={3,}|-{3,})[ \t]*$/;

/** Scores are labelled answers where the reasons are labelled, too. */
const isJudged = (parts: readonly Part[]): boolean =>
  parts.some(({ kind }) => kind === 'reasoning') &&
  !parts.some(({ kind }) => kind === 'answer') &&
  parts.filter(({ kind }) => kind === 'judged').length === 1;

function partsOf(text: string): readonly Part[] {
  const isInFence = insideFences(text);
  const marks: Omit<Part, 'end'>[] = [];
  const lines = linesOf(text);
  lines.forEach((line, index) => {
    if (line.end - line.start > 4 * LONGEST_LABEL && !/[:：]/.test(line.text)) return;
    if (isInFence(line.start)) return;
    const mark = labelIn(line) ?? headingIn(line, lines[index + 1]);
    if (mark !== null) marks.push(mark);
  });
  return marks.map((mark, index): Part => ({ ...mark, end: marks[index + 1]?.at ?? text.length }));
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length, text: line.slice(0, LONGEST_LABEL) });
    start += line.length + 1;
  }
  return lines;
}

function headingIn(line: Line, next: Line | undefined): Omit<Part, 'end'> | null {
  const isUnderlined = next !== undefined && UNDERLINE.test(next.text) && line.text.trim() !== '';
  const match = isUnderlined ? null : HEADING.exec(line.text);
  if (match === null && !isUnderlined) return null;
  const name = (match?.slice(1).find((group) => (group as string | undefined) !== undefined) ?? line.text)
    .replace(/^[\s*_]+/, '')
    .replace(/(?<![\s*_:：.#])[\s*_:：.#]+$/, '');
  const kind = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
  // Other headings end a part; other bold lines are what is said.
  if (kind === undefined && !isUnderlined && !line.text.trimStart().startsWith('#')) return null;
  return { kind: kind ?? 'other', at: line.start, start: isUnderlined ? next.end : line.end };
}

function labelIn(line: Line): Omit<Part, 'end'> | null {
  for (const [kind, pattern] of LABELS) {
    const label = pattern.exec(line.text)?.[0];
    if (label !== undefined) return { kind, at: line.start, start: line.start + label.length };
  }
  return null;
}

/** "#### 42" at the end of a worked solution. */
function finalLine(text: string, { isShort }: Asked): readonly Span[] | null {
  const match = isShort ? /\n[ \t]*#{4}[ \t]+(\S[^\n]{0,120})\s*$/.exec(text.slice(-200)) : null;
  if (match === null) return null;
  const at = Math.max(0, text.length - 200) + match.index;
  return text.slice(0, at).trim() === '' ? null : [{ start: at + match[0].indexOf('#') + 4, end: text.length }];
}
