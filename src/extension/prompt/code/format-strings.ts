import { joinTexts, type Part } from './decode-string.ts';
import type { FormatStyle } from './syntax.ts';

/** What values are asked for by, in their order; empty when it is not known which there are. */
export type Values = readonly string[];

const PERCENT =
  /%(?:%|n(?![\p{L}])|(?:(\d{1,3})\$|\((\w{1,99})\)|<(\w{1,99})>|\{(\w{1,99})\})?[-+#0]{0,9}(?:\d{1,9}|\*)?(?:\.(?:\d{1,9}|\*)?)?(?:hh|h|ll|l|L|q|j|z|t)?[A-Za-z@])/gu;
const BRACES = /\{\{|\}\}|\{([^{}\n]{0,200})\}/g;
/** Name, position or nothing, with members and keys, before a conversion and a format. Bounded: 200. */
const FIELD =
  /^\s*([\p{L}\p{N}_.]*(?:\[[^\]]{1,80}\])?(?:\.[\p{L}_][\p{L}\p{N}_]*)?)\s*(?:![rsa])?(?:,\s*-?\d+)?(?::[^]*)?$/u;

/** The segments of a text that is formatted: its fields are values to ask for, what is doubled stands once. */
export function formatted(segments: readonly Part[], style: FormatStyle, values: Values): readonly Part[] {
  const counter = { next: 0 };
  const read = style === 'braces' ? braceField : percentField;
  return joinTexts(
    segments.flatMap((part): readonly Part[] =>
      part.kind === 'hole'
        ? [part]
        : pieces(part, style === 'braces' ? BRACES : PERCENT, (match) => read(match, values, counter)).map(
            (piece): Part => (piece.kind === 'text' && style === 'braces' ? { ...piece, final: true } : piece),
          ),
    ),
  );
}

type Read = (match: RegExpMatchArray) => Part;

function pieces(part: Part & { readonly kind: 'text' }, pattern: RegExp, read: Read): readonly Part[] {
  const found: Part[] = [];
  const { text } = part;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    found.push({ ...part, text: text.slice(from, match.index) }, read(match));
    from = match.index + match[0].length;
  }
  found.push({ ...part, text: text.slice(from) });
  return found.filter((part) => part.kind === 'hole' || part.text !== '');
}

interface Counter {
  next: number;
}

function braceField(match: RegExpMatchArray, values: Values, counter: Counter): Part {
  const [source, inner] = match;
  if (inner === undefined) return { kind: 'text', text: source.slice(0, 1) };
  const field = FIELD.exec(inner)?.[1];
  if (field === undefined) return { kind: 'text', text: source };
  if (field === '') return valueHole(source, values, counter.next++);
  return /^\d+$/.test(field) ? valueHole(source, values, Number(field)) : { kind: 'hole', name: field, source };
}

function percentField(match: RegExpMatchArray, values: Values, counter: Counter): Part {
  const [source, position, ...names] = match;
  if (source === '%%') return { kind: 'text', text: '%' };
  if (source === '%n') return { kind: 'text', text: '\n' };
  const name = names.find((one) => one !== undefined);
  if (name !== undefined) return { kind: 'hole', name, source };
  return valueHole(source, values, position === undefined ? counter.next++ : Number(position) - 1);
}

/** A field without a name is asked for by the value that is put there, or by its number. */
function valueHole(source: string, values: Values, index: number): Part {
  return { kind: 'hole', name: values[index] ?? `value ${index + 1}`, source };
}
