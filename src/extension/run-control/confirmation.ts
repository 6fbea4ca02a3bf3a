import { limitsOf } from '../../core/design/requests.ts';
import { estimateSentence, formatUsd, type Range, type RunEstimate } from '../../core/money/estimate.ts';
import { reasonToAsk, unknownCosts } from '../../core/money/question.ts';
import type { RunHeader, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { unpricedTargets } from '../../runs/pricing.ts';
import { staysOnMachine } from '../../providers/own-machine.ts';
import type { Settings } from '../config/settings.ts';
import { LANGUAGE_MODELS } from '../models/model-spec.ts';
import { STRINGS } from '../strings.ts';

const { question, why, budget } = STRINGS.sending;

/** What is about to be sent. */
export interface ToSend {
  readonly estimate: RunEstimate;
  readonly header: RunHeader;
  /** Whether prompt and models come from a file: then every call that may cost something is confirmed. */
  readonly fromFile: boolean;
}

/** A question before something is sent. */
export interface Confirmation {
  readonly title: string;
  readonly detail: string;
  readonly button: string;
}

type Limits = Pick<Settings, 'confirmAbove' | 'confirmAboveCost' | 'budgetUsd'>;

/** What to ask before sending; `null` when it just goes. Throws a `UsageError` when a budget cannot be kept. */
export function confirmationOf(toSend: ToSend, limits: Limits): Confirmation | null {
  const { estimate, header, fromFile } = toSend;
  checkBudget(toSend, limits);
  const { calls, costUsd, isMost } = estimate;
  if (calls === 0) return null;
  const unknown = unknownCosts(estimate.unpriced, header, isFree);
  const reason = fromFile ? why.fromFile : whyAsked(estimate, unknown, limits);
  if (reason === null) return null;
  const isWhole = unknown.length === 0;
  const price = costUsd === null ? (isWhole ? '' : question.unknownCost) : priceOf(costUsd, isWhole, isMost);
  const payer = isWhole && costUsd?.high === 0 ? '' : question.payer;
  return {
    title: (isMost ? question.mostTitle : question.title)(calls, price),
    detail: `${estimateSentence(estimate, header)}${payer}\n\n${reason}`,
    button: (isMost ? question.mostButton : question.button)(calls),
  };
}

function priceOf(costUsd: Range, isWhole: boolean, isMost: boolean): string {
  if (isWhole && costUsd.high === 0) return '';
  return ` for ${roughly(costUsd, isWhole, isMost)}`;
}

/** VS Code sells its own models by other units than tokens, and asks whether an extension may use them. */
function isFree(target: Target): boolean {
  return target.provider === LANGUAGE_MODELS || staysOnMachine(target);
}

function whyAsked(estimate: RunEstimate, unknown: readonly Target[], limits: Limits): string | null {
  const { confirmAbove: calls, confirmAboveCost: costUsd } = limits;
  const reason = reasonToAsk({ ...estimate, hasUnknownCost: unknown.length > 0 }, { calls, costUsd });
  switch (reason) {
    case null:
      return null;
    case 'cost':
      return why.cost(formatUsd(costUsd));
    case 'calls':
      return why.calls(calls);
    case 'unknown':
      return why.unknown(named(unknown));
  }
}

function named([first, ...rest]: readonly Target[]): string {
  return `${first?.provider ?? ''}:${first?.model ?? ''}${rest.length === 0 ? '' : why.andMore(rest.length)}`;
}

/** A limit of money needs every price, also of models that have answered already: what they cost counts. */
function checkBudget({ header }: ToSend, { budgetUsd }: Limits): void {
  if (budgetUsd === null) return;
  if (budgetUsd <= 0) throw new UsageError(budget.invalid);
  const [unpriced] = unpricedTargets(header);
  if (unpriced === undefined) return;
  const spec = `${unpriced.provider}:${unpriced.model}`;
  const isOfFile = budgetUsd === limitsOf(header).budgetUsd;
  throw new UsageError(isOfFile ? budget.ofFile(header.design?.file, spec) : budget.ofSetting(spec));
}

/** The likely cost in a few words, for a list; the empty string when nothing is paid or no price is known. */
export function costInBrief({ calls, costUsd, unpriced, isMost }: RunEstimate): string {
  if (calls === 0 || costUsd === null) return '';
  if (unpriced.length === 0 && costUsd.high === 0) return question.free;
  return roughly(costUsd, unpriced.length === 0, isMost);
}

/** `isWhole`: no price is missing. `isMost`: less may be sent. */
function roughly({ low, high }: Range, isWhole: boolean, isMost: boolean): string {
  if (isMost && isWhole) return question.upTo(formatUsd(high));
  const [from, to] = [formatUsd(low), formatUsd(high)];
  const price = from === to ? from : question.range(from, to);
  return isWhole ? question.about(price) : question.moreThan(price);
}
