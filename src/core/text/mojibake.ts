import { MAC_ROMAN_BYTES, WINDOWS_1252_BYTES } from './single-byte.ts';
import type { ByteOf } from './single-byte.ts';
import { isPlausible, mayBeHonest } from './mojibake-evidence.ts';

/**
 * UTF-8 that was read as Mac Roman or Windows-1252 and saved again: "‚Äî" and "â€”" for a dash. A sequence is repaired
 * only when its bytes are valid UTF-8 for a character in common use; one that honest text may contain as well
 * ("CAFÉ”", "—à") only when the text holds others that leave no doubt.
 */

/** A text after repair. */
export interface Repaired {
  readonly text: string;
  readonly changed: boolean;
  /** Offset in the repaired text -> offset in the original, both in UTF-16 units. Inside a repaired character: its start. */
  toOriginal(offset: number): number;
}

/** A misread character: `original` UTF-16 units from `start` stand for `character`. */
interface Misread {
  readonly start: number;
  readonly original: number;
  readonly character: string;
  readonly doubtful: boolean;
}

/** Misread twice, or in two ways at once: more passes than this were never seen. */
const MAX_PASSES = 3;

/** Repairs misread UTF-8. Text without any is returned as it is. */
export function repairMojibake(text: string): Repaired {
  let current = text;
  const passes: ((offset: number) => number)[] = [];
  while (passes.length < MAX_PASSES) {
    const found = findMisread(current);
    if (found.length === 0) break;
    passes.push(offsetMap(found));
    current = replaceAll(current, found);
  }
  return {
    text: current,
    changed: passes.length > 0,
    toOriginal: (offset) => passes.reduceRight((position, toBefore) => toBefore(position), offset),
  };
}

function findMisread(text: string): readonly Misread[] {
  if (/^[\x00-\x7f]*$/.test(text)) return [];
  const mac = settle(scan(text, MAC_ROMAN_BYTES, 'mac'));
  const windows = settle(scan(text, WINDOWS_1252_BYTES, 'windows'));
  return weight(windows) >= weight(mac) ? windows : mac;
}

/** How many units an encoding explains; the other one explains the rest in the next pass, if there is any. */
function weight(found: readonly Misread[]): number {
  return found.reduce((sum, { original }) => sum + original, 0);
}

/** Keeps doubtful sequences only beside certain ones. */
function settle(found: readonly Misread[]): readonly Misread[] {
  return found.some(({ doubtful }) => !doubtful) ? found : [];
}

function scan(text: string, bytes: ByteOf, encoding: 'mac' | 'windows'): Misread[] {
  const found: Misread[] = [];
  let previousEnd = -1;
  for (let start = 0; start < text.length; start++) {
    const lead = bytes.get(text.charCodeAt(start));
    if (lead === undefined || lead < 0xc2 || lead > 0xf4) continue;
    const decoded = decodeAt(text, start, lead, bytes);
    if (decoded === null || !(isPlausible(decoded.code) || isControlTwin(text, start, decoded.code))) continue;
    const end = start + decoded.length;
    // Two misread characters side by side do not happen by chance.
    const adjoins = previousEnd === start;
    if (adjoins) markCertain(found);
    found.push({
      start,
      original: decoded.length,
      character: String.fromCodePoint(decoded.code),
      doubtful: !adjoins && mayBeHonest(encoding, text, start, end, decoded.code),
    });
    previousEnd = end;
    start = end - 1;
  }
  return found;
}

/** A C1 control that was encoded once more: what a Latin-1 reader leaves of text misread twice. */
function isControlTwin(text: string, start: number, code: number): boolean {
  return code < 0xa0 && text.charCodeAt(start + 1) === code;
}

function markCertain(found: Misread[]): void {
  const last = found.pop();
  if (last !== undefined) found.push({ ...last, doubtful: false });
}

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
function decodeAt(text: string, start: number, lead: number, bytes: ByteOf): { code: number; length: number } | null {
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let code = lead & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = start + index < text.length ? bytes.get(text.charCodeAt(start + index)) : undefined;
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return null;
    code = (code << 6) | (byte & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < least || code > 0x10ffff || surrogate ? null : { code, length };
}

function replaceAll(text: string, found: readonly Misread[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, original, character } of found) {
    parts.push(text.slice(position, start), character);
    position = start + original;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

function offsetMap(found: readonly Misread[]): (offset: number) => number {
  // Where each repaired character starts in the repaired text.
  const starts: number[] = [];
  let shift = 0;
  for (const { start, original, character } of found) {
    starts.push(start - shift);
    shift += original - character.length;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    const last = found[low - 1];
    if (last === undefined) return offset;
    const into = offset - starts[low - 1]!;
    return into < last.character.length ? last.start : last.start + last.original + into - last.character.length;
  };
}
