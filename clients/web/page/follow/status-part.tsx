// Where it stands, what comes next and when, and whom to call.
import { useState } from 'preact/hooks';
import { acknowledgeDeadline } from '../../session/acknowledge-deadline';
import { caseStateName, urgencyName } from '../../session/filing-codes';
import { fill } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Busy } from '../parts/progress';
import { TelephoneNumbers } from '../parts/telephone';
import { Heading2, Muted, Paragraph } from '../parts/text';
import { followWords } from '../words/follow';
import { language, languages } from '../words/language';
import { sessionWords } from '../words/session';
import { useAct } from './act';
import type { Go } from './case-page';
import { nameOf, timeInCase } from './case-words';
import { nextStep } from './next-step';
import type { OpenCase } from './open-case';

interface StatusProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function StatusPart({ opened, go }: StatusProps) {
  const words = followWords.value.status;
  const { state, filing } = opened.fold!;
  const names = sessionWords.value;
  return (
    <>
      <dl class="vn-answers">
        <div>
          <dt>{words.state}</dt>
          <dd>{state === 0 ? '' : names.caseState[caseStateName[state]]}</dd>
        </div>
        <div>
          <dt>{words.urgency}</dt>
          <dd>{filing.urgency === 0 ? '' : names.urgency[urgencyName[filing.urgency]]}</dd>
        </div>
      </dl>
      <Next opened={opened} />
      <Look opened={opened} go={go} />
      <Heading2>{words.call}</Heading2>
      <TelephoneNumbers />
    </>
  );
}

function Next({ opened }: Pick<StatusProps, 'opened'>) {
  const words = followWords.value;
  const late = stepOf(opened).kind === 'late';
  return (
    <>
      <Heading2>{words.status.next}</Heading2>
      {late ? (
        <Alert kind="warning">
          <Paragraph>{nextWords(opened)}</Paragraph>
        </Alert>
      ) : (
        <Paragraph>{nextWords(opened)}</Paragraph>
      )}
    </>
  );
}

const stepOf = (opened: OpenCase) => {
  const { view, standing } = opened.reading.value;
  const by = acknowledgeDeadline(view, opened.bundle.deadlines!, standing.acknowledgeByTime);
  return nextStep(opened.fold!, by, opened.connection.now());
};

function nextWords(opened: OpenCase): string {
  const words = followWords.value.next;
  const step = stepOf(opened);
  const name = (who: Uint8Array | undefined): string =>
    who === undefined ? followWords.value.notInList : nameOf(opened, who);
  switch (step.kind) {
    case 'waiting':
      return step.by === 0
        ? fill(words.waitingNoTime, name(step.who))
        : fill(words.waiting, name(step.who), timeInCase(opened, step.by));
    case 'late':
      return fill(words.late, timeInCase(opened, step.by));
    case 'accepted':
      return fill(words.accepted, name(step.who));
    default:
      return words[step.kind];
  }
}

// Only when the person asks: a page that looked by itself would show an observer when somebody
// reads and answers.
function Look({ opened, go }: StatusProps) {
  const words = followWords.value.status;
  const [found, setFound] = useState<number>();
  const { busy, failed, run } = useAct();
  const at = clockTime(opened.readAt.value);
  return (
    <>
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
        </Alert>
      )}
      {busy ? (
        <Busy>{words.looking}</Busy>
      ) : (
        <div role="status">
          <Muted>
            {found === undefined
              ? fill(words.looked, at)
              : found > 0
                ? fill(words.newMessages, countWords(found), at)
                : fill(words.nothingNew, at)}
          </Muted>
        </div>
      )}
      <Buttons>
        <Button
          kind={found !== undefined && found > 0 ? 'secondary' : 'primary'}
          busy={busy}
          onClick={() => void run(async () => setFound(await opened.look()))}
        >
          {words.look}
        </Button>
        {found !== undefined && found > 0 && (
          <Button onClick={() => go('conversation')}>{followWords.value.menu.conversation}</Button>
        )}
      </Buttons>
    </>
  );
}

function countWords(count: number): string {
  const words = followWords.value.status;
  return count === 1 ? words.newOne : fill(words.newMany, String(count));
}

// "14:05", by this device.
function clockTime(seconds: number): string {
  const { locale } = languages[language.value];
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(seconds * 1000);
}
