// The numbers of a vector; one too many fails the test.
export class RandomNumbers {
  readonly #bytes: DataView;
  #used = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readonly next = (): bigint => this.#bytes.getBigUint64(this.#used++ * 8);

  get used(): number {
    return this.#used;
  }
}
