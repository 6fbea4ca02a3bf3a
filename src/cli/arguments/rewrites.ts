import { UsageError } from '../../core/model/usage-error.ts';
import type { Rewrite } from '../../core/model/run.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import type { ParsedOptions } from './parse-options.ts';
import { parseCount } from './values.ts';

/** Which rewrites are tried. */
export interface RewriteChoices {
  readonly want: Rewrite['want'];
  /** Templates by id; `null`: the usual ones. */
  readonly rewrites: readonly string[] | null;
  /** Texts of the user's own. */
  readonly ownRewrites: readonly string[];
  readonly rewriteFiles: readonly string[];
  readonly runs: number;
  readonly seed: number | null;
}

const DEFAULT_RUNS = 30;
/** Fewer do not say how much answers agree. */
const LEAST_RUNS = 5;

function wantOf(text: string | null): Rewrite['want'] {
  if (text === null || text === 'many') return 'many';
  if (text === 'one') return 'one';
  throw new UsageError(ARGUMENTS.oneOf('want', ['many', 'one'], text));
}

function seedOf(text: string | null): number | null {
  if (text === null) return null;
  const seed = /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (seed === null) throw new UsageError(ARGUMENTS.rewrite.seed(text));
  return seed;
}

/** What a command line says of rewrites. Only own ones: those of the registry are tried when they are named, too. */
export function rewriteChoices(options: ParsedOptions): RewriteChoices {
  const names = options.one('rewrites');
  const runs = parseCount('runs', options.one('runs')) ?? DEFAULT_RUNS;
  if (runs < LEAST_RUNS) throw new UsageError(ARGUMENTS.rewrite.noRuns(LEAST_RUNS));
  return {
    want: wantOf(options.one('want')),
    rewrites:
      names === null
        ? null
        : names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
    ownRewrites: options.all('rewrite'),
    rewriteFiles: options.all('rewrite-file'),
    runs,
    seed: seedOf(options.one('seed')),
  };
}
