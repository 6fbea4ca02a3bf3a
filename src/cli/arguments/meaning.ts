import { UsageError } from '../../core/model/usage-error.ts';
import { SAME_FROM } from '../../core/semantic/same-from.ts';
import type { ParsedOptions } from './parse-options.ts';
import { parseNumber, parseTarget, type TargetSpec } from './values.ts';

/** Whom to ask which answers mean the same. */
export interface MeaningArguments {
  readonly option: 'embed' | 'judge';
  readonly target: TargetSpec;
  /** Least similarity, above 0 and at most 1; `null` for a judge. */
  readonly sameFrom: number | null;
}

/** `provider:model`, as prices and people name it. */
export function meaningName({ target }: MeaningArguments): string {
  return `${target.provider}:${target.rest}`;
}

/** Reads `--embed`, `--judge` and `--same-from`; `null` when nobody is to be asked. */
export function meaningArguments(options: ParsedOptions): MeaningArguments | null {
  const [embed, judge, from] = [options.one('embed'), options.one('judge'), options.one('same-from')];
  if (embed !== null && judge !== null) throw new UsageError('Give either --embed or --judge, not both.');
  if (from !== null && embed === null) throw new UsageError('--same-from is for --embed PROVIDER:MODEL.');
  if (embed !== null) return { option: 'embed', target: targetOf('embed', embed), sameFrom: sameFrom(from) };
  return judge === null ? null : { option: 'judge', target: targetOf('judge', judge), sameFrom: null };
}

function targetOf(option: string, text: string): TargetSpec {
  try {
    return parseTarget(text);
  } catch {
    throw new UsageError(`--${option} takes PROVIDER:MODEL, for example --${option} openai:MODEL, not "${text}".`);
  }
}

function sameFrom(text: string | null): number {
  const value = parseNumber('same-from', text) ?? SAME_FROM;
  if (value > 0 && value <= 1) return value;
  throw new UsageError(`--same-from takes a similarity above 0 and at most 1, for example 0.85, not "${text ?? ''}".`);
}
