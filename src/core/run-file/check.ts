import * as v from 'valibot';
import { ONE_ISSUE, type Of, type Schema } from '../model/schema.ts';
import { UsageError } from '../model/usage-error.ts';

/** Checks a value and gives it back with its type. Throws a `UsageError` that names `path`, as a person would write it. */
export type Check<T> = (value: unknown, path: string) => T;

/** Ends with one sentence that names the field. */
export function refuse(path: string, wanted: string): never {
  throw new UsageError(`This run file cannot be read: ${path} must be ${wanted}.`);
}

/** What a schema makes of a value that was read from a file. Throws a `UsageError` that names the first field that is wrong. */
export function checked<S extends Schema>(schema: S, value: unknown, path: string): Of<S> {
  const { success, output, issues } = v.safeParse(schema, value, ONE_ISSUE);
  if (success) return output;
  const [issue] = issues;
  return refuse(pathOf(path, issue.path ?? []), issue.message);
}

function pathOf(begin: string, items: readonly v.IssuePathItem[]): string {
  return items.reduce((path, { key }) => path + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), begin);
}
