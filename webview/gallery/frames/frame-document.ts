import { pagePolicy } from '../../../src/protocol/gallery-policy.ts';
import { begin } from './inside/begin.ts';
import { comfort } from './inside/comfort.ts';
import { confine } from './inside/confine.ts';
import { tagFilter } from './page-source.ts';

/** The tokens of a frame's sandbox: scripts, and nothing else. The origin is opaque; no dialogs, popups, forms, downloads. */
export const SANDBOX = 'allow-scripts';

/** What the document of a frame is made of. */
export interface FrameOptions {
  /** Tells the first message of the frame from those of anything else in it. */
  readonly token: string;
  /** The scripts of its page. */
  readonly scripts: readonly string[];
  /** How long a page that goes elsewhere is held, so that it can be ended before, ms. */
  readonly holdMs: number;
}

/** The document of a frame before its page. Its policy holds from the first byte on, also for the page that is written into it. */
export async function frameDocument({ token, scripts, holdMs }: FrameOptions): Promise<string> {
  const first = `(${begin.toString()})(${JSON.stringify(token)},${holdMs},(${confine.toString()})(${tagFilter.toString()}),${comfort.toString()})`;
  const hashes = await Promise.all([first, ...scripts].map(sha256));
  return [
    '<!doctype html><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${pagePolicy(hashes).join('; ')}">`,
    '<meta http-equiv="x-dns-prefetch-control" content="off">',
    `<script>${first}</script>`,
  ].join('');
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
