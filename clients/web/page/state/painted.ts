// For work that holds the page: after what was just shown can be seen.
const notSeen = 100; // Milliseconds; nothing is painted in a page that lies behind another.

export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, notSeen);
    // The frame is painted after its callbacks; a task comes after that.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
