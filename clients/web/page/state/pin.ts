// The organisation's PagePin as the page was given it; parsed by the code that trusts it.
let given = '';

export function takePin(base64: string): void {
  given = base64;
}

export const pinText = (): string => given;
