import { decodeEscape } from './decode-escape.ts';
import type { Segment } from './segments.ts';
import { textSegments } from './segments.ts';

/** The scalar of a YAML document that the cursor stands in. */
export interface YamlValue {
  readonly start: number;
  readonly end: number;
  readonly segments: readonly Segment[];
}

const ENTRY = /^\s*(?:-\s+)*(?:[^\s#'"][^:#]*?:(?:\s+|$)|"[^"]*":\s+|'[^']*':\s+)?/;
/** Bounded: 1_000, more than any key. */
const BLOCK = /(?:^|[\s:-])([|>])([+-]?\d?|\d[+-]?)[ \t]*(?:#.*)?$/;

/** Reads the block, quoted or plain scalar around a selection. A part of a plain scalar is taken as it is. */
export function yamlValueAt(source: string, start: number, end: number): YamlValue | null {
  const lines = source.split('\n');
  const line = source.slice(0, start).split('\n').length - 1;
  const block = blockAround(lines, line);
  if (block) {
    const from = offsetOf(lines, block.first);
    const to = offsetOf(lines, block.last + 1) - 1;
    // Something selected beyond the block's lines, or only a part of them: not this scalar.
    if (end > to + 1) return null;
    if (start !== end && (start > from || end < to)) {
      return { start, end, segments: textSegments(stripMargin(source.slice(start, end).split('\n')).join('\n')) };
    }
    return { start: from, end: to, segments: textSegments(foldBlock(lines, block)) };
  }
  return flowScalar(source, lines, line, start, end);
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly folded: boolean;
  readonly chomp: string;
}

function blockAround(lines: readonly string[], line: number): Block | null {
  for (let head = line; head >= 0; head--) {
    const text = lines[head] ?? '';
    const match = text.length > 1_000 ? null : BLOCK.exec(text);
    if (!match) continue;
    const indent = indentOf(text);
    let last = head;
    while (last + 1 < lines.length && (isBlank(lines[last + 1]) || indentOf(lines[last + 1] ?? '') > indent)) last++;
    while (last > head && isBlank(lines[last])) last--;
    if (last === head || line > last) return null;
    return { first: head + 1, last, folded: match[1] === '>', chomp: match[2]?.replace(/\d/, '') ?? '' };
  }
  return null;
}

function foldBlock(lines: readonly string[], block: Block): string {
  const text = stripMargin(lines.slice(block.first, block.last + 1).map((line) => line.replace(/\r$/, '')));
  const joined = block.folded
    ? text
        .join('\n')
        .replace(/([^\n])\n(?=[^\n \t])/g, '$1 ')
        .replace(/\n\n/g, '\n')
    : text.join('\n');
  return block.chomp === '-' ? joined : `${joined}\n`;
}

function flowScalar(
  source: string,
  lines: readonly string[],
  line: number,
  start: number,
  end: number,
): YamlValue | null {
  const text = (lines[line] ?? '').replace(/\r$/, '');
  const before = ENTRY.exec(text)?.[0].length ?? 0;
  const written = text.slice(before);
  const from = offsetOf(lines, line) + before;
  const value = readFlow(written);
  const to = from + value.length;
  if (value.text === '' || end > to || start > to) return null;
  const quoted = written.startsWith('"') || written.startsWith("'");
  if (!quoted && start !== end && start >= from && end - start < to - from) {
    return { start, end, segments: textSegments(source.slice(start, end)) };
  }
  return { start: from, end: to, segments: textSegments(value.text) };
}

/** The value that begins a text, and its length as written. */
function readFlow(written: string): { readonly text: string; readonly length: number } {
  const double = /^"((?:\\.|[^"\\])*)"/.exec(written);
  if (double) return { text: unescapeAll(double[1] ?? ''), length: double[0].length };
  const single = /^'((?:''|[^'])*)'/.exec(written);
  if (single) return { text: (single[1] ?? '').replaceAll("''", "'"), length: single[0].length };
  const plain = written.replace(/\s#.*$/s, '').trimEnd();
  return { text: plain, length: plain.length };
}

function unescapeAll(text: string): string {
  let result = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '\\') {
      result += text[at++] ?? '';
      continue;
    }
    const { value, length } = decodeEscape(text, at, 'c');
    result += value;
    at += length;
  }
  return result;
}

function stripMargin(lines: readonly string[]): readonly string[] {
  const margin = Math.min(...lines.filter((line) => !isBlank(line)).map(indentOf));
  return lines.map((line) => line.slice(Math.min(Number.isFinite(margin) ? margin : 0, indentOf(line))));
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function offsetOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
}
