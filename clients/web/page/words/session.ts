// The words of session/: refusals, findings, urgency, roles, why somebody was proposed.
import { Area } from './area';

export const sessionWords = new Area({
  nl: async () => ({ words: (await import('../../session/words/nl')).nl }),
  en: async () => ({ words: (await import('../../session/words/en')).en }),
});
