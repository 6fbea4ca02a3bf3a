import { SAID } from '../text/strings.ts';
/** Pixels of the picture for each of the drawing: sharp on dense screens and in print. */
const SCALE = 2;
/** Largest side of a picture, px: above, browsers make none. */
const LARGEST = 16_000;

/** A drawing (SVG with width and height) as a PNG of twice its size. Rejects when the browser cannot draw it. */
export async function drawPicture(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return await pngOf(image);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function pngOf(image: HTMLImageElement): Promise<Blob> {
  const scale = Math.min(SCALE, LARGEST / image.width, LARGEST / image.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(SAID.noPicture));
      else resolve(blob);
    }, 'image/png');
  });
}
