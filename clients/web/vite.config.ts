import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  // Tests stand beside those of the other clients and write `web/...` for this folder.
  resolve: { alias: { web: here } },
  build: {
    target: 'es2022',
    // The page's policy allows no inline script.
    modulePreload: { polyfill: false },
  },
  test: {
    dir: `${here}/../../tests/clients/web`,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    environment: 'node',
    // Modules are loaded once for all files: nothing here keeps anything.
    isolate: false,
    // Threads start quicker than processes, and nothing here changes the process.
    pool: 'threads',
    testTimeout: 30_000,
  },
});
