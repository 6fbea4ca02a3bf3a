import { shorten } from './words.ts';

/** Words before those in which an answer differs: enough to see where they stand. */
const BEFORE = 2;

/** How many words two answers begin with in common. */
function commonWords(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at += 1;
  return at;
}

/**
 * `answers` on one line each, of at most `limit` characters. Of long ones that begin alike the label shows the words in which they differ:
 * "… because they make up everything".
 */
export function answerLabels(answers: readonly string[], limit: number): readonly string[] {
  const lines = answers.map((answer) => shorten(answer, 400));
  const words = lines.map((line) => line.split(' '));
  return lines.map((line, index) => {
    if (line.length <= limit) return line;
    const own = words[index] ?? [];
    const shared = Math.max(0, ...words.map((other, at) => (at === index ? 0 : commonWords(own, other))));
    const start = Math.max(0, shared - BEFORE);
    const isSeen = own.slice(0, shared + 1).join(' ').length <= limit - 1;
    return isSeen || shared >= own.length ? shorten(line, limit) : shorten(`… ${own.slice(start).join(' ')}`, limit);
  });
}
