// What can wait until nothing else is to be done.
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => act(), { timeout: 2000 });
  else setTimeout(act, 200);
}

// Code that is likely to be needed next, fetched ahead. A failure is met when it is needed.
export function fetchAhead(load: () => Promise<unknown>): void {
  whenIdle(() => void load().catch(() => undefined));
}
