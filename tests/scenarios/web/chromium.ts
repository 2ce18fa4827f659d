// Debian's Chromium, which trusts the certificate of one world and nothing else that the system
// does not, and pages that are watched: whoever opens one learns what it asked for, what the
// policy stopped and what failed.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import type { World } from './world';

const executablePath = '/usr/bin/chromium';

// By the key of the certificate: other errors of certificates are errors.
function trustOf(world: World): string {
  const { publicKey } = new X509Certificate(readFileSync(world.is.certificate));
  const info = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(info).digest('base64');
}

function argumentsFor(world: World): string[] {
  return [
    `--ignore-certificate-errors-spki-list=${trustOf(world)}`,
    // There is nothing to be kept from: a browser of a test's own, for pages of ours, in places
    // where Chromium may not make its sandbox.
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

export function launch(world: World): Promise<Browser> {
  return chromium.launch({ executablePath, args: argumentsFor(world) });
}

// With a folder of the test's own for everything that it keeps.
export function launchWithProfile(
  world: World,
  folder: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath,
    args: argumentsFor(world),
    ...options,
  });
}

export interface Watched {
  readonly page: Page;
  readonly requests: string[]; // Addresses, those that were stopped among them.
  readonly violations: string[]; // Of the policy, and of Trusted Types.
  readonly errors: string[]; // Uncaught, or said to the console.
}

// Everything from here on.
export async function watch(page: Page): Promise<Watched> {
  const watched: Watched = { page, requests: [], violations: [], errors: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  page.on('console', (message) => {
    // What the network answered is the test's own matter.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    watched.errors.push(message.text());
  });
  await page.exposeFunction('toldOfViolation', (what: string) => watched.violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const told = (window as unknown as { toldOfViolation(what: string): void }).toldOfViolation;
      told(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return watched;
}

// Requests to anywhere but the world's public address.
export function outside(world: World, watched: Watched): string[] {
  return watched.requests.filter((url) => !/^(data|blob|about):/.test(url) && !url.startsWith(`${world.is.public}/`));
}
