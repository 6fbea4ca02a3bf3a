/** Digits of any script as ASCII digits, with the way back to the text as it came. */

/** Code points of the digit zero in scripts that models write in; full-width and mathematical digits come by NFKC. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810,
];

/** A text whose digits, signs and separators are ASCII. */
export interface PlainDigits {
  readonly text: string;
  /** Offset in `text` -> offset in the original, UTF-16 units. */
  toOriginal(offset: number): number;
}

const SIMPLE = /^[\x20-\x7e\n\t\r]*$/;

/** Superscript digits and the minus sign among them, by their code points. */
const RAISED: ReadonlyMap<number, string> = new Map([
  [0xb9, '1'],
  [0xb2, '2'],
  [0xb3, '3'],
  [0x207b, '-'],
  ...[0, 4, 5, 6, 7, 8, 9].map((digit) => [0x2070 + digit, String(digit)] as const),
]);

/** ④, the keycap ten, the faces of a die, and powers (10⁶ is 10^6); `null` for any other character. */
function symbolDigit(code: number, before: string): string | null {
  if (code >= 0x2460 && code <= 0x2473) return String(code - 0x245f);
  if (code >= 0x2680 && code <= 0x2685) return String(code - 0x267f);
  if (code === 0x24ea) return '0';
  if (code === 0x1f51f) return '10';
  const raised = RAISED.get(code);
  if (raised === undefined) return null;
  return RAISED.has(before.codePointAt(0) ?? 0) ? raised : `^${raised}`;
}

/** Rewrites digits, minus signs, vulgar fractions and separators; everything else stays as it is. */
export function plainDigits(original: string): PlainDigits {
  if (SIMPLE.test(original)) return { text: original, toOriginal: (offset) => offset };
  const parts: string[] = [];
  const offsets: number[] = [];
  let position = 0;
  for (const character of original) {
    const plain = plainCharacter(character, original.charAt(position - 1));
    parts.push(plain);
    for (let index = 0; index < plain.length; index++) offsets.push(position);
    position += character.length;
  }
  offsets.push(original.length);
  return {
    text: parts.join(''),
    toOriginal: (offset) => offsets[Math.min(offset, offsets.length - 1)] ?? original.length,
  };
}

function plainCharacter(character: string, before: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return character;
  // Keycaps: the digit stands before these two.
  if (code === 0x20e3 || code === 0xfe0f) return '';
  if (code === 0x2212 || code === 0xfe63 || code === 0xff0d) return '-';
  if (code === 0x66b || code === 0xff0e) return '.';
  if (code === 0x66c || code === 0xff0c) return ',';
  if (code === 0xa0 || code === 0x2009 || code === 0x202f) return '\u00a0';
  if (code === 0x2044) return '/';
  const symbol = symbolDigit(code, before);
  if (symbol !== null) return symbol;
  if (/^[¼-¾⅐-⅞]$/.test(character)) {
    const fraction = character.normalize('NFKC').replace('\u2044', '/');
    return /\p{Nd}/u.test(before) ? ` ${fraction}` : fraction;
  }
  if (!/^\p{Nd}$/u.test(character)) return character;
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? character.normalize('NFKC') : String(code - zero);
}
