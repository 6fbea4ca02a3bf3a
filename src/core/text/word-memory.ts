/** Single words that are remembered; a language's common ones come again and again, and no text can be told from them. */
const MOST = 4096;
/** Longer ones may be kept by an engine as a part of the whole text, which must not outlive its run. UTF-16 units. */
const LONGEST = 12;

/** `form`, which is not asked twice for a word it has just seen. Forgets everything when it is full. */
export function rememberWords(form: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = form(word);
    if (word.length > LONGEST) return found;
    if (known.size >= MOST) known.clear();
    known.set(word, found);
    return found;
  };
}
