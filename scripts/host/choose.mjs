// Which VS Code to use: the desktop one where it can be downloaded and shown, else the embedded one.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * @param {string} root
 * @returns {Promise<{ kind: 'desktop' | 'embedded', because: string }>}
 */
export async function chooseHost(root) {
  const wanted = process.env.CONVERGENCE_PROBE_HOST;
  if (wanted === 'desktop' || wanted === 'embedded') return { kind: wanted, because: 'CONVERGENCE_PROBE_HOST says so' };
  if (wanted) throw new Error(`CONVERGENCE_PROBE_HOST is "${wanted}"; it takes desktop or embedded.`);
  if (!hasDisplay()) return { kind: 'embedded', because: 'there is no display' };
  if (isDownloaded(root)) return { kind: 'desktop', because: 'it is downloaded' };
  if (await canDownload()) return { kind: 'desktop', because: 'it can be downloaded' };
  return { kind: 'embedded', because: 'update.code.visualstudio.com cannot be reached' };
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} root */
function isDownloaded(root) {
  const folder = path.join(root, '.vscode-test');
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('vscode-'));
}

async function canDownload() {
  try {
    return (await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    // No network, no name, a proxy in between: all mean that it cannot be downloaded from here.
    return false;
  }
}
