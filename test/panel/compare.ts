import type { Page } from 'playwright-core';
import { browser } from './stage.ts';

/** How two pictures differ. */
export interface Difference {
  /** Pixels that differ; all of them where the pictures are of different sizes. */
  readonly pixels: number;
  /** The second picture, pale, with what differs in red, as PNG. */
  readonly picture: Buffer;
}

/** Least difference of red, green or blue, of 255, for two pixels to differ. */
const LEAST = 16;

let opened: Promise<Page> | undefined;

/** Compares two pictures pixel by pixel, in an empty page: a browser reads and writes PNG already. */
export async function compare(one: Buffer, other: Buffer): Promise<Difference> {
  const page = await (opened ??= browser().then((opener) => opener.newPage()));
  const { pixels, picture } = await page.evaluate(differenceOf, [
    one.toString('base64'),
    other.toString('base64'),
    LEAST,
  ] as const);
  return { pixels, picture: Buffer.from(picture, 'base64') };
}

/** Runs in the page. */
async function differenceOf([one, other, least]: readonly [string, string, number]): Promise<{
  readonly pixels: number;
  readonly picture: string;
}> {
  const read = async (base64: string): Promise<ImageData> => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? new ImageData(1, 1);
  };
  const [before, after] = await Promise.all([read(one), read(other)]);
  const isSameSize = before.width === after.width && before.height === after.height;
  let pixels = isSameSize ? 0 : after.width * after.height;
  const shown = new ImageData(after.width, after.height);
  for (let at = 0; at < after.data.length; at += 4) {
    const differs =
      isSameSize &&
      [0, 1, 2].some((part) => Math.abs((before.data[at + part] ?? 0) - (after.data[at + part] ?? 0)) > least);
    if (differs) pixels += 1;
    shown.data.set(differs ? [255, 0, 0, 255] : [...after.data.subarray(at, at + 3), 90], at);
  }
  const canvas = new OffscreenCanvas(after.width, after.height);
  canvas.getContext('2d')?.putImageData(shown, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { pixels, picture: btoa(text) };
}
