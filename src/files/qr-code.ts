import encodeQR from 'qr';
import type { Pen } from './canvas.ts';

/** White around the code, in modules: scanners look for it. */
const quietZone = 4;

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** A QR code with its quiet zone, filling the square. A quarter of it may be scratched or folded. */
export function drawQrCode(pen: Pen, text: string, { x, y, side }: Square, colour: string): void {
  const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: quietZone });
  const module = side / rows.length;
  pen.fillStyle = '#ffffff';
  pen.fillRect(x, y, side, side);
  // One path: squares filled one by one leave hairlines between them.
  pen.beginPath();
  for (const [row, cells] of rows.entries()) {
    for (let from = 0; from < cells.length; from += 1) {
      if (!cells[from]) continue;
      let to = from;
      while (cells[to]) to += 1;
      pen.rect(x + from * module, y + row * module, (to - from) * module, module);
      from = to;
    }
  }
  pen.fillStyle = colour;
  pen.fill();
}
