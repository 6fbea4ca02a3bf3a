import { placeholdersIn } from '../../core/prompt/placeholders.ts';
import type { DraftTurn, Hole, Segment } from './segments.ts';

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
  for (const { name, source, at } of placeholdersIn(text)) {
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) });
    parts.push({ kind: 'hole', name, source });
    from = at + source.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
