import { nothing } from 'lit/html.js';

/** A template as text, without a browser: attributes and texts as they stand in it, event handlers as numbers. */
export interface Markup {
  readonly text: string;
  /** What `@click=N` calls. */
  readonly handlers: readonly (() => void)[];
}

/** Writes a template of lit out. */
export function markupOf(template: unknown): Markup {
  const handlers: (() => void)[] = [];
  const write = (value: unknown): string => {
    if (value === nothing || value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map(write).join('');
    if (typeof value === 'function') return String(handlers.push(value as () => void) - 1);
    if (typeof value !== 'object') return String(value);
    const { strings, values = [] } = value as {
      readonly strings?: readonly string[];
      readonly values?: readonly unknown[];
    };
    if (strings !== undefined) return strings.map((part, at) => part + write(values[at])).join('');
    return write(values.length === 3 && typeof values[2] === 'function' ? listed(values) : values);
  };
  return { text: write(template).replace(/\s+/g, ' '), handlers };
}

/** What `keyedList` was given. */
function listed([rows, , templateOf]: readonly unknown[]): unknown {
  return (rows as readonly unknown[]).map(templateOf as (row: unknown) => unknown);
}

/** The readable text alone. */
export function wordsOf(template: unknown): string {
  const text = markupOf(template).text.replace(/<[^>]*>/g, ' ');
  return text.replace(/\s+/g, ' ').trim();
}

/** A button as it stands in a template. */
export interface Button {
  readonly name: string;
  readonly disabled: boolean;
  press(): void;
}

/** All buttons of a template, in order. */
export function buttonsOf(template: unknown): readonly Button[] {
  const { text, handlers } = markupOf(template);
  return [...text.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(([, attributes = '', content = '']) => ({
    name: /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? content.replace(/<[^>]*>/g, '').trim(),
    disabled: /\?disabled=true/.test(attributes),
    press: () => handlers[Number(/@click=(\d+)/.exec(attributes)?.[1])]?.(),
  }));
}
