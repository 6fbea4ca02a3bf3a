import type { ContentRequest } from '../../core/engine/plan.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import type { Parameters, PromptOrigin, ReadingWishes, RunDesign } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { estimateRun } from '../../core/money/estimate.ts';
import type { Settings } from '../config/settings.ts';
import { askMissingKeys } from '../keys/ask-key.ts';
import { targetOf, type ModelChoice } from '../models/model-spec.ts';
import type { FinalPrompt } from '../prompt/final-prompt.ts';
import type { Services } from '../services.ts';
import { askToSend } from './ask-to-send.ts';
import { costInBrief } from './confirmation.ts';
import type { OpenRun } from './open-run.ts';
import { MOST_RUNS } from './run-choices.ts';
import type { Wish } from './run-control.ts';
import { showUntilDone } from './show-progress.ts';

/** A probe with nothing left to ask. */
export interface Launch {
  readonly prompt: ContentRequest;
  readonly choices: readonly ModelChoice[];
  /** What goes before the settings' parameters, by choice. */
  readonly parameters?: readonly Parameters[];
  readonly reading?: ReadingWishes;
  readonly design?: RunDesign;
  /** N. */
  readonly runs: number;
  readonly origin?: PromptOrigin;
  /** Whether prompt, models and N come from a file: then every call that may cost something is confirmed. */
  readonly fromFile?: boolean;
  /** Why a key may be asked for, where that is not plain. */
  readonly whyKey?: string | null;
}

/** How a probe ended. */
export interface Launched {
  readonly runId: string;
  readonly status: string;
}

/** Starts a probe, shows its panel at once and its progress until it is over. `undefined` when the user went back. */
export async function launch(
  { prompt, choices, parameters = [], runs, origin, reading, design, fromFile = false, whyKey = null }: Launch,
  settings: Settings,
  services: Services,
): Promise<Launched | undefined> {
  const endpoints = services.endpoints();
  const targets = choices.map((choice, at) => {
    const target = targetOf(choice, endpoints, settings);
    return { ...target, parameters: { ...target.parameters, ...parameters[at] } };
  });
  const provenance = await provenanceOf(choices, services);
  const wish = {
    ...prompt,
    targets,
    trialsPerCell: runs,
    ...(origin && { origin }),
    ...(reading && { reading }),
    ...(design && { design }),
    ...(provenance && { provenance }),
  };
  return sendWish(wish, { fromFile, whyKey }, settings, services);
}

/** Starts a run that is laid out, as `launch` does. */
export async function sendWish(
  wish: Wish,
  { fromFile = false, whyKey = null }: Pick<Launch, 'fromFile' | 'whyKey'>,
  settings: Settings,
  services: Services,
): Promise<Launched | undefined> {
  if (wish.trialsPerCell > MOST_RUNS) {
    const runs = wish.trialsPerCell.toLocaleString('en');
    throw new UsageError(`${runs} runs are too many; a probe takes at most 10,000 of each model.`);
  }
  const endpoints = services.endpoints();
  const { targets } = wish;
  const providers = new Set(targets.map(({ provider }) => provider));
  const used = endpoints.filter(({ id }) => providers.has(id));
  if (!(await askMissingKeys(used, services.keys, whyKey))) return undefined;
  const header = await services.pricing.priced(await services.runs.plan(wish), settings);
  if (!(await askToSend(header, missingTrials(header, []), fromFile, settings))) return undefined;
  const started = await services.runs.start(header, settings);
  await showUntilDone(started, services);
  return { runId: started.run.key, status: started.run.run.status };
}

/** What runs of these models are likely to cost in a few words, by their number. */
export async function costOfRuns(
  { prompt, choices }: { readonly prompt: FinalPrompt; readonly choices: readonly ModelChoice[] },
  settings: Settings,
  { endpoints, runs, pricing }: Services,
): Promise<(trialsPerCell: number) => string> {
  const known = endpoints();
  const targets = choices.map((choice) => targetOf(choice, known, settings));
  return costOfWish({ ...prompt, targets, trialsPerCell: 1 }, settings, { runs, pricing });
}

/** The same for a run that is laid out. */
export async function costOfWish(
  wish: Wish,
  settings: Settings,
  { runs, pricing }: Pick<Services, 'runs' | 'pricing'>,
): Promise<(trialsPerCell: number) => string> {
  const header = await pricing.priced(await runs.plan(wish), settings);
  return (trialsPerCell) => {
    const longer = { ...header, trialsPerCell };
    return costInBrief(estimateRun(longer, missingTrials(longer, [])));
  };
}

/** Where the answers were published, when the run only replays one recording. */
async function provenanceOf(
  choices: readonly ModelChoice[],
  { recordings }: Services,
): Promise<OpenRun['run']['provenance']> {
  const files = new Set(choices.map(({ spec }) => /^recorded:([^#]+)#/.exec(spec)?.[1]));
  const [file] = files;
  if (files.size !== 1 || file === undefined) return undefined;
  return (await recordings.all()).find((recording) => recording.file === file)?.provenance ?? undefined;
}
