import { ownText } from '../own-text.ts';

/** Longest answer that is kept, characters (UTF-16 units). Models write a fiftieth of it; more of them at once would fill the memory. */
export const LONGEST_TEXT = 8 * 2 ** 20;

/** The begin of a text that is too long to be kept, cut between characters; `null` for one that is not. */
export function cutText(text: string, longest = LONGEST_TEXT): string | null {
  if (text.length <= longest) return null;
  const last = text.charCodeAt(longest - 1);
  return ownText(text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest));
}

/** Why such an answer is truncated. */
export const CUT_NOTE = `the answer was cut after ${LONGEST_TEXT / 2 ** 20} million characters`;
