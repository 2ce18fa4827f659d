// Reporting begins: its words, and the organisation in the background.
import { h } from 'preact';
import { StartPage } from '../shell/start';
import { showOnly } from '../state/journey';
import { sessionWords } from '../words/session';
import { formWords } from '../words/form';
import { reportWords } from '../words/report';
import { answers, startDraft } from './draft';
import { arrived, forgetReport } from './one-report';
import { openInBackground } from './organisation-guard';
import { beginQuestions } from './walk';

export async function prepareReport(): Promise<void> {
  await Promise.all([formWords.load(), reportWords.load(), sessionWords.load()]);
}

export async function enterReport(): Promise<void> {
  await prepareReport();
  // Another report of the same visit takes nothing of the one that arrived, and does not lead
  // back to it.
  if (arrived.peek()) {
    forgetReport();
    showOnly(() => h(StartPage, {}));
  }
  // Somebody who went back to the first screen goes on where they were.
  if (answers.peek().size === 0) startDraft();
  beginQuestions();
  void openInBackground();
}
