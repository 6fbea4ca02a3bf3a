import { escapeMarkup } from '../../src/core/text/markup.ts';

/** Writes SVG as text. Everything passes through here, so that no word of an answer becomes a tag. */

/** An SVG element as text. */
export interface SvgMarkup {
  readonly svg: string;
}

/** What stands inside an element: elements, or text. */
export type SvgContent = SvgMarkup | string | readonly (SvgMarkup | string)[];

/** Characters that XML 1.0 does not allow, halves of surrogate pairs among them. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as it stands in an element or between quotation marks. */
export function xmlText(text: string): string {
  return escapeMarkup(text.replace(FORBIDDEN, '\ufffd'));
}

/** An element with its attributes; numbers are written with at most two decimals. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: SvgContent = [],
): SvgMarkup {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(typeof value === 'number' ? short(value) : value)}"`],
  );
  const parts = typeof content === 'string' || 'svg' in content ? [content] : content;
  const inside = parts.map((part) => (typeof part === 'string' ? xmlText(part) : part.svg)).join('');
  return { svg: `<${name}${written.join('')}>${inside}</${name}>` };
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
