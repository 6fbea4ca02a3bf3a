import { planScreening } from '../../core/design/screening.ts';
import type { RunRequest, ContentRequest, PromptRequest } from '../../core/engine/plan.ts';
import { replayFacts, type ReplayFacts } from '../../core/engine/replay.ts';
import { newRun, type RunPart } from '../../core/engine/resume.ts';
import { DEFAULT_SCREENING_RUNS } from '../../core/model/screening-size.ts';
import type { Parameters, RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { estimateRun } from '../../core/money/estimate.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import { looksUpTo } from '../../core/statistics/sequential.ts';
import { wholeScreening } from '../../runs/screening.ts';
import { MOST_RUNS, MOST_UNTIL_SETTLED } from '../../runs/limits.ts';
import type { Settings } from '../config/settings.ts';
import { targetOf, type ModelChoice } from '../models/model-spec.ts';
import type { Services, Uses } from '../services.ts';
import { chooseRuns, type ChosenRuns } from './choose-runs.ts';
import { costInBrief } from './confirmation.ts';
import type { OpenRun } from './open-run.ts';
import { askingPorts, type Asking } from './sending-ports.ts';
import { showUntilDone } from './show-progress.ts';
import { STRINGS } from '../strings.ts';

/** What sending a run and showing it uses. */
export type SendingUses = Uses<'endpoints' | 'keys' | 'pricing' | 'runs' | 'panels'>;

/** How a probe ended. */
export interface EndedRun {
  readonly runId: string;
  readonly status: string;
}

/** What a run of chosen models is requested with. */
type Requested = ContentRequest & Pick<RunRequest, 'trialsPerCell' | 'origin' | 'reading' | 'design'>;

/** Requests a run of models that were chosen, to where the settings lead. `parameters`, by choice, go before the settings'. */
export async function requestOf(
  requested: Requested,
  choices: readonly ModelChoice[],
  { settings, parameters = [] }: { readonly settings: Settings; readonly parameters?: readonly Parameters[] },
  { endpoints, recordings }: Uses<'endpoints' | 'recordings'>,
): Promise<RunRequest> {
  const known = endpoints();
  const targets = choices.map((choice, at) => {
    const target = targetOf(choice, known, settings);
    return { ...target, parameters: { ...target.parameters, ...parameters[at] } };
  });
  return { ...requested, targets, ...(await replayed(choices, recordings)) };
}

/** Asks for N, with what that may cost, and lays the run out. `undefined` when the user went back. */
export async function planWithRuns(
  request: RunRequest,
  recorded: number | null,
  settings: Settings,
  { runs, pricing }: Uses<'runs' | 'pricing'>,
): Promise<RunHeader | undefined> {
  const planned = runs.plan(request);
  const chosen = await chooseRuns({
    ...{ models: request.targets.length, usual: settings.runs, recorded },
    canSettle: canSettle(planned),
    cost: pricing.priced(planned, settings).then(
      (header) =>
        (runs: number, untilSettled = false) =>
          costOf(withRuns(header, { runs, untilSettled })),
    ),
  });
  return chosen === undefined ? undefined : withRuns(planned, chosen);
}

/** Recordings hold what they hold, made-up answers are never judged, and looks are at one prompt. */
function canSettle({ targets, conditions }: RunHeader): boolean {
  return targets.every(isAskedLive) && conditions.length === 1;
}

/** The run with so many runs of each model, or at most so many. */
function withRuns({ looks: _, ...header }: RunHeader, { runs, untilSettled }: ChosenRuns): RunHeader {
  return { ...header, trialsPerCell: runs, ...(untilSettled && { looks: looksUpTo(runs) }) };
}

/** The same run as one that ends once it is settled. Throws a `UsageError` when it cannot be one. */
export function untilSettled(header: RunHeader): RunHeader {
  if (!canSettle(header)) throw new UsageError(STRINGS.probe.runs.cannotSettle);
  return withRuns(header, { runs: MOST_UNTIL_SETTLED, untilSettled: true });
}

/**
 * The same for a run that finds out which sentences of its prompt make the answer. Throws a `UsageError` when nothing can be left
 * out of it.
 */
export async function planScreeningWithRuns(
  { prompt, system, messages, ...request }: RunRequest & PromptRequest,
  settings: Settings,
  { runs, pricing }: Uses<'runs' | 'pricing'>,
): Promise<RunHeader | undefined> {
  const content = { prompt, system, ...(messages && { messages }) };
  const planned = (n: number): RunHeader => runs.plan({ ...request, ...planScreening(content, n).request });
  const wholeOf = (header: RunHeader): RunPart => wholeScreening(newRun(header));
  const usual = DEFAULT_SCREENING_RUNS;
  const chosen = await chooseRuns({
    ...{ models: request.targets.length, usual, recorded: null, canSettle: false },
    calls: (n) => wholeOf(planned(n)).missing.length,
    cost: pricing.priced(planned(usual), settings).then(
      ({ prices }) =>
        (n) =>
          costOf(wholeOf({ ...planned(n), ...(prices && { prices }) }).header),
    ),
  });
  return chosen === undefined ? undefined : planned(chosen.runs);
}

/** The likely cost of a new run in a few words. */
export function costOf(header: RunHeader): string {
  return costInBrief(estimateRun(header, missingTrials(header, [])));
}

/** Starts a run, shows its panel at once and its progress until it is over. `undefined` when the user went back. */
export async function startRun(
  header: RunHeader,
  asking: Asking,
  services: SendingUses,
  onStarted: (run: OpenRun) => void = () => undefined,
): Promise<EndedRun | undefined> {
  if (header.trialsPerCell > MOST_RUNS) {
    throw new UsageError(STRINGS.probe.runs.tooMany(header.trialsPerCell, MOST_RUNS));
  }
  const started = await services.runs.start(header, asking.settings, askingPorts(asking, services));
  if (started === null) return undefined;
  onStarted(started.run);
  await showUntilDone(started, services);
  return { runId: started.run.key, status: started.run.run.status };
}

/** What a run that only replays recordings takes over from them. */
async function replayed(
  choices: readonly ModelChoice[],
  recordings: Pick<Services['recordings'], 'all'>,
): Promise<ReplayFacts> {
  const files = choices.map(({ spec }) => /^recorded:([^#]+)#/.exec(spec)?.[1]);
  if (files.includes(undefined)) return {};
  const all = await recordings.all();
  return replayFacts(files.map((file) => all.find((one) => one.file === file)?.record.run ?? null));
}
