import { rememberUpTo } from '../remember.ts';

/** Single words that are remembered; a language's common ones come again and again, and no text can be told from them. */
const MOST = 4096;
/** Longer ones may be kept by an engine as a part of the whole text, which must not outlive its run. UTF-16 units. */
const LONGEST = 12;

/** `form`, which is not asked twice for a word it has just seen. Forgets everything when it is full. */
export function rememberWords(form: (word: string) => string): (word: string) => string {
  const formOf = rememberUpTo(MOST, (word: string) => word, form);
  return (word) => (word.length > LONGEST ? form(word) : formOf(word));
}
