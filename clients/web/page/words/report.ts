// Reporting.
import { Area } from './area';

export const reportWords = new Area({
  nl: () => import('./report/nl'),
  en: () => import('./report/en'),
});
