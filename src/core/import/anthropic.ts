import { errorMessage, failedCall } from './failed-call.ts';
import type { Importer, RecordReader } from './importer.ts';
import { amountIn, listIn, objectIn, objectsIn, stringIn, textIn, type Loose } from './loose.ts';
import { failedRow, NO_PROMPTS, repliedRow, usageIn, type ModelRow } from './reply.ts';
import { withModels } from './rows.ts';

/**
 * Results of Anthropic's message batches, one per line and in any order: `{ custom_id, result: { type, message } }`; and such messages
 * without anything around them.
 */

function isMessage(record: Loose): boolean {
  return record['type'] === 'message' && record['role'] === 'assistant' && listIn(record, 'content') !== null;
}

function isResult(record: Loose): boolean {
  return 'custom_id' in record && textIn(objectIn(record, 'result') ?? {}, 'type') !== null;
}

function messageRow(message: Loose, place: string): ModelRow {
  const blocks = objectsIn(message, 'content');
  const texts = blocks.flatMap((block) => (block['type'] === 'text' ? (stringIn(block, 'text') ?? []) : []));
  const finishReason = textIn(message, 'stop_reason');
  return repliedRow({
    ...{ place, model: textIn(message, 'model'), text: texts.join(''), finishReason },
    refusal: finishReason === 'refusal' ? 'the model declined to answer' : null,
    usage: usageIn(objectIn(message, 'usage'), { input: ['input_tokens'], output: ['output_tokens'] }),
  });
}

/** What became of a request that got no message. */
const ENDS: Readonly<Record<string, string>> = {
  errored: 'The request failed.',
  canceled: 'The batch was cancelled before it was sent.',
  expired: 'The batch expired before it was sent.',
};

function rowOf(record: Loose, place: string): ModelRow {
  if (!isResult(record)) return messageRow(record, place);
  const result = objectIn(record, 'result') ?? {};
  const kind = textIn(result, 'type') ?? '';
  const message = objectIn(result, 'message');
  if (kind === 'succeeded' && message !== null) return messageRow(message, place);
  const said = errorMessage(result['error']) ?? (Object.hasOwn(ENDS, kind) ? ENDS[kind]! : `The result is "${kind}".`);
  const status = amountIn(objectIn(result, 'error') ?? {}, 'status');
  return failedRow(place, failedCall(said, { status }), { outcome: kind === 'canceled' ? 'cancelled' : 'failed' });
}

function reader(): RecordReader {
  const rows: ModelRow[] = [];
  return {
    take: (record, place) => void rows.push(rowOf(record, place)),
    end: () => ({ rows: withModels(rows), from: 'Anthropic batch results', notes: [NO_PROMPTS], leftOut: [] }),
  };
}

/** Results of Anthropic's message batches, and messages of its API. */
export const anthropic: Importer = {
  label: 'Anthropic batch results',
  extensions: ['jsonl', 'json'],
  records: { is: (record) => isResult(record) || isMessage(record), reader },
};
