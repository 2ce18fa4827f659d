// Accepted, with the server's signed word, checked: what comes next, and by when.
import { useEffect, useState } from 'preact/hooks';
import { sha256 } from '../../contract/sha256';
import { acknowledgeBy } from '../../contract/deadline-rules';
import { CaseRole } from '../../generated/vangnet/record/v1/record_pb';
import { encodeSymbols, fingerprintSymbols } from '../../sealing/symbol-code';
import { calendarOf } from '../../session/answers';
import type { Accepted } from '../../session/report-sending';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Code } from '../parts/code';
import { saveFile } from '../parts/save-file';
import { Step } from '../parts/step';
import { Details, Heading2, Muted, Paragraph } from '../parts/text';
import { open } from '../shell/areas';
import { leaveNow } from '../state/leaving';
import { connection } from '../state/organisation';
import { reportWords } from '../words/report';
import { dayWords, timeWords } from '../words/time';
import { answers, triage } from './draft';
import { nameOf, routing } from './proposal';
import { currentReceipt, hasReceipt } from './receipt-state';

export function AcceptedPage({ accepted }: { readonly accepted: Accepted }) {
  const words = reportWords.value.accepted;
  return (
    <Step title={accepted.alreadyThere ? words.titleAlready : words.title}>
      <Alert kind="ok" announce>
        <p class="nl-paragraph">
          {words.on(dayWords(accepted.statement.day))}{' '}
          {accepted.alreadyThere && words.already}
        </p>
      </Alert>
      <Heading2>{words.nextTitle}</Heading2>
      <WhatComesNext accepted={accepted} />
      <Paragraph>{words.nextElse}</Paragraph>
      <Paragraph>{words.nextRead}</Paragraph>
      <Paragraph>{words.call}</Paragraph>
      <Proof proof={accepted.proof} />
      {hasReceipt() && (
        <Details title={words.receiptTitle}>
          <ReceiptAgain />
        </Details>
      )}
      <Muted>{words.removeFile}</Muted>
      <Buttons>
        <Button onClick={leaveNow}>{words.done}</Button>
        <Button kind="secondary" onClick={() => void open('follow')}>
          {words.comeBack}
        </Button>
      </Buttons>
      <Muted>{words.doneText}</Muted>
    </Step>
  );
}

// Of the filing that stands, when it had arrived before; else of what was sent just now.
function WhatComesNext({ accepted }: { readonly accepted: Accepted }) {
  const words = reportWords.value.accepted;
  const known = connection.value!;
  const { bundle } = known.organisation;
  const { filing } = accepted;
  const [sent] = useState(() => known.now());
  // When it came is known to the day only, then: no time is told that may be wrong.
  if (filing !== undefined) {
    const lead = filing.persons.find((person) => person.role === CaseRole.LEAD);
    return lead === undefined ? null : <Paragraph>{nameOf(bundle, lead.principal)}</Paragraph>;
  }
  const lead = routing.value?.lead;
  if (lead === undefined) return null;
  const calendar = calendarOf(answers.value);
  const by = acknowledgeBy(bundle.deadlines!, triage().urgency, calendar, sent);
  return <Paragraph>{words.next(nameOf(bundle, lead), timeWords(by, calendar))}</Paragraph>;
}

function Proof({ proof }: { readonly proof: Uint8Array }) {
  const words = reportWords.value.accepted;
  const [code, setCode] = useState('');
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    void sha256(proof).then((hash) =>
      setCode(new TextDecoder().decode(encodeSymbols(hash, fingerprintSymbols).expose())),
    );
  }, []);
  return (
    <section>
      <Heading2>{words.proofTitle}</Heading2>
      {code !== '' && <Code text={code} label={words.proofLabel} small />}
      <Paragraph>{words.proofText}</Paragraph>
      <Button
        kind="secondary"
        onClick={() => {
          saveFile('bewijs.bin', proof);
          setSaved(true);
        }}
      >
        {words.proofSave}
      </Button>
      <div role="status">{saved && <Alert>{words.proofSaved}</Alert>}</div>
    </section>
  );
}

function ReceiptAgain() {
  return <Code text={currentReceipt().toText()} label={reportWords.value.receipt.label} numbered />;
}
