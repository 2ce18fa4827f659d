// What every page and every state of it must hold to, for people who cannot see it, cannot point,
// read it large or on a small screen, in the dark or in colours of their own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

// What axe finds, in words; of all its rules but those that it calls experimental.
export async function axeFindings(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  // As the inspector does it: the page's own policy allows no script of strangers.
  await session.send('Runtime.evaluate', { expression: axeSource });
  await session.detach();
  const violations = (await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(root: Document): Promise<{ violations: unknown }> };
    };
    return (await axe.run(document)).violations;
  })) as AxeViolation[];
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`);
    return `${id}: ${help}: ${where.join(' | ')}`;
  });
}

// How many pixels the page is wider than the window, and what sticks out.
export function overflow(page: Page): Promise<{ by: number; what: string[] }> {
  return page.evaluate(() => {
    const root = document.scrollingElement!;
    const what: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const { right, width } = element.getBoundingClientRect();
      const scrolls = element.closest('[tabindex="0"]') !== null;
      if (width > 0 && right > innerWidth + 1 && !scrolls) {
        what.push(`${element.tagName.toLowerCase()}.${element.className} ${Math.round(right)}`);
      }
    }
    return { by: root.scrollWidth - innerWidth, what: what.slice(0, 5) };
  });
}

// What moves or fades, of everything that is drawn and of what waits.
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement('p');
    probe.className = 'nl-paragraph vn-busy';
    document.querySelector('main')!.append(probe);
    const found = [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((pseudo) => {
        const { animationName, transitionDuration } = getComputedStyle(element, pseudo);
        const moves = animationName !== 'none' || parseFloat(transitionDuration) > 0.05;
        return moves ? [`${element.className}${pseudo}`] : [];
      }),
    );
    probe.remove();
    return found;
  });
}

export interface Stop {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly outlined: boolean;
}

// From the beginning of the page with Tab until the focus leaves it or comes round: where it
// stops. Radio buttons of one group are one stop.
export async function keyboardWalk(page: Page, atMost = 200): Promise<Stop[]> {
  await page.evaluate(() => {
    scrollTo(0, 0); // The head of the page stays where the window is.
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: Stop[] = [];
  for (let i = 0; i < atMost; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((now) => {
      const element = document.activeElement as HTMLElement | null;
      if (element === null || element === document.body) return undefined;
      const seen = element.dataset['walked'];
      element.dataset['walked'] = now;
      const { top, left } = element.getBoundingClientRect();
      // Hidden inputs are drawn by what stands around them.
      const drawn = [element, element.parentElement, element.nextElementSibling].some((one) => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        // Forced colours draw no shadows.
        const shadow = boxShadow !== 'none' && !matchMedia('(forced-colors: active)').matches;
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || shadow;
      });
      const name =
        element.getAttribute('aria-label') ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent ??
        '';
      return {
        seen,
        name: `${element.tagName.toLowerCase()} ${name.trim().slice(0, 60)}`,
        top: top + scrollY,
        left,
        outlined: drawn,
      };
    }, String(i));
    if (stop === undefined) break;
    const { seen, ...rest } = stop;
    // A field for a day holds several: day, month, year, the calendar.
    if (seen === String(i - 1)) continue;
    if (seen !== undefined) break;
    stops.push(rest);
  }
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-walked]')) {
      delete element.dataset['walked'];
    }
  });
  return stops;
}

// Everything that can be used and is shown, and that the walk has to reach.
export function usable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names: string[] = [];
    const groups = new Set<string>();
    const selector = 'a[href], button, input, textarea, select, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      const input = element as HTMLInputElement;
      if (input.disabled || element.closest('[inert], [hidden]') !== null) continue;
      if (element.checkVisibility?.() === false) continue;
      if (input.type === 'radio') {
        if (groups.has(input.name)) continue;
        groups.add(input.name);
      }
      names.push(element.tagName.toLowerCase());
    }
    return names;
  });
}

// Stops that lie above the one before by more than a line: the order that eyes do not expect.
export function jumpsBack(stops: readonly Stop[]): string[] {
  // The link past the head of the page lies wherever the window is.
  return stops.slice(1).flatMap((stop, i, rest) => {
    const before = rest[i - 1];
    if (before === undefined || stop.top >= before.top - 8) return [];
    return [`${before.name} -> ${stop.name}`];
  });
}

// Colours of one's own take away backgrounds and shadows: what can be used must have an edge or a
// line below its text, and what is chosen or shown now must differ by more than its colour. What
// has neither, by its words.
export function unseenInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isClear = (colour: string): boolean => /^rgba\(.*, 0\)$/.test(colour);
    const isEdge = (width: string, style: string, colour: string, ground: string): boolean =>
      parseFloat(width) >= 1 && style !== 'none' && colour !== ground && !isClear(colour);
    const groundOf = (element: Element): string => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if (!isClear(colour)) return colour;
      }
      return 'none';
    };
    const hasEdge = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const ground = groundOf(element.parentElement ?? element);
      const { borderBottomWidth, borderBottomStyle, borderBottomColor } = style;
      const { outlineWidth, outlineStyle, outlineColor } = style;
      return (
        isEdge(borderBottomWidth, borderBottomStyle, borderBottomColor, ground) ||
        isEdge(outlineWidth, outlineStyle, outlineColor, ground)
      );
    };
    const isUnderlined = (element: Element): boolean =>
      getComputedStyle(element).textDecorationLine.includes('underline');
    const isShown = (element: Element): boolean =>
      element.closest('.vn-hidden-visually, .nl-skip-link, [hidden]') === null &&
      element.checkVisibility();
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 60)}`;

    const unseen: string[] = [];
    // Browsers draw boxes, radio buttons and the mark of a summary themselves.
    const fields = 'textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])';
    for (const element of document.querySelectorAll(`${fields}, .vn-choice, .vn-card, .vn-code`)) {
      if (isShown(element) && !hasEdge(element)) unseen.push(name(element));
    }
    for (const element of document.querySelectorAll('button, a[href]')) {
      if (!isShown(element)) continue;
      const now = element.matches('[aria-pressed=true], [aria-current]');
      if (!hasEdge(element) && !isUnderlined(element) && !now) unseen.push(name(element));
      // Beside others that are underlined it stands out by having an edge.
      if (now && !hasEdge(element)) unseen.push(`now: ${name(element)}`);
    }
    for (const chosen of document.querySelectorAll('.vn-choice:has(:checked)')) {
      if (parseFloat(getComputedStyle(chosen).borderBottomWidth) < 2.5) {
        unseen.push(`chosen: ${name(chosen)}`);
      }
    }
    return unseen;
  });
}
