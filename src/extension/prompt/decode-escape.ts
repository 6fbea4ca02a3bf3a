import type { EscapeDialect } from './language-syntax.ts';

/** What an escape stands for, and how long it is in the source. */
export interface Escape {
  readonly value: string;
  readonly length: number;
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };
const MORE: Readonly<Record<EscapeDialect, Readonly<Record<string, string>>>> = {
  none: {},
  json: {},
  shell: {},
  script: { v: '\v' },
  python: { v: '\v', a: '\x07' },
  c: { v: '\v', a: '\x07', e: '\x1b' },
  java: { s: ' ' },
  rust: {},
};

/** Reads the escape at the backslash at `at`. An escape the language does not know stays readable: the dialect's own rule. */
export function decodeEscape(source: string, at: number, dialect: EscapeDialect): Escape {
  const next = source[at + 1];
  if (next === undefined) return { value: '\\', length: 1 };
  // Single quotes of PHP and Ruby know only their own quote and the backslash.
  if (dialect === 'shell') {
    return next === "'" || next === '\\' ? { value: next, length: 2 } : { value: '\\', length: 1 };
  }
  return continuation(source, at, dialect) ?? codePoint(source, at, dialect) ?? letter(next, dialect);
}

/** A backslash at the end of a line joins it with the next one; Rust drops its indentation too. */
function continuation(source: string, at: number, dialect: EscapeDialect): Escape | null {
  const pattern = dialect === 'rust' ? /\\\r?\n\s*/y : /\\\r?\n/y;
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  return match && { value: '', length: match[0].length };
}

function codePoint(source: string, at: number, dialect: EscapeDialect): Escape | null {
  const octal = dialect === 'json' || dialect === 'rust' ? '(?!)' : '[0-7]{1,3}';
  const pattern = new RegExp(
    `\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\\{([0-9a-fA-F_]{1,8})\\}|U([0-9a-fA-F]{8})|(${octal}))`,
    'y',
  );
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  if (!match) return null;
  const [all, x, u, braced, long, eight] = match;
  const code =
    eight !== undefined ? parseInt(eight, 8) : parseInt((x ?? u ?? braced ?? long ?? '').replaceAll('_', ''), 16);
  return code <= 0x10ffff ? { value: fromCode(code), length: all.length } : null;
}

function fromCode(code: number): string {
  // A half of a surrogate pair is written as two escapes; the halves meet again in the joined text.
  return code <= 0xffff ? String.fromCharCode(code) : String.fromCodePoint(code);
}

function letter(next: string, dialect: EscapeDialect): Escape {
  const value = SIMPLE[next] ?? MORE[dialect][next];
  if (value !== undefined) return { value, length: 2 };
  // Python keeps the backslash of an escape it does not know; the others drop it.
  const kept = dialect === 'python' && !['"', "'", '\\'].includes(next);
  return { value: kept ? `\\${next}` : next, length: 2 };
}
