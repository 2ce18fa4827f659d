// The frame and the first screen.
import { Area } from './area';

export const shellWords = new Area({
  nl: () => import('./shell/nl'),
  en: () => import('./shell/en'),
});
