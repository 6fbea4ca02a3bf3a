import type * as fc from 'fast-check';

/** One part of the program, what is thrown at it, and what must hold. Inputs are JSON values, so that each can be kept in a file. */
export interface Fuzzer<Input> {
  /** Also the name of its folder under `corpus`. */
  readonly name: string;
  /** What is tried, for people. */
  readonly about: string;
  /** `seeds` are the inputs of the corpus, to be mutated. */
  inputs(seeds: readonly Input[]): fc.Arbitrary<Input>;
  /** Throws when a promise is broken. A `UsageError` counts as a good answer as long as a person can read it. */
  check(input: Input): void | Promise<void>;
  /** Starts and ends what all cases share, a server for example. */
  before?(): Promise<void>;
  after?(): Promise<void>;
  /** CPU time one case may take, ms; 2,000 when absent. */
  readonly budgetMs?: number;
}

/** A fuzzer whose inputs only it understands. */
export type AnyFuzzer = Fuzzer<unknown>;

/** Hides the type of the inputs: the runner passes them around as JSON. */
export function fuzzer<Input>(one: Fuzzer<Input>): AnyFuzzer {
  return one as unknown as AnyFuzzer;
}
