import type { GateRule } from '../../core/compare/gate.ts';

/** A name that no shell reads as anything else: names come out of run files, which may be hostile. */
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,99}$/u;

const plain = (name: string, otherwise: string): string => (PLAIN.test(name) ? name : otherwise);

/** What a baseline of a probe file is called; of other runs it is `otherwise`. */
export function baselineName(design: string | undefined, otherwise: string): string {
  const own = design?.replace(/(?:\.probe)?\.ya?ml$/i, '.probe.json') ?? otherwise;
  return plain(own, 'BASELINE.probe.json');
}

/** The gate on the command line that later runs of a prompt have to pass. */
export function gateCommand(design: string | undefined, baseline: string, want: GateRule['want']): string {
  const run = design === undefined ? 'NEW.probe.json' : `${plain(design, 'PROMPT.probe.yaml')} --out runs`;
  return `convergence-probe check ${run} --baseline ${baseline} --want ${want}`;
}
