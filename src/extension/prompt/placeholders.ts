import type { DraftTurn, Hole, Segment } from './segments.ts';

// `{{{x}}}` and `{{x}}` (Handlebars, Mustache, Jinja, prompty), `${x}` and `${input:x:hint}` (VS Code prompt files), `{x}` (str.format).
// Only names count: `{"a": 1}`, `{{#if x}}` and CSS are text.
const NAME = '[\\p{L}_][\\p{L}\\p{N}_.-]*';
const PLACEHOLDER = new RegExp(
  `\\{\\{\\{\\s*(${NAME})\\s*\\}\\}\\}|\\{\\{\\s*(${NAME})\\s*\\}\\}|\\$\\{(?:input:)?(${NAME})(?::[^}\\n]*)?\\}|(?<![{$])\\{(${NAME})\\}(?!\\})`,
  'gu',
);
const KEYWORDS = new Set(['else', 'this', 'history']);

/** Finds `{x}`, `${x}` and `{{x}}` in the texts; holes that are there already stay. */
export function findPlaceholders(segments: readonly Segment[]): readonly Segment[] {
  return segments.flatMap((part) => (part.kind === 'text' ? splitText(part.text) : [part]));
}

/** The holes to ask for, each name once, in order of appearance. */
export function holesOf(turns: readonly DraftTurn[]): readonly Hole[] {
  const byName = new Map<string, Hole>();
  for (const part of turns.flatMap((turn) => turn.segments)) {
    if (part.kind === 'hole' && !byName.has(part.name)) byName.set(part.name, part);
  }
  return [...byName.values()];
}

function splitText(text: string): Segment[] {
  const parts: Segment[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const name = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (name === undefined || KEYWORDS.has(name)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'hole', name, source: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
