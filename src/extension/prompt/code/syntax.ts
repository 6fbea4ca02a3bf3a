import type { EscapeDialect } from './decode-escape.ts';

/** How a value that is known only at run time is written inside a string. */
export interface HoleForm {
  /** What begins an expression: `${`, `\(`, `{`; or the mark before a bare name: `$`. */
  readonly open: string;
  /** What ends the expression; `null` for a bare name. */
  readonly close: string | null;
  /** Sticky, for bare names: all of `$name`. */
  readonly name?: RegExp;
  /** Whether the opening and closing brace written twice are text. */
  readonly doubled?: boolean;
  /** Whether a conversion, a width or a format may follow the expression: `{name!r:>10}`, `{price,10:F2}`. */
  readonly formatted?: boolean;
  /** Whether a default may follow the name: `${name:-nobody}`. */
  readonly defaults?: boolean;
}

/** Which white space at the beginning of lines is layout of the source and no part of the text. */
export type MarginRule =
  | 'none'
  /** As much as all lines share, that of the closing mark counted; the line break before that is its own (C#, Swift). */
  | 'closing'
  /** The same, but the last line break is text, and white space at the ends of lines is not (Java). */
  | 'block'
  /** As much as all lines share that are not blank. */
  | 'least'
  /** All tabs. */
  | 'tabs';

/** One string that begins. */
export interface Opening {
  /** What ends it. */
  readonly close: string;
  readonly multiline: boolean;
  readonly escapes: EscapeDialect;
  /** What begins an escape: a backslash, `\#` in raw strings of Swift. */
  readonly mark: string;
  /** Whether the closing mark written twice stands for itself (`""` in C# verbatim strings). */
  readonly doubled: boolean;
  readonly holes: readonly HoleForm[];
  /** What begins a value in other strings of the language and is text here: `#{` between single quotes in Ruby. */
  readonly literal: string | null;
  readonly margin: MarginRule;
  /** The bracket that may stand in it in pairs (`%q(a (b) c)` in Ruby). */
  readonly nests: string | null;
  /** A single character such as `'"'`: a part of a longer text at most. */
  readonly character: boolean;
  /** The lines that follow are its text, up to this word. */
  readonly heredoc: Heredoc | null;
}

/** A text between lines. */
export interface Heredoc {
  readonly word: string;
  /** Where the closing word stands: alone in the first column, alone behind white space, or first on its line. */
  readonly closes: 'column' | 'line' | 'word';
  /** Whether code goes on behind the opening mark on its line, and the text begins with the next one. */
  readonly later: boolean;
}

/** One way to write a string: a sticky pattern, and what its match opens. */
export interface StringForm {
  readonly open: RegExp;
  readonly read: (match: RegExpExecArray) => Opening;
}

/** A call or a macro that puts values into the text it is given. */
export type FormatStyle =
  /** `{name}` and `{0}`; doubled braces are text. */
  | 'braces'
  /** `%s`, `%(name)s`, `%@`. */
  | 'percent';

/** What must be known of a language to read the texts in its code. */
export interface LanguageSyntax {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  readonly nestedComments: boolean;
  /** Code stands between these only, other text around them. */
  readonly island: readonly [open: string, close: string] | null;
  readonly strings: readonly StringForm[];
  /** Sticky: names, with what belongs to them. */
  readonly word: RegExp;
  /** Operators that join texts. */
  readonly joins: readonly string[];
  /** Whether strings side by side are one: anywhere, or only without white space between them. */
  readonly adjacent: 'never' | 'anywhere' | 'touching';
  /** Brackets in which a line break does not end an expression; `null` where it never does. */
  readonly openLines: string | null;
  /** Whether names in capitals between two strings belong to the text (macros of C). */
  readonly macros: boolean;
  readonly regexLiterals: boolean;
  /** Whether a block in braces may follow a call (`names.map { it }`). */
  readonly trailingBlocks: boolean;
  /** Calls that format, by their last name. */
  readonly formats: Readonly<Record<string, FormatStyle>>;
  /** Methods of a string that format it. */
  readonly formatMethods: Readonly<Record<string, FormatStyle>>;
  /** Whether `text % values` formats. */
  readonly percent: boolean;
}
