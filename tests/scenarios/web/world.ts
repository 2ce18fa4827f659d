// A world for tests in a browser (world.h): organisation, vangnetd, webgates and nginx with the
// page, and the command line of the staff. Ended by close(), and with this process.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Description {
  readonly public: string; // Where members find the page.
  readonly staff: string;
  readonly certificate: string; // A file; the front's own authority.
  readonly pages: string; // The folder that nginx serves.
  readonly folder: string;
  readonly front: string;
  readonly server: string;
  readonly programs: string;
  readonly bundle: string; // The first one, in a file.
  readonly passphrase: string; // Of every key file, in a file.
  readonly fingerprint: string;
}

export interface Finished {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export interface Filed {
  readonly receipt: string;
  readonly said: {
    readonly case_id: string;
    readonly urgency: number;
    readonly category: string;
    readonly persons: readonly { readonly name: string; readonly role: string }[];
    readonly proof: string;
    readonly proof_code: string;
  };
}

// What the command line prints as JSON (clients/cli/README.md).
export type Said = any;

// One row of every table, by its sizes: `case_id=<16> category=1 ...`.
export type StoreShape = Record<string, string[]>;

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: browser_test.sh`);
  return value;
}

const placePage = join(import.meta.dirname, '../../../deploy/nginx/place-page');

function run(program: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(program, args, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output, errors });
    });
    child.stdin!.end();
  });
}

export class World {
  readonly is: Description;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #turn: Promise<unknown> = Promise.resolve();
  #files = 0;

  private constructor(is: Description, process: ChildProcess, lines: AsyncIterator<string>) {
    this.is = is;
    this.#process = process;
    this.#lines = lines;
  }

  // `recorded`: all that goes by before and behind the webgates is kept, for `write-recorded`.
  static async start({ recorded = false } = {}): Promise<World> {
    const program = join(environment('VANGNET_BIN'), 'vangnet_web_world');
    const child = spawn(program, recorded ? ['--recorded'] : [], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done === true) throw new Error('the world did not come up; see above');
    const is = JSON.parse(first.value) as Description;
    const world = new World(is, child, lines);
    await world.#placePage(environment('VANGNET_PAGES'));
    return world;
  }

  // The built page, as administrators bring it: filled, named by the next bundle, put in its place.
  async #placePage(built: string): Promise<void> {
    const draft = join(this.is.folder, 'page.draft');
    const page = join(this.is.folder, 'page');
    const from = ['--draft', draft, '--previous', this.is.bundle];
    await this.#must('mirjam', ['admin', 'next', '--bundle', this.is.bundle, '--out', draft]);
    const making = ['--json', 'admin', 'web-page', '--pages', built, ...from, '--out', page];
    const made = JSON.parse(await this.#must('mirjam', making)) as Said;
    await this.tell('publish-page', made.web_manifest_hash);
    const placed = await run(placePage, [page, this.is.pages]);
    if (placed.code !== 0) throw new Error(`place-page: ${placed.code} ${placed.errors}`);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin!.end();
    await ended;
  }

  // A command of world_main.cc. One at a time.
  tell(command: string, argument = ''): Promise<unknown> {
    const answer = this.#turn.then(async () => {
      this.#process.stdin!.write(`${command} ${argument}`.trimEnd() + '\n');
      const line = await this.#lines.next();
      if (line.done === true) throw new Error(`${command}: the world ended`);
      const said = JSON.parse(line.value) as { answer?: unknown; failed?: string };
      if (said.failed !== undefined) throw new Error(`${command}: ${said.failed}`);
      return said.answer;
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async shape(): Promise<StoreShape> {
    return (await this.tell('shape')) as StoreShape;
  }

  // `vangnet`, as somebody with a home of the own, who joined the organisation. `input` is the
  // file that `-` names.
  async vangnet(who: string, args: readonly string[], input = ''): Promise<Finished> {
    const home = join(this.is.folder, `home-${who}`);
    if ((await mkdir(home, { recursive: true })) !== undefined) {
      const join = ['join', this.is.bundle, '--fingerprint', this.is.fingerprint];
      await this.#run(['--home', home, ...join]);
    }
    const file = join(this.is.folder, `input-${++this.#files}`);
    await writeFile(file, input, { mode: 0o600 });
    const named = args.map((one) => (one === '-' ? file : one));
    const language = named.includes('--lang') ? [] : ['--lang', 'en'];
    return this.#run(['--home', home, ...language, ...named]);
  }

  // The same as a member of the staff, with the own key; what it says as JSON.
  async as(handle: string, args: readonly string[], input = ''): Promise<Said> {
    const key = (await this.tell('key', handle)) as string;
    const signed = ['--json', ...args, '--identity', key, '--passphrase-file', this.is.passphrase];
    return JSON.parse(await this.#must(handle, signed, input)) as Said;
  }

  // A report by the command line; the receipt and what `report --json` says.
  async file(report: object): Promise<Filed> {
    const receiptFile = join(this.is.folder, `receipt-${++this.#files}`);
    const args = ['--json', 'report', '--from', '-', '--receipt-file', receiptFile];
    const output = await this.#must('reporter', args, JSON.stringify(report));
    const receipt = (await readFile(receiptFile, 'utf8')).trim();
    return { receipt, said: JSON.parse(output) as Filed['said'] };
  }

  // As the reporter, with the receipt; what it says as JSON, whatever the exit code is.
  async follow(receipt: string, args: readonly string[]): Promise<Said> {
    const file = join(this.is.folder, `receipt-${++this.#files}`);
    await writeFile(file, `${receipt}\n`, { mode: 0o600 });
    const { output } = await this.vangnet('reporter', [
      ...['--json', 'follow', ...args, '--receipt-file', file],
    ]);
    return JSON.parse(output) as Said;
  }

  // What it prints; anything but success is a fault of the test.
  async #must(who: string, args: readonly string[], input = ''): Promise<string> {
    const { code, output, errors } = await this.vangnet(who, args, input);
    if (code !== 0) throw new Error(`vangnet ${args.join(' ')}: ${code} ${errors} ${output}`);
    return output;
  }

  #run(args: readonly string[]): Promise<Finished> {
    return run(join(this.is.programs, 'vangnet'), args);
  }
}
