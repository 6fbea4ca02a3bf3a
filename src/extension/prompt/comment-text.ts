/** A comment in a document, marks included. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** What it begins with, and what closes it; `null` for one that the line ends. */
  readonly open: string;
  readonly close: string | null;
}

/** What comments say. */
export interface CommentText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of selected comments without their marks; `null` where something else is selected, too. */
export function selectedComment(
  source: string,
  comments: readonly Comment[],
  start: number,
  end: number,
): CommentText | null {
  const selected = source.slice(start, end);
  const from = start + selected.length - selected.trimStart().length;
  const to = start + selected.trimEnd().length;
  const touched = comments.filter((comment) => comment.start < to && from < comment.end);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last || from < first.start || to > last.end) return null;
  const areAlone = touched.every((comment, at) => {
    const before = touched[at - 1];
    return before === undefined || source.slice(before.end, comment.start).trim() === '';
  });
  return areAlone ? { start: from, end: to, text: textOf(source, touched, from, to) } : null;
}

/** The text of the comment at an offset, with those on the lines above and below it; `null` outside of comments. */
export function commentAround(source: string, comments: readonly Comment[], at: number): CommentText | null {
  const index = comments.findIndex(({ start, end }) => start <= at && at <= end);
  const found = comments[index];
  if (!found) return null;
  let [first, last] = [index, index];
  if (found.close === null && isAlone(source, found)) {
    while (isNext(source, comments[first - 1], comments[first])) first--;
    while (isNext(source, comments[last], comments[last + 1])) last++;
  }
  const [start, end] = [comments[first]?.start ?? 0, comments[last]?.end ?? 0];
  return { start, end, text: textOf(source, comments.slice(first, last + 1), start, end) };
}

/** Whether two comments fill lines that follow each other. */
function isNext(source: string, one: Comment | undefined, other: Comment | undefined): boolean {
  if (!one || !other || one.close !== null || other.close !== null || one.open !== other.open) return false;
  return isAlone(source, one) && /^\r?\n[ \t]*$/.test(source.slice(one.end, other.start));
}

function isAlone(source: string, { start }: Comment): boolean {
  return source.slice(source.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

interface Line {
  readonly text: string;
  /** Whether white space before it is part of the layout of the comment. */
  readonly isWhole: boolean;
}

function textOf(source: string, comments: readonly Comment[], from: number, to: number): string {
  const lines = comments.flatMap((comment, at): readonly Line[] => {
    const before = comments[at - 1];
    const breaks = before ? source.slice(before.end, comment.start).split('\n').length - 2 : 0;
    const blank: Line = { text: '', isWhole: false };
    return [...Array<Line>(Math.max(0, breaks)).fill(blank), ...linesOf(source, comment, from, to)];
  });
  const counted = lines.filter(({ text, isWhole }) => isWhole && text.trim() !== '');
  const margin = counted.reduce((least, { text }) => Math.min(least, text.length - text.trimStart().length), Infinity);
  return lines
    .map(({ text, isWhole }) => (isWhole ? text.slice(Math.min(margin, text.length)) : text.trimStart()))
    .map((text) => text.trimEnd())
    .join('\n')
    .trim();
}

function linesOf(source: string, comment: Comment, from: number, to: number): readonly Line[] {
  const inner = innerStart(source, comment);
  const start = Math.max(from, inner);
  const close =
    comment.close !== null && source.slice(comment.start, comment.end).endsWith(comment.close)
      ? comment.close.length
      : 0;
  const end = Math.max(start, Math.min(to, comment.end - close));
  const [first = '', ...rest] = source.slice(start, end).replaceAll('\r', '').split('\n');
  const isWhole = comment.close === null && from <= inner;
  const starred = rest.filter((line, at) => line.trim() !== '' || at < rest.length - 1);
  const hasStars =
    comment.open.endsWith('*') && starred.length > 0 && starred.every((line) => /^[ \t]*(?:\*|$)/.test(line));
  const others = hasStars ? rest.map((line) => line.replace(/^[ \t]*\*/, '')) : rest;
  return [{ text: first, isWhole }, ...others.map((text) => ({ text, isWhole: true }))];
}

/** Behind the mark and its repetitions: `///`, `//!`, `/**`, `##`. */
function innerStart(source: string, { start, end, open, close }: Comment): number {
  const last = open.at(-1) ?? '';
  let at = start + open.length;
  const repeats = close === null || (last === '*' && source[at + 1] !== '/');
  while (repeats && at < end && source[at] === last) at++;
  return source[at] === '!' && open !== '<!--' ? at + 1 : at;
}
