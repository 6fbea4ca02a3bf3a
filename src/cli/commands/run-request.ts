import { replayFacts } from '../../core/engine/replay.ts';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { DesignTarget } from '../../core/design/design.ts';
import { planScreening, type ScreeningPlan } from '../../core/design/screening.ts';
import { ownFor, sharedFor } from '../../core/design/asked-parameters.ts';
import { chosenConditions, conditionRequests, keptOf } from '../../core/design/requests.ts';
import type { ContentRequest, RunRequest, TargetRequest } from '../../core/engine/plan.ts';
import type { RunRecord, Screening } from '../../core/model/run.ts';
import { DEFAULT_SCREENING_RUNS } from '../../core/model/screening-size.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { quote } from '../../core/text/prose.ts';
import { looksUpTo } from '../../core/statistics/sequential.ts';
import type { ProviderDefinition } from '../../providers/definition.ts';
import { systemClock } from '../../providers/node-ports.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import type { TargetSpec } from '../arguments/values.ts';
import type { Io } from '../io/io.ts';
import { openRecording, type RecordedTarget, type Stamp } from '../recordings.ts';
import type { Servers } from '../servers.ts';
import { checkParameters, leftOut, parametersFor } from './parameters.ts';
import { checkInside, type OpenedDesign } from './probe-design.ts';
import { promptOf, replayedConditions } from './prompt.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import { SENDING } from '../strings/sending.ts';

const DEFAULT_RUNS = 10;
/** One seed for all runs, so that what is simulated or resampled comes out the same again. */
const SEED = 1;

/** A run as a command line requests it. */
export interface CommandRequest {
  readonly request: RunRequest;
  /** What each target of the request replays; `null` for those that are asked. */
  readonly recordings: readonly (RunRecord | null)[];
  /** The files they are from, as the command line names them. */
  readonly recordingFiles: readonly string[];
  /** What the person should know beforehand; one sentence each. */
  readonly notes: readonly string[];
}

interface AskedTarget {
  readonly request: TargetRequest;
  readonly recorded: RecordedTarget | null;
}

/** Whom to ask: the targets of the command line, else those of the probe file with what it says of each. */
type NamedTarget = TargetSpec & Partial<DesignTarget>;

async function askedTargets(
  wanted: RunArguments,
  probe: OpenedDesign | null,
  servers: Servers,
  now: Stamp,
): Promise<AskedTarget[]> {
  const all: AskedTarget[] = [];
  for (const asked of wanted.targets as readonly NamedTarget[]) {
    const { provider, rest, label } = asked;
    const definition = servers.demand(provider);
    if (definition.kind === 'recorded') {
      for (const recorded of await recordingsOf(asked, probe, now)) all.push({ request: replayOf(recorded), recorded });
      continue;
    }
    const parameters = {
      ...(probe && sharedFor(probe.design.shared, provider, rest, definition.parameterNames)),
      ...ownFor({ parameters: {}, ...asked }, definition.parameterNames),
      ...parametersFor(provider, definition, wanted),
    };
    const request = { provider, model: rest, baseUrl: servers.baseUrl(provider), parameters };
    all.push({ request: label === undefined ? request : { ...request, label }, recorded: null });
  }
  return all;
}

/** A recording of the command line is where it says; one of a probe file is in the file's folder. */
async function recordingsOf(
  { rest, place }: NamedTarget,
  probe: OpenedDesign | null,
  now: Stamp,
): Promise<readonly RecordedTarget[]> {
  if (probe === null || place === undefined) return openRecording(rest, now);
  const found = await openRecording(path.join(probe.folder, rest), now);
  for (const { file } of found) await checkInside(probe.folder, file);
  return found;
}

/** A replayed target goes by the name of its file without the folder: a run file holds no paths of this machine. */
function replayOf({ file, target, record }: RecordedTarget): TargetRequest {
  const simulated = record.trials.some(({ source }) => source === 'simulated') && !/simulated/i.test(target.label);
  const label = simulated ? `${target.label} (simulated)` : target.label;
  return { provider: 'recorded', model: `${path.basename(file)}#${target.id}`, label, baseUrl: null, parameters: {} };
}

/** N: what was asked for, else what the recordings hold, else the default. */
function runsOf(wanted: RunArguments, recorded: readonly RecordedTarget[], live: boolean): number {
  const held = Math.min(...recorded.map(({ runs }) => runs));
  if (wanted.runs === null) return recorded.length === 0 ? DEFAULT_RUNS : live ? Math.min(DEFAULT_RUNS, held) : held;
  // What each condition holds is looked at when they are connected.
  const short = recorded.find(({ mostRuns }) => mostRuns < (wanted.runs ?? 0));
  if (short !== undefined) {
    throw new UsageError(SENDING.recordings.tooFew(short.file, short.mostRuns, short.target.id));
  }
  return wanted.runs;
}

async function plainContent(
  wanted: RunArguments,
  recorded: readonly RecordedTarget[],
  io: Io,
): Promise<{ readonly content: ContentRequest & Pick<RunRequest, 'screening'>; readonly notes: readonly string[] }> {
  const replayed = replayedConditions(wanted, recorded);
  if (replayed !== null) return { content: { conditions: replayed }, notes: [] };
  const { text, system, messages, asks = [] } = await promptOf(wanted, recorded, io);
  const content = { prompt: text, system, ...(messages && { messages }) };
  const notes = asks.length === 0 ? [] : [SENDING.prompt.ignored(wanted.promptFile ?? '', asks)];
  if (wanted.keeps === undefined) return { content, notes };
  const { request, parts } = planScreening(content, wanted.runs ?? DEFAULT_SCREENING_RUNS, wanted.keeps);
  return { content: request, notes: [...notes, ...screeningNotes(text, request.screening, parts)] };
}

/** What is left out of the prompt, and what stays. */
function screeningNotes(prompt: string, screening: Screening, parts: ScreeningPlan['parts']): readonly string[] {
  const staying = parts.filter(({ stays }) => stays !== undefined && stays !== 'block');
  const blocks = parts.filter(({ stays }) => stays === 'block').length;
  const sentences = screening.parts.reduce((sum, { spans }) => sum + spans.length, 0);
  return [
    SENDING.screening.leftOut(sentences, screening.parts.length, screening.rows.length),
    ...staying.map(({ start, end, stays }) =>
      SENDING.screening.stays(quote(prompt.slice(start, end), 'text'), stays === 'task'),
    ),
    ...(blocks === 0 ? [] : [SENDING.screening.blocks(blocks)]),
  ];
}

function designContent(
  { design }: OpenedDesign,
  wanted: RunArguments,
  targets: readonly TargetRequest[],
  definitions: ReadonlyMap<string, ProviderDefinition>,
): ContentRequest {
  const asked = targets.map(({ provider, model }) => {
    const definition = definitions.get(provider);
    const isAsked = definition !== undefined && definition.kind !== 'recorded';
    return { provider, model, names: isAsked ? definition.parameterNames : null };
  });
  return { conditions: conditionRequests(chosenConditions(design.conditions, wanted.conditions), asked) };
}

/** Turns a command line, and the probe file that it names, into a request. Sends nothing. */
export async function requestOf(
  wanted: RunArguments,
  probe: OpenedDesign | null,
  servers: Servers,
  io: Io,
): Promise<CommandRequest> {
  const now = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  const definitions = new Map<string, ProviderDefinition>(
    wanted.targets.map(({ provider }) => [provider, servers.demand(provider)]),
  );
  checkParameters(wanted, definitions);
  const all = await askedTargets(wanted, probe, servers, now);
  const recorded = all.flatMap((target) => target.recorded ?? []);
  const targets = all.map(({ request }) => request);
  const { content, notes } =
    probe === null
      ? await plainContent(wanted, recorded, io)
      : { content: designContent(probe, wanted, targets, definitions), notes: [] };
  const files = new Set(recorded.map(({ file }) => file));
  const replayed = files.size === 1 && recorded.length === all.length ? recorded[0]?.record.run : undefined;
  const facts = replayFacts(all.map((target) => target.recorded?.record.run ?? null));
  const reading = probe === null ? replayed?.reading : probe.design.reading;
  if (wanted.untilSettled && targets.some(({ provider }) => provider === 'simulated')) {
    throw new UsageError(ARGUMENTS.run.untilSimulated);
  }
  if (wanted.untilSettled && 'conditions' in content && content.conditions.length > 1) {
    throw new UsageError(ARGUMENTS.run.untilConditions);
  }
  const trialsPerCell =
    wanted.keeps === undefined
      ? runsOf(wanted, recorded, recorded.length < all.length)
      : (wanted.runs ?? DEFAULT_SCREENING_RUNS);
  const request = {
    ...content,
    targets,
    trialsPerCell,
    ...(wanted.untilSettled && { looks: looksUpTo(trialsPerCell) }),
    ...facts,
    seed: probe?.design.seed ?? facts.seed ?? SEED,
    ...(reading && { reading }),
    ...(probe && { design: keptOf(probe.design, probe.file) }),
  };
  const recordings = all.map((target) => target.recorded?.record ?? null);
  return { request, recordings, recordingFiles: [...files], notes: [...notes, ...leftOut(wanted, definitions)] };
}
