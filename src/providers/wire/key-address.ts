/** Where a key may travel: over TLS, or within this machine. */

/** As `URL` writes the names of this machine; it knows `127.1` and `0x7f000001` for `127.0.0.1`. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Why no key goes to an address, as a sentence; `null` when it may. */
export function keyAddressProblem(address: string): string | null {
  const { protocol, hostname, host } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return null;
  return `A key would go to ${host} over plain http, where others can read it; use an https:// address, or no key.`;
}
