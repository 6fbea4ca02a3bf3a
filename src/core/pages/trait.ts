import type { Facts } from './facts.ts';

/** What a trait is about; the order of tables. */
export type TraitFamily =
  'rendering' | 'library' | 'animation' | 'technique' | 'interaction' | 'structure' | 'colour' | 'own';

/** A property that a page or a piece of code has or has not. */
export interface Trait {
  /** kebab-case; what reports call it. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly family: TraitFamily;
  /** One sentence: what counts. */
  readonly counts: string;
  has(facts: Facts): boolean;
}
