/** Markup of the HTML report: what is put into a template is text unless it is markup of our own. */

/** Markup made by `html` alone, so that a text cannot pass for it. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Content = Markup | string | number | readonly (Markup | string)[];

/** Controls, half characters, and marks that turn the direction of what follows. */
const STEERING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\ufff9-\ufffb]|\p{Cs}/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of others, for elements and quoted attributes. */
export function escaped(text: string): string {
  return text.replace(STEERING, '\ufffd').replace(/[&<>"']/g, (found) => ESCAPES[found]!);
}

function sourceOf(content: Content): string {
  if (content instanceof Markup) return content.source;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map((part) => sourceOf(part)).join('');
}

/** A template: its own text is markup, everything put into it is text or markup made in the same way. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((source, part, index) => source + sourceOf(contents[index - 1]!) + part));
}

/** Nothing. */
export const NOTHING = new Markup('');
