import type { Condition, Provenance } from '../../core/model/run.ts';

const LONGEST = 40;

/** What the tab of a run says: its published title, or the beginning of its prompt. */
export function titleOf(run: {
  readonly conditions: readonly Pick<Condition, 'prompt'>[];
  readonly provenance?: Pick<Provenance, 'title'>;
}): string {
  const prompt = run.conditions[0]?.prompt.replace(/\s+/g, ' ').trim() ?? '';
  const name = prompt === '' ? (run.provenance?.title ?? 'Run') : prompt;
  const letters = [...name];
  return `Probe: ${
    letters.length > LONGEST
      ? `${letters
          .slice(0, LONGEST - 1)
          .join('')
          .trimEnd()}…`
      : name
  }`;
}
