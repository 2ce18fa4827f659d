// From question to question, and on to sending. What needs the bundle waits for it here.
import { firstOption } from '../../session/answers';
import { Busy } from '../parts/progress';
import { Step } from '../parts/step';
import { OrganisationTrouble } from '../shell/organisation-trouble';
import { back, replace, show, showing, type View } from '../state/journey';
import { connection } from '../state/organisation';
import { reportWords } from '../words/report';
import { answers, canSend, missing } from './draft';
import { DangerPage, PositionPage, positionWords } from './between-pages';
import { forms } from './forms';
import { openInBackground, openingFailure, OrganisationGuard } from './organisation-guard';
import { questionAfter } from './order';
import { QuestionPage } from './question-page';

// Where a step goes: after the one that is shown, or in its place.
type Place = (view: View) => void;

export function beginQuestions(): void {
  const first = questionAfter(forms.peek(), answers.peek())!;
  show(() => <QuestionPage code={first.code} />);
}

const isInDanger = (code: string): boolean =>
  code === 'danger' && firstOption(answers.peek(), code) === 'yes';

// After `code` was answered or passed over.
export async function goOn(code: string): Promise<void> {
  const next = (): void => void toQuestionAfter(code, show);
  const send = (): void => void sendNow();
  if (isInDanger(code)) return show(() => <DangerPage next={next} send={send} />);
  if (code === 'position' && positionWords() !== undefined) {
    return show(() => <PositionPage next={next} send={send} />);
  }
  return toQuestionAfter(code, show);
}

// After `code` was answered, the rest is left for later.
export async function sendAfter(code: string): Promise<void> {
  if (!isInDanger(code)) return sendNow();
  const next = (): void => void toQuestionAfter(code, show);
  show(() => <DangerPage next={next} send={() => void sendNow()} />);
}

async function toQuestionAfter(code: string, place: Place): Promise<void> {
  const next = questionAfter(forms.peek(), answers.peek(), code);
  // The questions about what happened come from the bundle, before the last common one.
  if (connection.peek() === undefined && (next === undefined || next.code === 'own-words')) {
    return withOrganisation((then) => toQuestionAfter(code, then), place);
  }
  if (next !== undefined) return place(() => <QuestionPage code={next.code} />);
  return sendNow(place);
}

// From a question that is not asked any more, in its place.
export function moveOn(code: string): void {
  void toQuestionAfter(code, replace);
}

// On to how urgent, to whom, and sending; or to the first answer that is still needed.
export async function sendNow(place: Place = show): Promise<void> {
  const [first] = missing.peek();
  if (first !== undefined) return place(() => <QuestionPage code={first.code} />);
  return withOrganisation(async (then) => {
    const { UrgencyPage } = await import('./urgency-page');
    then(() => <UrgencyPage />);
  }, place);
}

// The answer to `code` was changed from the review: back there, unless it asks for more.
export async function afterEdit(code: string): Promise<void> {
  const go = (steps: number): void => {
    if (canSend.peek()) back(steps);
    else void sendNow();
  };
  if (!isInDanger(code)) return go(1);
  const next = (): void => go(2);
  show(() => <DangerPage next={next} send={next} />);
}

// Now, when the organisation is known; else as soon as it is, with a page meanwhile.
export async function withOrganisation(
  next: (place: Place) => Promise<void>,
  place: Place = show,
): Promise<void> {
  if (connection.peek() !== undefined) return attempt(next, place);
  place(() => <WaitingPage />);
  const waiting = showing.peek();
  await openInBackground();
  if (showing.peek() !== waiting) return; // Somebody went back meanwhile.
  if (connection.peek() !== undefined) return attempt(next, replace);
  replace(() => <Failed again={() => void withOrganisation(next, replace)} />);
}

// Code that cannot be fetched is as a server that cannot be reached.
async function attempt(next: (place: Place) => Promise<void>, place: Place): Promise<void> {
  try {
    await next(place);
  } catch (error) {
    const again = (): void => void attempt(next, replace);
    place(() => <OrganisationTrouble error={error} again={again} />);
  }
}

function Failed({ again }: { readonly again: () => void }) {
  return <OrganisationTrouble error={openingFailure.value} again={again} />;
}

function WaitingPage() {
  const { waiting } = reportWords.value;
  return (
    <OrganisationGuard>
      <Step title={waiting.title}>
        <Busy>{waiting.text}</Busy>
      </Step>
    </OrganisationGuard>
  );
}
