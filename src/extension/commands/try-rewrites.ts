import * as vscode from 'vscode';
import { chosenRewrites } from '../../core/design/rewrites/registry.ts';
import { rewriteConditions, rewriteRequest } from '../../core/design/rewrites/request.ts';
import type { PromptRequest, RunRequest } from '../../core/engine/plan.ts';
import { controlAmong } from '../../core/model/control.ts';
import type { Rewrite, RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import { withOwnLimits } from '../../runs/own-limits.ts';
import { mostOf } from '../../runs/rewrites.ts';
import { isFileKey } from '../../runs/run-id.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { chooseModels } from '../models/choose-models.ts';
import { choicesOf, namesOf, type ModelChoice } from '../models/model-spec.ts';
import { askValues } from '../prompt/ask-values.ts';
import { finalPrompt } from '../prompt/final-prompt.ts';
import { holesOf } from '../prompt/placeholders.ts';
import { chooseRuns } from '../run-control/choose-runs.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { costOf, requestOf, startRun, type EndedRun } from '../run-control/start-run.ts';
import { STRINGS } from '../strings.ts';
import { readProbeArguments } from './probe-arguments.ts';
import { foundPrompt, type ProbingUses } from './probe.ts';

/** Runs that are offered first, and the fewest that tell anything. */
const USUAL_RUNS = 30;
const LEAST_RUNS = 5;

const words = STRINGS.rewrites;

/** Try Rewrites: known rewrites of the prompt that is pointed at, on models that are chosen for it. */
export async function tryRewrites(services: ProbingUses, given: unknown): Promise<EndedRun | undefined> {
  const found = await foundPrompt(given);
  const values = found && (await askValues(holesOf(found.turns)));
  if (!found || !values) return undefined;
  const settings = readSettings(found.document);
  const final = finalPrompt(found.turns, values);
  const prompt = { ...final, system: final.system ?? settings.systemPrompt };
  const { models, runs } = readProbeArguments(given);
  const choices = models ?? (await chooseModels({ title: STRINGS.models.titles.rewrites, prompt }, services));
  if (!choices) return undefined;
  return tried({ prompt, choices, origin: found.origin, settings, ...(runs !== undefined && { runs }) }, services);
}

/** The same of the prompt of a run, on its own models where these are asked. */
export async function tryRewritesOf({ key, run }: OpenRun, services: ProbingUses): Promise<EndedRun | undefined> {
  const control = controlAmong(run.conditions);
  if (!control || control.prompt.trim() === '') throw new UsageError(STRINGS.sending.noPrompt);
  const settings = withOwnLimits(readSettings(), run);
  const areAsked = run.targets.length > 0 && run.targets.every(isAskedLive);
  const choices = areAsked
    ? choicesOf(run)
    : await chooseModels({ title: STRINGS.models.titles.rewrites, prompt: control }, services);
  if (!choices) return undefined;
  const { prompt, system, messages } = control;
  const asked = { prompt, system, ...(messages && { messages }) };
  return tried({ prompt: asked, choices, origin: run.origin, settings, fromFile: isFileKey(key) }, services);
}

/** Of what, and with what, rewrites are tried. */
interface Wanted {
  readonly prompt: PromptRequest;
  readonly choices: readonly ModelChoice[];
  readonly origin: RunRequest['origin'];
  readonly settings: Settings;
  readonly fromFile?: boolean;
  /** Absent: asked for. */
  readonly runs?: number;
}

async function tried(wanted: Wanted, services: ProbingUses): Promise<EndedRun | undefined> {
  const { prompt, choices, origin, settings, fromFile = false } = wanted;
  const want = await askWant();
  if (want === undefined) return undefined;
  const requested = { ...prompt, ...(origin && { origin }), trialsPerCell: USUAL_RUNS };
  const request = await requestOf(requested, choices, { settings }, services);
  const known = services.endpoints();
  const targets = request.targets.map((target) => ({ ...target, names: namesOf(target.provider, known) }));
  if (!targets.every(isAskedLive)) throw new UsageError(words.notAsked);
  const planned = (runs: number): RunHeader => {
    const { conditions } = rewriteConditions(prompt, chosenRewrites(want, null), want, { targets, runs });
    const { targets: asked, origin: place } = request;
    const whole = { ...prompt, targets: asked, trialsPerCell: runs, ...(place && { origin: place }) };
    return mostOf(services.runs.plan(rewriteRequest(whole, conditions)));
  };
  const usual = planned(USUAL_RUNS);
  const rewrites = usual.conditions.filter(({ control, rewrite }) => !control && rewrite?.confirms === undefined);
  const chosen =
    wanted.runs ??
    (await chooseRuns({
      ...{ title: words.runs(targets.length, rewrites.length), models: targets.length },
      ...{ usual: USUAL_RUNS, recorded: null, canSettle: false },
      cost: services.pricing.priced(usual, settings).then(
        ({ prices = {} }) =>
          (n) =>
            costOf({ ...planned(n), prices }),
      ),
    }));
  if (chosen === undefined) return undefined;
  const runs = typeof chosen === 'number' ? chosen : chosen.runs;
  if (runs < LEAST_RUNS) throw new UsageError(words.tooFew(LEAST_RUNS));
  return startRun(planned(runs), { settings, fromFile }, services);
}

async function askWant(): Promise<Rewrite['want'] | undefined> {
  const { title, many, manyDetail, one, oneDetail } = words.want;
  const items = [
    { label: many, detail: manyDetail, want: 'many' as const },
    { label: one, detail: oneDetail, want: 'one' as const },
  ];
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.want;
}
