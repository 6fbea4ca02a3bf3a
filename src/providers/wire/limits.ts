import type { HeaderLookup } from '../../core/engine/retry.ts';
import { durationMs } from '../../core/engine/retry.ts';
import type { LimitHint } from '../../core/ports.ts';
import { structuredLimits } from './structured-limits.ts';

/** The headers by which a server tells of one of its limits. */
interface LimitHeaders {
  readonly unit: LimitHint['unit'];
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

const family = (unit: LimitHint['unit'], name: (member: string) => string): LimitHeaders => ({
  unit,
  limit: name('limit'),
  remaining: name('remaining'),
  reset: name('reset'),
});

const FAMILIES: readonly LimitHeaders[] = [
  // OpenAI, Azure, Groq, Together, xAI, Fireworks, vLLM behind a gateway, LiteLLM.
  family('requests', (member) => `x-ratelimit-${member}-requests`),
  family('tokens', (member) => `x-ratelimit-${member}-tokens`),
  // Anthropic; `tokens` is the tighter of the two below it.
  family('requests', (member) => `anthropic-ratelimit-requests-${member}`),
  family('tokens', (member) => `anthropic-ratelimit-tokens-${member}`),
  family('tokens', (member) => `anthropic-ratelimit-input-tokens-${member}`),
  family('tokens', (member) => `anthropic-ratelimit-output-tokens-${member}`),
  // GitHub's and most gateways', OpenRouter's; then the earlier drafts of the IETF's.
  family('requests', (member) => `x-ratelimit-${member}`),
  family('requests', (member) => `ratelimit-${member}`),
];

/** No window of a limit is longer, ms. */
const LONGEST_WINDOW_MS = 32 * 86_400_000;
/** How far a clock that is read as “now” may be ahead of a reset, ms. */
const CLOCK_SKEW_MS = 60_000;

/**
 * What a server says about its limits beside a reply. Whatever is malformed, contradicts itself or is out of all
 * proportion gives no hint: a wrong one would slow a run down or let it run into the limit.
 * @param nowMs epoch ms; resets are told against the server's own `date` when it sent one.
 */
export function limitHints(header: HeaderLookup, nowMs: number): readonly LimitHint[] {
  const serverNow = Date.parse(header('date') ?? '');
  const now = Number.isNaN(serverNow) ? nowMs : serverNow;
  const hints = FAMILIES.map((headers) => hintOf(headers, header, now)).filter((hint) => hint !== null);
  return [...hints, ...structuredLimits(header('ratelimit'), header('ratelimit-policy'))];
}

function hintOf({ unit, limit, remaining, reset }: LimitHeaders, header: HeaderLookup, now: number): LimitHint | null {
  const left = count(header(remaining));
  if (left === null) return null;
  const whole = count(header(limit));
  // A limit of 0 is how some gateways spell “none”.
  if (whole !== null && (whole === 0 || left > whole)) return null;
  return { unit, limit: whole, remaining: left, resetMs: untilMs(header(reset), now) };
}

/** A count as limits have them; `null` for all else: signs, exponents, lists of repeated headers, absurd sizes. */
function count(text: string | null): number | null {
  return text !== null && /^\s*\d{1,12}(\.\d{1,6})?\s*$/.test(text) ? Math.floor(Number(text)) : null;
}

/** Ms until a reset that is told as a duration, a date, seconds, epoch seconds or epoch ms; `null` for all else. */
function untilMs(text: string | null, now: number): number | null {
  if (text === null || text.length > 64) return null;
  const wait = durationMs(text) ?? (isNumber(text) ? numberMs(Number(text), now) : dateMs(text, now));
  return wait !== null && wait >= -CLOCK_SKEW_MS && wait <= LONGEST_WINDOW_MS ? Math.max(0, wait) : null;
}

function isNumber(text: string): boolean {
  return /^\s*\d{1,16}(\.\d+)?\s*$/.test(text);
}

/** Below 10^9, which is 31 years: seconds from now. Below 10^11: epoch seconds. Above: epoch ms. */
function numberMs(value: number, now: number): number {
  if (value < 1e9) return value * 1000;
  return (value < 1e11 ? value * 1000 : value) - now;
}

/** RFC 3339 (Anthropic) or an HTTP date. `Date.parse` takes almost anything, so a time of day is asked for. */
function dateMs(text: string, now: number): number | null {
  const date = /\d:\d\d/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : date - now;
}
