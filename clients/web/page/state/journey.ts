// The steps inside the page. The browser's Back and Forward walk them; its history holds the
// same address and title for each, and a count. Steps themselves live in memory only: after a
// reload there are none, and the page begins anew.
import { batch, computed, signal } from '@preact/signals';
import type { ComponentChild } from 'preact';

// Draws a step. Anything it needs is in its closure or in state of its own.
export type View = () => ComponentChild;

const steps = signal<readonly (View | undefined)[]>([]);
const at = signal(0);

// Another number for every showing of a step: what is drawn for one is not reused for another.
export const showing = signal(0);
export const current = computed<View | undefined>(() => steps.value[at.value]);
// False on the first screen: nobody came from anywhere.
export const hasMoved = (): boolean => showing.peek() > 1;

// The first step, when the page is loaded.
export function begin(view: View): void {
  history.replaceState(0, '');
  place([view], 0);
  addEventListener('popstate', (event) => {
    const wish = typeof event.state === 'number' ? event.state : 0;
    place(steps.peek(), nearest(wish));
  });
}

// The step after this one. What was ahead, when somebody had gone back, is forgotten.
export function show(view: View): void {
  const next = at.peek() + 1;
  history.pushState(next, '');
  place([...steps.peek().slice(0, next), view], next);
}

// Another step in the place of this one: Back leads to the one before.
export function replace(view: View): void {
  place([...steps.peek().slice(0, at.peek()), view], at.peek());
}

// Another step, and no way back to those before: after sending, after wiping.
export function showOnly(view: View): void {
  const next = at.peek() + 1;
  history.pushState(next, '');
  place([...Array.from({ length: next }, () => undefined), view], next);
}

export function back(by = 1): void {
  history.go(-by);
}

// Of a step that was forgotten, the next one that is still there.
function nearest(wish: number): number {
  const all = steps.peek();
  for (let i = Math.max(0, wish); i < all.length; ++i) {
    if (all[i] !== undefined) return i;
  }
  return Math.max(0, all.length - 1);
}

function place(all: readonly (View | undefined)[], index: number): void {
  batch(() => {
    steps.value = all;
    at.value = index;
    ++showing.value;
  });
}
