// What can wait until nothing else is to be done.
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => act(), { timeout: 2000 });
  else setTimeout(act, 200);
}

// Code that is likely to be needed next, fetched ahead. A failure is met when it is needed.
export function fetchAhead(load: () => Promise<unknown>): void {
  whenIdle(() => void load().catch(() => undefined));
}

// So that the step that shows it first need not wait for it. `name`: of a token that holds a list
// of families.
export function readFont(name: string): void {
  const families = getComputedStyle(document.documentElement).getPropertyValue(name);
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return;
  context.font = `650 1rem ${families}`;
  context.measureText('0');
}
