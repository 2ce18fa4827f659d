// English: reporting.
import type { ReportWords } from './nl';

export const words: ReportWords = {
  title: 'Your message to a trusted person',
};
