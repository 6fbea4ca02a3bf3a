import { yamlTextsAt, readYaml } from '../../core/prompt/yaml-texts.ts';
import { contextOf, type LiteralContext } from './code/context.ts';
import { chainAround, type Chain } from './code/chains.ts';
import { decodeString } from './code/decode-string.ts';
import { commentSyntaxOf, syntaxOf } from './code/languages.ts';
import { readChain, readPart } from './code/read-chain.ts';
import { tokensOf, type Code, type Token } from './code/tokens.ts';
import type { Comment } from './comment-text.ts';
import { findPlaceholders } from './placeholders.ts';
import { textSegments, type Segment } from './segments.ts';

/** A text that source code holds in one or more joined strings. */
export interface Literal {
  /** [start, end) in the source, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Unescaped, with its gaps. */
  readonly segments: readonly Segment[];
}

/** A text of a source, and what it is there for. */
export interface PlacedLiteral extends Literal, LiteralContext {}

const YAML = new Set(['yaml', 'dockercompose', 'github-actions-workflow', 'azure-pipelines', 'ansible', 'helm']);

/** Whether strings can be found in this language. */
export function hasLiterals(languageId: string): boolean {
  return YAML.has(languageId) || syntaxOf(languageId) !== undefined;
}

/** The comments of a document, in order; none in languages whose comments are not known. */
export function commentsOf(source: string, languageId: string): readonly Comment[] {
  if (YAML.has(languageId)) {
    return readYaml(source).comments.map(([start, end]) => ({ start, end, open: '#', close: null }));
  }
  const syntax = commentSyntaxOf(languageId);
  return syntax ? tokensOf(source, syntax).comments : [];
}

/**
 * The texts that the selection [start, end) touches, in order. Strings that are joined are one text, and what is joined
 * with them and known only at run time is a gap in it. A selection strictly inside one string takes that part of it; a
 * bare cursor (start = end) takes all of it.
 */
export function literalsAt(source: string, languageId: string, start: number, end: number): readonly Literal[] {
  if (YAML.has(languageId)) {
    const texts = yamlTextsAt(source, start, end);
    return texts.map(({ text, ...span }) => ({ ...span, segments: findPlaceholders(textSegments(text)) })).filter(says);
  }
  const syntax = syntaxOf(languageId);
  return syntax ? literalsIn(tokensOf(source, syntax), start, end).filter(says) : [];
}

/** All texts of a source that are at least `shortest` characters long in it, in order. */
export function literalsOf(source: string, languageId: string, shortest: number): readonly PlacedLiteral[] {
  if (YAML.has(languageId)) {
    const nowhere = { name: '', call: '', isInMessage: false, isStatement: false };
    return literalsAt(source, languageId, 0, source.length).map((literal) => ({ ...literal, ...nowhere }));
  }
  const syntax = syntaxOf(languageId);
  if (!syntax) return [];
  const code = tokensOf(source, syntax);
  const long = outermost(code).filter((chain) => {
    const { start, end } = spanOf(code, chain);
    return end - start >= shortest;
  });
  return long.map((chain) => ({ ...readWhole(code, chain), ...contextOf(code, chain) })).filter(says);
}

function says({ segments }: Literal): boolean {
  return segments.some((part) => part.kind === 'hole' || part.text.trim() !== '');
}

function literalsIn(code: Code, start: number, end: number): readonly Literal[] {
  const around = code.tokens.findIndex((token) => isAround(token, start, end));
  if (around >= 0) {
    const chain = chainAround(code, around);
    return [start === end ? readWhole(code, chain) : readInside(code, chain, around, start, end)];
  }
  return outermost(code)
    .filter((chain) => touches(spanOf(code, chain), start, end))
    .map((chain) => readWhole(code, chain));
}

/** Whether a cursor stands in a string, or a selection is a proper part of the text between its quotes. */
function isAround({ string }: Token, start: number, end: number): boolean {
  if (!string || string.opening.character) return false;
  const { from, to, linesEnd } = string;
  if (start !== end) return from <= start && end <= to && end - start < to - from;
  const isInLines = linesEnd !== null && from <= start && start <= linesEnd;
  return isInLines || (string.start <= start && start <= string.end);
}

/** The expressions that hold strings, without those that are parts of others. */
function outermost(code: Code): readonly Chain[] {
  const chains: Chain[] = [];
  for (const [index, { string }] of code.tokens.entries()) {
    if (!string || string.opening.character || index < (chains.at(-1)?.to ?? 0)) continue;
    const chain = chainAround(code, index);
    while ((chains.at(-1)?.from ?? -1) >= chain.from) chains.pop();
    chains.push(chain);
  }
  return chains;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where an expression stands, with the lines of texts that it only begins. */
function spanOf({ tokens }: Code, { from, to }: Chain): Span {
  const start = tokens[from]?.start ?? 0;
  let end = tokens[to - 1]?.end ?? start;
  for (let at = from; at < to; at++) end = Math.max(end, tokens[at]?.string?.linesEnd ?? 0);
  return { start, end };
}

function touches(span: Span, start: number, end: number): boolean {
  return start === end ? span.start <= start && start <= span.end : span.start < end && start < span.end;
}

function readWhole(code: Code, chain: Chain): Literal {
  return { ...spanOf(code, chain), segments: readChain(code, chain) };
}

function readInside(code: Code, chain: Chain, index: number, start: number, end: number): Literal {
  const string = code.tokens[index]?.string;
  if (!string) return readWhole(code, chain);
  const units = decodeString(code, string).filter((unit) => unit.start < end && start < unit.end);
  return { start, end, segments: readPart(code, chain, units, index) };
}
