import type { CheckWishes, ShareBound } from '../model/run.ts';
import { entriesOf, itemsOf, leafOf, unknownKey, type Entry, type Value } from './nodes.ts';
import type { Notes } from './notes.ts';
import { boundSchema, keysOf, leastFactorSchema, wantSchema } from './schema.ts';

/** What `check` is to hold a run to, as a probe file says: `want`, `leastFactor` and `bounds`. */

const BOUND = boundSchema.entries;
const BOUND_KEYS = keysOf(boundSchema);

/** What the file says about it; `null` when it says nothing. */
export function readCheckWishes(entries: readonly Entry[], notes: Notes): CheckWishes | null {
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const [wanted, factor, list] = ['want', 'leastFactor', 'bounds'].map(valueOf);
  const want = wanted && leafOf(wanted, wantSchema, notes);
  const leastFactor = factor && leafOf(factor, leastFactorSchema, notes);
  const items = list && itemsOf(list, 'a list of bounds such as `{ answer: X, atMost: 20% }`', notes);
  const bounds = (items ?? []).flatMap((item) => readBound(item, notes) ?? []);
  const wishes = { ...(want && { want }), ...(leastFactor && { leastFactor }), ...(bounds.length > 0 && { bounds }) };
  return Object.keys(wishes).length === 0 ? null : wishes;
}

function readBound(item: Value, notes: Notes): ShareBound | null {
  const entries = entriesOf(item, 'a mapping such as `{ answer: X, atMost: 20% }`', notes);
  if (entries === null) return null;
  for (const entry of entries) if (!BOUND_KEYS.includes(entry.key as never)) unknownKey(entry, BOUND_KEYS, notes);
  const valueOf = (key: string): Value | undefined => entries.find((entry) => entry.key === key)?.value;
  const [said, parsed] = [valueOf('answer'), valueOf('parsed')];
  const answer = said && leafOf(said, BOUND.answer, notes);
  if (parsed) leafOf(parsed, BOUND.parsed, notes);
  if ((said === undefined) === (parsed === undefined)) {
    notes.add(item.span, `${item.name} must have either \`answer\` or \`parsed: true\`.`);
  }
  const share = (key: 'atLeast' | 'atMost'): number | null => {
    const value = valueOf(key);
    return value === undefined ? null : shareOf(leafOf(value, BOUND[key], notes) ?? null);
  };
  const [atLeast, atMost] = [share('atLeast'), share('atMost')];
  if (valueOf('atLeast') === undefined && valueOf('atMost') === undefined) {
    notes.add(item.span, `${item.name} must have \`atLeast\`, \`atMost\` or both.`);
  }
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    notes.add(item.span, `${item.name} wants at least more than it wants at most.`);
  }
  return {
    ...(answer != null && { answer: String(answer) }),
    ...(atLeast !== null && { atLeast }),
    ...(atMost !== null && { atMost }),
  };
}

/** 0.2 of `0.2` and of `20%`. */
function shareOf(said: number | string | null): number | null {
  return typeof said === 'string' ? Number(said.slice(0, -1)) / 100 : said;
}
