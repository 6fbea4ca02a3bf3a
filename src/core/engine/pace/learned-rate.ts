import { Empties } from './empties.ts';
import { Gate } from './gate.ts';
import type { PacedCall } from './reply.ts';

/** A server whose limit is not known is taken to let through at once what it allows in this time, ms. */
const BURST_MS = 1000;
/** Rates are kept by the second or by the minute: a server that asks for a longer wait says nothing of a rate, ms. */
const LONGEST_FLOW_MS = 60_000;
/** Calls by which we stay behind what the server must have: networks bring calls in a hair too early. */
const CUSHION = 1;
/** Calls that are sent on top of what the server must have, to see whether there is a limit where we believe it. */
const PROBE = 1;
/** Refused calls that leave no doubt that there is a limit. */
const SURE = 3;
/** By how much a rate grows at each probe that is answered. */
const GROWTH = 1.5;
/** By how much a rate shrinks when it was a little too high. */
const LESS = 0.98;
/** Ms until a learnt rate is probed; twice as long each time that it was right, up to the longest. */
const FIRST_PROBE_MS = 3000;
const LONGEST_PROBE_MS = 30_000;
/** A rate that has held nothing back for so long while it was probed is none, ms. */
const SLACK_MS = 3000;
/** A refused call that stands alone so soon after the last one tells nothing about a rate, ms. */
const CALM_MS = 1500;

/** A few calls on top, and what became of them. */
interface Probe {
  /** `guess`: whether there is a limit at all; `explore`: whether a known one is still there. */
  readonly kind: 'guess' | 'explore';
  readonly atMs: number;
  /** The first call of the probe, and the last one; `null` while it is not sent. */
  readonly fromSeq: number;
  untilSeq: number | null;
  /** Calls of the probe that are out. */
  open: number;
  passed: number;
}

/** What a server that limits asked for. */
export interface LimitWait {
  /** Whether the call was sent after the last pause. */
  readonly isNew: boolean;
  /** When the lane goes on, monotonic ms. */
  readonly untilMs: number;
  /** Ms that the server asked to wait; `null` when it did not say. */
  readonly askedMs: number | null;
}

/**
 * The rate of a server that does not tell it. Between two moments at which its bucket was empty, the calls it took are
 * what flowed in: their number over the time is its rate. Before there are two, the rate is guessed: what it took so
 * far over the time until it wants to be asked again. From time to time a few calls on top show whether the limit is
 * still where it was.
 */
export class LearnedRate {
  private readonly empties = new Empties();
  private gate: Gate | null = null;
  /** Calls a second; `null`: no limit is known. */
  private base: number | null = null;
  private probe: Probe | null = null;
  private sure = false;
  /** Where the rate was when it began to grow; `null` when it was corrected since. */
  private grewFrom: { readonly perSecond: number; readonly seq: number; readonly ms: number } | null = null;
  private probeAtMs = 0;
  private probeEveryMs = FIRST_PROBE_MS;
  /** When the rate was last corrected, monotonic ms. */
  private correctedMs = 0;
  private lastSeq = 0;

  /** Calls a second, at most; `null` while no limit is known. */
  get perSecond(): number | null {
    return this.base;
  }

  /** Calls that came back since a first guess is tried; `null` when the rate is none. */
  get tried(): number | null {
    return this.probe?.kind === 'guess' ? this.probe.passed : null;
  }

  /** Whether the call goes to see whether a guess is a limit. */
  tries(call: PacedCall): boolean {
    return this.probe?.kind === 'guess' && call.seq >= this.probe.fromSeq;
  }

  /** Whether the call goes to see whether a known limit is still there. */
  explores(call: PacedCall): boolean {
    return this.probe?.kind === 'explore' && call.seq >= this.probe.fromSeq;
  }

  readyAtMs(now: number): number {
    const { probe } = this;
    if (this.gate === null) return now;
    if (probe === null && now >= this.probeAtMs) this.begin('explore', now);
    if (probe !== null && probe.untilSeq === null && now - probe.atMs > SLACK_MS) this.forget();
    return this.gate === null ? now : this.gate.readyAtMs(now);
  }

  /** Monotonic ms of the next call from `now` on, if nothing more is learnt until then. */
  forecastMs(now: number): number {
    return this.gate?.forecastMs(now) ?? now;
  }

  sent(call: PacedCall): void {
    this.lastSeq = call.seq;
    this.empties.sent(call);
    const { probe, gate } = this;
    if (gate === null) return;
    gate.take(call.startedMs);
    if (probe === null || probe.untilSeq !== null) return;
    probe.open++;
    // All that the rate allows is out, and what comes on top of it: now the server has to show its limit.
    if (gate.readyAtMs(call.startedMs) <= call.startedMs) return;
    probe.untilSeq = call.seq;
    if (probe.kind === 'explore' || !this.sure) gate.hold(CUSHION);
  }

  /** Takes in that a call came back without being refused; whether that proved that there is no limit. */
  passed({ seq }: PacedCall, now: number): boolean {
    const { probe } = this;
    if (probe === null || seq < probe.fromSeq || (probe.untilSeq !== null && seq > probe.untilSeq)) return false;
    probe.open--;
    probe.passed++;
    if (probe.open > 0 || probe.untilSeq === null) return false;
    if (probe.kind === 'guess') return this.guessPassed(now);
    this.grewFrom ??= { perSecond: this.base!, seq: probe.fromSeq, ms: probe.atMs };
    this.base! *= GROWTH;
    this.begin('explore', now);
    return false;
  }

  private guessPassed(now: number): boolean {
    if (!this.sure) {
      this.forget();
      return true;
    }
    this.probe = null;
    this.waitToProbe(now);
    return false;
  }

  /** A call was refused, and nobody knows yet whether that is a limit. */
  note(call: PacedCall): void {
    this.empties.found(call, true);
  }

  /** Refused calls keep standing between answered ones: what was taken between two of them is the rate. */
  know(first: PacedCall, last: PacedCall, refused: number, now: number): void {
    const ms = Math.max(1, last.startedMs - first.startedMs);
    this.empties.found(last, true);
    this.sure = true;
    this.grewFrom = null;
    this.settleAt((1000 * Math.max(1, last.seq - first.seq - refused)) / ms, -CUSHION, now);
    this.waitToProbe(now);
  }

  /** A refused call beside answered ones, while a rate is known: the rate is a little too high. */
  tighten(call: PacedCall, now: number): void {
    const { empties, probe } = this;
    if (probe === null && now - this.correctedMs < CALM_MS) return empties.skip();
    empties.found(call, true);
    if (probe !== null) this.confirm(now);
    else this.gate!.hold(CUSHION);
    this.base = this.corrected(call, probe === null ? LESS : 1);
    this.gate!.goAt(this.base, now);
    this.correctedMs = now;
  }

  /** A limit showed itself, or more of one: `wait.isNew` tells. */
  limit(call: PacedCall, { isNew, untilMs, askedMs }: LimitWait): void {
    const { empties } = this;
    empties.found(call, isNew);
    const fullMs = Math.min(LONGEST_FLOW_MS, Math.max(BURST_MS, askedMs ?? BURST_MS));
    const { ms, shadow } = empties.pause(untilMs, fullMs, this.lastSeq);
    this.sure ||= empties.together >= SURE || empties.isMeasured;
    if (this.probe?.kind === 'explore') this.confirm(untilMs);
    const isKnown = this.base !== null && empties.isMeasured;
    const rate = isKnown ? this.corrected(call, 1) : empties.within(empties.guess(BURST_MS, fullMs));
    // What was sent after that moment, before anybody knew, is taken out as well.
    this.settleAt(rate, -CUSHION - shadow, ms);
    this.correctedMs = untilMs;
    if (empties.isMeasured) this.waitToProbe(untilMs);
    else this.begin('guess', untilMs);
    // When the server named the time, it is asked at that time.
    if (askedMs !== null) this.gate!.ensureOne(untilMs);
  }

  /** A server that has answered nothing for a while is asked once when its pause ends, however slow it was. */
  askOnce(atMs: number): void {
    this.gate?.ensureOne(atMs);
  }

  /** It answers again: what was learnt while it did not is probed at once. */
  hurry(now: number): void {
    this.probeEveryMs = FIRST_PROBE_MS;
    this.probeAtMs = now;
  }

  /** The rate after a refused call, at most `by` of what it was unless that is less than the server took. */
  private corrected(call: PacedCall, by: number): number {
    const { grewFrom, empties } = this;
    const base = this.base!;
    this.grewFrom = null;
    if (grewFrom === null) return empties.within(base * by);
    // What it took while the rate grew may be what had gathered in its bucket before; more than that is a higher rate.
    const allowed = grewFrom.perSecond * ((call.startedMs - grewFrom.ms + BURST_MS) / 1000) + PROBE;
    if (call.seq - grewFrom.seq > allowed) {
      empties.forget();
      return base / GROWTH;
    }
    return Math.max(grewFrom.perSecond, empties.least);
  }

  private settleAt(perSecond: number, level: number, atMs: number): void {
    this.base = perSecond;
    this.gate = new Gate({ perSecond, burst: (perSecond * BURST_MS) / 1000, level, atMs });
    this.probe = null;
  }

  private begin(kind: Probe['kind'], atMs: number): void {
    this.probe = { kind, atMs, fromSeq: this.lastSeq + 1, untilSeq: null, open: 0, passed: 0 };
    this.gate!.goAt(this.base!, atMs);
    // That a sure limit is there needs no call on top.
    if (kind === 'explore' || !this.sure) this.gate!.top(CUSHION, PROBE);
  }

  /** A probe has found the limit where it was. */
  private confirm(now: number): void {
    this.probeEveryMs = Math.min(LONGEST_PROBE_MS, this.probeEveryMs * 2);
    this.probe = null;
    this.waitToProbe(now);
  }

  private waitToProbe(now: number): void {
    this.probeAtMs = now + this.probeEveryMs;
  }

  /** No limit is known any more. */
  private forget(): void {
    this.base = null;
    this.gate = null;
    this.probe = null;
    this.sure = false;
    this.grewFrom = null;
    this.probeEveryMs = FIRST_PROBE_MS;
    this.empties.forget();
  }
}
