import type { Outcome, TrialError, Usage } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { askedByText, type Asked } from './chat.ts';
import { failedCall } from './failed-call.ts';
import type { Imported, Importer, RecordReader } from './importer.ts';
import { amountIn, listIn, objectIn, objectOf, textIn, type Loose } from './loose.ts';
import { targetsByColumn } from './promptfoo-targets.ts';
import { contentOf } from './record.ts';
import type { ImportDetails, ImportRow } from './rows.ts';

/**
 * Reads what `promptfoo eval -o FILE.json` writes: `{ results: { version: 3, timestamp, prompts, results: [...] } }`, the summary
 * alone as its library returns it, version 2 with a table, and `-o FILE.jsonl` with one result a line. Only answers and what is
 * known of each are taken; the configuration, which may hold keys and headers, is never looked at.
 */

/** One result; of a table, one cell made to look like one. */
interface Result {
  readonly source: Loose;
  readonly promptIdx: number;
  readonly testIdx: number;
}

/** Whether a value is a result of promptfoo. */
function isResult(value: unknown): boolean {
  const result = objectOf(value);
  return result !== null && 'provider' in result && ('promptIdx' in result || 'vars' in result) && 'prompt' in result;
}

/** Whether a value is promptfoo's output, in any of its versions. */
function isOutput(root: Loose): boolean {
  const summary = summaryOf(root);
  const results = listIn(summary, 'results');
  const isEmpty = results?.length === 0 && 'stats' in summary;
  return isResult(results?.[0]) || tableOf(summary) !== null || isEmpty;
}

function summaryOf(root: Loose): Loose {
  return objectIn(root, 'results') ?? root;
}

function tableOf(summary: Loose): readonly unknown[] | null {
  return listIn(objectIn(summary, 'table') ?? {}, 'body');
}

/** By test and prompt, because promptfoo writes answers down as they arrive. */
function resultsOf(summary: Loose): readonly Result[] {
  const list = listIn(summary, 'results') ?? [];
  const found = list.length > 0 ? list.map(asResult) : (tableOf(summary) ?? []).flatMap(rowOfTable);
  return [...found].sort((a, b) => a.testIdx - b.testIdx || a.promptIdx - b.promptIdx);
}

function asResult(value: unknown, index: number): Result {
  const source = objectOf(value);
  if (source === null)
    throw new UsageError(`Result ${index + 1} of promptfoo's output is not an object; write it anew.`);
  return { source, promptIdx: amountIn(source, 'promptIdx') ?? 0, testIdx: amountIn(source, 'testIdx') ?? index };
}

/** In a table every cell has its text, and the prompt and provider of its column. */
function rowOfTable(row: unknown, testIdx: number): readonly Result[] {
  const cells = listIn(objectOf(row) ?? {}, 'outputs') ?? [];
  return cells.map((cell, promptIdx) => {
    const { text, ...rest } = objectOf(cell) ?? {};
    const response = { output: text, ...objectIn(rest, 'response') };
    return { source: { ...rest, response }, promptIdx, testIdx };
  });
}

/** The answers in promptfoo's output. Throws a `UsageError` of one sentence when there are none. */
function rowsOf(summary: Loose, name: string): readonly ImportRow[] {
  const results = resultsOf(summary);
  if (results.length === 0) throw new UsageError(`${name} is promptfoo's output, but holds no results.`);
  if (results.every(({ source }) => textOfOutput(source) === '[output stripped]')) {
    throw new UsageError(
      `The answers were left out of ${name}; run promptfoo without PROMPTFOO_STRIP_RESPONSE_OUTPUT.`,
    );
  }
  const prompts =
    listIn(summary, 'prompts') ?? listIn(objectIn(objectIn(summary, 'table') ?? {}, 'head') ?? {}, 'prompts') ?? [];
  const targets = targetsByColumn(results, prompts);
  const rows = results.map((result) =>
    rowOf(result, askedOf(result.source, prompts[result.promptIdx]), targets(result)),
  );
  return withNames(
    rows,
    results.map(({ source, promptIdx }) => labelOf(source, prompts[promptIdx])),
  );
}

/** The prompt of a result, its variables filled in; chats in JSON are taken apart. `column` is the prompt's own entry. */
function askedOf(source: Loose, column: unknown): Asked {
  const prompt = source['prompt'];
  const own = typeof prompt === 'string' ? prompt : textIn(objectIn(source, 'prompt') ?? {}, 'raw');
  const raw = own ?? textIn(objectOf(column) ?? {}, 'raw') ?? '';
  return askedByText(raw === '[prompt stripped]' ? '' : raw);
}

function rowOf(result: Result, { prompt, system, messages }: Asked, target: ImportDetails['target']): ImportRow {
  const { source } = result;
  const response = objectIn(source, 'response') ?? {};
  const ended = endOf(source, response);
  const cached = response['cached'] === true;
  const details: ImportDetails = {
    ...(target === undefined ? {} : { target }),
    ...(messages === null ? {} : { messages }),
    // Nothing was spent or waited for when an answer came out of the cache.
    usage: cached ? null : usageOf(source, response),
    latencyMs: cached ? null : amountIn(source, 'latencyMs'),
    ...(ended.outcome === 'refused' && { note: 'marked as a refusal by promptfoo' }),
    ...(cached && { cached }),
    ...(ended.error === null ? {} : { error: ended.error }),
  };
  return {
    place: `Result ${result.testIdx + 1}`,
    target: target?.id ?? 'unknown',
    text: ended.outcome === 'failed' ? '' : textOfOutput(source),
    ...{ prompt, system, condition: null, trialIndex: null, outcome: ended.outcome },
    finishReason: textIn(response, 'finishReason'),
    details,
  };
}

/** What the model said; structured output as JSON. */
function textOfOutput(source: Loose): string {
  const output = (objectIn(source, 'response') ?? {})['output'];
  if (output === undefined || output === null) return '';
  return typeof output === 'string' ? output : JSON.stringify(output);
}

/** How a result ended. An assertion that failed is promptfoo's verdict on an answer: the answer is one all the same. */
function endOf(source: Loose, response: Loose): { readonly outcome: Outcome; readonly error: TrialError | null } {
  const guardrails = objectIn(response, 'guardrails') ?? {};
  const message = textIn(response, 'error');
  if (message !== null && guardrails['flaggedInput'] === true) return failed(message, response, 'content-filter');
  if (response['isRefusal'] === true || /^content_?filter$/i.test(textIn(response, 'finishReason') ?? ''))
    return { outcome: 'refused', error: null };
  if (message !== null) return failed(message, response);
  if (textOfOutput(source).trim() !== '') return { outcome: 'completed', error: null };
  const other = textIn(source, 'error');
  // 0: no failure, 1: an assertion, 2: the call or the grading of it; absent in old files.
  const byAssertion = source['failureReason'] === 1;
  const isError = other !== null && other !== 'No output' && !byAssertion;
  return isError ? failed(other, response) : { outcome: 'empty', error: null };
}

function failed(
  message: string,
  response: Loose,
  reason: TrialError['reason'] = 'unknown',
): { readonly outcome: Outcome; readonly error: TrialError } {
  const http = objectIn(objectIn(response, 'metadata') ?? {}, 'http') ?? {};
  return { outcome: 'failed', error: failedCall(message, { reason, status: amountIn(http, 'status') }) };
}

/** Zeros stand for unknown: promptfoo fills them in where a provider counts nothing. */
function usageOf(source: Loose, response: Loose): Usage | null {
  const tokens = objectIn(response, 'tokenUsage') ?? objectIn(source, 'tokenUsage') ?? {};
  const inputTokens = amountIn(tokens, 'prompt') || null;
  const outputTokens = amountIn(tokens, 'completion') || null;
  if (inputTokens === null && outputTokens === null) return null;
  const reasoningTokens = amountIn(objectIn(tokens, 'completionDetails') ?? {}, 'reasoning') || null;
  return { inputTokens, outputTokens, ...(reasoningTokens === null ? {} : { reasoningTokens }) };
}

function labelOf(source: Loose, column: unknown): string | null {
  const prompt = objectIn(source, 'prompt') ?? objectOf(column) ?? {};
  return textIn(prompt, 'label');
}

/** Longest label of a prompt that names a condition; without one of their own, promptfoo labels prompts by their text. */
const MAX_LABEL = 60;

/** Conditions are named by the labels of their prompts when these tell them apart; else they are numbered. */
function withNames(rows: readonly ImportRow[], labels: readonly (string | null)[]): readonly ImportRow[] {
  const nameOf = new Map<string, string | null>();
  rows.forEach((row, index) => nameOf.set(contentOf(row), labels[index] ?? null));
  const names = [...nameOf.values()];
  const good = names.every((name) => name !== null && name !== '' && name.length <= MAX_LABEL && !/[\n{]/.test(name));
  const own = rows.every((row, index) => labels[index] !== row.prompt);
  if (!good || !own || new Set(names).size !== names.length || names.length < 2) return rows;
  return rows.map((row) => ({ ...row, condition: nameOf.get(contentOf(row)) ?? null }));
}

/** What promptfoo wrote; its time is the time of the evaluation. */
function imported(output: Loose, name: string): Imported {
  const summary = summaryOf(output);
  const rows = rowsOf(summary, name);
  const cached = rows.filter(({ details }) => details?.cached === true).length;
  return {
    rows,
    from: 'promptfoo',
    createdAt: textIn(summary, 'timestamp'),
    notes: [
      'The parameters of the models are not known, and promptfoo’s assertions play no part.',
      ...(cached === 0
        ? []
        : [
            `${cached} of ${rows.length} answers came out of promptfoo’s cache and may be copies of one another, which makes answers look more alike than they are: run promptfoo eval with --no-cache.`,
          ]),
    ],
    leftOut: [],
  };
}

function resultReader(): RecordReader {
  const results: Loose[] = [];
  return { take: (result) => void results.push(result), end: (name) => imported({ results }, name) };
}

/** `promptfoo eval -o FILE.json`, `-o FILE.jsonl`. */
export const promptfoo: Importer = {
  label: 'promptfoo’s output',
  extensions: ['json', 'jsonl'],
  document: { is: isOutput, read: imported },
  records: { is: isResult, reader: resultReader },
};
