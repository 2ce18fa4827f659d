// Waiting that ends sooner when the network is back or somebody will not wait.
const waiting = new Set<() => void>();

export function wakeable(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      waiting.delete(end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    waiting.add(end);
  });
}

export function wake(): void {
  for (const end of [...waiting]) end();
}
