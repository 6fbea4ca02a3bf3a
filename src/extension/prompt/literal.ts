import { decodeString, segmentsOf, type Unit } from './decode-string.ts';
import type { LanguageSyntax } from './language-syntax.ts';
import { syntaxOf } from './language-syntax.ts';
import { findPlaceholders } from './placeholders.ts';
import { scanStrings, type StringToken } from './scan-strings.ts';
import type { Segment } from './segments.ts';
import { yamlValueAt } from './yaml-value.ts';

/** A text that source code holds in one or more joined strings. */
export interface Literal {
  /** [start, end) in the source, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Unescaped, with its gaps. */
  readonly segments: readonly Segment[];
}

/** Whether strings can be found in this language. */
export function hasLiterals(languageId: string): boolean {
  return languageId === 'yaml' || syntaxOf(languageId) !== undefined;
}

/**
 * The texts that the selection [start, end) touches, in order. Strings joined by `+` or by standing side by side are
 * one text, and a name joined with them is a gap in it. A selection strictly inside one string takes that part of it;
 * a bare cursor (start = end) takes all of it.
 */
export function literalsAt(source: string, languageId: string, start: number, end: number): readonly Literal[] {
  if (languageId === 'yaml') {
    const value = yamlValueAt(source, start, end);
    return value ? [{ ...value, segments: findPlaceholders(value.segments) }] : [];
  }
  const syntax = syntaxOf(languageId);
  if (!syntax) return [];
  return chains(source, scanStrings(source, syntax), syntax)
    .filter((chain) => touches(chain, start, end))
    .map((chain) => readChain(source, chain, syntax, start, end))
    .filter((literal) => literal.segments.some((part) => part.kind === 'hole' || part.text.trim() !== ''));
}

/** Neighbouring strings that make one text, and the names between them. */
interface Chain {
  readonly start: number;
  readonly end: number;
  readonly links: readonly Link[];
}

/** A string, or a name between two of them. */
type Link = StringToken | { readonly name: string };

const NAME = '[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*';
const NAME_BETWEEN = new RegExp(`^\\s*\\+\\s*(${NAME})\\s*\\+\\s*$`);
const NAME_AFTER = new RegExp(`^\\s*\\+\\s*(${NAME})(?![\\w$.(\\[]|\\s*[+])`);
const NAME_BEFORE = new RegExp(`(?:^|[=(,:[{]|return)\\s*(${NAME})\\s*\\+\\s*$`);

function chains(source: string, tokens: readonly StringToken[], syntax: LanguageSyntax): readonly Chain[] {
  const found: { start: number; end: number; links: Link[] }[] = [];
  for (const token of tokens) {
    const last = found.at(-1);
    const gap = last && source.slice(last.end, token.start);
    const name = gap !== undefined && syntax.plus ? NAME_BETWEEN.exec(gap)?.[1] : undefined;
    if (last && gap !== undefined && (name !== undefined || syntax.joint.test(gap))) {
      if (name !== undefined) last.links.push({ name });
      last.links.push(token);
      last.end = token.end;
    } else found.push({ start: token.start, end: token.end, links: [token] });
  }
  return syntax.plus ? found.map((chain) => withOuterNames(source, chain)) : found;
}

function withOuterNames(source: string, chain: Chain): Chain {
  const before = NAME_BEFORE.exec(source.slice(Math.max(0, chain.start - 120), chain.start))?.[1];
  const after = NAME_AFTER.exec(source.slice(chain.end, chain.end + 120))?.[1];
  const names = (name: string | undefined): readonly { name: string }[] => (name === undefined ? [] : [{ name }]);
  return { ...chain, links: [...names(before), ...chain.links, ...names(after)] };
}

function touches(chain: Chain, start: number, end: number): boolean {
  return start === end ? chain.start <= start && start <= chain.end : chain.start < end && start < chain.end;
}

function readChain(source: string, chain: Chain, syntax: LanguageSyntax, start: number, end: number): Literal {
  const part = start === end ? undefined : chain.links.find((link) => isInside(link, start, end));
  if (part && 'from' in part) {
    const units = decodeString(source, part, syntax, false).filter((unit) => unit.start < end && start < unit.end);
    return { start, end, segments: placed(units, part) };
  }
  const dedent = isDedented(source, chain);
  const segments = chain.links.flatMap((link): readonly Segment[] =>
    'name' in link
      ? [{ kind: 'hole', name: link.name, source: `{${link.name}}` }]
      : placed(decodeString(source, link, syntax, dedent), link),
  );
  return { start: chain.start, end: chain.end, segments };
}

/** Whether the selection is a proper part of the text between the quotes. */
function isInside(link: Link, start: number, end: number): boolean {
  return 'from' in link && link.from <= start && end <= link.to && end - start < link.to - link.from;
}

/** Doubled braces in a string with brace holes were text, so no gap is looked for there. */
function placed(units: readonly Unit[], token: StringToken): readonly Segment[] {
  const segments = segmentsOf(units);
  return token.opening.hole?.startsWith('{') ? segments : findPlaceholders(segments);
}

/** Whether the code takes the common indentation off: `dedent("""`, `cleandoc(`, `""".trimIndent()`. */
function isDedented(source: string, chain: Chain): boolean {
  const before = source.slice(Math.max(0, chain.start - 40), chain.start);
  const after = source.slice(chain.end, chain.end + 40);
  // Bounded: 40.
  return /(?:dedent|cleandoc|outdent|stripIndent)\s*\(?\s*$/.test(before) || /^\s*\.\s*trimIndent\b/.test(after);
}
