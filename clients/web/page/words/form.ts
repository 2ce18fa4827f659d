// The common questions.
import { Area } from './area';

export const formWords = new Area({
  nl: () => import('./form/nl'),
  en: () => import('./form/en'),
});
