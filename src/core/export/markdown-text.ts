/** Model text in a Markdown document: always text, never markup. */

/** Characters that steer the display and not the text: controls, and the marks that turn the writing direction. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text inside a line: on one line, with every character that could begin markup, an HTML element, an entity, a table cell or
 * a link escaped by a backslash. Brackets and signs that only matter at the start of a line, or behind an escaped one,
 * stay as they are.
 */
export function inlineText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(STEERING, '\ufffd')
    .trim()
    .replace(/[\\`*_{}[\]<>|~&$^#@]/gu, '\\$&')
    .replace(/^[-+=]/u, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./giu, (www) => `${www.slice(0, -1)}\\.`);
}

/** A text as a block: fenced, with a fence longer than any run of backticks in it. */
export function fencedText(text: string): string {
  const runs = text.match(/`+/gu) ?? [];
  const fence = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  return `${fence}text\n${lines.replace(STEERING, '\ufffd')}\n${fence}`;
}

/** A table; cells are Markdown already. Columns named with a leading `#` are numbers, set to the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = columns.map((column) => column.replace(/^#/u, ''));
  const rule = columns.map((column) => (column.startsWith('#') ? '---:' : '---'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}
