import { limitsOf } from '../../core/design/requests.ts';
import { estimateSentence, formatUsd, type Range, type RunEstimate } from '../../core/money/estimate.ts';
import { reasonToAsk, unknownCosts } from '../../core/money/question.ts';
import type { RunHeader, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { unpricedTargets } from '../../runs/pricing.ts';
import { staysOnMachine } from '../../providers/own-machine.ts';
import type { Settings } from '../config/settings.ts';
import { LANGUAGE_MODELS } from '../models/model-spec.ts';

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
  const { calls, costUsd } = estimate;
  if (calls === 0) return null;
  const unknown = unknownCosts(estimate.unpriced, header, isFree);
  const reason = fromFile
    ? 'The prompt and the models come from a file, so every call is confirmed.'
    : whyAsked(estimate, unknown, limits);
  if (reason === null) return null;
  const count = counted(calls);
  const isWhole = unknown.length === 0;
  const price = costUsd === null ? (isWhole ? '' : ' at an unknown cost') : priceOf(costUsd, isWhole);
  const payer = isWhole && costUsd?.high === 0 ? '' : ' It is paid by whoever owns the key.';
  return {
    title: `Send ${count}${price}?`,
    detail: `${estimateSentence(estimate, header)}${payer}\n\n${reason}`,
    button: `Send ${count}`,
  };
}

function priceOf(costUsd: Range, isWhole: boolean): string {
  if (isWhole && costUsd.high === 0) return '';
  return ` for ${isWhole ? 'about' : 'more than'} ${upTo(costUsd)}`;
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
      return `Above ${formatUsd(costUsd)} a probe is confirmed (the setting convergenceProbe.confirmAboveCost).`;
    case 'calls':
      return `Above ${counted(calls)} a probe is confirmed (the setting convergenceProbe.confirmAbove).`;
    case 'unknown':
      return `An unknown cost is confirmed: set the price of ${named(unknown)} in convergenceProbe.prices (0 for a server of your own) to go without.`;
  }
}

function named([first, ...rest]: readonly Target[]): string {
  const others = rest.length === 0 ? '' : rest.length === 1 ? ' and one more' : ` and ${rest.length} more`;
  return `${first?.provider ?? ''}:${first?.model ?? ''}${others}`;
}

/** A limit of money needs every price, also of models that have answered already: what they cost counts. */
function checkBudget({ header }: ToSend, { budgetUsd }: Limits): void {
  if (budgetUsd === null) return;
  if (budgetUsd <= 0) {
    throw new UsageError(
      'The setting convergenceProbe.budget must be a number of US dollars above 0, or null for no limit.',
    );
  }
  const [unpriced] = unpricedTargets(header);
  if (unpriced === undefined) return;
  const isOfFile = budgetUsd === limitsOf(header).budgetUsd;
  const whose = isOfFile
    ? `The budget of ${header.design?.file ?? 'the probe file'}`
    : 'The setting convergenceProbe.budget';
  const without = isOfFile ? 'run the file without its budget' : 'set the budget to null';
  throw new UsageError(
    `${whose} needs the price of ${unpriced.provider}:${unpriced.model}; set it in convergenceProbe.prices (0 for a server of your own), or ${without}.`,
  );
}

/** The likely cost in a few words, for a list; the empty string when nothing is paid or no price is known. */
export function costInBrief({ calls, costUsd, unpriced }: RunEstimate): string {
  if (calls === 0 || costUsd === null) return '';
  if (unpriced.length === 0 && costUsd.high === 0) return 'free';
  return `${unpriced.length > 0 ? 'more than' : 'about'} ${upTo(costUsd)}`;
}

function upTo({ low, high }: Range): string {
  const [from, to] = [formatUsd(low), formatUsd(high)];
  return from === to ? from : `${from} to ${to}`;
}

function counted(calls: number): string {
  return `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`;
}
