import type { LimitHint } from '../../ports.ts';
import type { PacedCall, Reply } from './reply.ts';
import { ToldLimit } from './told-limit.ts';

/** Weight of a call in the mean of the tokens that calls use. */
const NEWEST = 0.1;

/** The limits of one model: servers keep them apart. */
class Group {
  readonly requests = new ToldLimit();
  readonly tokens = new ToldLimit();
}

/**
 * What a server tells of its limits beside its replies: how many calls or tokens are left, and when all will be there
 * again. Only paces the calls to come. Tokens count by the mean that the calls of this lane used.
 */
export class LimitHints {
  private readonly groups = new Map<string, Group>();
  /** Mean tokens of a call; `null` while no answer told them. */
  private mean: number | null = null;

  sent(call: PacedCall): void {
    const group = this.groups.get(call.group);
    if (group === undefined) return void this.groups.set(call.group, new Group());
    group.requests.spend(1, call);
    if (this.mean !== null) group.tokens.spend(this.mean, call);
  }

  /** `since`: how many calls of the group were sent after this one. */
  settled(call: PacedCall, { limits, tokens }: Reply, since: number, now: number): void {
    if (tokens !== null && tokens > 0) {
      this.mean = this.mean === null ? tokens : this.mean + (tokens - this.mean) * NEWEST;
    }
    const group = this.groups.get(call.group);
    if (group === undefined) return;
    const requests = tightest(limits, 'requests');
    if (requests === null) group.requests.forget(call);
    else group.requests.report(requests, call, since, now);
    const left = tightest(limits, 'tokens');
    if (left === null || this.mean === null) group.tokens.forget(call);
    else group.tokens.report(left, call, since * this.mean, now);
  }

  /** Monotonic ms of the next call of a group that may go, as far as the server's words go. */
  readyAtMs(name: string, now: number): number {
    const group = this.groups.get(name);
    if (group === undefined) return now;
    const requests = group.requests.readyAtMs(1, now);
    return this.mean === null ? requests : Math.max(requests, group.tokens.readyAtMs(this.mean, now));
  }

  /** Calls a second that the server's words allow for ever; `null` when they hold nothing back now. */
  perSecond(name: string, now: number): number | null {
    const group = this.groups.get(name);
    if (group === undefined) return null;
    const requests = group.requests.perSecond(1, now);
    const tokens = this.mean === null ? null : group.tokens.perSecond(this.mean, now);
    return requests === null || tokens === null ? (requests ?? tokens) : Math.min(requests, tokens);
  }
}

/** Of several limits of one unit, the one that has least left. */
function tightest(limits: readonly LimitHint[], unit: LimitHint['unit']): LimitHint | null {
  let found: LimitHint | null = null;
  for (const hint of limits) {
    if (hint.unit === unit && (found === null || share(hint) < share(found))) found = hint;
  }
  return found;
}

function share({ remaining, limit }: LimitHint): number {
  return limit === null || limit <= 0 ? remaining : remaining / limit;
}
