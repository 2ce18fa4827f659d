import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  resolve: { alias: { web: `${here}/../../../clients/web` } },
  test: {
    include: [`**/*.${process.env['VANGNET_BROWSER_TESTS'] ?? 'test'}.ts`],
    environment: 'node',
    // One process and one file after another: they share a browser and a world.
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
