// The embedded VS Code: code-server holds the real workbench, extension host and webviews, and comes from npm alone.
import path from 'node:path';
import { installed } from './cache.mjs';
import { npm, npmInstall } from './npm.mjs';

/** code-server's version; it embeds VS Code 1.139.1. */
export const CODE_SERVER = '4.139.1';

/**
 * Path of code-server's start script.
 * @param {{ binary: string, folder: string }} node a Node 24
 * @param {(line: string) => void} say
 */
export async function codeServer(node, say) {
  const tools = await installed(`code-server-${CODE_SERVER}`, async (folder) => {
    say(`Fetching the embedded VS Code (npm package code-server ${CODE_SERVER}, 0.8 GB on disk, about a minute).`);
    // Its own install script builds eight native modules from source. Only two are used here, and the server
    // works without them, with a warning in its log.
    await npmInstall(folder, 'code-server', CODE_SERVER, node.binary);
    const inner = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    await npm(inner, ['install', '--omit=dev', '--ignore-scripts'], { node: node.binary });
    const native = ['@vscode/spdlog', '@vscode/native-watchdog'];
    await npm(inner, ['rebuild', ...native], { node: node.binary, env: { npm_config_nodedir: node.folder } }).catch(
      () => say('The two native modules of the embedded VS Code were not built (no compiler?); it works without them.'),
    );
    say('The embedded VS Code is ready.');
  });
  return path.join(tools, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}
