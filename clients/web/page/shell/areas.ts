// The ways on from the first screen. Each is loaded when somebody takes it, with its words in
// the language that is shown; `enter` shows its first step.
import { h } from 'preact';
import { show } from '../state/journey';
import { Trouble } from './trouble';

const areas = {
  report: async () => (await import('../report/enter')).enterReport(),
  follow: async () => (await import('../follow/enter')).enterFollow(),
  saved: async () => (await import('../report/enter-saved')).enterSaved(),
};

// Code and words of reporting, without showing anything.
export async function prepareReport(): Promise<void> {
  await (await import('../report/enter')).prepareReport();
}

export async function open(area: keyof typeof areas): Promise<void> {
  try {
    await areas[area]();
  } catch {
    show(() => h(Trouble, { again: () => void open(area) }));
  }
}
