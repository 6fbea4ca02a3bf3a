import type { HeaderLookup } from '../../core/engine/retry.ts';

/**
 * Headers by which gateways say that a cache answered: Helicone, Cloudflare's AI gateway, Portkey, LiteLLM, and proxies in
 * general. A cache of the prompt alone (OpenAI's `cached_tokens`) still samples an answer and is not meant.
 */
const CACHE_HEADERS = [
  'helicone-cache',
  'cf-aig-cache-status',
  'x-portkey-cache-status',
  'x-litellm-cache-hit',
  'x-cache-hit',
  'x-cache',
  'x-cache-status',
  'cf-cache-status',
] as const;

/** Whether the reply came out of a cache and so is no fresh draw. What is not said, or said otherwise, is not cached. */
export function isCached(header: HeaderLookup): boolean {
  return CACHE_HEADERS.some((name) => /^\s*(?:hit|true|1|semantic hit|tcp_hit)\b/i.test(header(name) ?? ''));
}
