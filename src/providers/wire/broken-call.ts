import type { FailureReason } from '../../core/model/run.ts';

/** Why a call ended without a reply that can be read. */
export interface Breakage {
  readonly reason: Extract<FailureReason, 'network' | 'timeout'>;
  /** What the server did, as the rest of a sentence that begins with its name. */
  readonly words: string;
  readonly retryable: boolean;
  /** Whether the request may have reached the server, which may then have done the work. */
  readonly maybeBilled: boolean;
}

/** What an error code of Node's (its network, TLS, HTTP parser, decompression) or of undici's means; empty: unknown. */
export function breakageOf(code: string): Breakage {
  const unsent = Object.hasOwn(UNSENT, code) ? UNSENT[code] : undefined;
  if (unsent !== undefined) return { reason: 'network', words: unsent, retryable: true, maybeBilled: false };
  if (/CERT|SSL|TLS|SELF_SIGNED|ISSUER/.test(code)) {
    const words = 'has a certificate that is not trusted; check the base URL and the certificates of this computer';
    return { reason: 'network', words, retryable: true, maybeBilled: false };
  }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return late(code);
  if (/^(HPE_|Z_|ERR_BROTLI)/.test(code)) return UNREADABLE;
  const words = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code)
    ? 'broke the connection off; try again later'
    : 'could not be reached or broke off in the middle of its answer; try again later';
  return { reason: 'network', words, retryable: true, maybeBilled: true };
}

/** A reply that is not what the API promises. */
export const UNREADABLE: Breakage = {
  reason: 'network',
  words: 'sent an answer that cannot be read; check its base URL or try again',
  retryable: true,
  maybeBilled: true,
};

/** Codes of connections that never came about, so that nothing was sent. */
const UNSENT: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: 'does not take connections; check that it runs and that its base URL is right',
  ENOTFOUND: 'was not found; check the connection and the base URL',
  EAI_AGAIN: 'was not found; check the connection and the base URL',
  EHOSTUNREACH: 'cannot be reached; check the connection and the base URL',
  ENETUNREACH: 'cannot be reached; check the connection and the base URL',
  ENETDOWN: 'cannot be reached; check the connection and the base URL',
};

function late(code: string): Breakage {
  // The one that is about connecting only; the system's own ETIMEDOUT may come at any time.
  const maybeBilled = code !== 'UND_ERR_CONNECT_TIMEOUT';
  return { reason: 'timeout', words: 'did not answer in time; try again later', retryable: true, maybeBilled };
}
