// What the page was made with (vangnet admin web-page): the organisation, in base64 a
// PagePin, its name, and whether it is a demonstration. Read once, before the script draws
// anything.
import { type NumberTable, readNumbers } from './numbers';

export interface Given {
  readonly organisationName: string;
  readonly demonstration: boolean;
  readonly pin: string; // Base64, unchecked.
  readonly numbers: NumberTable;
}

export function readGiven(document: Document): Given {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="vangnet-organisation"]');
  return {
    organisationName:
      document.querySelector('.vn-wordmark__organisation')?.textContent?.trim() ?? '',
    demonstration: document.querySelector('.demonstration') !== null,
    pin: meta?.content.trim() ?? '',
    numbers: readNumbers(document),
  };
}
