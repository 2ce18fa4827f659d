// Reads proto/vectors/*.json. Asking for a member that is not there, or is of another kind,
// fails the test: the file is then not what the test was written for.
import { readFileSync } from 'node:fs';
import { Refusal } from 'web/contract/refusal';
import { SecretBytes } from 'web/contract/secret-bytes';

export class Sample {
  readonly #object: Record<string, unknown>;

  constructor(object: unknown) {
    if (typeof object !== 'object' || object === null) throw new Error('vectors: no object');
    this.#object = object as Record<string, unknown>;
  }

  has(name: string): boolean {
    return name in this.#object;
  }

  text(name: string): string {
    const value = this.#object[name];
    if (typeof value !== 'string') throw new Error(`vectors: ${name} is no text`);
    return value;
  }

  bytes(name: string): Uint8Array {
    return fromHex(this.text(name));
  }

  // Bytes of a type of the contract; the vectors hold the right sizes.
  id<T extends Uint8Array>(name: string): T {
    return this.bytes(name) as T;
  }

  secret(name: string): SecretBytes {
    return SecretBytes.take(this.bytes(name));
  }

  number(name: string): number {
    const value = this.#object[name];
    if (typeof value !== 'number') throw new Error(`vectors: ${name} is no number`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.#object[name];
    if (typeof value !== 'boolean') throw new Error(`vectors: ${name} is no flag`);
    return value;
  }

  object(name: string): Sample {
    return new Sample(this.#object[name]);
  }

  // Of objects; never empty unless `mayBeEmpty`.
  list(name: string, mayBeEmpty = false): Sample[] {
    return this.#elements(name, mayBeEmpty).map((element) => new Sample(element));
  }

  texts(name: string): string[] {
    return this.#elements(name, true).map((element) => {
      if (typeof element !== 'string') throw new Error(`vectors: ${name} holds no texts`);
      return element;
    });
  }

  numbers(name: string): number[] {
    return this.#elements(name, true).map((element) => {
      if (typeof element !== 'number') throw new Error(`vectors: ${name} holds no numbers`);
      return element;
    });
  }

  names(): string[] {
    return Object.keys(this.#object).sort();
  }

  #elements(name: string, mayBeEmpty: boolean): unknown[] {
    const value = this.#object[name];
    if (!Array.isArray(value)) throw new Error(`vectors: ${name} is no list`);
    if (value.length === 0 && !mayBeEmpty) throw new Error(`vectors: ${name} is empty`);
    return value as unknown[];
  }
}

export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new Error('vectors: hexadecimal');
  // Bytes of their own, and no part of one of node's pools.
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

export function loadSample(path: string | URL): Sample {
  return new Sample(JSON.parse(readFileSync(path, 'utf8')));
}

export function loadVectors(file: string): Sample {
  return loadSample(new URL(`../../../proto/vectors/${file}`, import.meta.url));
}

// "OK", or the class of the refusal: code and reason in one word, as the vectors write it.
export async function outcomeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'OK';
  } catch (error) {
    if (error instanceof Refusal) return error.class;
    throw error;
  }
}

export async function refusalOf(act: () => unknown): Promise<Refusal> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
