import type { Of, Schema } from './schema.ts';

/** A call between two parts of the program that share no memory: what goes in, and the type of what comes out. */
export interface CallDeclaration {
  readonly params: Schema;
  readonly result: unknown;
}

/** Stands for a result in a declaration; only its type counts. */
// @__NO_SIDE_EFFECTS__
export function gives<Result>(): Result {
  return undefined as Result;
}

/** The calls that are declared, by name. */
export type CallsOf<D extends Readonly<Record<string, CallDeclaration>>> = {
  readonly [M in keyof D]: { readonly params: Of<D[M]['params']>; readonly result: D[M]['result'] };
};

/** What answers calls. */
export type HandlersOf<C extends AnyCalls<C>> = {
  readonly [M in keyof C]: (params: C[M]['params']) => C[M]['result'] | Promise<C[M]['result']>;
};

/** Any calls. */
export type AnyCalls<C> = { readonly [M in keyof C]: { readonly params: unknown; readonly result: unknown } };
