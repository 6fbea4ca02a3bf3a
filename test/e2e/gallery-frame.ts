import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import type { Workbench } from '../support/host/workbench.ts';

/** How long anything of a gallery may take, ms. */
const PATIENCE_MS = 180_000;

/** Frames around a frame: the workbench holds the webview, that its document, and that the pages of a gallery. */
export function depth(frame: Frame): number {
  const parent = frame.parentFrame();
  return parent === null ? 0 : depth(parent) + 1;
}

/** Waits until something is so; it is asked again and again, and has to answer each time. */
export async function until<T>(what: string, find: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await sleep(200);
  }
}

/** The document of the gallery among the webviews of the window; waits until it is there. */
export function galleryFrame({ page }: Workbench): Promise<Frame> {
  return until('the gallery is there', async () => {
    for (const frame of page.frames().filter((one) => depth(one) === 2))
      if (await frame.evaluate<boolean>(`document.querySelector('.thumbs') !== null`).catch(() => false)) return frame;
    return null;
  });
}
