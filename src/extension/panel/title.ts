import type { Condition, PromptOrigin, Provenance, RunDesign } from '../../core/model/run.ts';
import { isDesignName } from '../designs/names.ts';

const LONGEST = 40;

/** What the tab of a run says: its probe file, its published title, or the beginning of its prompt. */
export function titleOf(run: {
  readonly conditions: readonly Pick<Condition, 'prompt'>[];
  readonly provenance?: Pick<Provenance, 'title'>;
  readonly origin?: PromptOrigin;
  readonly design?: RunDesign;
}): string {
  const file = run.design?.file ?? run.origin?.path.split('/').at(-1) ?? '';
  const prompt = run.conditions[0]?.prompt.replace(/\s+/g, ' ').trim() ?? '';
  const said = prompt === '' ? (run.provenance?.title ?? 'Run') : prompt;
  const name = isDesignName(file) ? file : said;
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
