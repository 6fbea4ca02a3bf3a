/**
 * A member of a record whose keys came from outside. `record[key]` would find what every object has for `constructor` and
 * the like.
 */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
