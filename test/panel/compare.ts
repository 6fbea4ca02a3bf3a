import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How two pictures differ. */
export interface Difference {
  /** Pixels that differ; all of them where the pictures are of different sizes. */
  readonly pixels: number;
  /** The second picture, pale, with what differs in red, as PNG. */
  readonly picture: Buffer;
}

/** Least perceived difference of two pixels for them to differ, 0 to 1. */
const THRESHOLD = 0.05;

/** Compares two pictures, given as PNG, pixel by pixel; differences of antialiasing count. */
export function compare(one: Buffer, other: Buffer): Difference {
  const [before, after] = [PNG.sync.read(one), PNG.sync.read(other)];
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return { pixels: width * height, picture: other };
  const shown = new PNG({ width, height });
  const pixels = pixelmatch(before.data, after.data, shown.data, width, height, {
    threshold: THRESHOLD,
    includeAA: true,
    alpha: 0.35,
  });
  return { pixels, picture: PNG.sync.write(shown) };
}
