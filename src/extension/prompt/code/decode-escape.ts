/** How escapes are read. */
export type EscapeDialect = 'none' | 'kept' | keyof typeof DIALECTS;

/** What an escape stands for, and how long it is in the source. */
export interface Escape {
  readonly value: string;
  readonly length: number;
}

interface EscapeRules {
  /** Letters that stand for a character. */
  readonly letters: string;
  /** Least and most hexadecimal digits behind `\x`. */
  readonly x?: readonly [number, number];
  /** `\u0041` */
  readonly u?: boolean;
  /** `\u{41}` */
  readonly braced?: boolean;
  /** `\U00000041` */
  readonly long?: boolean;
  /** `\101` */
  readonly octal?: boolean;
  /** What a backslash at the end of a line takes with it; nothing: it is text. */
  readonly continues?: 'line' | 'indentation';
  /** The only characters whose backslash is dropped; others keep it. Without it all others lose it. */
  readonly only?: string;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b', s: ' ', '0': '\0' },
};

const DIALECTS = {
  script: { letters: 'ntrbfv0', x: [2, 2], u: true, braced: true, octal: true, continues: 'line' },
  python: {
    ...{ letters: 'ntrbfva', x: [2, 2], u: true, long: true, octal: true, continues: 'line', only: `'"\\` },
  },
  c: { letters: 'ntrbfvae', x: [1, 8], u: true, braced: true, long: true, octal: true, continues: 'line' },
  csharp: { letters: 'ntrbfvae0', x: [1, 4], u: true, long: true },
  go: { letters: 'ntrbfva', x: [2, 2], u: true, long: true, octal: true },
  java: { letters: 'ntrbfs', u: true, octal: true, continues: 'line' },
  kotlin: { letters: 'ntrb', u: true },
  swift: { letters: 'ntr0', braced: true, continues: 'line' },
  dart: { letters: 'ntrbfv', x: [2, 2], u: true, braced: true },
  rust: { letters: 'ntr0', x: [2, 2], braced: true, continues: 'indentation' },
  json: { letters: 'ntrbf', u: true },
  toml: { letters: 'ntrbfe', x: [2, 2], u: true, long: true, continues: 'indentation' },
  php: { letters: 'ntrvfe', x: [1, 2], braced: true, octal: true, only: '\\$"' },
  heredoc: { letters: 'ntrvfe', x: [1, 2], braced: true, octal: true, only: '\\$' },
  ruby: { letters: 'ntrbfvaes', x: [1, 2], u: true, braced: true, octal: true, continues: 'line' },
  shell: { letters: '', continues: 'line', only: '\\$`"' },
  shellDocument: { letters: '', continues: 'line', only: '\\$`' },
  ansi: { letters: 'ntrbfvae', x: [1, 2], u: true, long: true, octal: true, only: `\\'"?` },
  quote: { letters: '', only: `\\'` },
} as const satisfies Readonly<Record<string, EscapeRules>>;

/** Reads the escape at `at`, whose mark (a backslash) is `mark` long. */
export function decodeEscape(source: string, at: number, dialect: EscapeDialect, mark = 1): Escape {
  const written = source.slice(at, at + mark);
  const next = source[at + mark];
  if (next === undefined) return { value: written, length: mark };
  if (dialect === 'none' || dialect === 'kept') return { value: written + next, length: mark + 1 };
  const rules: EscapeRules = DIALECTS[dialect];
  const from = at + mark;
  const found = continuation(source, from, rules) ?? codePoint(source, from, rules) ?? letter(next, rules);
  return found === null ? { value: written, length: mark } : { value: found.value, length: mark + found.length };
}

function continuation(source: string, at: number, { continues }: EscapeRules): Escape | null {
  if (continues === undefined) return null;
  const spaces = continues === 'indentation' ? runOf(source, at, ' \t') : 0;
  const end = lineBreakEnd(source, at + spaces);
  if (end === null) return null;
  return { value: '', length: end - at + (continues === 'indentation' ? runOf(source, end, ' \t\r\n') : 0) };
}

function lineBreakEnd(source: string, at: number): number | null {
  if (source[at] === '\n') return at + 1;
  return source.startsWith('\r\n', at) ? at + 2 : null;
}

function runOf(source: string, from: number, characters: string): number {
  let at = from;
  while (at < source.length && characters.includes(source[at] ?? '')) at++;
  return at - from;
}

function codePoint(source: string, at: number, rules: EscapeRules): Escape | null {
  const kind = source[at];
  if (kind === 'x' && rules.x) return numeral(source, at, 1, rules.x);
  if (kind === 'u' && rules.braced && source[at + 1] === '{') {
    const digits = numeral(source, at, 2, [1, 8]);
    return digits && source[at + digits.length] === '}' ? { ...digits, length: digits.length + 1 } : null;
  }
  if (kind === 'u' && rules.u) return numeral(source, at, 1, [4, 4]);
  if (kind === 'U' && rules.long) return numeral(source, at, 1, [8, 8]);
  return rules.octal ? numeral(source, at, 0, [1, 3], 8) : null;
}

/** The character whose number has between `least` and `most` digits, `skip` behind `at`. */
function numeral(
  source: string,
  at: number,
  skip: number,
  [least, most]: readonly [number, number],
  base: 8 | 16 = 16,
): Escape | null {
  const digit = base === 8 ? /[0-7]/ : /[0-9a-fA-F]/;
  let count = 0;
  while (count < most && digit.test(source[at + skip + count] ?? '')) count++;
  if (count < least) return null;
  const code = parseInt(source.slice(at + skip, at + skip + count), base);
  return code <= 0x10ffff ? { value: fromCode(code), length: skip + count } : null;
}

function fromCode(code: number): string {
  // A half of a surrogate pair is written as two escapes; the halves meet again in the joined text.
  return code <= 0xffff ? String.fromCharCode(code) : String.fromCodePoint(code);
}

/** `null` where the language keeps the backslash of an escape that it does not know. */
function letter(next: string, { letters, only }: EscapeRules): Escape | null {
  if (letters.includes(next)) return { value: CHARACTERS[next] ?? next, length: 1 };
  return only === undefined || only.includes(next) ? { value: next, length: 1 } : null;
}
