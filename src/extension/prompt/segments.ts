/** A gap in a prompt that wants a value. */
export interface Hole {
  readonly kind: 'hole';
  /** What is asked for: `city` for `{city}`, the expression for `${user.name}`. */
  readonly name: string;
  /** As it is written; sent unchanged when it gets no value. */
  readonly source: string;
}

/** A piece of a prompt: text as it is sent, or a gap. */
export type Segment = { readonly kind: 'text'; readonly text: string } | Hole;

/** One turn of a prompt that still has gaps. */
export interface DraftTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly segments: readonly Segment[];
}

/** Text as a list of one segment. */
export function textSegments(text: string): readonly Segment[] {
  return [{ kind: 'text', text }];
}

/** The segments as one text, gaps as they are written or with their value. */
export function joinSegments(segments: readonly Segment[], values?: ReadonlyMap<string, string>): string {
  return segments.map((part) => (part.kind === 'text' ? part.text : (values?.get(part.name) ?? part.source))).join('');
}

/** The turns as a person reads them, with roles when there is more than one turn. */
export function previewOf(turns: readonly DraftTurn[]): string {
  if (turns.length === 1 && turns[0]) return joinSegments(turns[0].segments).trim();
  return turns.map((turn) => `${turn.role}: ${joinSegments(turn.segments).trim()}`).join('\n\n');
}
