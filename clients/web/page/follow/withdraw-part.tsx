// Withdrawing: its consequences are read before it can be done.
import { useState } from 'preact/hooks';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Choices } from '../parts/choices';
import { Busy } from '../parts/progress';
import { List, Paragraph } from '../parts/text';
import { followWords } from '../words/follow';
import { useAct } from './act';
import type { Go } from './case-page';
import type { OpenCase } from './open-case';

interface WithdrawProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function WithdrawPart({ opened, go }: WithdrawProps) {
  const words = followWords.value.withdraw;
  const [agreed, setAgreed] = useState(false);
  const [error, setError] = useState<string>();
  const { busy, failed, run } = useAct();
  // Somebody else may have closed it meanwhile; an expired bundle lets nothing be signed.
  if (opened.fold?.closed === true || opened.expired) return null;
  const withdraw = async (): Promise<void> => {
    setError(agreed ? undefined : words.confirmFirst);
    if (!agreed || !(await run(() => opened.withdraw()))) return;
    go('status', words.done);
  };
  return (
    <>
      <Paragraph>{words.lead}</Paragraph>
      <List items={words.means} />
      <Choices
        legend={words.title}
        choices={[{ code: 'agreed', label: words.confirm }]}
        chosen={agreed ? ['agreed'] : []}
        onChoose={(chosen) => setAgreed(chosen.length > 0)}
        error={error}
        legendHidden
        many
      />
      {busy && <Busy>{followWords.value.conversation.sending}</Busy>}
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
        </Alert>
      )}
      <Buttons>
        <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
          {words.yes}
        </Button>
        <Button kind="secondary" onClick={() => go('status')}>
          {words.no}
        </Button>
      </Buttons>
    </>
  );
}
