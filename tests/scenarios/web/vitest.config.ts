import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;
const kind = process.env['VANGNET_BROWSER_TESTS'] ?? 'test';

export default defineConfig({
  root: here,
  resolve: { alias: { web: `${here}/../../../clients/web` } },
  test: {
    include: [`**/*.${kind}.ts`],
    environment: 'node',
    // Two processes, each with a browser and a world that its files share: half of the time one of
    // them waits. What is measured is measured alone.
    pool: 'forks',
    maxWorkers: kind === 'bench' ? 1 : 2,
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // As long as playwright waits: a second is little on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
