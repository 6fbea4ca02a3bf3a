import type { Condition, Parameters, Target, TrialError } from '../model/run.ts';
import type { CompletionRequest, Hasher, Provider } from '../ports.ts';
import { requestDigest } from './digest.ts';
import { withEarlier } from '../prompt/chain.ts';
import { parametersOf, render } from '../prompt/render.ts';

/** A trial that has not settled. */
export interface TrialTask {
  readonly condition: Condition;
  readonly trialIndex: number;
  /** Calls made, retries included. */
  attempts: number;
  /** Calls that count against the limit of attempts. */
  strikes: number;
  /** How many trials of the lane had been answered when the server last asked this one to wait; -1: never. */
  answeredBefore: number;
  settled: boolean;
  /** Which call of the target its last one is: 1, 2, ... */
  call: number;
  /** Ends the call in flight; `null` when there is none. */
  controller: AbortController | null;
}

/** A task of this trial, not sent yet. */
export function freshTask(condition: Condition, trialIndex: number): TrialTask {
  return {
    condition,
    trialIndex,
    attempts: 0,
    strikes: 0,
    answeredBefore: -1,
    settled: false,
    call: 0,
    controller: null,
  };
}

/** What a target begins with. */
export interface TargetStart {
  readonly target: Target;
  readonly provider: Provider;
  readonly wanted: number;
  readonly tasks: readonly TrialTask[];
  /** Of the trials that were settled before. */
  readonly failed: number;
  /** Conditions that were answered before. */
  readonly answered: Iterable<string>;
  /** Seed of the run. */
  readonly seed: number;
}

/** Refusals in a row, without any answer before, that make a cell hopeless: the server takes none of its calls. */
const HOPELESS = 3;
/** Calls in a row of which nothing was heard, without any answer before, that make a server dead when one was a trial's second. */
const DEAD = 15;

/** How many trials of a target are where, and what was learnt about it during the run. */
export class TargetState {
  readonly target: Target;
  readonly provider: Provider;
  readonly wanted: number;
  readonly tasks: readonly TrialTask[];
  settled: number;
  failed: number;
  inFlight = 0;
  /** Calls made. */
  calls = 0;
  /** Why nothing more is sent; `null` while there is no such reason. */
  stop: TrialError | null = null;
  /** The last thing that went wrong. */
  lastError: TrialError | null = null;
  /** Conditions with an answer. */
  private readonly answered: Set<string>;
  /** By condition: calls refused in a row before any answer. */
  private readonly refusals = new Map<string, number>();
  /** By condition: why none of its trials is sent any more. */
  private readonly cellStops = new Map<string, TrialError>();
  /** Calls in a row of which nothing was heard, before any answer of this part of the run; `null` after one. */
  private unheard: number | null = 0;
  private readonly dropped = new Set<string>();
  private readonly digests = new Map<string, string>();
  private readonly seed: number;

  constructor({ target, provider, wanted, tasks, failed, answered, seed }: TargetStart) {
    this.target = target;
    this.provider = provider;
    this.wanted = wanted;
    this.tasks = tasks;
    this.settled = wanted - tasks.length;
    this.failed = failed;
    this.answered = new Set(answered);
    this.seed = seed;
  }

  /** What a trial of this condition sends: what was asked for, without what the server does not take, and what the API demands besides. */
  parameters(condition: Condition): Parameters {
    const kept = Object.entries(this.requested(condition)).filter(([name]) => !this.dropped.has(name));
    return { ...this.provider.defaults?.(this.target.model), ...Object.fromEntries(kept) };
  }

  /** What the user asked for in a trial of this condition. */
  requested(condition: Condition): Parameters {
    return parametersOf(this.target, condition);
  }

  /** Leaves a parameter out from now on. Whether a call of this condition that was sent with `sent` is another one then. */
  drop(parameter: string, condition: Condition, sent: Parameters): boolean {
    if (!Object.hasOwn(sent, parameter)) return false;
    this.dropped.add(parameter);
    return this.parameters(condition)[parameter] !== sent[parameter];
  }

  /** The values that stand in what a trial sends. */
  variables({ condition, trialIndex }: TrialTask): Readonly<Record<string, string>> {
    return render(condition, { seed: this.seed, target: this.target.id, trialIndex }).variables;
  }

  /** `earlier`: what was answered before in the trial's chain; empty where there is none. */
  request({ condition, trialIndex }: TrialTask, earlier: readonly string[]): CompletionRequest {
    const chain = condition.rewrite?.chain;
    const { system, messages } = render(condition, { seed: this.seed, target: this.target.id, trialIndex });
    return {
      model: this.target.model,
      system,
      messages: chain === undefined ? messages : withEarlier(messages, chain, earlier),
      parameters: this.parameters(condition),
      trialIndex,
      condition: condition.id,
      seed: this.seed,
    };
  }

  /** Digest of a request. Without shuffled lists and chains few differ within a target, so each of those is computed once. */
  digest(request: CompletionRequest, { shuffled, rewrite }: Condition, hasher: Hasher): string {
    const { model, system, messages, parameters } = request;
    const compute = () =>
      requestDigest({ provider: this.target.provider, model, system, messages, parameters }, hasher);
    if ((shuffled !== undefined && shuffled.length > 0) || rewrite?.chain !== undefined) return compute();
    const name = `${request.condition}\n${JSON.stringify(parameters)}`;
    const digest = this.digests.get(name) ?? compute();
    this.digests.set(name, digest);
    return digest;
  }

  /** Why a trial of this condition is not sent any more; `null` when it is. */
  stopOf(condition: string): TrialError | null {
    return this.stop ?? this.cellStops.get(condition) ?? null;
  }

  /** Takes in that a call of this condition was answered. */
  noteAnswer(condition: string): void {
    this.answered.add(condition);
    this.unheard = null;
  }

  /** Takes in that a call failed; `isSilence`: nothing was heard of the server. */
  noteFailure(isSilence: boolean): void {
    if (this.unheard !== null) this.unheard = isSilence ? this.unheard + 1 : 0;
  }

  /** Whether the server has never been heard in so many calls that no other need be sent. */
  get isDead(): boolean {
    return this.unheard !== null && this.unheard >= DEAD;
  }

  /** Whether nothing but failed calls has come of it so far. */
  get isUnheard(): boolean {
    return this.unheard !== null && this.unheard > 0;
  }

  /**
   * Takes in that a call was refused for what it asks, so that asking again cannot help. Whether that makes its cell
   * hopeless: then none of its trials needs to be sent. `isFirst`: no call that was sent before is still out. Refusals
   * are quicker than answers.
   */
  noteRefusal(condition: string, error: TrialError, isFirst: boolean): boolean {
    if (this.answered.has(condition) || this.cellStops.has(condition)) return false;
    const refusals = (this.refusals.get(condition) ?? 0) + 1;
    this.refusals.set(condition, refusals);
    if (refusals < HOPELESS || !isFirst) return false;
    this.cellStops.set(condition, error);
    return true;
  }

  /** Ends a row of refusals: something else came back, and it was no answer. */
  noteOther(condition: string): void {
    this.refusals.delete(condition);
  }

  /** Whether every cell with trials left is hopeless. */
  get isHopeless(): boolean {
    return this.tasks.every((task) => task.settled || this.cellStops.has(task.condition.id));
  }
}
