import { UsageError } from '../model/usage-error.ts';
import { askedByChat, askedByText, type Asked } from './chat.ts';
import type { Importer, RecordReader } from './importer.ts';
import { listIn, objectIn, objectOf, type Loose } from './loose.ts';
import { repliedRow, type ModelRow } from './reply.ts';
import { withModels } from './rows.ts';

/**
 * Samples of the LM Evaluation Harness (`--log_samples`): one line for each document and filter, with all repeats of its responses in
 * `resps`. Later filters repeat the same responses.
 */

function isSample(record: Loose): boolean {
  return 'doc_id' in record && Array.isArray(record['resps']);
}

/** The arguments of the document's first request: an object of `arg_0`, `arg_1`, or, in older files, a list. */
function argumentsOf(record: Loose): readonly unknown[] {
  const byName = objectIn(objectIn(record, 'arguments') ?? {}, 'gen_args_0');
  if (byName !== null) return Object.values(byName);
  const first: unknown = (listIn(record, 'arguments') ?? [])[0];
  return Array.isArray(first) ? first : [];
}

/** Requests that generate text have settings; those for likelihoods have a continuation or nothing there. */
function isGenerated(record: Loose): boolean {
  const settings = argumentsOf(record)[1];
  const first = firstResponse(record);
  // Of a continuation there are two numbers: its log likelihood, and whether it is the most likely one.
  return typeof first === 'string' && (settings === undefined ? !isRolling(record) : objectOf(settings) !== null);
}

function firstResponse(record: Loose): unknown {
  const first: unknown = (listIn(record, 'resps') ?? [])[0];
  return Array.isArray(first) ? (first as readonly unknown[])[0] : first;
}

/** A document whose likelihood was measured as a whole has its text as the only argument. */
function isRolling(record: Loose): boolean {
  return argumentsOf(record).length === 1;
}

function askedOf(record: Loose): Asked {
  const [context] = argumentsOf(record);
  if (typeof context === 'string') return askedByText(context);
  // Chats: a list of turns, or the text of one in a list.
  const list = Array.isArray(context) ? (context as readonly unknown[]) : [];
  if (typeof list[0] === 'string') return askedByText(list[0]);
  return (
    askedByChat(list) ?? {
      prompt: JSON.stringify(context ?? objectOf(record['doc']) ?? ''),
      system: null,
      messages: null,
    }
  );
}

function responsesOf(record: Loose): readonly string[] {
  return (listIn(record, 'resps') ?? []).flat(2).map((response) => {
    return typeof response === 'string' ? response : JSON.stringify(response ?? '');
  });
}

class Samples implements RecordReader {
  private readonly rows: ModelRow[] = [];
  /** By document, the filter whose lines count. */
  private readonly filters = new Map<string, unknown>();
  private repeated = 0;
  private likelihoods = 0;

  take(record: Loose, place: string): void {
    if (!isGenerated(record)) {
      this.likelihoods += 1;
      return;
    }
    const { messages, ...prompt } = askedOf(record);
    const key = JSON.stringify([record['doc_id'], prompt, messages]);
    const filter = record['filter'] ?? null;
    if (this.filters.has(key) && this.filters.get(key) !== filter) {
      this.repeated += 1;
      return;
    }
    this.filters.set(key, filter);
    const asked = { ...prompt, ...(messages !== null && { messages }) };
    for (const text of responsesOf(record)) {
      this.rows.push(repliedRow({ place, model: null, text, asked, finishReason: null, refusal: null }));
    }
  }

  end(name: string): ReturnType<RecordReader['end']> {
    if (this.rows.length === 0) {
      throw new UsageError(
        `${name} holds log likelihoods (of multiple choice or perplexity) and no text that was generated, so there are no answers in it.`,
      );
    }
    return {
      rows: withModels(this.rows),
      from: 'lm-eval samples',
      notes: [],
      leftOut: [
        ...(this.repeated > 0 ? [`${this.repeated} lines repeat the same responses under further filters.`] : []),
        ...(this.likelihoods > 0 ? [`${this.likelihoods} samples of log likelihoods hold no text.`] : []),
      ],
    };
  }
}

/** `samples_TASK_TIME.jsonl` of lm-eval. */
export const lmEval: Importer = {
  label: 'lm-eval samples',
  extensions: ['jsonl', 'json'],
  records: { is: isSample, reader: () => new Samples() },
};
