import { askedIn, contentOfParts, type Asked, type Turn } from './chat.ts';
import { errorMessage, failedCall } from './failed-call.ts';
import type { Importer, RecordReader } from './importer.ts';
import { amountIn, listIn, objectIn, objectOf, objectsIn, stringIn, textIn, type Loose } from './loose.ts';
import { failedRow, NO_PROMPTS, repliedRow, usageIn, type ModelRow } from './reply.ts';
import { withModels } from './rows.ts';

/**
 * Output of Gemini's batches, one request per line: `{ key, response }` or `{ key, error }` (Gemini API), or
 * `{ request, response, status }` (Vertex AI); and such responses without anything around them. Members may be written
 * `likeThis` or `like_this`.
 */

/** A member under its name in either spelling. */
function member(fields: Loose, name: string): unknown {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.hasOwn(fields, name) ? fields[name] : Object.hasOwn(fields, snake) ? fields[snake] : null;
}

const textOf = (fields: Loose, name: string): string | null => textIn({ value: member(fields, name) }, 'value');
const fieldsOf = (fields: Loose, name: string): Loose | null => objectOf(member(fields, name));

function isResponse(record: Loose): boolean {
  return listIn(record, 'candidates') !== null || fieldsOf(record, 'promptFeedback') !== null;
}

function isLine(record: Loose): boolean {
  const request = objectIn(record, 'request');
  const response = objectIn(record, 'response');
  if (request !== null && listIn(request, 'contents') !== null) return 'response' in record || 'status' in record;
  return 'key' in record && ((response !== null && isResponse(response)) || errorMessage(record['error']) !== null);
}

/** A text, or a `Content` of parts. */
function contentOf(content: unknown): Pick<Turn, 'text' | 'isText'> {
  if (typeof content === 'string') return { text: content, isText: true };
  return contentOfParts(listIn(objectOf(content) ?? {}, 'parts') ?? []);
}

function askedOf(request: Loose): Asked {
  const system = member(request, 'systemInstruction');
  const turns = (listIn(request, 'contents') ?? []).map((content): Turn => {
    const role = stringIn(objectOf(content) ?? {}, 'role') === 'model' ? 'assistant' : 'user';
    return { role, ...contentOf(content) };
  });
  return askedIn(system === null ? turns : [{ role: 'system', ...contentOf(system) }, ...turns]);
}

/** The answer was withheld by a filter. */
const WITHHELD = /^(?:(?:IMAGE_)?(?:SAFETY|RECITATION|PROHIBITED_CONTENT)|BLOCKLIST|SPII|MODEL_ARMOR)$/i;

const TOKENS = {
  input: ['promptTokenCount', 'prompt_token_count'],
  output: ['candidatesTokenCount', 'candidates_token_count'],
};

function candidateRow(
  candidate: Loose,
  known: Pick<Parameters<typeof repliedRow>[0], 'place' | 'model' | 'asked' | 'usage'>,
): ModelRow {
  const parts = listIn(fieldsOf(candidate, 'content') ?? {}, 'parts') ?? [];
  const said = parts.map((part) => contentOfParts([part]));
  const finishReason = textOf(candidate, 'finishReason');
  return repliedRow({
    ...known,
    ...{ text: said.map(({ text, isText }) => (isText ? text : '')).join(''), finishReason },
    refusal: WITHHELD.test(finishReason ?? '') ? `the answer was withheld (${finishReason ?? ''})` : null,
  });
}

function responseRows(response: Loose, place: string, asked: Reply['asked']): readonly ModelRow[] {
  const model = textOf(response, 'modelVersion');
  const candidates = objectsIn(response, 'candidates');
  const usage = candidates.length === 1 ? usageIn(fieldsOf(response, 'usageMetadata'), TOKENS) : null;
  if (candidates.length > 0) return candidates.map((one) => candidateRow(one, { place, model, asked, usage }));
  const blocked = textOf(fieldsOf(response, 'promptFeedback') ?? {}, 'blockReason');
  const known = { place, model, asked, text: '', finishReason: blocked };
  return blocked === null
    ? [failedRow(place, failedCall('The reply holds no answer.'), { model, asked })]
    : [repliedRow({ ...known, refusal: `the prompt was blocked (${blocked})` })];
}

type Reply = Parameters<typeof repliedRow>[0];

function rowsOf(record: Loose, place: string): readonly ModelRow[] {
  if (!isLine(record)) return responseRows(record, place, undefined);
  const request = objectIn(record, 'request');
  const { messages, ...prompt } = request === null ? { messages: null } : askedOf(request);
  const asked = { ...prompt, ...(messages !== null && { messages }) };
  const response = objectIn(record, 'response');
  const problem = errorMessage(record['error']) ?? errorMessage(record['status']);
  if (response !== null && isResponse(response)) return responseRows(response, place, asked);
  const status = amountIn(objectIn(record, 'error') ?? {}, 'code');
  return [failedRow(place, failedCall(problem ?? 'The reply holds no answer.', { status }), { asked })];
}

function reader(): RecordReader {
  const rows: ModelRow[] = [];
  return {
    take: (record, place) => void rows.push(...rowsOf(record, place)),
    end: () => ({
      rows: withModels(rows),
      from: 'Gemini batch output',
      notes: rows.every(({ prompt }) => prompt === null) ? [NO_PROMPTS] : [],
      leftOut: [],
    }),
  };
}

/** Output of Gemini's batches, and responses of its API. */
export const gemini: Importer = {
  label: 'Gemini batch output',
  extensions: ['jsonl', 'json'],
  records: { is: (record) => isLine(record) || isResponse(record), reader },
};
