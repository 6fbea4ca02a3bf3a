import type { TrialError } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { contentOfParts } from './chat.ts';
import { errorMessage, failedCall } from './failed-call.ts';
import type { Importer, RecordReader } from './importer.ts';
import { amountIn, listIn, objectIn, objectOf, objectsIn, stringIn, textIn, type Loose } from './loose.ts';
import { failedRow, NO_PROMPTS, repliedRow, usageIn, type ModelRow } from './reply.ts';
import { withModels } from './rows.ts';

/**
 * Output of OpenAI's batches, which other servers write as well: one request per line,
 * `{ custom_id, response: { status_code, body }, error }`, its body that of /v1/chat/completions, /v1/responses or
 * /v1/completions; and such bodies without anything around them.
 */

const BODIES = new Set(['chat.completion', 'response', 'text_completion']);

function isBody(record: Loose): boolean {
  return BODIES.has(stringIn(record, 'object') ?? '') && ('choices' in record || 'output' in record);
}

function isBatchLine(record: Loose): boolean {
  return 'custom_id' in record && ('response' in record || 'error' in record) && !('result' in record);
}

/** Token counts under the names of either interface. */
const TOKENS = { input: ['prompt_tokens', 'input_tokens'], output: ['completion_tokens', 'output_tokens'] };

function usageOf(body: Loose) {
  const usage = objectIn(body, 'usage');
  const found = usageIn(usage, TOKENS);
  const details = objectIn(usage ?? {}, 'completion_tokens_details') ?? objectIn(usage ?? {}, 'output_tokens_details');
  const reasoningTokens = amountIn(details ?? {}, 'reasoning_tokens');
  return found === null || reasoningTokens === null ? found : { ...found, reasoningTokens };
}

/** One row for each choice. */
function choiceRows(choices: readonly unknown[], body: Loose, place: string): readonly ModelRow[] {
  return choices.map((value) => {
    const choice = objectOf(value) ?? {};
    const message = objectIn(choice, 'message') ?? {};
    const content = listIn(message, 'content');
    const said = content === null ? (stringIn(message, 'content') ?? stringIn(choice, 'text')) : textsIn(content);
    const declined = textIn(message, 'refusal');
    const finishReason = textIn(choice, 'finish_reason');
    return repliedRow({
      ...{ place, model: textIn(body, 'model'), finishReason },
      text: declined ?? said ?? '',
      refusal: refusalOf(declined !== null, finishReason),
      // That of the whole request, which cannot be divided among several choices.
      usage: choices.length === 1 ? usageOf(body) : null,
    });
  });
}

function refusalOf(hasDeclined: boolean, finishReason: string | null): string | null {
  if (hasDeclined) return 'the model declined to answer';
  return /^content_filter$/i.test(finishReason ?? '') ? 'stopped by the provider’s content filter' : null;
}

/** The texts of parts, joined as they were streamed. */
function textsIn(parts: readonly unknown[]): string {
  return parts
    .map((part) => contentOfParts([part]))
    .map(({ text, isText }) => (isText ? text : ''))
    .join('');
}

/** The messages among the output items of a response; reasoning and calls of tools are no answer. */
function responseRow(body: Loose, place: string): ModelRow {
  const items = objectsIn(body, 'output').filter(({ type }) => type === 'message');
  const parts = items.flatMap((item) => objectsIn(item, 'content'));
  const finishReason = textIn(objectIn(body, 'incomplete_details') ?? {}, 'reason') ?? textIn(body, 'status');
  return repliedRow({
    ...{ place, model: textIn(body, 'model'), finishReason, text: textsIn(parts) },
    refusal: refusalOf(
      parts.some(({ type }) => type === 'refusal'),
      finishReason,
    ),
    usage: usageOf(body),
  });
}

function bodyRows(body: Loose, place: string, status: number | null): readonly ModelRow[] {
  const model = textIn(body, 'model');
  const problem = errorMessage(body['error']);
  const choices = listIn(body, 'choices');
  const isError = status !== null && status >= 400;
  if (problem === null && !isError && choices !== null && choices.length > 0) return choiceRows(choices, body, place);
  if (
    problem === null &&
    !isError &&
    'output' in body &&
    !/^(?:failed|cancelled)$/.test(stringIn(body, 'status') ?? '')
  ) {
    return [responseRow(body, place)];
  }
  const message =
    problem ?? textIn(body, 'message') ?? (isError ? `The server answered ${status}.` : 'The reply holds no answer.');
  return [failedRow(place, failedCall(message, { status }), { model })];
}

/** The error of a request that got no reply. */
function requestError(record: Loose): TrialError {
  return failedCall(errorMessage(record['error']) ?? 'The request got no reply.');
}

function rowsOf(record: Loose, place: string): readonly ModelRow[] {
  if (!isBatchLine(record)) return bodyRows(record, place, null);
  const response = objectIn(record, 'response');
  const body = objectIn(response ?? {}, 'body');
  if (response === null || errorMessage(record['error']) !== null) return [failedRow(place, requestError(record))];
  const status = amountIn(response, 'status_code');
  // A gateway's error page is a text.
  if (body === null)
    return [
      failedRow(
        place,
        failedCall(textIn(response, 'body') ?? `The server answered ${status ?? 'nothing'}.`, { status }),
      ),
    ];
  if (listIn(body, 'data') !== null && !('choices' in body)) {
    throw new UsageError(
      `${place} holds embeddings, which are no answers; batches of chat completions and responses are read.`,
    );
  }
  return bodyRows(body, place, status);
}

function reader(): RecordReader {
  const rows: ModelRow[] = [];
  return {
    take: (record, place) => void rows.push(...rowsOf(record, place)),
    end: () => ({ rows: withModels(rows), from: 'OpenAI batch output', notes: [NO_PROMPTS], leftOut: [] }),
  };
}

/** Output of OpenAI's batches, and replies of servers that speak its protocol. */
export const openai: Importer = {
  label: 'OpenAI batch output',
  extensions: ['jsonl', 'json'],
  records: { is: (record) => isBatchLine(record) || isBody(record), reader },
};
