import * as v from 'valibot';
import { checkedAs, dictionary, type Of, type Schema } from './schema.ts';

/**
 * Words for what people write by hand and what an earlier version kept. Nothing is refused: what is not understood takes its
 * first value, and so does what is missing.
 */

// @__NO_SIDE_EFFECTS__
export function otherwise<S extends Schema>(schema: S, first: Of<S>): S {
  return v.fallback(schema, first as never) as unknown as S;
}

// @__NO_SIDE_EFFECTS__
export function flagOr(first: boolean): Schema<boolean> {
  return v.fallback(v.boolean(), first);
}

// @__NO_SIDE_EFFECTS__
export function textOr(first: string): Schema<string> {
  return v.fallback(v.string(), first);
}

export const textOrNull: Schema<string | null> = v.fallback(v.nullable(v.string()), null);

// @__NO_SIDE_EFFECTS__
export function oneOfOr<const T extends string>(options: readonly T[], first: NoInfer<T>): Schema<T> {
  return v.fallback(v.picklist(options), first);
}

/** The texts of a list; other entries are left out. */
export const texts: Schema<readonly string[]> = v.fallback(
  checkedAs<Schema<readonly string[]>>(
    v.array(v.string()),
    v.pipe(
      v.array(v.unknown()),
      v.transform((entries) => entries.filter((entry) => typeof entry === 'string')),
    ),
  ),
  [],
);

/** The members of an object that are as they should be; others are left out. */
// @__NO_SIDE_EFFECTS__
export function membersOf<S extends Schema>(member: S): Schema<Readonly<Record<string, Of<S>>>> {
  const right = v.transform((fields: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => v.is(member, value))),
  );
  return v.fallback(checkedAs(dictionary(member), v.pipe(dictionary(v.unknown()), right)), {});
}

/** A whole number; one that is out of range becomes the nearest within it. */
// @__NO_SIDE_EFFECTS__
export function nearest(least: number, most: number, first: number): Schema<number> {
  const within = v.pipe(v.number(), v.minValue(least), v.maxValue(most), v.safeInteger());
  const near = v.transform((value: number) => Math.min(most, Math.max(least, Math.round(value))));
  return v.fallback(checkedAs<Schema<number>>(within, v.pipe(v.number(), v.finite(), near)), first);
}

/** What `schema` tells editors, or `null` for none. The server knows its limits better, so any number is taken as it is. */
// @__NO_SIDE_EFFECTS__
export function numberOrNull(schema: Schema<number>): Schema<number | null> {
  const told = v.nullable(schema) as Schema<number | null>;
  return v.fallback(checkedAs(told, v.nullable(v.pipe(v.number(), v.finite()))), null);
}

/** 0 or more, without its fraction. */
export const offset: Schema<number> = v.fallback(v.pipe(v.number(), v.minValue(0), v.transform(Math.floor)), 0);

/** Members of their own, each with its first value. */
// @__NO_SIDE_EFFECTS__
export function part<S extends Schema>(schema: S): Schema<Of<S>> {
  return v.fallback(schema, () => v.parse(schema, {}));
}

/** What a schema of these words makes of any value. */
export function read<S extends Schema>(schema: S, value: unknown): Of<S> {
  return v.parse(schema, value);
}
