/** How a completion request ended, as its server saw it. */
export type RequestEnd =
  /** A good answer, handed to the operating system to its last byte. */
  | 'answered'
  /** Turned away by the limit. */
  | 'rejected'
  /** Another status or another body than asked for, sent in full. */
  | 'failed'
  /** Reset or cut off by the server. */
  | 'broken'
  /** The client hung up before the reply was sent. */
  | 'left'
  /** Still open. */
  | 'open';

/** One completion request with its times, in monotonic ms of the server's process. */
export interface RequestLog {
  readonly index: number;
  readonly atMs: number;
  /** When the reply was sent in full, or the connection ended; `null` while it is open. */
  readonly endedMs: number | null;
  /** The status of the reply; `null` when none was sent. */
  readonly status: number | null;
  readonly end: RequestEnd;
  /** The model that it names in its body; absent when it names none. */
  readonly model?: string;
}

/** A server's log in figures. Times are epoch ms with fractions, so that processes can compare them. */
export interface ServerStatistics {
  readonly requests: number;
  readonly ends: Readonly<Record<RequestEnd, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Most completion requests that were open at the same time. */
  readonly peak: number;
  /** When the first request came; `null` without one. */
  readonly firstAt: number | null;
  /** When the last good answer was sent in full; `null` without one. */
  readonly lastAnsweredAt: number | null;
  /** The same for each model that was named. */
  readonly lastAnsweredOf: Readonly<Record<string, number>>;
  /** Most requests that came within any one second. */
  readonly busiestSecond: number;
}

/** Counts a log. */
export function statisticsOf(log: readonly RequestLog[], peak: number): ServerStatistics {
  const ends = { answered: 0, rejected: 0, failed: 0, broken: 0, left: 0, open: 0 };
  const byStatus: Record<string, number> = {};
  const lastAnsweredOf: Record<string, number> = {};
  let lastAnswered = -Infinity;
  for (const { end, status, endedMs, model } of log) {
    ends[end]++;
    if (status !== null) byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (end !== 'answered') continue;
    lastAnswered = Math.max(lastAnswered, endedMs ?? -Infinity);
    if (model !== undefined)
      lastAnsweredOf[model] = Math.max(lastAnsweredOf[model] ?? 0, performance.timeOrigin + (endedMs ?? 0));
  }
  return {
    requests: log.length,
    ends,
    byStatus,
    peak,
    firstAt: log[0] === undefined ? null : performance.timeOrigin + log[0].atMs,
    lastAnsweredAt: lastAnswered === -Infinity ? null : performance.timeOrigin + lastAnswered,
    lastAnsweredOf,
    busiestSecond: busiest(log),
  };
}

function busiest(log: readonly RequestLog[]): number {
  let most = 0;
  let from = 0;
  for (const [to, { atMs }] of log.entries()) {
    while (log[from]!.atMs <= atMs - 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
