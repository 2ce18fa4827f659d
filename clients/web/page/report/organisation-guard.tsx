// While somebody answers, the organisation is fetched and verified in the background. What
// makes sending impossible is told as soon as it is known, not after the last question.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Refusal } from '../../contract/refusal';
import { calendarOf } from '../../session/answers';
import { Alert } from '../parts/alert';
import { Paragraph } from '../parts/text';
import {
  ClockTrouble,
  ExpiredTrouble,
  OrganisationTrouble,
  troubleOf,
} from '../shell/organisation-trouble';
import { now } from '../state/clock';
import { fetchAhead, readFont } from '../state/idle';
import { connection, listMade, openOrganisation } from '../state/organisation';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { timeWords } from '../words/time';
import { answers, fitAnswers } from './draft';

// Why it could not be opened; undefined while that is not known, and when it was.
export const openingFailure = signal<unknown>(undefined);

// A look again, after the clock was set or a bundle renewed.
const looks = signal(0);

export async function openInBackground(): Promise<void> {
  try {
    const opened = await openOrganisation();
    openingFailure.value = undefined;
    // Elsewhere the newest is fetched when it is needed; here a person asked for it.
    if (looks.peek() > 0) await opened.renew().catch(() => false);
    if (answers.peek().size > 0) fitAnswers();
    fetchAhead(async () => {
      await import('./urgency-page');
      // The first time of all takes long: the browser reads its calendars, and the font of codes.
      timeWords(now(), calendarOf(answers.peek()));
      readFont('--vn-mono');
    });
  } catch (error) {
    openingFailure.value = error;
  }
}

function lookAgain(): void {
  ++looks.value;
  void openInBackground().then(() => ++looks.value);
}

export const isUnreachable = (error: unknown): boolean =>
  !(error instanceof Refusal) || error.code === 'UNAVAILABLE';

// The trouble's page, or the children.
export function OrganisationGuard({ children }: { readonly children: ComponentChildren }) {
  void looks.value;
  const failure = openingFailure.value;
  if (failure !== undefined && !isUnreachable(failure)) {
    return <OrganisationTrouble error={failure} again={lookAgain} />;
  }
  const opened = connection.value;
  const trouble = opened === undefined ? undefined : troubleOf(opened, listMade.value);
  if (trouble === 'expired') return <ExpiredTrouble again={lookAgain} />;
  if (trouble?.verdict === 'wrong') {
    return <ClockTrouble here={now()} told={trouble.told} again={lookAgain} />;
  }
  return <>{children}</>;
}

// The person may go on answering while the server is away.
export function UnreachableNote() {
  const failure = openingFailure.value;
  if (failure === undefined || connection.value !== undefined || !isUnreachable(failure))
    return null;
  return (
    <Alert kind="warning" announce>
      <Paragraph>{sessionWords.value.reason.UNREACHABLE}</Paragraph>
      <button type="button" class="nl-button nl-button--secondary" onClick={lookAgain}>
        {shellWords.value.again}
      </button>
    </Alert>
  );
}
