/** Mean wait after the first failure is half of this, ms. */
const BACKOFF_BASE_MS = 500;
/** No wait that we choose ourselves is longer, ms. */
const BACKOFF_CAP_MS = 30_000;
/** A server that asks for a longer wait has said no for this run, ms. */
export const LONGEST_WAIT_MS = 3_600_000;

/**
 * How long to wait after `failures` (1, 2, ...) failures in a row, ms: exponential with full jitter, so that calls
 * that failed together do not come back together.
 */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(failures - 1, 20));
}

/** More than any wait means the same; hundreds of digits would be infinitely many. */
const LARGEST = 1e12;

/** Looks up a response header by lower-case name. */
export type HeaderLookup = (name: string) => string | null;

/**
 * The wait a server asks for in its headers, ms; `null` when it asks for none. Reads `retry-after-ms`, `retry-after`
 * as seconds or as an HTTP date (against the server's own `date` when it sent one, so that clocks may differ), and
 * OpenAI's `x-ratelimit-reset-*` of the limits that are used up.
 */
export function retryAfterMs(header: HeaderLookup, nowMs: number): number | null {
  const milliseconds = plainNumber(header('retry-after-ms'));
  if (milliseconds !== null) return milliseconds;
  const text = header('retry-after');
  const seconds = plainNumber(text);
  if (seconds !== null) return seconds * 1000;
  // `Date.parse` takes almost anything for a date ("-3" is in 2001); a date here has a time of day.
  const until = text !== null && /\d:\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(until)) {
    const serverNow = Date.parse(header('date') ?? '');
    return Math.max(0, until - (Number.isNaN(serverNow) ? nowMs : serverNow));
  }
  return resetMs(header);
}

/** A duration such as `8s`, `1.5s`, `250ms`, `6m0s` or `1h2m3s` in ms; `null` for anything else. */
export function durationMs(text: string): number | null {
  const match = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/.exec(text.trim());
  if (match === null || match[0] === '') return null;
  const [hours, minutes, seconds, milliseconds] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.min(((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + milliseconds!, LARGEST);
}

function resetMs(header: HeaderLookup): number | null {
  const waits = ['requests', 'tokens']
    .filter((limit) => header(`x-ratelimit-remaining-${limit}`) === '0')
    .map((limit) => durationMs(header(`x-ratelimit-reset-${limit}`) ?? ''))
    .filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

function plainNumber(text: string | null): number | null {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Math.min(Number(text), LARGEST) : null;
}
