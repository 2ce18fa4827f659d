// Taking somebody out: what it means comes before it is done.
import type { PrincipalId } from '../../contract/ids';
import { fill } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Busy } from '../parts/progress';
import { Step } from '../parts/step';
import { List, Paragraph } from '../parts/text';
import { back } from '../state/journey';
import { followWords } from '../words/follow';
import { useAct } from './act';
import { personRows } from './case-persons';
import type { Go } from './case-page';
import { nameOf } from './case-words';
import type { OpenCase } from './open-case';

interface RemoveProps {
  readonly opened: OpenCase;
  readonly go: Go;
  readonly person: PrincipalId;
}

export function RemoveStep({ opened, go, person }: RemoveProps) {
  const words = followWords.value;
  const { busy, failed, run } = useAct();
  const name = nameOf(opened, person);
  const left = personRows(opened.fold!).filter(({ opens }) => opens !== 'no').length;
  const remove = async (): Promise<void> => {
    if (!(await run(() => opened.remove(person)))) return;
    go('access', fill(words.access.removed, name));
  };
  return (
    <Step title={fill(words.access.removeTitle, name)}>
      <List items={words.access.removeMeans.map((one) => fill(one, name))} />
      {left <= 1 && (
        <Alert kind="warning">
          <Paragraph>{words.access.removeLast}</Paragraph>
        </Alert>
      )}
      {busy && <Busy>{words.conversation.sending}</Busy>}
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
        </Alert>
      )}
      <Buttons>
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          {words.access.removeYes}
        </Button>
        <Button kind="secondary" onClick={back}>
          {words.access.cancel}
        </Button>
      </Buttons>
    </Step>
  );
}
