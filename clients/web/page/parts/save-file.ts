// Offers bytes as a file. The browser keeps the name in its list of downloads: it should tell
// nothing.
export function saveFile(name: string, bytes: Uint8Array): void {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by then; letting go at once cuts it off in some browsers.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export async function readFile(file: File, limit: number): Promise<Uint8Array | undefined> {
  if (file.size > limit) return undefined;
  return new Uint8Array(await file.arrayBuffer());
}
