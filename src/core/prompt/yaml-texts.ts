import { CST, Parser } from 'yaml';
import { excess } from '../text/yaml-syntax.ts';

/** The texts of a YAML document with their places. The parser reads it; a document that is not whole has those it has. */

/** A text as the program that reads the file gets it. */
export interface YamlText {
  /** [start, end) in the source: the lines of a block, or the scalar with its quotes. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a document consists of. */
export interface YamlDocument {
  readonly values: readonly YamlScalar[];
  /** [start, end) of comments, marks included. */
  readonly comments: readonly (readonly [start: number, end: number])[];
}

/** A value that is one text; keys of mappings are none. */
export interface YamlScalar extends YamlText {
  /** Where it is written: from the header of a block on. */
  readonly from: number;
  /** What [start, end) of its source says, read as a text of its kind. */
  readonly part: (start: number, end: number) => string;
}

type Scalar = CST.FlowScalar | CST.BlockScalar;

/** Longest document that is read, UTF-16 units. */
const LONGEST = 1_000_000;
/** A number, a truth value or nothing: no text that somebody writes as a prompt. */
const NO_TEXT = /^(?:[-+.\d][\d_.eE+-]{0,40}|true|false|yes|no|null|~|)$/i;

/** Reads a document. Never throws; what nobody can read holds nothing. */
export function readYaml(source: string): YamlDocument {
  if (source.length > LONGEST || excess(source) !== null) return { values: [], comments: [] };
  const walk = new Walk(source);
  for (const token of new Parser().parse(source)) walk.visit(token);
  return walk;
}

/** The texts that a selection [start, end) touches; a part of one where it lies within that. */
export function yamlTextsAt(source: string, start: number, end: number): readonly YamlText[] {
  const { values } = readYaml(source);
  if (start === end) {
    const found =
      values.find(({ from, end: to }) => from <= start && start <= to) ?? valueOnLine(source, values, start);
    return found ? [found] : [];
  }
  const around = values.find((value) => value.start <= start && end <= value.end);
  if (around && end - start < around.end - around.start) return [{ start, end, text: around.part(start, end) }];
  const touched = values.filter((value) => value.from < end && start < value.end);
  return touched.length > 1 ? touched.filter(({ text }) => !NO_TEXT.test(text)) : touched;
}

/** The value that a key at an offset has on its line. */
function valueOnLine(source: string, values: readonly YamlScalar[], at: number): YamlScalar | undefined {
  const lineEnd = source.indexOf('\n', at);
  return values.find(({ from }) => at < from && (lineEnd < 0 || from < lineEnd));
}

class Walk implements YamlDocument {
  readonly values: YamlScalar[] = [];
  readonly comments: (readonly [number, number])[] = [];
  readonly #source: string;
  readonly #anchors = new Map<string, Scalar>();

  constructor(source: string) {
    this.#source = source;
  }

  visit(token: CST.Token | null | undefined, properties: readonly CST.Token[] = []): void {
    if (!token) return;
    this.#note(properties);
    if ('items' in token) {
      if (token.type === 'flow-collection') this.#note([token.start]);
      const isList = token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.source === '[');
      for (const item of token.items) this.#item(item, isList);
      if ('end' in token) this.#note(token.end);
    } else if (token.type === 'document') {
      this.visit(token.value, token.start);
      this.#note(token.end ?? []);
    } else this.#leaf(token, anchorIn(properties));
  }

  #item({ start, key, sep, value }: CST.CollectionItem, isList: boolean): void {
    const isKey = sep?.some(({ type }) => type === 'map-value-ind') ?? false;
    // An item of a flow list stands where a key would.
    if (key && isList && !isKey) this.visit(key, start);
    else {
      this.#note(start);
      if (key) this.#key(key, anchorIn(start));
    }
    this.visit(value, key === undefined ? start : sep);
  }

  #key(key: CST.Token, anchor: string | null): void {
    if (CST.isScalar(key)) this.#keep(key, anchor);
    this.#note('end' in key ? (key.end ?? []) : []);
  }

  #leaf(token: CST.Token, anchor: string | null): void {
    if (token.type === 'alias') {
      const meant = this.#anchors.get(token.source.slice(1));
      if (meant) this.#add(meant, token);
    } else if (CST.isScalar(token)) {
      this.#keep(token, anchor);
      this.#add(token, token);
    } else if (token.type === 'comment') this.#note([token]);
    if (token.type === 'block-scalar') this.#note(token.props);
    if ('end' in token) this.#note(token.end ?? []);
  }

  #keep(token: Scalar, anchor: string | null): void {
    if (anchor !== null) this.#anchors.set(anchor, token);
  }

  #add(token: Scalar, place: Scalar): void {
    const start = place.type === 'block-scalar' ? contentStart(place) : place.offset;
    const end = start + (place.type === 'block-scalar' ? place.source.trimEnd().length : place.source.length);
    const text = textOf(token);
    const part = (from: number, to: number): string => (token === place ? partOf(this.#source, token, from, to) : text);
    this.values.push({ from: place.offset, start, end, text, part });
  }

  #note(tokens: readonly CST.Token[]): void {
    for (const token of tokens) {
      if (token.type === 'comment') this.comments.push([token.offset, token.offset + token.source.length]);
    }
  }
}

function anchorIn(properties: readonly CST.Token[]): string | null {
  const anchor = properties.findLast(({ type }) => type === 'anchor');
  return anchor && 'source' in anchor ? anchor.source.slice(1) : null;
}

function contentStart({ offset, props }: CST.BlockScalar): number {
  const last = props.at(-1);
  return last && 'source' in last ? last.offset + last.source.length : offset;
}

function textOf(token: Scalar): string {
  const resolved = CST.resolveAsScalar(token, false, () => undefined);
  return resolved?.value ?? '';
}

function partOf(source: string, token: Scalar, from: number, to: number): string {
  const written = source.slice(from, to);
  if (token.type === 'block-scalar') return blockPart(source, token, from, to);
  const [opening, closing] = quotesOf(token, from, to);
  return textOf({ ...token, source: `${opening}${written}${closing}` });
}

/** The quotes that a part of a quoted text lacks. */
function quotesOf({ type, offset, source }: CST.FlowScalar, from: number, to: number): readonly [string, string] {
  const quote = type === 'double-quoted-scalar' ? '"' : type === 'single-quoted-scalar' ? "'" : '';
  return [from > offset ? quote : '', to < offset + source.length ? quote : ''];
}

function blockPart(source: string, token: CST.BlockScalar, from: number, to: number): string {
  const lineStart = source.lastIndexOf('\n', from - 1) + 1;
  const columns = indentation(token);
  const lead = ' '.repeat(Math.max(0, Math.min(from - lineStart, columns)));
  const header = token.props.find(({ type }) => type === 'block-scalar-header');
  const mode = header && 'source' in header ? header.source.slice(0, 1) : '|';
  // The indentation is said, since the first line of a part may have more.
  const props: CST.Token[] = [{ type: 'block-scalar-header', offset: 0, indent: 0, source: `${mode}1` }];
  return textOf({ ...token, indent: columns - 1, props, source: lead + source.slice(from, to) });
}

/** Columns before each line of a block: as its header says, else as its first line has. */
function indentation({ props, indent, source }: CST.BlockScalar): number {
  const header = props.find(({ type }) => type === 'block-scalar-header');
  const said = header && 'source' in header ? /[1-9]/.exec(header.source)?.[0] : undefined;
  if (said !== undefined) return Math.max(0, indent) + Number(said);
  const first = source.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.length - first.trimStart().length;
}
