// The embedded VS Code with the extension in place, the sample workspace open and the sample prompt probed.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleHost } from '../build/tests.mjs';
import { ownEnvironment, showEnvironment, showPromptExtension } from './session.mjs';

/** @typedef {typeof import('../../test/support/host/start.ts')} HostLibrary */

/**
 * @param {object} options
 * @param {string} options.root
 * @param {import('./session.mjs').Session} options.session
 * @param {import('../host/tools.mjs').HostTools} options.tools
 * @param {boolean} [options.steady] settings for pictures; otherwise those of earlier sessions are kept
 * @param {number} [options.port]
 */
export async function startSampleServer({ root, session, tools, steady = false, port = 0 }) {
  await bundleHost(root);
  const library = pathToFileURL(path.join(root, 'dist', 'test', 'host', 'start.js')).href;
  /** @type {HostLibrary} */
  const host = await import(library);
  const server = await host.startServer({
    tools,
    folder: session.folder,
    workspace: session.workspace,
    settings: steady ? host.STEADY_SETTINGS : host.QUIET_SETTINGS,
    keepSettings: !steady,
    linked: [root, showPromptExtension(root)],
    // Keys in the person's own environment may be used, for the vendors' own addresses.
    environment: { ...ownEnvironment(), ...(await showEnvironment(session)) },
    port,
  });
  return { server, host };
}
