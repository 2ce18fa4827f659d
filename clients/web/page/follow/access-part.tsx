// Who can read the case, who opened what on which day, who was taken off it; taking somebody
// out, and letting somebody in.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hex } from '../../contract/bytes';
import type { PrincipalId } from '../../contract/ids';
import { caseRoleName, compartmentName, removalReasonName } from '../../session/filing-codes';
import { removalsOf } from '../../session/reader-acts';
import { fill } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Busy } from '../parts/progress';
import { Table } from '../parts/table';
import { Heading2, Muted, Paragraph } from '../parts/text';
import { show } from '../state/journey';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';
import { dayWords } from '../words/time';
import { useAct } from './act';
import { AddStep } from './add-step';
import { type PersonRow, personRows } from './case-persons';
import type { Go } from './case-page';
import { nameOf } from './case-words';
import type { OpenCase } from './open-case';
import { RemoveStep } from './remove-step';

interface AccessProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function AccessPart({ opened, go }: AccessProps) {
  const words = followWords.value.access;
  return (
    <>
      <Persons opened={opened} go={go} />
      {opened.writable.value && (
        <>
          <Paragraph>{words.addHint}</Paragraph>
          <Buttons>
            <Button kind="secondary" onClick={() => show(() => h(AddStep, { opened, go }))}>
              {words.add}
            </Button>
          </Buttons>
        </>
      )}
      <Openings opened={opened} />
      <Removals opened={opened} />
    </>
  );
}

function Persons({ opened, go }: AccessProps) {
  const words = followWords.value.access;
  const rows = personRows(opened.fold!);
  const now = { yes: words.yes, card: words.checkCard, turn: words.whenTurn, no: words.no };
  const canRemove = opened.writable.value;
  const remove = (person: PrincipalId): void =>
    show(() => h(RemoveStep, { opened, go, person }));
  return (
    <Table
      caption={words.may}
      columns={[words.name, words.role, words.now, ...(canRemove ? [words.removeShort] : [])]}
      rows={rows.map(({ principal, role, opens }) => {
        const name = nameOf(opened, principal);
        return [
          name,
          roleWord(role),
          now[opens],
          ...(canRemove
            ? [
                opens === 'no' ? (
                  ''
                ) : (
                  <Button
                    key={hex(principal)}
                    kind="subtle"
                    label={fill(words.remove, name)}
                    onClick={() => remove(principal)}
                  >
                    {words.removeShort}
                  </Button>
                ),
              ]
            : []),
        ];
      })}
    />
  );
}

const roleWord = (role: PersonRow['role']): string =>
  role === 0 ? '' : sessionWords.value.caseRole[caseRoleName[role]];

// The server's word, asked for when somebody comes here.
function Openings({ opened }: Pick<AccessProps, 'opened'>) {
  const words = followWords.value.access;
  const [asked, setAsked] = useState(false);
  const { busy, failed, run } = useAct();
  useEffect(() => {
    void run(() => opened.lookAtOpenings()).then(setAsked);
  }, []);
  const days = opened.openings.value;
  return (
    <>
      <Heading2>{words.opened}</Heading2>
      <Muted>{words.openedHint}</Muted>
      {busy && <Busy>{followWords.value.status.looking}</Busy>}
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
        </Alert>
      )}
      {asked && days.length === 0 && <Paragraph>{words.nobodyOpened}</Paragraph>}
      {days.length > 0 && (
        <>
          <Table
            caption={words.opened}
            columns={[words.day, words.name, words.part]}
            rows={days.map(({ day, principal, compartment }) => [
              dayWords(day),
              nameOf(opened, principal),
              compartment === 0 ? '' : sessionWords.value.compartment[compartmentName[compartment]],
            ])}
          />
          <Muted>{words.cardMeans}</Muted>
        </>
      )}
    </>
  );
}

function Removals({ opened }: Pick<AccessProps, 'opened'>) {
  const words = followWords.value.access;
  const removals = removalsOf(opened.reading.value.view);
  if (removals.length === 0) return null;
  return (
    <Table
      caption={words.takenOff}
      columns={[words.name, words.by, words.reason]}
      rows={removals.map(({ person, by, reason }) => [
        nameOf(opened, person),
        nameOf(opened, by),
        reason === 0 ? '' : sessionWords.value.removalReason[removalReasonName[reason]],
      ])}
    />
  );
}
