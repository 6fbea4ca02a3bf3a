import type { OutputPage } from '../../../src/core/gallery/page-of.ts';

/** A page as it is written into its frame. */
export interface PageSource {
  readonly markup: string;
  /** What a browser may read as the text of a script that runs; one script may be here twice. */
  readonly scripts: readonly string[];
}

/** Scripts of a page that run, at most; each is a part of its policy. */
const MOST_SCRIPTS = 500;

const DRAWING_STYLE =
  '<style>html,body{margin:0;height:100%}body{display:grid;place-items:center}svg{max-width:100%;max-height:100vh}</style>';

/**
 * Begins every script of a page. A document that the page makes inherits its policy, so its scripts could run there once
 * more; but there nothing was taken away, and nothing answers 1.
 */
const GUARD = 'if(window.probeBegins?.()!==1)throw 0;';

/**
 * What makes tags harmless that reach the network beside every policy: `<link>` (preconnect, DNS prefetch) and all that
 * open a frame. Names of tags stand in the source as they are, so none is missed; the same in strings of scripts. A script
 * that compares with a variable called `link` without a space, `i<link `, is changed, too, which is the lesser evil. Also
 * runs in frames, as text, where a page may change later what strings can do and what names mean.
 */
export function tagFilter(): (markup: string) => string {
  const replace: typeof Symbol.replace = Symbol.replace;
  const frames = /<(?:[^\s<>/:"'=]*:)?(?:i?frame|frameset|object|embed|fencedframe|portal)(?=[\s/>])/gi;
  const links = /<(?:[^\s<>/:"'=]*:)?link(?=[\s/>])/gi;
  return (markup) => links[replace](frames[replace](markup, '<x-barred'), '<meta');
}

const harmless = tagFilter();

/** What is written into the frame: the page as it is, but for tags that reach out; a drawing in a page that shows it whole. */
export function pageSource({ kind, text }: Pick<OutputPage, 'kind' | 'text'>): PageSource {
  // As a parser reads it, so that the hashes of scripts are right.
  const read = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
  const own = reloading(harmless(read));
  return guarded(kind === 'svg' ? `<!doctype html>${DRAWING_STYLE}${own}` : own);
}

/** A page may begin again, which is told apart from going elsewhere by a way of its own. */
function reloading(text: string): string {
  return text.replace(/\b(?:(?:window|self|document|globalThis)\s?\.\s?)?location\s?\.\s?reload\b/g, 'probeReload');
}

/** Puts the guard into all scripts, and lists them. */
function guarded(text: string): PageSource {
  const parts: string[] = [];
  const scripts = new Set<string>();
  const opening = /<script(?=[\s/>])/gi;
  const closing = /<\/script(?=[\s/>])/gi;
  let written = 0;
  while (scripts.size < MOST_SCRIPTS) {
    const open = opening.exec(text);
    const from = open === null ? 0 : text.indexOf('>', open.index) + 1;
    closing.lastIndex = from;
    const close = from === 0 ? null : closing.exec(text);
    // The text of a script without an end is not run.
    if (open === null || close === null) break;
    opening.lastIndex = close.index;
    if (!isCode(text.slice(open.index, from))) continue;
    const script = guardedScript(text.slice(from, close.index));
    parts.push(text.slice(written, from), script);
    written = close.index;
    scripts.add(script).add(inDrawing(script));
  }
  return { markup: parts.join('') + text.slice(written), scripts: [...scripts] };
}

function isCode(tag: string): boolean {
  const type = /\stype\s?=\s?["']?\s?([^"'\s>]*)/i.exec(tag)?.[1] ?? '';
  return !/\ssrc\s?=/i.test(tag) && /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(type);
}

function guardedScript(text: string): string {
  const [strict = ''] = /^\s*(?:'use strict'|"use strict")(?:\s*;)?/.exec(text) ?? [];
  return `${strict}${strict === '' || strict.endsWith(';') ? '' : ';'}${GUARD}${text.slice(strict.length)}`;
}

/** A script as it is read within `<svg>`, where sections of character data and entities count. */
function inDrawing(script: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'" };
  return script
    .split('<![CDATA[')
    .map((part, at) => {
      const end = at === 0 ? 0 : part.indexOf(']]>');
      const [data, rest] =
        end <= 0 ? [at === 0 ? '' : part, at === 0 ? part : ''] : [part.slice(0, end), part.slice(end + 3)];
      return data + rest.replace(/&(lt|gt|amp|quot|apos|#39);/g, (whole, name: string) => names[name] ?? whole);
    })
    .join('');
}
