import type { Parameters } from './run.ts';

/** Names of the parameters that were asked for but were not sent, or were sent with another value. */
export function droppedParameters(requested: Parameters, honoured: Parameters): readonly string[] {
  return Object.keys(requested).filter((name) => JSON.stringify(requested[name]) !== JSON.stringify(honoured[name]));
}
