// Coming back with the receipt.
import { Area } from './area';

export const followWords = new Area({
  nl: () => import('./follow/nl'),
  en: () => import('./follow/en'),
});
