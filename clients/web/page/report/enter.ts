// Reporting.
import { h } from 'preact';
import { Trouble } from '../shell/trouble';
import { show } from '../state/journey';
import { formWords } from '../words/form';
import { reportWords } from '../words/report';
import { commonForm } from './common-form';

export async function enterReport(): Promise<void> {
  await Promise.all([formWords.load(), reportWords.load()]);
  show(() => h(Trouble, { title: commonForm[0]!.code }));
}

export async function enterSaved(): Promise<void> {
  show(() => h(Trouble, {}));
}
