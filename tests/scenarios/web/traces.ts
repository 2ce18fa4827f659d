// Looks for what must be nowhere, in every file below a folder: as it is, in UTF-16, in base64 at
// each alignment, in hexadecimal.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

// Base64 of bytes that begin at `place` of a group of three: without the symbols that hold bits
// of what stands before and behind.
function base64At(bytes: Buffer, place: number): string {
  const text = Buffer.concat([Buffer.alloc(place), bytes]).toString('base64').replace(/=+$/, '');
  const before = [0, 2, 3][place]!;
  const whole = (place + bytes.length) % 3 === 0;
  return text.slice(before, whole ? undefined : -1);
}

export function formsOf(canary: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const utf8 = Buffer.from(canary, 'utf8');
  const utf16 = Buffer.from(canary, 'utf16le');
  forms.set('UTF-8', utf8);
  forms.set('UTF-16', utf16);
  for (const [name, bytes] of [['UTF-8', utf8], ['UTF-16', utf16]] as const) {
    for (const place of [0, 1, 2]) {
      forms.set(`base64 of ${name} at ${place}`, Buffer.from(base64At(bytes, place)));
    }
    forms.set(`hexadecimal of ${name}`, Buffer.from(bytes.toString('hex')));
    forms.set(`HEXADECIMAL of ${name}`, Buffer.from(bytes.toString('hex').toUpperCase()));
  }
  const percent = encodeURIComponent(canary);
  if (percent !== canary) forms.set('percent', Buffer.from(percent));
  return forms;
}

export interface Trace {
  readonly canary: string;
  readonly form: string;
  readonly file: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

// Names of files are searched as well.
export function tracesIn(folder: string, canaries: readonly string[]): Trace[] {
  const wanted = canaries.map((canary) => ({ canary, forms: formsOf(canary) }));
  const traces: Trace[] = [];
  for (const path of filesBelow(folder)) {
    const file = relative(folder, path);
    const bytes = Buffer.concat([Buffer.from(`${file}\n`), readFileSync(path)]);
    for (const { canary, forms } of wanted) {
      for (const [form, needle] of forms) {
        if (bytes.includes(needle)) traces.push({ canary, form, file });
      }
    }
  }
  return traces;
}

export function countFiles(folder: string): number {
  return filesBelow(folder).length;
}
