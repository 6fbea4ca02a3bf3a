import { cellOf, isFigure, type Column } from '../tables/column.ts';
import { CELLS } from './cells.ts';

/**
 * Foreign text in a Markdown document: always text, never markup, and nothing that a renderer loads or links. Escapes
 * alone do not do: GitHub and others look for addresses, mentions and issue numbers in the text that comes of them. What
 * looks like one becomes a code span, which they all leave alone and which can still be copied as it was.
 */

/** Characters that steer the display and not the text: controls, marks that turn the writing direction, annotations, half characters. */
const STEERING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]|\p{Cs}/gu;
/** Characters that show nothing and can hide something: zero-width space, word joiners, byte order mark, tags. */
const INVISIBLE = /[\u200b\u2060-\u2065\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** Addresses, mentions, issue numbers and tags, with or without a space in front. */
const LINKED = /\/\/|www\.|@.|#[\p{L}\p{N}]|gh-\d/iu;

/**
 * A text inside a line: on one line, with every character that could begin markup, an HTML element, an entity, a table cell or
 * a link escaped by a backslash, and words that a renderer might link as code.
 */
export function inlineText(text: string): string {
  return oneLine(text)
    .replace(/[`|]|[^ `|]+/gu, (piece) => (LINKED.test(piece) ? `\`${piece}\`` : escaped(piece)))
    .replace(/^[-+=:!]/u, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2');
}

/** A text inside a line as code, letter by letter apart from white space. Not for tables, which need their pipes escaped. */
export function codeText(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$/u.test(line) || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A text as a block: fenced, with a fence longer than any run of backticks in it. */
export function fencedText(text: string): string {
  const lines = visible(text)
    .replace(/\r\n|[\r\u2028\u2029]/gu, '\n')
    .replace(STEERING, '\ufffd');
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}text\n${lines}\n${fence}`;
}

function oneLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').replace(STEERING, '\ufffd').trim();
}

function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * A dot in front of a letter is escaped, too: `evil.example` would be taken for an address. Underscores within a word begin
 * and end nothing, and names such as `max_tokens` are looked for as they are.
 */
function escaped(piece: string): string {
  return piece.replace(
    /((?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}]))|[\\`*_{}[\]<>|~&$^#@]|\.(?=\p{L})/gu,
    (found, within?: string) => within ?? `\\${found}`,
  );
}

function longestRun(text: string): number {
  return (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

/** A table; cells are Markdown already. Columns named with a leading `#` are numbers, set to the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = columns.map((column) => column.replace(/^#/u, ''));
  const rule = columns.map((column) => (column.startsWith('#') ? '---:' : '---'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

/** A table of columns over rows; empty without rows. */
export function columnTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  // Figures have nothing that is markup, apart from the dollar sign, which begins a formula.
  const isText = ({ kind }: Column<Row>): boolean => kind === 'text' || kind === 'usd';
  const cell = (column: Column<Row>, row: Row): string => {
    const text = cellOf(column, row, CELLS);
    return isText(column) ? inlineText(text) : text;
  };
  return table(
    columns.map((column) => `${isFigure(column) ? '#' : ''}${inlineText(column.title)}`),
    rows.map((row) => columns.map((column) => cell(column, row))),
  );
}
