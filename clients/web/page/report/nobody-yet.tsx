// Nobody fits, or nobody can be asked who there is: why, what may help, whom to call.
import { NobodyFits } from '../../session/client-refusal';
import type { Connection } from '../../session/connection';
import { explain } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { TelephoneNumbers } from '../parts/telephone';
import { Paragraph } from '../parts/text';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { allow } from './draft';
import { isUnreachable } from './organisation-guard';
import { Excluded } from './people-panel';

interface Props {
  readonly connection: Connection;
  readonly error: unknown;
  readonly again: () => void;
  readonly onKeep?: () => void; // While nothing was sealed yet.
  readonly onBack?: () => void;
}

export function NobodyYet({ connection: known, error, again, onKeep, onBack }: Props) {
  const words = reportWords.value.people;
  const away = isUnreachable(error);
  return (
    <>
      <Alert
        kind="warning"
        {...(error instanceof NobodyFits ? { title: words.nobodyTitle } : {})}
        announce
      >
        <Paragraph>{away ? words.unreachable : explain(sessionWords.value, error)}</Paragraph>
        {error instanceof NobodyFits && <Paragraph>{words.nobodyRelax}</Paragraph>}
      </Alert>
      <TelephoneNumbers />
      <Excluded
        connection={known}
        onAllow={(person) => {
          allow(person);
          again();
        }}
      />
      <Buttons>
        <Button onClick={again}>{shellWords.value.again}</Button>
        {away && onKeep !== undefined && (
          <Button kind="secondary" onClick={onKeep}>
            {words.keep}
          </Button>
        )}
        {onBack !== undefined && (
          <Button kind="subtle" onClick={onBack}>
            {shellWords.value.back}
          </Button>
        )}
      </Buttons>
    </>
  );
}
