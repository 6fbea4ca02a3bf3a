import type { EditSummary } from '../../src/protocol/messages.ts';
import { plural } from '../text/format.ts';
import type { ViewState } from './view-state.ts';

/** Choosing answers and wordings, to merge them or split them off. */

type Hand = ViewState['hand'];

/** `chosen` after a press on `id`: it changes sides; or all from `anchor` to it become chosen, in the order of `rows`. */
export function chosenAfter(
  chosen: readonly string[],
  id: string,
  rows: readonly string[],
  anchor: string | null,
): readonly string[] {
  const [from, to] = [rows.indexOf(anchor ?? ''), rows.indexOf(id)];
  if (from < 0 || to < 0 || from === to) {
    return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
  }
  return [...new Set([...chosen, ...rows.slice(Math.min(from, to), Math.max(from, to) + 1)])];
}

/** The last group that was chosen: where a range begins that is chosen with Shift. */
export function anchorOf({ groups }: Hand): string | null {
  return groups.at(-1) ?? null;
}

/** `hand` after a press on a wording; wordings are chosen of one group at a time. */
export function handAfterWording(hand: Hand, group: string, wording: string): Hand {
  const before = hand.of === group ? hand.wordings : [];
  const wordings = before.includes(wording) ? before.filter((other) => other !== wording) : [...before, wording];
  return { ...hand, of: wordings.length === 0 ? null : group, wordings };
}

/**
 * A name for a wording that stays short however long the text is, so that it can be kept with the panel's state: its
 * length and a hash of 53 bits (cyrb53), by which no two wordings of a run will be mistaken for each other.
 */
export function wordingKey(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${text.length.toString(36)}-${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`;
}

/** `2 merges and 1 split by hand`; what has no effect any more is named apart. Empty when nothing was edited. */
export function editsText(edits: EditSummary | undefined): string {
  if (edits === undefined) return '';
  const { merges, splits, idle } = edits;
  const parts = [...(merges > 0 ? [plural(merges, 'merge')] : []), ...(splits > 0 ? [plural(splits, 'split')] : [])];
  if (parts.length === 0) return idle === 0 ? '' : `${plural(idle, 'edit')} by hand without effect now`;
  return `${parts.join(' and ')} by hand${idle === 0 ? '' : `, ${idle} without effect now`}`;
}
