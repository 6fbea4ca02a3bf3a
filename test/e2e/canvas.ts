import type { Locator } from 'playwright-core';

/** What is painted on a chart, measured in pixels of its canvas. */
export interface Painted {
  readonly width: number;
  /** Coloured pixels (not grey: bars, not axes or words) in each column of the canvas. */
  readonly columns: readonly number[];
}

interface CanvasLike {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

/** Least difference between the strongest and the weakest of red, green and blue in a coloured pixel. */
const COLOURED = 40;

/** Reads the pixels of a canvas. */
export async function readPixels(canvas: Locator): Promise<Painted> {
  return canvas.evaluate((element, coloured) => {
    const drawn = element as unknown as CanvasLike;
    const { width, height } = drawn;
    const { data } = drawn.getContext('2d').getImageData(0, 0, width, height);
    const columns = new Array<number>(width).fill(0);
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
      if (alpha < 40 || Math.max(red, green, blue) - Math.min(red, green, blue) < coloured) continue;
      const column = (at / 4) % width;
      columns[column] = (columns[column] ?? 0) + 1;
    }
    return { width, columns };
  }, COLOURED);
}

/** Where the tallest bar stands, from 0 (left) to 1 (right). */
export function tallestAt({ width, columns }: Painted): number {
  return columns.indexOf(Math.max(...columns)) / width;
}
