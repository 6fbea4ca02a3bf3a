/** One kind of hostile output. */
export interface HostileOutput {
  /** Unique, for the names of tests. */
  readonly name: string;
  /** The same text whenever it is called. */
  readonly make: () => string;
}

/** As long as a generous limit of output tokens lets an answer be, UTF-16 units. */
export const LONG = 100_000;
/** Far longer than any model answers; a gateway may. */
export const HUGE = 1_000_000;
/** Deep enough for a recursive reader to overflow its stack. */
export const DEEP = 20_000;

/** `unit` repeated up to a length. */
export function repeated(unit: string, length = LONG): string {
  return unit.repeat(Math.max(1, Math.floor(length / unit.length)));
}

/** Kinds of a list of names and texts. */
export function kinds(group: string, texts: Readonly<Record<string, string | (() => string)>>): HostileOutput[] {
  return Object.entries(texts).map(([name, text]) => ({
    name: `${group}: ${name}`,
    make: typeof text === 'string' ? () => text : text,
  }));
}

/** Kinds made of a list of units in one way. */
export function kindsOf(
  group: string,
  units: readonly string[],
  make: (unit: string, index: number) => string,
): HostileOutput[] {
  return units.map((unit, index) => ({ name: `${group}: ${named(unit)}`, make: () => make(unit, index) }));
}

/** A unit as a name that can be read and found. */
function named(unit: string): string {
  const plain = JSON.stringify(unit).slice(1, -1);
  return plain.replace(/[^ -~]/gu, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
}

/** Whole numbers below `end`, the same in every run, spread evenly enough to look like chance. */
export function scattered(count: number, end: number): readonly number[] {
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  });
}
