// Reporting begins: its words, and the organisation in the background.
import { sessionWords } from '../words/session';
import { formWords } from '../words/form';
import { reportWords } from '../words/report';
import { answers, startDraft } from './draft';
import { openInBackground } from './organisation-guard';
import { beginQuestions } from './walk';

export async function prepareReport(): Promise<void> {
  await Promise.all([formWords.load(), reportWords.load(), sessionWords.load()]);
}

export async function enterReport(): Promise<void> {
  await prepareReport();
  // Somebody who went back to the first screen goes on where they were.
  if (answers.peek().size === 0) startDraft();
  beginQuestions();
  void openInBackground();
}
