import { isNegation, isStop } from '../../grouping/words.ts';

/** Words as the figures of long texts, phrases, signatures and echo count them. */

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** One of their characters with its marks, or a run of anything else. */
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{M}ー]*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** Whether a text is, at least in part, of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Longer words (a base64 image, a text without spaces) are counted, but are no term and part of no phrase. UTF-16 units. */
export const LONGEST_TERM = 60;

/**
 * The words of a folded text. Of scripts without spaces (Chinese, Japanese, Thai ...) every character is a word: where
 * words end there is not known without a dictionary.
 */
export function tokensOf(folded: string): readonly string[] {
  if (folded === '') return [];
  const words = folded.split(' ');
  return UNSPACED.test(folded) ? words.flatMap((word) => word.match(PIECES) ?? []) : words;
}

/** Words as a reader wants to see them: characters of scripts without spaces side by side, all others apart. */
export function joinTokens(words: readonly string[]): string {
  let joined = words[0] ?? '';
  for (let index = 1; index < words.length; index++) {
    const close = UNSPACED.test(words[index - 1]!) && UNSPACED.test(words[index]!);
    joined += close ? words[index]! : ` ${words[index]!}`;
  }
  return joined;
}

/** Small words beyond those of the grouping, which must keep some ("before", "more") to tell answers apart. */
const SMALL = new Set(
  'about above across after again against along already although among another around back became become been before behind below beneath beside between beyond both came come down during each either else even every few further go goes however into itself less let lets like made make many more most much near next off onto other others our out over own per perhaps rather same say says see seem shall she such take tell themselves thing things through throughout toward towards under until up upon us via was way well went were whether whose within yet yours yourself'.split(
    ' ',
  ),
);

/** Whether a folded word says something by itself: it has a letter and is no function word ("the", "it's", "into"). */
export function isContentWord(word: string): boolean {
  if (!/\p{L}/u.test(word)) return false;
  const stem = word.replace(/(?:n't|'\p{L}{1,2})$/u, '');
  return !isStop(stem) && !isNegation(stem) && !SMALL.has(stem) && !isStop(word);
}
