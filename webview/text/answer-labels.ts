import { foldText } from '../../src/core/text/fold.ts';
import { looksLikeSource, shorten } from './words.ts';

/** UTF-16 units of an answer that are looked at. */
const READ = 400;

/** What a page calls itself. */
const TITLE = /<title[^<>]{0,200}>([^<]{1,200})/iu;

/**
 * `answers` on one line each, of at most `limit` characters. Of long ones that begin alike the label shows the words in which they
 * differ: what nearly all of them share is left out, two words or more at a time ("… empty station … letter"). A page is called by its title.
 */
export function answerLabels(answers: readonly string[], limit: number): readonly string[] {
  const lines = answers.map((answer) => titleOf(answer) ?? shorten(answer, READ));
  const words = lines.map((line) => line.split(' '));
  const long = [...new Set(lines)].filter((line) => line.length > limit);
  const shared = sharedWords(long);
  const beginnings = long.map((line) => line.slice(0, limit / 2));
  const isTold = (line: string): boolean => beginnings.filter((beginning) => line.startsWith(beginning)).length === 1;
  const labels = lines.map((line, index) =>
    line.length <= limit || isTold(line) ? line : (differing(words[index] ?? [], shared) ?? line),
  );
  return labels.map((label) => shorten(label.length <= limit ? label : apart(label, labels, limit), limit));
}

/** Part of a label after which it may be cut off, and part of it that stays before the words that tell it from others. */
const SEEN = 0.5;
const HEAD = 0.3;

/** A label that begins like another one: its first words, and those from where they differ on. */
function apart(label: string, labels: readonly string[], limit: number): string {
  const shared = Math.max(0, ...labels.map((other) => (other === label ? 0 : sharedLength(label, other))));
  if (shared < limit * SEEN || shared === label.length) return label;
  const head = label.slice(0, label.lastIndexOf(' ', limit * HEAD) + 1);
  return `${head}… ${label.slice(label.lastIndexOf(' ', shared) + 1)}`;
}

/** UTF-16 units at the begin of both. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function titleOf(answer: string): string | null {
  const title = looksLikeSource(answer) ? TITLE.exec(answer.slice(0, 20 * READ))?.[1]?.trim() : undefined;
  return title === undefined || title === '' ? null : shorten(title, READ);
}

/** Part of the lines that have a word which tells none of them apart. */
const NEARLY_ALL = 0.75;

/** The words, folded, that nearly all of several lines have. */
function sharedWords(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const line of lines)
    for (const word of new Set(line.split(' ').map(foldText))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set(
    [...counts].flatMap(([word, count]) => (count > 1 && count > NEARLY_ALL * lines.length ? [word] : [])),
  );
}

/** A line without its runs of shared words; `null` where nothing is left. A single one stays: an ellipsis would be no shorter. */
function differing(words: readonly string[], shared: ReadonlySet<string>): string | null {
  const isShared = words.map((word) => shared.has(foldText(word)));
  if (isShared.every(Boolean)) return null;
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    let end = at;
    while (isShared[end] === true) end += 1;
    if (end - at > 1) kept.push('…');
    else if (end > at) kept.push(words[at] ?? '');
    if (end < words.length) kept.push(words[end] ?? '');
    at = end + 1;
  }
  return kept.join(' ');
}
