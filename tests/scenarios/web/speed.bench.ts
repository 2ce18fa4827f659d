// How long the page takes on a slow telephone: each step from the tap to what is drawn after it,
// and sealing and sending over 3G, with and without the network's own time. Printed, not asserted.
import type { CDPSession, Page } from 'playwright-core';
import { test } from 'vitest';
import { comeBack, goTo } from './coming-back';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, withPage } from './shared';

// As most people have it: motion is part of what they wait for.
const withMotion = (use: (page: Page) => Promise<void>): Promise<void> =>
  withPage(use, { reducedMotion: 'no-preference' });

const slowdown = 4;
// As browsers' own tools name it: "slow 3G" is rarer than this by now.
const threeG = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

interface Tap {
  readonly name: string;
  readonly duration: number; // Milliseconds, to the paint after it.
}

// Event Timing: what people wait for after a tap or a key. Shorter than 16 ms is not told.
async function watchTaps(page: Page): Promise<() => Promise<Tap[]>> {
  await page.addInitScript(() => {
    const taps: { name: string; duration: number }[] = [];
    (window as unknown as { taps: typeof taps }).taps = taps;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        if (!['click', 'keydown', 'input'].includes(name)) continue;
        const step = document.querySelector('#main h1')?.textContent ?? '';
        taps.push({ name: `${name} -> ${step}`, duration });
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  return () => page.evaluate(() => (window as unknown as { taps: Tap[] }).taps.splice(0));
}

async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return session;
}

// The time in which at least one request was under way, in seconds.
class NetworkTime {
  readonly #begun = new Map<string, number>();
  readonly #spans: [number, number][] = [];

  static async watch(session: CDPSession): Promise<NetworkTime> {
    const time = new NetworkTime();
    await session.send('Network.enable');
    session.on('Network.requestWillBeSent', ({ requestId, timestamp }) => {
      time.#begun.set(requestId, timestamp);
    });
    const end = ({ requestId, timestamp }: { requestId: string; timestamp: number }): void => {
      const begun = time.#begun.get(requestId);
      if (begun !== undefined) time.#spans.push([begun, timestamp]);
    };
    session.on('Network.loadingFinished', end);
    session.on('Network.loadingFailed', end);
    return time;
  }

  total(): number {
    let sum = 0;
    let until = 0;
    for (const [from, to] of this.#spans.sort(([a], [b]) => a - b)) {
      sum += Math.max(0, to - Math.max(from, until));
      until = Math.max(until, to);
    }
    return sum;
  }

  forget(): void {
    this.#spans.length = 0;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

// All steps of a report, and of coming back to it, in a browser that has seen none.
async function walk(): Promise<Tap[]> {
  const world = await theWorld();
  const all: Tap[] = [];
  await withMotion(async (page) => {
    const taps = await watchTaps(page);
    await slow(page);
    const reporting = new Reporting(page, world);
    const receipt = await reporting.report({ ...fiveAnswers, 'own-words': 'Het verhaal.' });
    all.push(...(await taps()));
    await comeBack(page, world, receipt);
    for (const part of ['Gesprek', 'Wie kan dit lezen', 'Aanvullen', 'Bewijs', 'Intrekken']) {
      await goTo(page, part);
    }
    all.push(...(await taps()));
  });
  return all;
}

// The median over walks of the slowest tap to each step. What was too short to be told counts 0.
function medians(walks: readonly (readonly Tap[])[]): Tap[] {
  const names = new Set(walks.flat().map(({ name }) => name));
  return [...names].map((name) => {
    const each = walks.map((taps) =>
      Math.max(0, ...taps.filter((tap) => tap.name === name).map(({ duration }) => duration)),
    );
    return { name, duration: each.sort((a, b) => a - b)[Math.floor(each.length / 2)]! };
  });
}

test('each step', async () => {
  const walks: Tap[][] = [];
  while (walks.length < 5) walks.push(await walk());
  const sorted = medians(walks).sort((a, b) => b.duration - a.duration);
  say(`\n${slowdown}x slower: ${sorted.length} steps, medians of ${walks.length} walks, the slowest:`);
  for (const { name, duration } of sorted.slice(0, 12)) {
    say(`  ${String(Math.round(duration)).padStart(5)} ms  ${name}`);
  }
  const taps = walks.flat();
  const late = taps.filter(({ duration }) => duration > 100);
  say(`  over 100 ms: ${sorted.filter(({ duration }) => duration > 100).length} steps;`);
  const worst = Math.max(...taps.map(({ duration }) => duration));
  say(`  of all ${taps.length} taps ${late.length}, the slowest ${Math.round(worst)} ms`);
}, 600_000);

test('sealing and sending', async () => {
  const world = await theWorld();
  await withMotion(async (page) => {
    const session = await slow(page);
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer({ ...fiveAnswers, 'own-words': 'Het verhaal. '.repeat(400) });
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const network = await NetworkTime.watch(session);
    await session.send('Network.emulateNetworkConditions', threeG);
    const begun = performance.now();
    await reporting.confirm(receipt);
    // The group is typed in this time as well: a few milliseconds.
    network.forget();
    await reporting.accepted();
    const total = (performance.now() - begun) / 1000;
    const own = total - network.total();
    say(`\n${slowdown}x slower, 3G: sealing and sending ${total.toFixed(2)} s,`);
    say(`  of which the network ${network.total().toFixed(2)} s, the page ${own.toFixed(2)} s`);
  });
}, 300_000);

test('opening the first screen and the first question', async () => {
  const world = await theWorld();
  await withMotion(async (page) => {
    const session = await slow(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', threeG);
    const begun = performance.now();
    await page.goto(world.is.public, { waitUntil: 'commit' });
    await page.getByRole('link', { name: '112' }).first().waitFor();
    const numbers = (performance.now() - begun) / 1000;
    const reporting = new Reporting(page, world);
    await reporting.press(reporting.shell.start.begin);
    await page.locator('.vn-progress').waitFor();
    const question = (performance.now() - begun) / 1000;
    say(`\n${slowdown}x slower, 3G: numbers to call after ${numbers.toFixed(2)} s,`);
    say(`  the first question after ${question.toFixed(2)} s`);
  });
}, 300_000);
