// Sending a saved report begins: it needs the organisation at once.
import { show } from '../state/journey';
import { withOrganisation } from './walk';
import { formWords } from '../words/form';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';

export async function enterSaved(): Promise<void> {
  await Promise.all([formWords.load(), reportWords.load(), sessionWords.load()]);
  await withOrganisation(async (place) => {
    const { SavedPage } = await import('./saved-page');
    place(() => <SavedPage />);
  }, show);
}
