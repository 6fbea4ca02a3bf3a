/** Place of models that were chosen before: they stand first, whichever list holds them. */
const BEFORE_ALL = -1;

/**
 * Which list holds which model. Lists are shown as they come, so that a slow service holds nobody up; the models that are
 * chosen out of them stand in the order of the services, or the columns of a run would depend on who answered first.
 */
export class ListOrder {
  readonly #places = new Map<string, number>();

  constructor(before: Iterable<string>) {
    for (const spec of before) this.#places.set(spec, BEFORE_ALL);
  }

  has(spec: string): boolean {
    return this.#places.has(spec);
  }

  /** Takes in the list at `place` (0, 1, ...); returns those of its models that no other list held. */
  add<T extends { readonly spec: string }>(place: number, models: readonly T[]): readonly T[] {
    const fresh = models.filter(({ spec }) => !this.#places.has(spec));
    for (const { spec } of fresh) this.#places.set(spec, place);
    return fresh;
  }

  /** Models by the place of their lists; those of one list stay in their order, those of none come last. */
  sorted<T extends { readonly spec: string }>(models: readonly T[]): readonly T[] {
    const placeOf = ({ spec }: T): number => this.#places.get(spec) ?? Number.MAX_SAFE_INTEGER;
    return models.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
