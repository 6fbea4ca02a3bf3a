import { droppedParameters } from '../../model/dropped-parameters.ts';
import type { Parameters, RunRecord, Trial } from '../../model/run.ts';
import { labelOf } from './details.ts';
import { rememberEach } from '../../remember.ts';
import { list } from '../../text/prose.ts';

/** How many targets are named one by one. */
const MOST_NAMED = 3;

/**
 * What the answers were not asked for as the user had set it: servers refuse parameters, and the run goes on without them.
 * A sentence for those that were left out, for each set of them, and one for each that was sent with another value.
 */
export function otherParameters({ run, trials }: RunRecord): readonly string[] {
  const missing = new Map<string, Set<string>>();
  const changed = new Map<string, Set<string>>();
  for (const { target, requested, honoured } of differing(trials)) {
    const dropped = droppedParameters(requested, honoured);
    const left = dropped.filter((name) => !Object.hasOwn(honoured, name));
    if (left.length > 0) note(missing, list([...left].sort()), target);
    for (const name of dropped) {
      if (Object.hasOwn(honoured, name)) note(changed, `${name} ${JSON.stringify(honoured[name])}`, target);
    }
  }
  const whose = (targets: ReadonlySet<string>) => named(run, targets);
  return [
    ...[...missing].map(
      ([names, targets]) =>
        `${whose(targets)} answered without ${names}, which ${targets.size === 1 ? 'it does' : 'they do'} not accept.`,
    ),
    ...[...changed].map(([sent, targets]) => `${whose(targets)} answered with ${sent}, not as it was set.`),
  ];
}

const isEmpty = (parameters: Parameters): boolean => {
  for (const _ in parameters) return false;
  return true;
};

/** Of the answered trials one for each target and pair of parameters; most of a run's trials share theirs. */
const differing = rememberEach((trials: readonly Trial[]): readonly Trial[] => {
  const seen = new Map<Parameters, Map<Parameters, Set<string>>>();
  return trials.filter(({ target, outcome, requested, honoured }) => {
    if (requested === honoured || isEmpty(requested) || outcome === 'failed' || outcome === 'cancelled') return false;
    const pairs = seen.get(requested) ?? new Map<Parameters, Set<string>>();
    seen.set(requested, pairs);
    const targets = pairs.get(honoured) ?? new Set<string>();
    pairs.set(honoured, targets);
    if (targets.has(target)) return false;
    targets.add(target);
    return true;
  });
});

function note(by: Map<string, Set<string>>, what: string, target: string): void {
  by.set(what, (by.get(what) ?? new Set<string>()).add(target));
}

/** In the order of the run: trials come in any. */
function named(run: RunRecord['run'], targets: ReadonlySet<string>): string {
  const labels = run.targets.filter(({ id }) => targets.has(id)).map(({ id }) => labelOf(run, id));
  return labels.length > MOST_NAMED ? `${labels.length} of ${run.targets.length} models` : list(labels);
}
