import { backoffMs } from '../retry.ts';
import { Gate } from './gate.ts';
import { LearnedRate } from './learned-rate.ts';
import { LimitHints } from './limit-hints.ts';
import { Opening } from './opening.ts';
import type { PacedCall, Reply } from './reply.ts';
import { Suspicion } from './suspicion.ts';

/** A pause of our own choice is at least this long, ms; jitter and further refusals only make it longer. */
const LEAST_PAUSE_MS = 500;
/** So many calls go ahead when a first one was refused, and the others follow when they are answered. */
const CANARIES = 2;
/** This many lone refused calls within so many calls are a limit that the lane is only a little above. */
const LONE = 3;
const LONE_WITHIN = 40;
/** A server that has answered nothing for so long has not become slow, but is out, ms. */
const OUT_MS = 3000;
/** Most calls at once under a rate that a person set: what it allows in this time, s. */
const SET_BURST = 0.2;

/** What the pace of a lane depends on. */
export interface PaceOptions {
  /** Most calls in flight, an integer of at least 1. */
  readonly concurrency: number;
  /** Calls that the lane has to send. */
  readonly calls: number;
  /** Most calls a second, as a person set it, above 0; `null`: no such limit. */
  readonly ratePerSecond: number | null;
  readonly random: () => number;
}

/**
 * When the next call of a lane may go: not before the server wants it, not faster than the server is known or was found
 * to take it, and not faster than a person allows. Sends nothing itself.
 */
export class Pace {
  private readonly options: PaceOptions;
  private readonly opening: Opening;
  private readonly hints = new LimitHints();
  private readonly learned = new LearnedRate();
  private readonly suspicion = new Suspicion();
  private readonly set: Gate | null;
  private readonly sentByGroup = new Map<string, number>();
  private seq = 0;
  private inFlight = 0;
  private untilMs = 0;
  /** The last call that had been sent when the lane was last told to pause; refusals up to it are part of that. */
  private limitSeq = 0;
  /** The last call before those that go ahead alone, to see whether a refused one was; `null`: nobody does. */
  private canarySeq: number | null = null;
  /** Answers to calls that went ahead. */
  private canaries = 0;
  /** Answers to calls after it. */
  private answered = 0;
  /** When the last one came, or the first call went; monotonic ms. */
  private answeredMs = 0;
  /** Pauses in a row without an answer in between. */
  private pauses = 0;
  /** Until when the refused calls wait that may be part of a limit, monotonic ms. */
  private loneUntilMs = 0;
  private lone: PacedCall[] = [];

  constructor(options: PaceOptions) {
    const { concurrency, calls, ratePerSecond } = options;
    this.options = options;
    this.opening = new Opening(concurrency, calls);
    const burst = Math.max(1, Math.floor((ratePerSecond ?? 0) * SET_BURST));
    this.set = ratePerSecond === null ? null : new Gate({ perSecond: ratePerSecond, burst, level: burst, atMs: 0 });
  }

  /** Most calls in flight now, at least 1. */
  get window(): number {
    const { window, first } = this.opening;
    const { tried } = this.learned;
    if (this.canarySeq !== null) return Math.min(window, CANARIES);
    // A guess is first tried with few.
    return tried !== null && tried < first ? Math.min(window, first) : window;
  }

  /** When the pause that the server was granted ends, monotonic ms; in the past when there is none. */
  get pausedUntilMs(): number {
    return this.untilMs;
  }

  /** Monotonic ms of the next call that may go, whatever its group; not after `now` when one may go now. */
  readyAtMs(now: number): number {
    if (now < this.untilMs) return this.untilMs;
    const ready = Math.max(this.opening.readyAtMs(now), this.learned.readyAtMs(now));
    return this.set === null ? ready : Math.max(ready, this.set.readyAtMs(now));
  }

  /** The same for calls of one group alone. */
  groupReadyAtMs(group: string, now: number): number {
    return this.hints.readyAtMs(group, now);
  }

  /** Monotonic ms when a group's next call goes if nothing more is heard until then: after the pause, and at its pace. */
  forecastMs(group: string, now: number): number {
    const from = Math.max(now, this.untilMs);
    const ready = Math.max(this.learned.forecastMs(from), this.hints.readyAtMs(group, now));
    return this.set === null ? ready : Math.max(ready, this.set.forecastMs(from));
  }

  /** Calls a second that a group may make for ever, learnt or set; `null` while nothing limits it. */
  perSecond(group: string, now: number): number | null {
    const rates = [this.learned.perSecond, this.hints.perSecond(group, now), this.options.ratePerSecond];
    const known = rates.filter((rate) => rate !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  /** Notes that a call goes now. */
  send(group: string, now: number): PacedCall & { readonly groupSeq: number } {
    const groupSeq = (this.sentByGroup.get(group) ?? 0) + 1;
    this.sentByGroup.set(group, groupSeq);
    if (this.seq === 0) this.answeredMs = now;
    const call = { seq: ++this.seq, group, groupSeq, startedMs: now };
    this.inFlight++;
    this.opening.sent(call);
    this.learned.sent(call);
    this.set?.take(now);
    this.hints.sent(call);
    return call;
  }

  /** Takes in how a call ended. */
  settled(call: PacedCall & { readonly groupSeq: number }, reply: Reply, now: number): void {
    this.inFlight--;
    this.opening.settled(call, reply.kind === 'answered', this.inFlight, now);
    this.hints.settled(call, reply, this.sentByGroup.get(call.group)! - call.groupSeq, now);
    if (reply.kind === 'limited') return this.refused(call, reply.retryAfterMs, now);
    if (this.learned.passed(call, now)) this.opening.end();
    if (reply.kind !== 'answered') return;
    this.suspicion.answer(call);
    if (!this.suspicion.isOpen) this.loneUntilMs = 0;
    if (this.canarySeq !== null && call.seq > this.canarySeq && ++this.canaries >= CANARIES) this.canarySeq = null;
    if (call.seq > this.limitSeq) {
      this.answered++;
      if (this.isOut(now)) this.learned.hurry(now);
      this.answeredMs = now;
      this.pauses = 0;
    }
  }

  private refused(call: PacedCall, askedMs: number | null, now: number): void {
    const untilMs = now + (askedMs ?? 0);
    if (call.seq <= this.limitSeq) return this.limit(call, askedMs, untilMs, now);
    // It was to show its limit right now, or has answered nothing since the last time.
    const isCertain = this.learned.tries(call) || (this.pauses > 0 && this.answered === 0);
    if (isCertain || (!this.learned.explores(call) && this.suspicion.refuse(call))) {
      return this.limit(call, askedMs, Math.max(untilMs, this.loneUntilMs), now);
    }
    this.loneUntilMs = Math.max(this.loneUntilMs, untilMs);
    this.standsAlone(call, now);
  }

  private standsAlone(call: PacedCall, now: number): void {
    if (this.learned.perSecond !== null) return this.learned.tighten(call, now);
    if (!this.opening.proven) {
      this.learned.note(call);
      this.canarySeq = this.seq;
      this.canaries = 0;
      return;
    }
    this.lone = [...this.lone, call].slice(-LONE);
    const [first] = this.lone;
    const isOften = this.lone.length === LONE && call.seq - first!.seq <= LONE_WITHIN;
    if (isOften) this.learned.know(first!, call, LONE - 1, now);
  }

  /** The server limits the lane: everybody waits as long as it asked, and the rate is learnt. */
  private limit(call: PacedCall, askedMs: number | null, untilMs: number, now: number): void {
    const isNew = call.seq > this.limitSeq;
    if (isNew) {
      this.pauses++;
      this.answered = 0;
      this.limitSeq = this.seq;
      this.lone = [];
      this.suspicion.forget();
      this.canarySeq = null;
    }
    const own = isNew && askedMs === null ? this.ownPauseMs() : 0;
    this.untilMs = Math.max(this.untilMs, untilMs, now + own);
    this.learned.limit(call, { isNew, untilMs: this.untilMs, askedMs });
    if (this.isOut(now)) this.learned.askOnce(this.untilMs);
  }

  /** Whether the server has answered nothing for a while, although it was asked more than once. */
  private isOut(now: number): boolean {
    return this.pauses > 1 && now - this.answeredMs > OUT_MS;
  }

  private ownPauseMs(): number {
    return LEAST_PAUSE_MS + backoffMs(this.pauses, this.options.random);
  }
}
