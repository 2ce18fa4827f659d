import { defineConfig } from 'vitest/config';
import { budgetPlugin } from './budget.ts';

const here = import.meta.dirname;

// The sealing code is one chunk, which is fetched while somebody answers; what it is built on,
// and who speaks with the server, are others.
const groups = [
  { name: 'sealing', test: /\/clients\/web\/sealing\/|libsodium/, priority: 3 },
  { name: 'messages', test: /\/clients\/web\/generated\/|@bufbuild\/protobuf|connectrpc/, priority: 2 },
];

export default defineConfig({
  root: here,
  // Tests stand beside those of the other clients and write `web/...` for this folder.
  resolve: { alias: { web: here } },
  plugins: [budgetPlugin()],
  // Nothing is taken as it is: every file that the page loads has its hash in its name.
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // The page's policy allows no inline script, and no style in it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups, includeDependenciesRecursively: false } } },
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
