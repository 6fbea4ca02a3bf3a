import { UsageError } from '../model/usage-error.ts';
import type { Target } from '../model/run.ts';
import { askedIn, turnOf, type Turn } from './chat.ts';
import { errorMessage, failedCall } from './failed-call.ts';
import type { Imported, Importer } from './importer.ts';
import { amountIn, listIn, objectIn, objectOf, objectsIn, stringIn, textIn, type Loose } from './loose.ts';
import { modelTarget, rowWith, UNKNOWN_MODEL, type ImportDetails, type ImportRow } from './rows.ts';
import { usageIn } from './reply.ts';

/**
 * Logs of Inspect AI: `{ version, status, eval, samples }` in JSON, and archives with `header.json` and one file for each sample (see
 * `inspect-archive.ts`). Each sample and epoch is a trial.
 */

/** What the head of a log says of all samples. */
export interface InspectHead {
  readonly target: Target;
  /** `Inspect AI 0.3.100` */
  readonly from: string;
  readonly createdAt: string | null;
  readonly status: string | null;
}

/** Model of logs whose solvers ask none. */
const NO_MODEL = /^none(?:\/none)?$/;

/** `openai/gpt-x` is our `openai:gpt-x`. */
function targetOf(name: string | null): Target {
  const [, provider, model] = /^([a-z][a-z0-9_-]*)\/(.+)$/su.exec(name ?? '') ?? [];
  if (provider === undefined || model === undefined) return modelTarget(name ?? UNKNOWN_MODEL);
  return { id: `${provider}:${model}`, provider, model, label: model, baseUrl: null, parameters: {} };
}

/** What the head of a log says. `firstSample` is asked for the model where the log names none. */
export function headOf(log: Loose, firstSample: Loose | null): InspectHead {
  const about = objectIn(log, 'eval') ?? {};
  const named = textIn(about, 'model');
  const output = objectIn(firstSample ?? {}, 'output') ?? {};
  const model = named === null || NO_MODEL.test(named) ? (textIn(output, 'model') ?? named) : named;
  const version = textIn(objectIn(about, 'packages') ?? {}, 'inspect_ai') ?? '';
  return {
    target: targetOf(model),
    from: /^[\w.+-]{1,40}$/.test(version) ? `Inspect AI ${version}` : 'Inspect AI',
    createdAt: textIn(about, 'created'),
    status: textIn(log, 'status'),
  };
}

const ATTACHMENT = 'attachment://';

/** Turns whose long texts may stand in the sample's attachments. */
function turnsOf(list: readonly unknown[], sample: Loose): readonly Turn[] {
  const attachments = objectIn(sample, 'attachments') ?? {};
  return list.flatMap((value) => {
    const turn = turnOf(value);
    if (turn === null) return [];
    const attached = turn.text.startsWith(ATTACHMENT)
      ? stringIn(attachments, turn.text.slice(ATTACHMENT.length))
      : null;
    return [attached === null ? turn : { ...turn, text: attached }];
  });
}

const isAnswer = ({ role }: Turn): boolean => role === 'assistant';

/** What the model was asked first: what solvers add to the input is in the messages, up to the first turn that is not of the input. */
function askedBy(sample: Loose): readonly Turn[] {
  const { input } = sample;
  const own = Array.isArray(input) ? turnsOf(input, sample) : turnsOf([{ role: 'user', content: input }], sample);
  const messages = turnsOf(listIn(sample, 'messages') ?? [], sample);
  let answers = own.filter(isAnswer).length;
  const end = messages.findIndex((turn) => isAnswer(turn) && answers-- === 0);
  const asked = end === -1 ? messages : messages.slice(0, end);
  return asked.some(({ role }) => role === 'user') ? asked : own;
}

/** The first choice of the output; where there is none, the last turn of the model. */
function answerOf(sample: Loose): { readonly text: string; readonly stop: string | null } {
  const output = objectIn(sample, 'output') ?? {};
  const choice = objectOf(listIn(output, 'choices')?.[0]);
  const stop = choice === null ? null : textIn(choice, 'stop_reason');
  const message = turnsOf(choice === null ? [] : [choice['message']], sample)[0];
  const said = message?.text ?? stringIn(output, 'completion');
  if (said !== null) return { text: said, stop };
  return { text: turnsOf(listIn(sample, 'messages') ?? [], sample).findLast(isAnswer)?.text ?? '', stop };
}

function detailsOf(sample: Loose, head: InspectHead, error: string | null, refusal: string | null): ImportDetails {
  const output = objectIn(sample, 'output') ?? {};
  const seconds = amountIn(output, 'time');
  const limit = textIn(objectIn(sample, 'limit') ?? {}, 'type');
  return {
    target: head.target,
    usage: usageIn(objectIn(output, 'usage'), { input: ['input_tokens'], output: ['output_tokens'] }),
    latencyMs: seconds === null ? null : Math.round(seconds * 1000),
    ...(error !== null && { error: failedCall(error) }),
    ...(refusal !== null ? { note: refusal } : limit === null ? {} : { note: `stopped by its limit (${limit})` }),
  };
}

/** The trial of a sample. */
export function sampleRow(sample: Loose, head: InspectHead, place: string): ImportRow {
  const { prompt, system, messages } = askedIn(askedBy(sample));
  const { text, stop } = answerOf(sample);
  const error =
    errorMessage(sample['error']) ?? (text === '' ? errorMessage((objectIn(sample, 'output') ?? {})['error']) : null);
  const refusal = stop === 'content_filter' ? 'stopped by the provider’s content filter' : null;
  const outcome = error !== null ? 'failed' : refusal !== null ? 'refused' : text.trim() === '' ? 'empty' : 'completed';
  return rowWith({
    ...{ place, target: head.target.id, prompt, system, outcome, finishReason: stop },
    text: outcome === 'failed' ? '' : text,
    details: { ...detailsOf(sample, head, error, refusal), ...(messages !== null && { messages }) },
  });
}

/** A sample without what is not read; events are most of a log. */
export function slimSample(sample: Loose): Loose {
  const { events: _, store: __, metadata: ___, scores: ____, ...rest } = sample;
  return rest;
}

/** How many choices of samples are not the first one. */
export function furtherChoices(sample: Loose): number {
  return Math.max(0, (listIn(objectIn(sample, 'output') ?? {}, 'choices')?.length ?? 0) - 1);
}

/** What was made of all samples. `further`: choices that were left out. */
export function importedLog(rows: readonly ImportRow[], head: InspectHead, further: number, name: string): Imported {
  if (rows.length === 0) {
    throw new UsageError(
      `${name} is an Inspect log that holds no samples: it may have been logged without them (--no-log-samples), or be the header of a log only.`,
    );
  }
  const { status } = head;
  return {
    rows,
    from: head.from,
    createdAt: head.createdAt,
    notes: [
      ...(status === null || status === 'success'
        ? []
        : [`The evaluation ended with the status "${status.slice(0, 20)}".`]),
      'Scores play no part.',
    ],
    leftOut: further > 0 ? [`${further} further choices of samples were left out; the first one counts.`] : [],
  };
}

/** A log in JSON. */
function imported(log: Loose, name: string): Imported {
  const samples = objectsIn(log, 'samples');
  const head = headOf(log, samples[0] ?? null);
  const rows = samples.map((sample, index) => sampleRow(sample, head, `Sample ${index + 1}`));
  const further = samples.reduce((sum, sample) => sum + furtherChoices(sample), 0);
  return importedLog(rows, head, further, name);
}

/** Logs of Inspect AI. */
export const inspect: Importer = {
  label: 'Inspect logs (.eval, .json)',
  extensions: ['eval', 'json'],
  document: {
    is: (value) => {
      const about = objectIn(value, 'eval');
      return about !== null && ('task' in about || 'model' in about) && ('version' in value || 'status' in value);
    },
    read: imported,
    slim(path, entry) {
      const sample = path.length === 1 && path[0] === 'samples' ? objectOf(entry) : null;
      return sample !== null && 'epoch' in sample ? slimSample(sample) : entry;
    },
  },
};
