import { answeredAt } from '../../core/model/answered-at.ts';
import { continued } from '../../core/text/prose.ts';
import { askedPartOf, promptDigestOf, type KeptRun } from '../../runs/kept-run.ts';
import type { LastResult, PromptPlace } from '../prompt/last-result.ts';
import { dayOf } from './days.ts';
import { groupRuns, previousOf } from './group-runs.ts';
import { oneLine, sizeOf } from './run-lines.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.runs.last;

/** The run that was made last of a prompt: where it stands, or of the same text. */
export function lastRunOf(runs: readonly KeptRun[], place: PromptPlace): KeptRun | null {
  const digest = place.prompt === null ? null : promptDigestOf(place.prompt);
  const own = runs.filter(
    ({ promptDigest, file, line, design }) =>
      promptDigest === digest ||
      (design === undefined && file === place.path && (place.isWhole || line === place.line)),
  );
  return own.reduce<KeptRun | null>(
    (last, run) => (last === null || run.createdAt > last.createdAt ? run : last),
    null,
  );
}

/** "3 models × 50, 29 Nov: 71% say 42, 73 or 57 · prompt changed since". */
function titleOf(run: KeptRun, place: PromptPlace, now: Date): string {
  const title = words.title(sizeOf(run), dayOf(answeredAt(run), now), foundWords(run), noteOf(run, place));
  // A lens draws an icon for `$(name)`, and an answer must not.
  return title.replaceAll('$(', '$\u200b(');
}

/** How the prompt that was asked differs from the one that stands there; empty where it does not, or nobody can know. */
function noteOf(run: KeptRun, { prompt }: PromptPlace): string {
  if (prompt === null || promptDigestOf(prompt) === run.promptDigest) return '';
  return askedPartOf(run, prompt) ? words.part : words.changed;
}

function foundWords({ digest, missing }: KeptRun): string {
  if (missing > 0) return words.interrupted;
  if (digest === null || digest.claim === '') return words.noReport;
  const { answers, share, claim } = digest;
  if (answers.length === 0 || share === null) return continued(claim);
  return words.say(
    share,
    answers.map((answer) => oneLine(answer, 30)),
  );
}

/** What lenses say of the prompts of a document. */
export function lastResults(
  runs: readonly KeptRun[],
  places: readonly PromptPlace[],
  now: Date,
): readonly (LastResult | null)[] {
  const groups = groupRuns(runs);
  return places.map((place) => {
    const run = lastRunOf(runs, place);
    if (run === null) return null;
    const group = groups.find((one) => one.runs.includes(run));
    const canCompare = group !== undefined && previousOf(run, group) !== null;
    return { key: run.key, title: titleOf(run, place, now), canCompare };
  });
}
