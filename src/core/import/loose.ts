/** Members of values read from other programs' files: of the right kind, or `null`. */

/** An object of unknown members. */
export type Loose = Readonly<Record<string, unknown>>;

/** A member that is an object. */
export function objectIn(fields: Loose, key: string): Loose | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

/** A member that is a list. */
export function listIn(fields: Loose, key: string): readonly unknown[] | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  return Array.isArray(value) ? (value as readonly unknown[]) : null;
}

/** A member that is a text with something in it. */
export function textIn(fields: Loose, key: string): string | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A member that is a finite number, 0 or more. */
export function amountIn(fields: Loose, key: string): number | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A value that is an object. */
export function objectOf(value: unknown): Loose | null {
  return objectIn({ value }, 'value');
}

/** A member that is a text of any kind, blank or not. */
export function stringIn(fields: Loose, key: string): string | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  return typeof value === 'string' ? value : null;
}

/** The objects in a member that is a list; none where it is anything else. */
export function objectsIn(fields: Loose, key: string): readonly Loose[] {
  return (listIn(fields, key) ?? []).map(objectOf).filter((entry) => entry !== null);
}
