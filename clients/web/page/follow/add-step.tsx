// Letting somebody in: drawn anew, as at the filing, from those who fit; also when everybody left.
import { useEffect, useState } from 'preact/hooks';
import { explainWhy, fill } from '../../session/words';
import { NobodyFits } from '../../session/client-refusal';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Choices } from '../parts/choices';
import { Busy } from '../parts/progress';
import { Step } from '../parts/step';
import { TelephoneNumbers } from '../parts/telephone';
import { Paragraph } from '../parts/text';
import { back } from '../state/journey';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';
import { useAct } from './act';
import type { Go } from './case-page';
import { nameOf } from './case-words';
import type { OpenCase, Proposal } from './open-case';

interface AddProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function AddStep({ opened, go }: AddProps) {
  const words = followWords.value.access;
  const [proposal, setProposal] = useState<Proposal | 'nobody'>();
  const [withHistory, setWithHistory] = useState(true);
  const { busy, failed, run } = useAct();
  const draw = (not?: Proposal): void =>
    void run(async () => {
      try {
        setProposal(await opened.propose(not?.person));
      } catch (error) {
        if (!(error instanceof NobodyFits)) throw error;
        setProposal('nobody');
      }
    });
  useEffect(draw, []);
  const add = async ({ person }: Proposal): Promise<void> => {
    const name = nameOf(opened, person);
    if (!(await run(() => opened.add(person, withHistory)))) return;
    go('access', fill(words.added, name));
  };
  return (
    <Step title={words.add}>
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
        </Alert>
      )}
      {busy && <Busy>{followWords.value.status.looking}</Busy>}
      {proposal === 'nobody' && (
        <Alert kind="warning" announce>
          <Paragraph>{words.nobodyLeft}</Paragraph>
          <TelephoneNumbers />
        </Alert>
      )}
      {proposal !== undefined && proposal !== 'nobody' && (
        <Offered opened={opened} proposal={proposal} withHistory={withHistory} onHistory={setWithHistory} />
      )}
      <Buttons>
        {proposal !== undefined && proposal !== 'nobody' && (
          <>
            <Button busy={busy} onClick={() => void add(proposal)}>
              {fill(words.addYes, nameOf(opened, proposal.person))}
            </Button>
            <Button kind="secondary" busy={busy} onClick={() => draw(proposal)}>
              {words.drawAgain}
            </Button>
          </>
        )}
        <Button kind="secondary" onClick={back}>
          {words.cancel}
        </Button>
      </Buttons>
    </Step>
  );
}

interface OfferedProps {
  readonly opened: OpenCase;
  readonly proposal: Proposal;
  readonly withHistory: boolean;
  readonly onHistory: (on: boolean) => void;
}

function Offered({ opened, proposal, withHistory, onHistory }: OfferedProps) {
  const words = followWords.value.access;
  const why = explainWhy(sessionWords.value, proposal.why);
  return (
    <>
      <div role="status">
        <Paragraph>
          <strong>{fill(words.drawn, nameOf(opened, proposal.person))}</strong>
        </Paragraph>
        {why !== '' && <Paragraph>{fill(words.drawnWhy, why)}</Paragraph>}
      </div>
      <Choices
        legend={words.addHistory}
        hint={words.addHistoryHint}
        choices={[{ code: 'history', label: words.addHistory }]}
        chosen={withHistory ? ['history'] : []}
        onChoose={(chosen) => onHistory(chosen.length > 0)}
        legendHidden
        many
      />
    </>
  );
}
