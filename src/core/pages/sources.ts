import { parseJson } from '../json/parse-json.ts';

/** What a file of an output is written in. `other` is code of a language that is not looked into. */
export type Language = 'html' | 'svg' | 'css' | 'script' | 'typescript' | 'vue' | 'shader' | 'other';

/** A file of an output. */
export interface Source {
  /** As the output names it; `null` when it does not. */
  readonly name: string | null;
  readonly language: Language;
  readonly text: string;
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ...['html', 'htm', 'xhtml'].map((name) => [name, 'html'] as const),
  ...['svg', 'xml'].map((name) => [name, 'svg'] as const),
  ...['css', 'scss', 'less'].map((name) => [name, 'css'] as const),
  ...['js', 'javascript', 'mjs', 'cjs', 'node', 'es6', 'ecmascript'].map((name) => [name, 'script'] as const),
  ...['ts', 'typescript', 'tsx', 'jsx', 'mts', 'react'].map((name) => [name, 'typescript'] as const),
  ...['vue', 'svelte', 'astro'].map((name) => [name, 'vue'] as const),
  ...['glsl', 'wgsl', 'frag', 'vert', 'hlsl'].map((name) => [name, 'shader'] as const),
  ...['python', 'py', 'java', 'c', 'cpp', 'c++', 'cs', 'csharp', 'go', 'rust', 'rs', 'ruby', 'rb', 'php', 'swift'].map(
    (name) => [name, 'other'] as const,
  ),
  ...['kotlin', 'kt', 'scala', 'dart', 'lua', 'r', 'julia', 'perl', 'haskell', 'hs', 'elixir', 'clojure', 'sql'].map(
    (name) => [name, 'other'] as const,
  ),
]);
/** Bounded: 300, the longest line that is looked at. */
const FILE =
  /[\w@][\w@./-]{0,80}\.(html?|svg|css|scss|[mc]?jsx?|m?tsx?|vue|svelte|glsl|wgsl|frag|vert|py|java|go|rs|rb|php|c|cpp|cs)(?![\w.])/i;

const languageOfFile = (name: string): Language =>
  LANGUAGES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'other';

const MARKUP =
  /^\s{0,200}(?:<!doctype\s|<\?xml\b|<!--|<(?:html|head|body|title|meta|link|script|style|div|main|section|article|header|canvas|template|button|p|h1|ul|form)\b)/i;
const DRAWING =
  /^\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!doctype svg[^>]{0,300}>\s{0,20})?(?:<!--[^>]{0,300}-->\s{0,20})?<svg\b/i;
const CODE =
  /^\s{0,200}(?:\/\/|\/\*|#!|['"]use strict|import\b[^\n]*['"{*]|export\s|(?:async\s+)?function\b|class\s+\w+|(?:const|let|var)\s+[\w[{]|\(\s*(?:async\s*)?(?:function|\()|\(\(|!function|(?:window|document|self|globalThis)\.|(?:async\s{1,20})?\(?\w{0,40}\)?\s{0,20}=>)/;
const SHEET =
  /^\s{0,200}(?:@(?:import|charset|media|layer)\b|(?::root|\*|html|body|[.#][\w-]{1,100})[^\n{};]{0,100}\{)/;

/** What a block without a language is; `null` when it does not look like anything a browser takes. */
function sniff(text: string): Language | null {
  if (DRAWING.test(text)) return 'svg';
  if (MARKUP.test(text)) return 'html';
  if (CODE.test(text)) return 'script';
  return SHEET.test(text) ? 'css' : null;
}

interface Fence {
  readonly mark: string;
  readonly info: string;
  /** The last line with words before it. */
  readonly before: string;
  readonly lines: string[];
}

/** Bounded: 300, the longest line that is looked at. */
const FENCE = /^ {0,3}(?:[-*+] +|\d+\. +)?(`{3,}|~{3,})\s*([^`]*)$/;

/** Fenced blocks of a Markdown text, the last of them perhaps cut off. */
function fencesOf(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: Fence | null = null;
  let before = '';
  for (const line of text.split('\n')) {
    if (open !== null) {
      const end = /^\s{0,12}(`{3,}|~{3,})\s*$/.exec(line);
      if (end !== null && end[1]![0] === open.mark[0] && end[1]!.length >= open.mark.length) open = null;
      else open.lines.push(line);
      continue;
    }
    const begun = line.length > 300 ? null : FENCE.exec(line);
    if (begun === null) {
      if (line.trim() !== '') before = line;
      continue;
    }
    open = { mark: begun[1]!, info: begun[2]!.trim(), before, lines: [] };
    before = '';
    fences.push(open);
  }
  return fences;
}

/** The name of a file in a line that names one and says little else. */
function nameIn(line: string): string | null {
  return line.length > 120 ? null : (FILE.exec(line)?.[0] ?? null);
}

/** A comment at the start that only names the file. */
function nameInside(text: string): string | null {
  const first = /^\s{0,20}(?:\/\/|\/\*|<!--|#)\s*([^\n]{1,100})/.exec(text)?.[1];
  if (first === undefined) return null;
  const name = nameIn(first);
  return name !== null && first.replace(/\*\/|-->/, '').trim().length <= name.length + 12 ? name : null;
}

function sourceOf({ info, before, lines }: Fence): Source | null {
  const text = lines.join('\n');
  if (text.trim() === '') return null;
  const named = nameIn(info) ?? nameIn(before) ?? nameInside(text);
  const word = /^[\w+#-]*/.exec(info)![0].toLowerCase();
  const known =
    LANGUAGES.get(word) ??
    (word === '' || FILE.test(info) ? (named === null ? undefined : languageOfFile(named)) : null);
  const language = known === undefined ? sniff(text) : known;
  if (language === null) return null;
  // XML that is no drawing is data.
  if (language === 'svg' && !/<svg\b/i.test(text))
    return MARKUP.test(text) && !/^\s*<\?xml/.test(text) ? { name: named, language: 'html', text } : null;
  return { name: named, language: language === 'svg' && !DRAWING.test(text) ? 'html' : language, text };
}

const MARKER =
  /^[=\-#*/<! ]{0,12}(?:file(?:name)?\s*:\s*)?[`*]{0,3}([\w@][\w@./-]{0,80}\.(?:html?|svg|css|m?jsx?|tsx?|vue))[`*]{0,3}:?[=\-#*/> ]{0,12}$/i;

/** Files under lines that name them, when there are at least two such lines. */
function markedFiles(text: string): readonly Source[] {
  const files: { readonly name: string; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const name = line.length > 140 ? undefined : MARKER.exec(line.trim())?.[1];
    if (name !== undefined) files.push({ name, lines: [] });
    else files.at(-1)?.lines.push(line);
  }
  const full = files.filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  if (full.length < 2) return [];
  return full.map(({ name, lines }) => ({ name, language: languageOfFile(name), text: lines.join('\n') }));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Files of a JSON document: `{"index.html": "..."}` or a list of `{path, content}`, up to three levels deep. */
function filesOfJson(value: unknown, depth = 0): readonly Source[] {
  if (!isObject(value) || depth > 3) return [];
  const text = [value['content'], value['code'], value['contents'], value['text']].find(
    (part) => typeof part === 'string',
  );
  const name = [value['path'], value['name'], value['filename'], value['file']].find(
    (part) => typeof part === 'string',
  );
  if (text !== undefined && name !== undefined && name.length < 300 && FILE.test(name))
    return [{ name, language: languageOfFile(name), text }];
  return Object.entries(value)
    .slice(0, 200)
    .flatMap(([key, part]) =>
      typeof part === 'string'
        ? key.length < 120 && FILE.test(key)
          ? [{ name: key, language: languageOfFile(key), text: part }]
          : depth < 2 && MARKUP.test(part) && /<\/(?:html|body|svg|script|div)>/i.test(part)
            ? [{ name: null, language: 'html' as const, text: part }]
            : []
        : filesOfJson(part, depth + 1),
    );
}

function jsonFiles(text: string): readonly Source[] {
  if (!/^\s*[{[]/.test(text) || !/[}\]]\s*$/.test(text)) return [];
  try {
    return filesOfJson(parseJson(text));
  } catch {
    return []; // no JSON: it is read as what else it may be
  }
}

/** A page or drawing with prose around it, from its first tag to its last. */
function embedded(text: string): readonly Source[] {
  const page = /(?:^|\n)[^\n<]{0,40}(<!doctype html\b|<html\b)/i.exec(text) ?? /()(<!doctype html\b)/i.exec(text);
  if (page !== null) {
    const start = page.index + page[0].lastIndexOf('<');
    const end = text.toLowerCase().lastIndexOf('</html>');
    return [{ name: null, language: 'html', text: text.slice(start, end > start ? end + 7 : text.length) }];
  }
  const drawing = /<svg\b[^<>]{0,2000}>/i.exec(text);
  const last = text.toLowerCase().lastIndexOf('</svg>');
  if (drawing === null || last < drawing.index) return [];
  return [{ name: null, language: 'svg', text: text.slice(drawing.index, last + 6) }];
}

const PAIRED =
  /<\/(?:html|head|body|script|style|svg|div|section|main|title|canvas|button|ul|p|h1|article|form|template|header)\s{0,20}>/i;

/** Lines that end as lines of code do. */
function looksLikeCode(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  // Bounded: 200, the end of a line.
  const ended = lines.filter((line) => /[;{}(),[\]>]\s*(?:\/\/[^\n]*)?$|^\s*(?:\/\/|\*|\/\*)/.test(line.slice(-200)));
  return ended.length >= 2 ? ended.length >= 0.6 * lines.length : /[;})]\s*$/.test(text) && lines.length <= 2;
}

/** A text that is code as a whole. */
function bare(text: string): readonly Source[] {
  const language = sniff(text);
  if (language === null) return [];
  if (language === 'svg') return [{ name: null, language, text }];
  // Code with words behind it, or a first line of prose that begins with a tag, must show that it is code.
  const isCode = language === 'html' ? PAIRED.test(text) : looksLikeCode(text);
  return isCode ? [{ name: nameInside(text), language: language === 'script' ? 'typescript' : language, text }] : [];
}

/** Blocks that only repeat a part of the longest file are excerpts. Only so many are compared. */
const COMPARED = 50;

function withoutExcerpts(files: readonly Source[]): readonly Source[] {
  if (files.length < 2) return files;
  const longest = files.reduce((most, file) => (file.text.length > most.text.length ? file : most));
  return files.filter(
    (file, index) => file === longest || index >= COMPARED || !longest.text.includes(file.text.trim()),
  );
}

/** Whether a text holds a mark of markup or code at all. Most answers do not. */
export const mayHoldSources = (text: string): boolean => /[<{(;=]/.test(text);

/**
 * The files of an output: a page or script as a whole, fenced blocks of Markdown, files under their names, files in JSON, or a page
 * with prose around it. Empty when the output is no code.
 */
export function sourcesOf(output: string): readonly Source[] {
  const text = output.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (!mayHoldSources(text)) return [];
  const json = jsonFiles(text);
  if (json.length > 0) return json;
  if (/^\s{0,200}(?:<!doctype html\b|<html\b)/i.test(text)) return embedded(text);
  const fenced = withoutExcerpts(fencesOf(text).flatMap((fence) => sourceOf(fence) ?? []));
  if (fenced.length > 0 && !(MARKUP.test(text) && PAIRED.test(text))) return fenced;
  const marked = markedFiles(text);
  if (marked.length > 0) return marked;
  const whole = bare(text);
  return whole.length > 0 ? whole : embedded(text);
}
