// Leaving the page. What is secret in memory is wiped by whoever holds it; what cannot be
// wiped (strings, which the engine keeps until it needs the room) is at least let go.
type Wipe = () => void;

const wipes = new Set<Wipe>();

// A page about the weather: it says nothing of where somebody came from.
export const neutralPage = 'https://www.knmi.nl/';

// Called when the person leaves, by whatever way. Gives what takes it back.
export function whenLeaving(wipe: Wipe): () => void {
  wipes.add(wipe);
  return () => {
    wipes.delete(wipe);
  };
}

export function wipeAll(): void {
  for (const wipe of [...wipes]) {
    try {
      wipe();
    } catch {
      // The others are wiped all the same.
    }
  }
  wipes.clear();
}

// At once: nothing is asked, nothing stays on the screen while the other page loads.
export function leaveNow(): void {
  letGo();
  location.replace(neutralPage);
}

function letGo(): void {
  wipeAll();
  document.body.replaceChildren();
}

const times = 3;
const within = 2000; // Milliseconds from the first to the last.

// True when `key` at `now` makes it Escape three times in a row.
export class EscapeCount {
  #at: number[] = [];

  press(key: string, now: number): boolean {
    if (key !== 'Escape') {
      this.#at = [];
      return false;
    }
    this.#at = [...this.#at.filter((at) => now - at <= within), now];
    return this.#at.length >= times;
  }
}

// For the whole life of the page.
export function watchLeaving(): void {
  const escapes = new EscapeCount();
  addEventListener(
    'keydown',
    (event) => {
      if (!event.repeat && escapes.press(event.key, event.timeStamp)) leaveNow();
    },
    { capture: true },
  );
  addEventListener('pagehide', letGo);
  // A page that the browser kept as it was is empty now: begin anew.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
