// One report of a visit: whether it has arrived, and forgetting all that this page holds of it.
// Whoever holds a part of it says so when that code is loaded; nothing is loaded for forgetting.
import { signal } from '@preact/signals';

// Accepted by the server, with a good proof.
export const arrived = signal(false);

const parts = new Set<() => void>();

export function partOfReport(forget: () => void): void {
  parts.add(forget);
}

// Not while its sending is shown: nothing of it is left to show.
export function forgetReport(): void {
  arrived.value = false;
  for (const forget of parts) forget();
}
