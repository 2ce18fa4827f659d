// What `vite build` makes: the same bytes each time, with the places that an organisation's
// own are put into, nothing inline and nothing from elsewhere; and within its budgets.
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { budgetPlugin, budgets, weigh } from 'web/budget';

const root = fileURLToPath(new URL('../../../clients/web/', import.meta.url));

type Output = Rollup.RollupOutput['output'];

async function buildOnce(plugins: Plugin[] = []): Promise<Output> {
  const made = await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'silent',
    build: { write: false },
    plugins,
  });
  return (made as Rollup.RollupOutput).output;
}

const textOf = (file: Output[number]): string =>
  file.type === 'chunk'
    ? file.code
    : typeof file.source === 'string'
      ? file.source
      : new TextDecoder().decode(file.source);

describe('the built page', () => {
  let first: Output;
  let second: Output;
  const said: string[] = [];

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    first = await buildOnce();
    second = await buildOnce();
  }, 120_000);
  afterAll(() => void vi.restoreAllMocks());

  const page = (): string => textOf(first.find((file) => file.fileName === 'index.html')!);

  test('is the same when it is built again', () => {
    const contents = (output: Output): [string, string][] =>
      output.map((file) => [file.fileName, textOf(file)]);
    expect(contents(second)).toEqual(contents(first));
  });

  test('has a hash in the name of every file but the page', () => {
    for (const { fileName } of first) {
      if (fileName !== 'index.html') expect(fileName).toMatch(/^assets\/[\w.-]+-[\w-]{8}\.\w+$/);
    }
  });

  test("has the places for what is an organisation's own", () => {
    for (const [place, times] of [
      ['@VANGNET_ORGANISATION@', 1],
      ['@VANGNET_NAME@', 2],
      ['@VANGNET_NUMBERS_NL@', 1],
      ['@VANGNET_NUMBERS_EN@', 1],
      ['@VANGNET_DEMONSTRATION@', 1],
    ] as const) {
      expect(page().split(place).length - 1, place).toBe(times);
    }
  });

  test('has no script and no style in the page itself', () => {
    expect(page()).not.toMatch(/<style|\sstyle=|\son\w+=|="javascript:/i);
    const scripts = [...page().matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBe(1);
    for (const [, attributes, inline] of scripts) {
      expect(attributes).toMatch(/type="module"/);
      expect(inline).toBe('');
    }
  });

  test('names no other address in page and style but the one that is gone to on leaving', () => {
    for (const file of first.filter((one) => /\.(html|css)$/.test(one.fileName))) {
      const addresses = textOf(file).match(/(https?:)?\/\/[\w-]+\.[\w.-]+/g) ?? [];
      expect(
        addresses.filter((one) => one !== 'https://www.knmi.nl'),
        file.fileName,
      ).toEqual([]);
    }
  });

  test('is within its budgets', () => {
    const files = Object.fromEntries(first.map((file) => [file.fileName, file]));
    for (const { name, limit, weight } of weigh(files)) {
      expect(weight, name).toBeLessThanOrEqual(limit);
    }
  });

  test('says what it weighs, however little the build says', () => {
    for (const { name, limit } of budgets) {
      const line = new RegExp(`^budget +\\d+\\.\\d of ${limit / 1000} kB  ${name}$`);
      expect(said.filter((one) => line.test(one)), name).toHaveLength(2);
    }
  });

  test('is not built when it is over a budget', async () => {
    const tight = budgets.map((one) => ({ ...one, limit: Math.min(one.limit, 90_000) }));
    await expect(buildOnce([budgetPlugin(tight)])).rejects.toThrow(
      /over budget: .* of 90 kB  sealing/,
    );
  });

  test('a page with a script of its own is over budget', () => {
    const files = Object.fromEntries(
      first.map((file) => [
        file.fileName,
        file.fileName === 'index.html' && file.type === 'asset'
          ? { ...file, source: page().replace('</head>', '<script>alert(1)</script></head>') }
          : file,
      ]),
    );
    const [emergency] = weigh(files);
    expect(emergency!.weight).toBeGreaterThan(emergency!.limit);
  });

  test('a budget that weighs nothing is an error', () => {
    const files = Object.fromEntries(
      first
        .filter((file) => !file.fileName.includes('sealing'))
        .map((file) => [file.fileName, file]),
    );
    expect(() => weigh(files)).toThrow(/sealing/);
  });

  test('there are three', () => {
    expect(budgets.map((budget) => budget.limit)).toEqual([0, 100_000, 175_000]);
  });
});
