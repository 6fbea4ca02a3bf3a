import type { Outcome, TrialError, Usage } from '../model/run.ts';
import { amountIn, type Loose } from './loose.ts';
import { rowWith, type ImportRow } from './rows.ts';

/** Rows of the replies of model servers, as files hold them. */

/** A row whose target is still a model's name, `null` where the file does not name it (see `withModels`). */
export type ModelRow = Omit<ImportRow, 'target'> & { readonly model: string | null };

/** What was read out of a reply. */
export interface Reply {
  readonly place: string;
  readonly model: string | null;
  readonly text: string;
  readonly finishReason: string | null;
  /** Why the answer was withheld, in plain words; `null` when it was not. */
  readonly refusal: string | null;
  readonly usage?: Usage | null;
  readonly asked?: Partial<
    Pick<ImportRow, 'prompt' | 'system'> & { messages: NonNullable<ImportRow['details']>['messages'] }
  >;
}

/** The row of a reply: refused, empty or an answer. */
export function repliedRow({ place, model, text, finishReason, refusal, usage, asked = {} }: Reply): ModelRow {
  const outcome: Outcome = refusal !== null ? 'refused' : text.trim() === '' ? 'empty' : 'completed';
  const { target: _, ...row } = rowWith({ place, target: '', text });
  const { messages, ...prompt } = asked;
  return {
    ...{ ...row, ...prompt, model, outcome, finishReason },
    details: {
      usage: usage ?? null,
      ...(refusal !== null && { note: refusal }),
      ...(messages !== undefined && { messages }),
    },
  };
}

/** The row of a request that got no answer. */
export function failedRow(
  place: string,
  error: TrialError,
  known: Partial<Pick<Reply, 'model' | 'asked'>> & { readonly outcome?: 'failed' | 'cancelled' } = {},
): ModelRow {
  const row = repliedRow({ place, text: '', finishReason: null, refusal: null, model: null, ...known });
  const outcome = known.outcome ?? 'failed';
  return { ...row, outcome, details: { ...row.details, error } };
}

/** Tokens under the first of these names that is there; `null` where none is. */
export function usageIn(
  usage: Loose | null,
  names: { readonly input: readonly string[]; readonly output: readonly string[] },
): Usage | null {
  const first = (keys: readonly string[]) =>
    keys.reduce<number | null>((found, key) => found ?? amountIn(usage ?? {}, key), null);
  const [inputTokens, outputTokens] = [first(names.input), first(names.output)];
  return inputTokens === null && outputTokens === null ? null : { inputTokens, outputTokens };
}

/** Said of files that hold answers and no prompts. */
export const NO_PROMPTS = 'The file does not hold the prompts, so all its requests count as one prompt.';
