// SecretBytes: bytes that nobody but their user may see. Wiped by their owner, never copied
// by accident, never printable: as text, as JSON and in a console it is "[secret]". Does not
// promise that the engine made no copy of its own; libsodium's are zeroed by wipeSodium.

export class SecretBytes {
  #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  // `bytes` themselves: from here on they are this object's, which wipes them.
  static take(bytes: Uint8Array): SecretBytes {
    return new SecretBytes(bytes);
  }

  // A copy; wiping the original stays the caller's duty.
  static copyOf(bytes: Uint8Array): SecretBytes {
    return new SecretBytes(bytes.slice());
  }

  get size(): number {
    return this.#bytes.length;
  }

  // The bytes themselves, not a copy, until wipe(). Easily found by a search.
  expose(): Uint8Array {
    return this.#bytes;
  }

  // A deliberate copy; every call is a place to look at in a review.
  clone(): SecretBytes {
    return SecretBytes.copyOf(this.#bytes);
  }

  // In time that does not depend on the content (the sizes are not secret).
  equalsInConstantTime(other: SecretBytes): boolean {
    if (this.size !== other.size) return false;
    let difference = 0;
    for (let i = 0; i < this.size; ++i) difference |= this.#bytes[i]! ^ other.#bytes[i]!;
    return difference === 0;
  }

  // Zeros, and then nothing: who uses it afterwards gets a refusal for its size.
  wipe(): void {
    this.#bytes.fill(0);
    this.#bytes = new Uint8Array(0);
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  get [Symbol.toStringTag](): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
