import { decodeEscape } from './decode-escape.ts';
import type { LanguageSyntax } from './language-syntax.ts';
import { StringScanner, type StringToken } from './scan-strings.ts';
import type { Segment } from './segments.ts';

/** One step of a string: what [start, end) of the source stands for. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly segment: Segment;
}

/** What a string stands for, step by step, so that a part of it can be taken. `dedent` drops common indentation. */
export function decodeString(
  source: string,
  token: StringToken,
  syntax: LanguageSyntax,
  dedent: boolean,
): readonly Unit[] {
  const strip = token.opening.margin || dedent;
  const to = token.opening.margin ? contentEnd(source, token) : token.to;
  const margin = strip ? marginOf(source.slice(token.from, token.to), token.opening.margin) : 0;
  const scanner = new StringScanner(source, syntax);
  const units: Unit[] = [];
  let at = token.from;
  let lineStart = token.opening.margin || dedent;
  while (at < to) {
    if (lineStart) {
      const line = /^[ \t]*/.exec(source.slice(at, to))?.[0].length ?? 0;
      at += Math.min(margin, line);
      lineStart = false;
      continue;
    }
    const unit = unitAt(source, at, to, token, scanner);
    units.push(unit);
    lineStart = strip && source[unit.end - 1] === '\n';
    at = unit.end;
  }
  return units;
}

/** The units as segments, neighbouring texts as one. */
export function segmentsOf(units: readonly Unit[]): readonly Segment[] {
  const parts: Segment[] = [];
  for (const { segment } of units) {
    const last = parts.at(-1);
    if (segment.kind === 'text' && last?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: last.text + segment.text };
    } else parts.push(segment);
  }
  return parts;
}

function unitAt(source: string, at: number, to: number, token: StringToken, scanner: StringScanner): Unit {
  const { hole, escapes, doubled, close } = token.opening;
  const text = (value: string, length: number): Unit => ({
    start: at,
    end: Math.min(at + length, to),
    segment: { kind: 'text', text: value },
  });
  if (hole === '{' && (source.startsWith('{{', at) || source.startsWith('}}', at))) return text(source[at] ?? '', 2);
  if (hole !== null && source.startsWith(hole, at)) {
    const end = scanner.afterHole(at, hole);
    if (end !== null && end <= to) return holeUnit(source.slice(at, end), at, hole);
  }
  if (doubled && source.startsWith(close + close, at)) return text(close, close.length * 2);
  if (escapes !== 'none' && source[at] === '\\') {
    const { value, length } = decodeEscape(source, at, escapes);
    return text(value, length);
  }
  if (source.startsWith('\r\n', at)) return text('\n', 2);
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  return text(character, character.length);
}

function holeUnit(written: string, at: number, hole: string): Unit {
  const inner = written.slice(hole.length, -hole.replace(/[^{]/g, '').length).trim();
  // In brace holes a conversion, a width or a format may follow: {name!r:>10}, {price,10:F2}, {x=}.
  // Bounded: 200, more than any name.
  const bare =
    hole.startsWith('{') && inner.length <= 200
      ? inner.replace(/\s*=?(?:![rsa])?(?:,\s*-?\d+)?(?::[^:'"\])}]*)?$/, '')
      : inner;
  return {
    start: at,
    end: at + written.length,
    segment: { kind: 'hole', name: bare === '' ? inner : bare, source: written },
  };
}

/** The line break before the closing mark belongs to the quotes in C# and Swift; Java keeps it. */
function contentEnd(source: string, token: StringToken): number {
  if (token.opening.escapes === 'java') return token.to;
  const tail = /\r?\n[ \t]*$/.exec(source.slice(token.from, token.to));
  return tail ? token.from + tail.index : token.to;
}

/** Columns of white space that all lines share; the line of the closing mark counts in text blocks. */
function marginOf(content: string, closingCounts: boolean): number {
  // A first line that only joins itself with the next one has no indentation of its own.
  const lines = content.replace(/^\\\r?\n/, '').split('\n');
  const counted = lines.filter((line, at) => line.trim() !== '' || (closingCounts && at === lines.length - 1));
  return counted.length === 0 ? 0 : Math.min(...counted.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
}
