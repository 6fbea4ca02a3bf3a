// Everything the embedded VS Code takes, found or fetched. `node scripts/host/tools.mjs` fetches it ahead of time.
import { fileURLToPath } from 'node:url';
import { chromium, findChromium } from './chromium.mjs';
import { codeServer } from './code-server.mjs';
import { node24 } from './node.mjs';

/**
 * Paths that tests and scripts need to reach the embedded VS Code. Tests get them as JSON in CONVERGENCE_PROBE_TOOLS.
 * @typedef {{ readonly node: string, readonly codeServer: string, readonly chromium: string | null }} HostTools
 */

/** @param {string} line */
export const say = (line) => console.log(`[host] ${line}`);

/**
 * @param {{ browser: boolean }} options `browser`: whether one is needed to drive the workbench
 * @returns {Promise<HostTools>}
 */
export async function hostTools({ browser }) {
  const server = async () => {
    const node = await node24(say);
    return { node: node.binary, codeServer: await codeServer(node, say) };
  };
  const [fetched, found] = await Promise.all([server(), browser ? chromium(say) : findChromium()]);
  return { ...fetched, chromium: found };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await hostTools({ browser: true }), null, 2));
}
