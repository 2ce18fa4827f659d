// Runs the function `main` of a TypeScript module of this folder with the arguments:
//   node run_module.js NAME ARGUMENTS...
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [name, ...args] = process.argv.slice(2);
const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const web = fileURLToPath(new URL('../../../clients/web', import.meta.url));
const { module } = await runnerImport(path, {
  root: web,
  configFile: false,
  resolve: { alias: { web } },
  logLevel: 'error',
});
await module.main(args);
