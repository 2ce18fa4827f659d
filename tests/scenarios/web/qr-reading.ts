// Reads a QR code from a picture, as ISO/IEC 18004 says a scanner must: apart from the library
// that drew it. Only what is drawn here: versions 1 to 3 at level M, letters and digits.
import type { BrowserContext } from 'playwright-core';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly isDark: readonly boolean[]; // Row by row.
}

// Drawn in an empty page, which no policy keeps from reading pictures.
export async function pictureOf(context: BrowserContext, png: Buffer): Promise<Picture> {
  const page = await context.newPage();
  try {
    return await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const drawn = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(drawn.width, drawn.height);
      const pen = canvas.getContext('2d')!;
      pen.drawImage(drawn, 0, 0);
      const { data, width, height } = pen.getImageData(0, 0, drawn.width, drawn.height);
      const isDark: boolean[] = [];
      for (let i = 0; i < data.length; i += 4) {
        isDark.push(data[i]! + data[i + 1]! + data[i + 2]! < 3 * 128);
      }
      return { width, height, isDark };
    }, png.toString('base64'));
  } finally {
    await page.close();
  }
}

type Modules = (row: number, column: number) => boolean;

// What the code says. `quiet`: how many modules of white are around it at least.
export function readQr(picture: Picture): { readonly text: string; readonly quiet: number } {
  const { width, height, isDark } = picture;
  const at = (x: number, y: number): boolean => isDark[y * width + x] === true;
  const dark = isDark.flatMap((one, i) => (one ? [[i % width, Math.trunc(i / width)] as const] : []));
  const [left, right] = [Math.min(...dark.map(([x]) => x)), Math.max(...dark.map(([x]) => x)) + 1];
  const [top, bottom] = [Math.min(...dark.map(([, y]) => y)), Math.max(...dark.map(([, y]) => y)) + 1];
  // The upper edge of a finder is seven modules long.
  let edge = left;
  while (at(edge, top)) ++edge;
  const module = (edge - left) / 7;
  const size = Math.round((right - left) / module);
  const modules: Modules = (row, column) =>
    at(Math.trunc(left + (column + 0.5) * module), Math.trunc(top + (row + 0.5) * module));
  const quiet = Math.min(left, top, width - right, height - bottom) / module;
  return { text: textOf(codewordsOf(modules, size)), quiet };
}

const masks: readonly ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => (Math.trunc(row / 2) + Math.trunc(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];

// Finders with their edges and the format, the alignment pattern, the lines of timing.
function isPattern(row: number, column: number, size: number): boolean {
  const far = size - 8;
  if ((row < 9 && (column < 9 || column >= far)) || (row >= far && column < 9)) return true;
  const near = (one: number): boolean => Math.abs(one - (size - 7)) <= 2;
  return row === 6 || column === 6 || (size > 21 && near(row) && near(column));
}

function codewordsOf(modules: Modules, size: number): number[] {
  const format = [0, 1, 2, 3, 4].reduce((bits, i) => 2 * bits + Number(modules(8, i)), 0) ^ 0b10101;
  if (format >> 3 !== 0) throw new Error('not of level M');
  const mask = masks[format & 7]!;
  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) --right;
    for (let i = 0; i < size; ++i) {
      const row = up ? size - 1 - i : i;
      for (const column of [right, right - 1]) {
        if (isPattern(row, column, size)) continue;
        bits.push(Number(modules(row, column) !== (mask(row, column) === 0)));
      }
    }
    up = !up;
  }
  const words: number[] = [];
  for (let i = 0; i + 8 <= bits.length; i += 8) words.push(Number.parseInt(bits.slice(i, i + 8).join(''), 2));
  // The last codewords mend the others: undamaged, all of them together come out at nothing.
  const mending = new Map([[21, 10], [25, 16], [29, 26]]).get(size);
  if (mending === undefined) throw new Error(`${size} modules`);
  for (let i = 0; i < mending; ++i) {
    if (words.reduce((sum, word) => timesPower(sum, i) ^ word, 0) !== 0) throw new Error('damaged');
  }
  return words.slice(0, -mending);
}

// In the field of 256 elements of the standard, times the generator to the power of `power`.
function timesPower(value: number, power: number): number {
  let product = value;
  for (let i = 0; i < power; ++i) product = (product << 1) ^ (product & 128 ? 0x11d : 0);
  return product;
}

const symbols = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function textOf(words: readonly number[]): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('');
  let read = 0;
  const take = (count: number): number => Number.parseInt(bits.slice(read, (read += count)), 2);
  if (take(4) !== 0b0010) throw new Error('not of letters and digits');
  let left = take(9);
  let text = '';
  for (; left > 1; left -= 2) {
    const pair = take(11);
    text += symbols[Math.trunc(pair / 45)]! + symbols[pair % 45]!;
  }
  return left === 1 ? text + symbols[take(6)]! : text;
}
