import { type Image, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';
import { openStudio } from '../../src/files/canvas.ts';

/** What a phone reads that is held before the house on a poster, and sees it at a tenth of its dots. */
export async function scan(poster: Image | Uint8Array): Promise<string> {
  const image = poster instanceof Uint8Array ? await loadImage(poster) : poster;
  const { createCanvas } = await openStudio();
  const [left, top, wide, side] = [780, 1060, 920, 300];
  const pen = createCanvas(side, side).getContext('2d');
  pen.drawImage(image, left, top, wide, wide, 0, 0, side, side);
  const { data } = pen.getImageData(0, 0, side, side);
  return decodeQR({ width: side, height: side, data: new Uint8Array(data.buffer) });
}
