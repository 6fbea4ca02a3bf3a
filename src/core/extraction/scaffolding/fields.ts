import type { Span } from '../../text/span.ts';
import type { ScaffoldingKind } from './kind.ts';

/** Markers that DSPy puts between fields. */
const MARKER = /\[\[ ?## ?([\w -]{1,60}?) ?## ?\]\]/g;
const REASONING = /^(?:reasoning|rationale|thoughts?|thinking|explanation|next_thought|trajectory)$/i;
const END = /^completed$/i;

/** `[[ ## answer ## ]]`: the fields that are neither reasoning nor the end. */
export const fieldMarkers: ScaffoldingKind = {
  holds: 'marks',
  marks: '[',
  note: 'field markers set aside',
  kept(text) {
    const markers = [...text.matchAll(MARKER)];
    if (markers.length === 0) return null;
    const fields = markers.map((match, index): Span & { readonly name: string } => ({
      name: match[1] ?? '',
      start: match.index + match[0].length,
      end: markers[index + 1]?.index ?? text.length,
    }));
    return fields.filter(({ name }) => !REASONING.test(name) && !END.test(name));
  },
};
