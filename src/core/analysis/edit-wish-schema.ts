import * as v from 'valibot';
import { always, count, list, only, text, type Of, type Schema } from '../model/schema.ts';

/** Most groups, wordings or outputs that one edit may name. */
export const EDIT_LIMIT = 10_000;

// @__NO_SIDE_EFFECTS__
function some<S extends Schema>(item: S): Schema<readonly Of<S>[]> {
  return v.pipe(list(item), v.minLength(1), v.maxLength(EDIT_LIMIT));
}
const members = some(only({ target: text, condition: text, trialIndex: count }));

const mergeSchema = v.union([
  only({ kind: always('merge'), members }),
  only({ kind: always('merge'), groups: some(text) }),
]);
/** Which answers become one: groups by their ids, or those of some outputs. Two different groups at least. */
export type MergeWish = Of<typeof mergeSchema>;

const splitSchema = v.union([
  only({ kind: always('split'), members }),
  only({ kind: always('split'), group: text, texts: some(text) }),
  only({ kind: always('split'), group: text, answers: some(text) }),
]);
/**
 * What leaves its group: wordings by `GroupVariant.text`, answers as `OutputRow.answer` and the rung `extracted` show them,
 * or the answers of some outputs. Other wordings of the same answer go along.
 */
export type SplitWish = Of<typeof splitSchema>;

/**
 * A merge or a split as a view asks for it. A view knows groups by their ids, wordings by their texts and outputs by their
 * trials; `editOf` makes an edit out of it, which names trials alone.
 */
export const editWishSchema = v.union([mergeSchema, splitSchema]);
export type EditWish = Of<typeof editWishSchema>;

/** A wish, or taking the last edit back. */
export type EditStep = EditWish | { readonly kind: 'undo' };
