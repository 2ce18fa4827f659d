// A case that nobody looks at is closed again.
import { now } from '../state/clock';

const limit = 15 * 60; // Seconds; the server forgets a session after as many.
const signs = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

// Calls `close` once, when there was no sign of anybody for a quarter of an hour. Gives what
// stops it. By the time that went by, not by ticks: a machine may have slept.
export function watchIdle(close: () => void): () => void {
  let last = now();
  const seen = (): void => {
    last = now();
  };
  const timer = setInterval(() => {
    if (now() - last < limit) return;
    stop();
    close();
  }, 10_000);
  const stop = (): void => {
    clearInterval(timer);
    for (const sign of signs) removeEventListener(sign, seen, { capture: true });
  };
  for (const sign of signs) addEventListener(sign, seen, { capture: true, passive: true });
  return stop;
}
