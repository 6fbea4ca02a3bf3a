import type { Limit } from './conduct.ts';
import type { BucketLevel } from './token-bucket.ts';
import type { WireId } from './wires.ts';

/**
 * How a server says where its limit stands: OpenAI's durations, Anthropic's RFC 3339 dates, the IETF draft's
 * structured fields, or the plain `x-ratelimit-*` with seconds, epoch seconds or epoch ms until the reset.
 */
export type LimitDialect =
  'openai' | 'anthropic' | 'ietf' | 'generic-seconds' | 'generic-epoch' | 'generic-epoch-ms' | 'google';

/** Headers that tell the level on a reply; Gemini sends none. `nowMs` is epoch ms. */
export function levelHeaders(
  dialect: NonNullable<Limit['headers']>,
  wire: WireId,
  level: BucketLevel,
  nowMs: number,
): Readonly<Record<string, string>> {
  const { burst, remaining, fullMs } = level;
  const resetAt = Math.ceil((nowMs + fullMs) / 1000);
  switch (dialect === 'own' ? wire : dialect) {
    case 'openai':
      return {
        'x-ratelimit-limit-requests': String(burst),
        'x-ratelimit-remaining-requests': String(remaining),
        'x-ratelimit-reset-requests': goDuration(fullMs),
        'x-ratelimit-limit-tokens': '2000000',
        'x-ratelimit-remaining-tokens': '1999000',
        'x-ratelimit-reset-tokens': '30ms',
      };
    case 'anthropic':
      return {
        'anthropic-ratelimit-requests-limit': String(burst),
        'anthropic-ratelimit-requests-remaining': String(remaining),
        'anthropic-ratelimit-requests-reset': new Date(resetAt * 1000).toISOString().replace('.000', ''),
        'anthropic-ratelimit-output-tokens-limit': '400000',
        'anthropic-ratelimit-output-tokens-remaining': '399000',
        'anthropic-ratelimit-output-tokens-reset': new Date(resetAt * 1000).toISOString().replace('.000', ''),
      };
    case 'ietf':
      return {
        ratelimit: `"default";r=${remaining};t=${Math.ceil(fullMs / 1000)}`,
        'ratelimit-policy': `"default";q=${burst}`,
      };
    case 'generic-seconds':
      return generic(level, Math.ceil(fullMs / 1000));
    case 'generic-epoch':
      return generic(level, resetAt);
    case 'generic-epoch-ms':
      return generic(level, Math.ceil(nowMs + fullMs));
    case 'google':
    case 'none':
      return {};
  }
}

/** Headers and body that a 429 adds. `nowMs` is epoch ms. */
export function rejection(
  retryAfter: NonNullable<Limit['retryAfter']>,
  level: BucketLevel,
  nowMs: number,
): { readonly headers: Readonly<Record<string, string>>; readonly errorBody?: unknown } {
  if (typeof retryAfter === 'number') return { headers: { 'retry-after': String(retryAfter) } };
  const { nextMs } = level;
  switch (retryAfter) {
    case 'none':
      return { headers: {} };
    case 'seconds':
      return { headers: { 'retry-after': String(Math.ceil(nextMs / 1000)) } };
    case 'fraction':
      return { headers: { 'retry-after': (Math.ceil(nextMs) / 1000).toFixed(3) } };
    case 'milliseconds':
      return { headers: { 'retry-after-ms': String(Math.ceil(nextMs)) } };
    case 'date':
      return { headers: { 'retry-after': new Date(Math.ceil((nowMs + nextMs) / 1000) * 1000).toUTCString() } };
    case 'body':
      return { headers: {}, errorBody: retryInfo(nextMs) };
  }
}

function generic({ burst, remaining }: BucketLevel, reset: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(burst),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
}

/** As Go prints a duration, which is what OpenAI sends: `6m0s`, `1.5s`, `120ms`. */
function goDuration(ms: number): string {
  const whole = Math.ceil(ms);
  if (whole < 1000) return `${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  return minutes === 0 ? seconds : `${minutes}m${seconds}`;
}

function retryInfo(nextMs: number): unknown {
  return {
    error: {
      code: 429,
      message: 'Resource has been exhausted (e.g. check quota).',
      status: 'RESOURCE_EXHAUSTED',
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${Math.ceil(nextMs) / 1000}s` }],
    },
  };
}
