import { UsageError } from '../model/usage-error.ts';

/** Checks of values read from a file. Each takes the path of the value, as a person would write it, for its sentence. */

/** Checks a value and gives it back with its type. Throws `UsageError`. */
export type Check<T> = (value: unknown, path: string) => T;

/** An object of unknown members. */
export type Fields = Readonly<Record<string, unknown>>;

/** Ends with one sentence that names the field. */
export function refuse(path: string, wanted: string): never {
  throw new UsageError(`This run file cannot be read: ${path} must be ${wanted}.`);
}

export const isText: Check<string> = (value, path) => (typeof value === 'string' ? value : refuse(path, 'a text'));

export const isFlag: Check<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

export const isNumber: Check<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a number');

/** A number, 0 or more. */
export const isAmount: Check<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : refuse(path, 'a number, 0 or more');

/** A whole number, 0 or more. */
export const isCount: Check<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : refuse(path, 'a whole number, 0 or more');

export const isObject: Check<Fields> = (value, path) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : refuse(path, 'an object');

/** Deeper values overflow the stack of whatever walks them, JSON.stringify among it. */
const DEEPEST = 64;

/** An object that may hold anything, a sane number of levels deep. */
export const isShallow: Check<Fields> = (value, path) => {
  const fields = isObject(value, path);
  let level: object[] = [fields];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) refuse(path, `at most ${DEEPEST} levels deep`);
    level = level.flatMap((one) =>
      Object.values(one).filter((member) => typeof member === 'object' && member !== null),
    );
  }
  return fields;
};

export const isSha256: Check<string> = (value, path) =>
  typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value) ? value : refuse(path, 'a SHA-256 in lower-case hex');

/** ISO-8601 UTC. */
export const isTime: Check<string> = (value, path) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : refuse(path, 'a time like 2026-01-31T12:00:00.000Z');

/** One of the given texts. */
export function isOneOf<T extends string>(allowed: readonly T[]): Check<T> {
  return (value, path) => allowed.find((one) => one === value) ?? refuse(path, `one of ${allowed.join(', ')}`);
}

/** What `check` takes, or `null`. */
export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? null : check(value, path));
}

/** What `check` takes; when it is missing, `otherwise`. For members that files of other writers may lack. */
export function orElse<T>(check: Check<T>, otherwise: T): Check<T> {
  return (value, path) => (value === undefined ? otherwise : check(value, path));
}

/** What `check` takes, or nothing at all; the member is then left out. */
export function optional<T>(check: Check<T>): Check<T> {
  return orElse(check, undefined as T);
}

/** A list; every entry is checked. */
export function isList<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((entry: unknown, index) => check(entry, `${path}[${index}]`))
      : refuse(path, 'a list');
}

/** An object whose members are all checked alike. */
export function isRecordOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, path) => {
    const fields = Object.entries(isObject(value, path));
    return Object.fromEntries(fields.map(([key, member]) => [key, check(member, `${path}.${key}`)]));
  };
}

/**
 * An object with at least these members. Members that are not named here are kept: a newer minor version may have added
 * them.
 */
export function isShape<T extends object>(checks: { readonly [K in keyof Required<T>]: Check<T[K]> }): Check<T> {
  return (value, path) => {
    const fields: Record<string, unknown> = { ...isObject(value, path) };
    for (const [key, check] of Object.entries<Check<unknown>>(checks)) {
      const checked = check(fields[key], path === '' ? key : `${path}.${key}`);
      if (checked !== undefined) fields[key] = checked;
    }
    return fields as T;
  };
}
