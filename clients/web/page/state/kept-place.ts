// Whoever presses a button that goes away keeps their place: the focus goes to the nearest part
// around it that is still there, so that Tab and a screen reader go on from there and not from
// the beginning of the page.

// For all that is drawn below `root`, as long as the page lives.
export function keepPlaces(root: HTMLElement): void {
  let focused: Element | undefined;
  let around: readonly HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    focused = target as Element;
    around = partsAround(focused, root);
  });
  new MutationObserver(() => {
    if (focused === undefined || focused.isConnected) return;
    // A step that came in its place has taken the focus itself.
    const lost = document.activeElement === document.body;
    const nearest = around.find((part) => part.isConnected);
    // What was drawn there is not kept in memory for this.
    focused = undefined;
    around = [];
    if (lost) enter(nearest);
  }).observe(root, { childList: true, subtree: true });
}

function partsAround(element: Element, root: HTMLElement): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let part = element.parentElement; part !== null; part = part.parentElement) {
    if (part === root) break;
    parts.push(part);
  }
  return parts;
}

function enter(part: HTMLElement | undefined): void {
  if (part === undefined) return;
  const had = part.hasAttribute('tabindex');
  if (!had) part.tabIndex = -1;
  part.focus({ preventScroll: true });
  if (!had) part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
}
