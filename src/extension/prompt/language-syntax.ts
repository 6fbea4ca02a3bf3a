/** How backslashes are read. */
export type EscapeDialect = 'none' | 'script' | 'python' | 'c' | 'java' | 'rust' | 'json' | 'shell';

/** One string that begins. */
export interface Opening {
  /** What ends it. */
  readonly close: string;
  readonly multiline: boolean;
  readonly escapes: EscapeDialect;
  /** Whether the closing mark written twice stands for itself (`""` in C# verbatim strings). */
  readonly doubled: boolean;
  /** What begins an expression inside the string, `${` or `{`; `null` when it holds none. */
  readonly hole: string | null;
  /** Whether indentation common to all lines is not part of the text (text blocks of Java, raw strings of C#). */
  readonly margin: boolean;
  /** A character such as `'"'`: stepped over, never a prompt. */
  readonly character: boolean;
}

/** One way to write a string: a sticky pattern, and what its match opens. */
export interface StringForm {
  readonly open: RegExp;
  readonly read: (match: RegExpExecArray) => Opening;
}

/** What the scanner must know of a language to find its strings. */
export interface LanguageSyntax {
  /** Sticky; comments and whatever else may hold quotes that open nothing. */
  readonly skip: RegExp;
  readonly strings: readonly StringForm[];
  /** What may stand between two strings that make one text. */
  readonly joint: RegExp;
  /** Whether `"a" + name` makes `name` part of the text. */
  readonly plus: boolean;
  readonly regexLiterals: boolean;
}

const PLAIN: Opening = {
  close: '"',
  multiline: false,
  escapes: 'c',
  doubled: false,
  hole: null,
  margin: false,
  character: false,
};
const form = (open: RegExp, read: (match: RegExpExecArray) => Partial<Opening>): StringForm => ({
  open,
  read: (match) => ({ ...PLAIN, ...read(match) }),
});

const C_COMMENTS = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const C_AND_HASH_COMMENTS = /\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const HASH_COMMENTS = /#[^\n]*/y;
const CHARACTER = form(/'/y, () => ({ close: "'", character: true }));
const PLUS = /^\s*\+\s*$/;
const ADJACENT = /^\s*$/;
const base = { skip: C_COMMENTS, joint: PLUS, plus: true, regexLiterals: false };

const SCRIPT: LanguageSyntax = {
  ...base,
  regexLiterals: true,
  strings: [
    form(/["']/y, ([quote]) => ({ close: quote, escapes: 'script' })),
    form(/`/y, () => ({ close: '`', escapes: 'script', multiline: true, hole: '${' })),
  ],
};
const PYTHON: LanguageSyntax = {
  skip: HASH_COMMENTS,
  joint: /^[\s\\]*(?:\+[\s\\]*)?$/,
  plus: true,
  regexLiterals: false,
  strings: [
    form(/(?<!\w)([rbuft]{0,2})("""|'''|"|')/iy, ([, prefix = '', quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      escapes: /r/i.test(prefix) ? 'none' : 'python',
      hole: /[ft]/i.test(prefix) ? '{' : null,
    })),
  ],
};
const JAVA: LanguageSyntax = {
  ...base,
  strings: [
    form(/"""[ \t]*\r?\n/y, () => ({ close: '"""', multiline: true, escapes: 'java', margin: true })),
    form(/"/y, () => ({ escapes: 'java' })),
    CHARACTER,
  ],
};
const CSHARP: LanguageSyntax = {
  ...base,
  strings: [
    form(/(\$*)("{3,})(?:[ \t]*\r?\n)?/y, ([all, dollars = '', quotes = '"""']) => ({
      close: quotes,
      multiline: true,
      escapes: 'none',
      hole: dollars === '' ? null : '{'.repeat(dollars.length),
      margin: all.endsWith('\n'),
    })),
    form(/(\$@|@\$|\$|@)?"/y, ([, prefix = '']) => ({
      escapes: prefix.includes('@') ? 'none' : 'c',
      doubled: prefix.includes('@'),
      multiline: prefix.includes('@'),
      hole: prefix.includes('$') ? '{' : null,
    })),
    CHARACTER,
  ],
};
const GO: LanguageSyntax = {
  ...base,
  strings: [form(/"/y, () => ({})), form(/`/y, () => ({ close: '`', escapes: 'none', multiline: true })), CHARACTER],
};
const RUST: LanguageSyntax = {
  ...base,
  // A lifetime ('a) is not the beginning of a character.
  skip: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\\n])'/y,
  strings: [
    form(/(?<!\w)[bc]?r(#*)"/y, ([, hashes = '']) => ({ close: `"${hashes}`, escapes: 'none', multiline: true })),
    form(/(?<!\w)[bc]?"/y, () => ({ escapes: 'rust', multiline: true })),
  ],
};
const C: LanguageSyntax = { ...base, joint: ADJACENT, strings: [form(/"/y, () => ({})), CHARACTER] };
const KOTLIN: LanguageSyntax = {
  ...base,
  strings: [
    form(/"""/y, () => ({ close: '"""', multiline: true, escapes: 'none', hole: '${' })),
    form(/"/y, () => ({ hole: '${' })),
    CHARACTER,
  ],
};
const SWIFT: LanguageSyntax = {
  ...base,
  strings: [form(/"""[ \t]*\r?\n/y, () => ({ close: '"""', multiline: true, margin: true })), form(/"/y, () => ({}))],
};
const DART: LanguageSyntax = {
  ...base,
  joint: ADJACENT,
  strings: [
    form(/(?<!\w)(r?)("""|'''|"|')/y, ([, raw, quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      escapes: raw ? 'none' : 'script',
      hole: raw ? null : '${',
    })),
  ],
};
const PHP: LanguageSyntax = {
  ...base,
  skip: C_AND_HASH_COMMENTS,
  joint: /^\s*\.\s*$/,
  plus: false,
  strings: [form(/["']/y, ([quote]) => ({ close: quote, multiline: true, escapes: quote === "'" ? 'shell' : 'c' }))],
};
const RUBY: LanguageSyntax = {
  ...base,
  skip: HASH_COMMENTS,
  strings: [
    form(/"/y, () => ({ multiline: true, hole: '#{' })),
    form(/'/y, () => ({ close: "'", multiline: true, escapes: 'shell' })),
  ],
};
const JSON_SYNTAX: LanguageSyntax = { ...base, plus: false, strings: [form(/"/y, () => ({ escapes: 'json' }))] };

const BY_LANGUAGE: Readonly<Record<string, LanguageSyntax>> = {
  javascript: SCRIPT,
  javascriptreact: SCRIPT,
  typescript: SCRIPT,
  typescriptreact: SCRIPT,
  vue: SCRIPT,
  svelte: SCRIPT,
  python: PYTHON,
  java: JAVA,
  csharp: CSHARP,
  go: GO,
  rust: RUST,
  c: C,
  cpp: C,
  kotlin: KOTLIN,
  swift: SWIFT,
  dart: DART,
  php: PHP,
  ruby: RUBY,
  json: JSON_SYNTAX,
  jsonc: JSON_SYNTAX,
  jsonl: JSON_SYNTAX,
};

/** The syntax of a VS Code language id; `undefined` for prose and for languages whose strings are not known. */
export function syntaxOf(languageId: string): LanguageSyntax | undefined {
  return Object.hasOwn(BY_LANGUAGE, languageId) ? BY_LANGUAGE[languageId] : undefined;
}
