/** A gap in a prompt that a value is put into. */
export interface Placeholder {
  /** `city` for `{city}`, the expression for `${user.name}`. */
  readonly name: string;
  /** As it is written. */
  readonly source: string;
  /** Where it begins, UTF-16 units. */
  readonly at: number;
}

// `{{{x}}}` and `{{x}}` (Handlebars, Mustache, Jinja, prompty), `${x}` and `${input:x:hint}` (VS Code prompt files), `{x}` (str.format).
// Only names count: `{"a": 1}`, `{{#if x}}` and CSS are text. A hint has an end, so that no text takes long.
const NAME = '[\\p{L}_][\\p{L}\\p{N}_.-]*';
const PLACEHOLDER = new RegExp(
  `\\{\\{\\{\\s*(${NAME})\\s*\\}\\}\\}|\\{\\{\\s*(${NAME})\\s*\\}\\}|\\$\\{(?:input:)?(${NAME})(?::[^}\\n]{0,200})?\\}|(?<![{$])\\{(${NAME})\\}(?!\\})`,
  'gu',
);
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');
const KEYWORDS = new Set(['else', 'this', 'history']);

/** Whether a placeholder can have this name. */
export function isPlaceholderName(name: string): boolean {
  return WHOLE_NAME.test(name) && !KEYWORDS.has(name);
}

/** The placeholders of a text, in order: `{x}`, `${x}`, `{{x}}` and `{{{x}}}`. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.matchAll(PLACEHOLDER)) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (name !== undefined && !KEYWORDS.has(name)) found.push({ name, source: match[0], at: match.index });
  }
  return found;
}

/** Puts values in. A placeholder without a value stays as it is written, and values are not looked through again. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  let result = '';
  let from = 0;
  for (const { name, source, at } of placeholdersIn(text)) {
    const value = values.get(name);
    if (value === undefined) continue;
    result += text.slice(from, at) + value;
    from = at + source.length;
  }
  return result + text.slice(from);
}
