import type { Target } from '../core/model/run.ts';

/** What is different about a server on this machine: nobody reads along, and nobody charges for it. */

/** As `URL` writes the names of this machine; it knows `127.1` and `0x7f000001` for `127.0.0.1`. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Why no key goes to an address, as a sentence; `null` when it may: over TLS, or within this machine. */
export function keyAddressProblem(address: string): string | null {
  const { protocol, hostname, host } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return null;
  return `A key would go to ${host} over plain http, where others can read it; use an https:// address, or no key.`;
}

/** Whether calls of a target stay on this machine, so that they count as free unless a price says otherwise. */
export function staysOnMachine({ baseUrl }: Pick<Target, 'baseUrl'>): boolean {
  return baseUrl !== null && URL.canParse(baseUrl) && LOOPBACK.test(new URL(baseUrl).hostname);
}
