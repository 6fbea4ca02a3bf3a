import * as v from 'valibot';
import { isFields, type Fields } from './fields.ts';

/**
 * The words in which run files, journals, messages and what the panel keeps are described. A schema is written once: it
 * checks, types are inferred from it, and `media/*.schema.json` are made of it. What a schema says of a wrong value
 * completes "... must be": "a text", "one of table, user".
 */

/** Any schema that gives an `Output`. */
export type Schema<Output = unknown> = v.GenericSchema<unknown, Output>;

/** What a schema describes. */
export type Of<S extends AnySchema> = v.InferOutput<S>;

type AnySchema = v.GenericSchema;
type Members = Readonly<Record<string, AnySchema>>;
type Run = AnySchema['~run'];

/** An object with at least these members. Those that are not named are kept: a newer minor version may have added them. */
export interface ShapeSchema<M extends Members> extends Schema<Readonly<Of<v.ObjectSchema<M, undefined>>>> {
  readonly entries: M;
}

/** What was wanted in place of the first thing that is wrong with a value; `null` when nothing is. */
// @__NO_SIDE_EFFECTS__
export function firstIssue(schema: AnySchema, value: unknown): v.BaseIssue<unknown> | null {
  return v.safeParse(schema, value, ONE_ISSUE).issues?.[0] ?? null;
}

/** Nobody reads more than the first, and a hostile file may hold millions. */
export const ONE_ISSUE = { abortEarly: true } as const;

const OBJECT = 'an object';

// @__NO_SIDE_EFFECTS__
export function shape<const M extends Members>(members: M): ShapeSchema<M> {
  const object = v.looseObject(members, ({ path }) => {
    const missing = path === undefined ? undefined : members[String(path[0].key)];
    return missing === undefined ? OBJECT : (firstIssue(missing, undefined)?.message ?? OBJECT);
  });
  // To valibot a list is an object, too.
  const run: Run = (dataset, config) =>
    object['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
  return { ...object, '~run': run } as unknown as ShapeSchema<M>;
}

/** An object of these members; others are dropped. For messages, which are of the same version at both ends. */
// @__NO_SIDE_EFFECTS__
export function only<const M extends Members>(members: M): Schema<Readonly<Of<v.ObjectSchema<M, undefined>>>> {
  return v.object(members) as unknown as Schema<Readonly<Of<v.ObjectSchema<M, undefined>>>>;
}

/** An object whose members are all alike, whatever they are called: valibot's own leaves out a `constructor`. */
// @__NO_SIDE_EFFECTS__
export function dictionary<S extends AnySchema>(member: S): Schema<Readonly<Record<string, Of<S>>>> {
  const record = v.record(v.string(), member, OBJECT);
  const run: Run = (dataset, config) => {
    const input = dataset.value;
    if (!isFields(input)) return record['~run']({ value: null }, config);
    const entries: [string, unknown][] = [];
    for (const [key, value] of Object.entries(input)) {
      const { issues, value: checked } = member['~run']({ value }, config);
      if (issues) {
        const place = { type: 'object', origin: 'value', input, key, value } as const;
        for (const issue of issues) Object.assign(issue, { path: [place, ...(issue.path ?? [])] });
        return { typed: false, value: input, issues };
      }
      entries.push([key, checked]);
    }
    return { typed: true, value: Object.fromEntries(entries) };
  };
  return { ...record, '~run': run } as unknown as Schema<Readonly<Record<string, Of<S>>>>;
}

// @__NO_SIDE_EFFECTS__
export function list<S extends AnySchema>(item: S): Schema<readonly Of<S>[]> {
  return v.array(item, 'a list') as unknown as Schema<readonly Of<S>[]>;
}

// @__NO_SIDE_EFFECTS__
export function oneOf<const T extends string>(options: readonly T[]): v.PicklistSchema<readonly T[], string> {
  return v.picklist(options, `one of ${options.join(', ')}`);
}

/** Is what it always is: `true`, 1, "merge". */
// @__NO_SIDE_EFFECTS__
export function always<const T extends string | number | boolean>(value: T): v.LiteralSchema<T, string> {
  return v.literal(value, String(value));
}

/** With a description, for readers of the code and of the JSON Schema. It costs nothing when a value is checked. */
// @__NO_SIDE_EFFECTS__
export function described<S extends AnySchema>(schema: S, description: string): S {
  return { ...v.pipe(schema, v.description(description)), '~run': schema['~run'] } as unknown as S;
}

/** With more in its JSON Schema than a check can tell. */
// @__NO_SIDE_EFFECTS__
export function published<S extends AnySchema>(schema: S, jsonSchema: Fields): S {
  return { ...v.pipe(schema, v.metadata({ jsonSchema })), '~run': schema['~run'] } as unknown as S;
}

/**
 * What is typed and published as `whole` and checked as `part`: where a run file can be opened although something in it is of
 * an earlier version, or where looking at everything would take too long.
 */
// @__NO_SIDE_EFFECTS__
export function checkedAs<S extends AnySchema>(whole: S, part: AnySchema): S {
  const run: Run = (dataset, config) => part['~run'](dataset, config);
  return { ...whole, '~run': run };
}

/** There in all that is written now, and missing in files of earlier versions. Only inside of what is `checkedAs` something else. */
// @__NO_SIDE_EFFECTS__
export function sinceThen<S extends AnySchema>(schema: S): S {
  return v.optional(schema) as unknown as S;
}

/** The schema itself, or `null`. */
export const orNull: typeof v.nullable = v.nullable;
/** A member that may be missing; with a second argument, what then stands for it. */
export const optional: typeof v.optional = v.optional;

export const anything = v.unknown();
export const text = v.string('a text');
export const flag = v.boolean('true or false');

const NUMBER = 'a number';
export const number = v.pipe(v.number(NUMBER), v.finite(NUMBER));

const AMOUNT = 'a number, 0 or more';
export const amount = v.pipe(v.number(AMOUNT), v.finite(AMOUNT), v.minValue(0, AMOUNT));

/** Published as above 0; files with a 0 are opened, too. */
export const aboveZero = checkedAs(v.pipe(v.number(), v.gtValue(0)), amount);

const COUNT = 'a whole number, 0 or more';
// Checked at once: a long run has hundred thousands of them.
export const count = checkedAs(
  v.pipe(v.number(COUNT), v.safeInteger(COUNT), v.minValue(0, COUNT)),
  v.custom<number>((value) => Number.isSafeInteger(value) && (value as number) >= 0, COUNT),
);

// @__NO_SIDE_EFFECTS__
export function between(least: number, most: number): Schema<number> {
  return v.pipe(number, v.minValue(least), v.maxValue(most)) as unknown as Schema<number>;
}

// @__NO_SIDE_EFFECTS__
export function atLeast(least: number): Schema<number> {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(least)) as unknown as Schema<number>;
}

/** Published as what it always is, 0 ... 1; rounding may have put it beyond. */
export const share = checkedAs(between(0, 1), number);

const SHA256 = 'a SHA-256 in lower-case hex';
export const sha256 = described(
  v.pipe(v.string(SHA256), v.regex(/^[0-9a-f]{64}$/, SHA256)),
  'SHA-256, lower-case hex.',
);

const TIME = 'a time like 2026-01-31T12:00:00.000Z';
export const time = described(
  v.pipe(
    v.string(TIME),
    v.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, TIME),
    v.check((text) => !Number.isNaN(Date.parse(text)), TIME),
  ),
  'ISO-8601 UTC.',
);

/** Lower and upper end. */
export type Interval = readonly [number, number];

export const interval = described(
  v.strictTuple([number, number], 'two numbers, the lower and the upper end') as unknown as Schema<Interval>,
  'Lower and upper end.',
);

/** An object that is not looked into. */
export const anyObject = checkedAs(
  v.record(v.string(), v.unknown()) as unknown as Schema<Fields>,
  v.custom(isFields, OBJECT),
);

/** Deeper values overflow the stack of whatever walks them, JSON.stringify among it. */
const DEEPEST = 64;

/** An object that may hold anything, a sane number of levels deep. */
export const shallow = checkedAs(
  anyObject,
  v.pipe(
    v.custom<Fields>(isFields, OBJECT),
    v.check((fields) => !isDeep(fields), `at most ${DEEPEST} levels deep`),
  ),
);

function isDeep(fields: Fields): boolean {
  let level: readonly object[] = [fields];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) =>
      Object.values(one).filter((member) => typeof member === 'object' && member !== null),
    );
  }
  return false;
}
