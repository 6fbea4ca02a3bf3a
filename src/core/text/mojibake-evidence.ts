/** What tells misread UTF-8 from honest text whose characters happen to form valid byte sequences. */

/** Inclusive ranges of characters in common use; a sequence for any other is left alone. */
const PLAUSIBLE: readonly (readonly [number, number])[] = [
  [0xa0, 0x6ff], // Latin, IPA, Greek, Cyrillic, Armenian, Hebrew, Arabic
  [0x900, 0x12bf], // Indic scripts, Thai, Lao, Tibetan, Myanmar, Georgian, Hangul jamo, Ethiopic
  [0x1780, 0x17f9], // Khmer
  [0x1e00, 0x206f], // Vietnamese, polytonic Greek, general punctuation
  [0x2070, 0x2bff], // signs, arrows, mathematics, dingbats
  [0x2e80, 0x9fff], // Chinese, Japanese, Bopomofo
  [0xac00, 0xd7a3], // Hangul
  [0xfb00, 0xfb06],
  [0xfe00, 0xfe0f], // variation selectors
  [0xfe30, 0xfe4f],
  [0xfeff, 0xffef], // byte order mark, full-width forms
  [0xfffd, 0xfffd],
  [0x1d400, 0x1d7ff], // mathematical letters
  [0x1f000, 0x1fbff], // emoji
  [0x20000, 0x2fa1f], // rare Chinese
  [0xe0020, 0xe007f], // tags of flag emoji
];

/** Latin letters for African languages, IPA and bare accents: valid, but rarer than the honest text that looks like them. */
const RARE: readonly (readonly [number, number])[] = [
  [0x180, 0x19f],
  [0x1b1, 0x1cc],
  [0x1dd, 0x217],
  [0x21c, 0x36f],
  [0x530, 0x58f],
];

const within = (code: number, ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.some(([low, high]) => code >= low && code <= high);

/** Whether a decoded character is one that a text may well have held. */
export function isPlausible(code: number): boolean {
  return within(code, PLAUSIBLE);
}

/** Whether the characters from `start` to `end` may have been meant as they stand. `code` is what they decode to. */
export function mayBeHonest(
  encoding: 'mac' | 'windows',
  text: string,
  start: number,
  end: number,
  code: number,
): boolean {
  const place: Place = {
    lead: text.charAt(start),
    rest: text.slice(start + 1, end),
    before: text.charAt(start - 1),
    after: text.charAt(end),
  };
  if (code >= 0x2000 && code <= 0x206f) return false; // "â€™", "‚Äî": nobody writes that
  if (within(code, RARE)) return true;
  return encoding === 'mac' ? honestAsMac(place) : honestAsWindows(place);
}

interface Place {
  readonly lead: string;
  readonly rest: string;
  readonly before: string;
  readonly after: string;
}

const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const isLower = (character: string): boolean => /^\p{Ll}$/u.test(character);

/** Quotation marks, dashes and no-break spaces before a letter: “États, l’été, —à, «é. And √π, ≈£5. */
function honestAsMac({ lead, rest, before, after }: Place): boolean {
  if (/^[«»…\u00a0–—“”‘’€÷]$/.test(lead)) return true;
  if (!/^[√≈∆ƒ]$/.test(lead) || isLetter(before)) return false;
  if (/^[π∞∑∏∫∂Ωµ≠≤≥±]$/.test(rest)) return !isLower(after);
  return lead === '≈' && /^[£¥¢°]$/.test(rest);
}

/** An accented letter before closing punctuation: CAFÉ”, Spaß…, “à”, NESTLÉ®. */
function honestAsWindows({ lead, rest, before, after }: Place): boolean {
  if (/^[‘’“”–—…]+$/.test(rest)) {
    // "Ã" and "Â" end a word in capital letters only; an opening mark or a dash before a letter joins a word.
    if (/^[ÃÂ]$/.test(lead) && !/^\p{Lu}$/u.test(before)) return false;
    return /[’–—…]/.test(rest) || !isLetter(after);
  }
  if (/^[ÃÂ]$/.test(lead)) return false;
  return /^[‘’“”–—…™®©°ºª•·«»¡¿\u00a0]+$/.test(rest) && !isLetter(after);
}
