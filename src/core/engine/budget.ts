import { countedUsage, picoDollars } from '../money/amount.ts';
import { formatUsd } from '../money/estimate.ts';
import { outputLimit } from '../money/output-limit.ts';
import { knownPrice } from '../money/price-table.ts';
import { inputTokens } from '../money/tokens.ts';
import type { Parameters, Price, RunHeader, Target, Trial, Usage } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { parametersOf } from '../prompt/render.ts';

/** How a call ended, as far as money goes. */
export interface CallEnd {
  readonly usage: Usage | null;
  /** `maybe`: nothing came of the call, but the provider may charge for it (cut off, timed out). */
  readonly billed: 'yes' | 'maybe' | 'no';
}

/**
 * Keeps a run below a limit. Each call reserves the worst it can cost before it is sent and gives back, when it ends,
 * what it did not cost. As long as no call takes more than its worst case, spent + reserved is never above the limit.
 */
export interface Budget {
  /**
   * Reserves the worst case of one call. `false`: it would pass the limit, so the call must not be sent now; when a call
   * in flight ends there may be room again, and when none is in flight the budget is used up.
   */
  reserve(target: string, condition: string): boolean;
  /** Ends one reservation of that target and condition. */
  settle(target: string, condition: string, end: CallEnd): void;
  /** The target's server does not take a parameter: it is not sent any more, and limits no answer. */
  dropped(target: string, parameter: string): void;
  /** US dollars of the calls that ended, earlier parts of the run included; what may be billed counts. */
  readonly spentUsd: number;
  /** US dollars held for the calls in flight. */
  readonly reservedUsd: number;
  /** Why the last refused call was not sent, for people ("the budget of $0.50 is used up: ..."). */
  readonly note: string;
}

/** A model that costs money has no price. Shells look before they start a run, and say how to give one. */
function priceMissing(targets: readonly Target[]): UsageError {
  const models = [...new Set(targets.map(({ provider, model }) => `${provider}:${model}`))];
  const which = models.length === 1 ? `the price of ${models[0]!} is` : `the prices of ${models.join(', ')} are`;
  return new UsageError(
    `A budget cannot be kept: ${which} not known. Set what a million tokens cost, or leave the budget out.`,
  );
}

/**
 * The budget of a run of which `kept` has been sent before. Throws a `UsageError` for a limit that is none, and
 * when a target that `isPaid` has no price.
 */
export function budgetOf(
  header: RunHeader,
  kept: readonly Trial[],
  limitUsd: number,
  isPaid: (target: string) => boolean,
): Budget {
  if (!Number.isFinite(limitUsd) || limitUsd <= 0) {
    throw new UsageError(`A budget is a number of US dollars above 0, not ${String(limitUsd)}.`);
  }
  const paid = header.targets.filter(({ id }) => isPaid(id));
  const unpriced = paid.filter(({ id }) => knownPrice(header, id) === undefined);
  if (unpriced.length > 0) throw priceMissing(unpriced);
  const budget = new LimitedBudget(limitUsd);
  for (const target of paid) budget.add(new PaidTarget(target, knownPrice(header, target.id)!, header.conditions));
  for (const trial of kept) budget.keep(trial);
  return budget;
}

/**
 * Output tokens that an answer is held to have at most when nothing limits it: as many as Anthropic's API is asked for.
 * Should one take more than half of that, twice the longest one is assumed from then on.
 */
const ASSUMED_OUTPUT = 8192;

/** Whole nano-dollars (10^-9), upwards: sums of them are exact up to $9,000,000, however many calls there are. */
function nanoDollars(tokens: { readonly inputTokens: number; readonly outputTokens: number }, price: Price): number {
  return Math.ceil(picoDollars(tokens, price) / 1000);
}

/** What calls of one target can cost, and what those in flight have reserved. */
class PaidTarget {
  readonly target: Target;
  private readonly price: Price;
  /** Parameters and most input tokens by condition. */
  private readonly cells: ReadonlyMap<
    string,
    {
      readonly parameters: Parameters;
      readonly input: number;
      /** Answers of earlier calls that a call shows at most, see `Chain`, and the most tokens of what stands around one. */
      readonly shown: number;
      readonly around: number;
    }
  >;
  private readonly dropped = new Set<string>();
  /** Nano-dollars of each call in flight, by condition. */
  private readonly held = new Map<string, number[]>();
  private longest = 0;

  constructor(target: Target, price: Price, conditions: RunHeader['conditions']) {
    this.target = target;
    this.price = price;
    const cells = conditions.map((one) => {
      const parameters = parametersOf(target, one);
      const { chain } = one.rewrite ?? {};
      const shown = (chain?.length ?? 1) - 1;
      const around = chain === undefined ? 0 : inputTokens({ prompt: chain.again, system: null }, {}).most;
      return [one.id, { parameters, input: inputTokens(one, parameters).most, shown, around }] as const;
    });
    this.cells = new Map(cells);
  }

  drop(parameter: string): void {
    this.dropped.add(parameter);
  }

  /** The worst that a call can cost now, nano-dollars. */
  worst(condition: string): number {
    return nanoDollars(
      { inputTokens: this.mostInput(condition), outputTokens: this.mostOutput(condition) },
      this.price,
    );
  }

  hold(condition: string, nano: number): void {
    const held = this.held.get(condition);
    if (held) held.push(nano);
    else this.held.set(condition, [nano]);
  }

  /** Takes one reservation back, and gives its nano-dollars. */
  release(condition: string): number {
    const nano = this.held.get(condition)?.shift();
    if (nano === undefined) throw new Error(`No call of ${this.target.id} is in flight.`);
    return nano;
  }

  /** What an ended call cost, nano-dollars, when it can have cost `worst`; a count that is missing is at its worst. */
  cost(condition: string, { usage, billed }: CallEnd, worst: number): number {
    const { input, output } = countedUsage(usage);
    this.longest = Math.max(this.longest, output ?? 0);
    if (billed === 'no') return 0;
    const inputTokens = input ?? this.mostInput(condition);
    const real = nanoDollars({ inputTokens, outputTokens: output ?? this.mostOutput(condition) }, this.price);
    if (input === null || output === null) return billed === 'maybe' ? worst : Math.min(worst, real);
    return billed === 'maybe' ? Math.max(worst, real) : real;
  }

  private mostInput(condition: string): number {
    const { input = 0, shown = 0, around = 0 } = this.cells.get(condition) ?? {};
    return shown === 0 ? input : input + shown * (around + this.mostOutput(condition));
  }

  /** Whether the tokens of an answer are limited. */
  isLimited(condition: string): boolean {
    return this.limit(condition) !== null;
  }

  private limit(condition: string): number | null {
    const all = Object.entries(this.cells.get(condition)?.parameters ?? this.target.parameters);
    const parameters = Object.fromEntries(all.filter(([name]) => !this.dropped.has(name)));
    return outputLimit({ provider: this.target.provider, parameters });
  }

  /** A limit that an answer has passed is none: not every server obeys the parameter. */
  private mostOutput(condition: string): number {
    const limit = this.limit(condition);
    if (limit !== null && this.longest <= limit) return limit;
    return Math.max(ASSUMED_OUTPUT, limit ?? 0, 2 * this.longest);
  }
}

class LimitedBudget implements Budget {
  private readonly limit: number;
  private readonly targets = new Map<string, PaidTarget>();
  /** Nano-dollars. */
  private spent = 0;
  private reserved = 0;
  private refused: { readonly paid: PaidTarget; readonly condition: string; readonly worst: number } | null = null;

  constructor(limitUsd: number) {
    this.limit = Math.floor(limitUsd * 1e9);
  }

  add(paid: PaidTarget): void {
    this.targets.set(paid.target.id, paid);
  }

  /** Counts a trial of an earlier part of the run. */
  keep(trial: Trial): void {
    const paid = this.targets.get(trial.target);
    if (paid === undefined) return;
    const { condition, usage } = trial;
    const billed = trial.error === null && trial.outcome !== 'cancelled' ? 'yes' : 'maybe';
    this.spent += billedCalls(trial) * paid.cost(condition, { usage, billed }, paid.worst(condition));
  }

  reserve(target: string, condition: string): boolean {
    const paid = this.targets.get(target);
    if (paid === undefined) return true;
    const worst = paid.worst(condition);
    if (this.spent + this.reserved + worst > this.limit) {
      this.refused = { paid, condition, worst };
      return false;
    }
    paid.hold(condition, worst);
    this.reserved += worst;
    return true;
  }

  settle(target: string, condition: string, end: CallEnd): void {
    const paid = this.targets.get(target);
    if (paid === undefined) return;
    const worst = paid.release(condition);
    this.reserved -= worst;
    this.spent += paid.cost(condition, end, worst);
  }

  dropped(target: string, parameter: string): void {
    this.targets.get(target)?.drop(parameter);
  }

  get spentUsd(): number {
    return this.spent / 1e9;
  }

  get reservedUsd(): number {
    return this.reserved / 1e9;
  }

  get note(): string {
    const budget = `the budget of ${formatUsd(this.limit / 1e9)}`;
    if (this.refused === null || this.spent >= this.limit) return `${budget} is used up`;
    const { paid, condition, worst } = this.refused;
    const why = paid.isLimited(condition) ? '' : ', as no limit is set for its tokens';
    const next = `one answer of ${paid.target.label} could cost ${formatUsd(worst / 1e9)}${why}`;
    if (this.spent === 0) return `${budget} is too small: ${next}`;
    return `${budget} is used up: ${formatUsd(this.spent / 1e9)} counts as spent, and ${next}`;
  }
}

/**
 * Calls of a settled trial that were billed, or may have been. Which of its other calls were is not known any more: calls
 * that a server refused cost nothing, and most that broke off had not reached it.
 */
function billedCalls({ source, outcome, error, attempts }: Trial): number {
  if (source !== 'live' && source !== 'batch') return 0;
  if (outcome === 'cancelled') return Math.min(1, attempts);
  if (outcome !== 'failed') return 1;
  return error?.reason === 'timeout' ? attempts : 0;
}
