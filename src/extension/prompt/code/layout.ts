import { joinTexts, type Part } from './decode-string.ts';

/** What programs do with the white space of a text before they send it. */
export type Layout =
  /** The indentation that all lines share is taken off. */
  | 'dedent'
  /** The same, but the first line has none of its own (Python's cleandoc, tags of JavaScript). */
  | 'clean'
  /** Up to the bar that begins each line (Kotlin, Scala). */
  | 'bars'
  /** White space at both ends. */
  | 'trim';

/** The segments with another layout. A value stands within its line and never begins one. */
export function laidOut(segments: readonly Part[], layout: Layout): readonly Part[] {
  const parts = joinTexts(segments);
  if (layout === 'trim') return trimmed(parts);
  const lines = linesOf(parts);
  if (layout === 'bars') return withLines(lines, (text) => text.replace(/^[ \t]*\|/, ''));
  const counted = lines.filter((line, at) => !(layout === 'clean' && at === 0) && !isBlank(line));
  const margin = counted.reduce((least, [first]) => Math.min(least, indentOf(first)), Infinity);
  return withLines(lines, (text, at) =>
    layout === 'clean' && at === 0 ? text.replace(/^[ \t]+/, '') : text.slice(Math.min(margin, indentLength(text))),
  );
}

type Line = readonly Part[];

function linesOf(segments: readonly Part[]): readonly Line[] {
  const lines: Part[][] = [[]];
  for (const part of segments) {
    if (part.kind === 'hole') lines.at(-1)?.push(part);
    else
      for (const [at, text] of part.text.split('\n').entries()) {
        if (at > 0) lines.push([]);
        lines.at(-1)?.push({ ...part, text });
      }
  }
  return lines;
}

function withLines(lines: readonly Line[], change: (text: string, line: number) => string): readonly Part[] {
  return joinTexts(
    lines.flatMap(([first, ...rest], at): readonly Part[] => [
      ...(at > 0 ? [{ kind: 'text' as const, text: '\n' }] : []),
      ...(first === undefined ? [] : [first.kind === 'text' ? { ...first, text: change(first.text, at) } : first]),
      ...rest,
    ]),
  );
}

function isBlank(line: Line): boolean {
  return line.every((part) => part.kind === 'text' && part.text.trim() === '');
}

function indentOf(first: Part | undefined): number {
  return first?.kind === 'text' ? indentLength(first.text) : 0;
}

function indentLength(text: string): number {
  let at = 0;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function trimmed(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, at) => {
    if (part.kind === 'hole') return part;
    const start = at === 0 ? part.text.trimStart() : part.text;
    return { ...part, text: at === parts.length - 1 ? start.trimEnd() : start };
  });
}
