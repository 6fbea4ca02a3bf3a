import { UsageError } from '../../core/model/usage-error.ts';
import { SAME_FROM } from '../../core/semantic/same-from.ts';
import type { ParsedOptions } from './parse-options.ts';
import { parseNumber, parseTarget, type TargetSpec } from './values.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

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
  if (embed !== null && judge !== null) throw new UsageError(ARGUMENTS.eitherOr('embed', 'judge'));
  if (from !== null && embed === null) throw new UsageError(ARGUMENTS.meaning.onlyEmbed);
  if (embed !== null) return { option: 'embed', target: targetOf('embed', embed), sameFrom: sameFrom(from) };
  return judge === null ? null : { option: 'judge', target: targetOf('judge', judge), sameFrom: null };
}

function targetOf(option: string, text: string): TargetSpec {
  try {
    return parseTarget(text);
  } catch {
    throw new UsageError(ARGUMENTS.values.model(option, text));
  }
}

function sameFrom(text: string | null): number {
  const value = parseNumber('same-from', text) ?? SAME_FROM;
  if (value > 0 && value <= 1) return value;
  throw new UsageError(ARGUMENTS.meaning.sameFrom(text ?? ''));
}
