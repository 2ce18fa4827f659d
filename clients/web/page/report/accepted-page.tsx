// Accepted, with the server's signed word, checked: what comes next, and by when.
import { useEffect, useState } from 'preact/hooks';
import { sha256 } from '../../contract/sha256';
import { acknowledgeBy } from '../../contract/deadline-rules';
import type { FilingAct } from '../../generated/vangnet/record/v1/record_pb';
import { encodeSymbols, fingerprintSymbols } from '../../sealing/symbol-code';
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
import { nameOf } from './proposal';
import { currentReceipt, hasReceipt } from './receipt-state';

interface Props {
  readonly accepted: Accepted;
  readonly filed: FilingAct;
}

export function AcceptedPage({ accepted, filed }: Props) {
  const words = reportWords.value.accepted;
  return (
    <Step title={accepted.alreadyThere ? words.titleAlready : words.title}>
      <Alert kind="ok" announce>
        <p class="nl-paragraph">
          {words.on(dayWords(accepted.statement.day))} {accepted.alreadyThere && words.already}
        </p>
      </Alert>
      <Heading2>{words.nextTitle}</Heading2>
      <WhatComesNext accepted={accepted} filed={filed} />
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

// Who is asked, and by when. When it came is known to the day only for what had arrived
// before: no time is told then that may be wrong.
function WhatComesNext({ accepted, filed }: Props) {
  const words = reportWords.value.accepted;
  const known = connection.value!;
  const { bundle } = known.organisation;
  const [sent] = useState(() => known.now());
  const inOrder = [...filed.persons].sort((a, b) => a.role - b.role);
  const names = inOrder.map((person) => nameOf(bundle, person.principal));
  const by = acknowledgeBy(bundle.deadlines!, filed.urgency, filed.calendar, sent);
  return (
    <>
      {!accepted.alreadyThere && (
        <Paragraph>
          {words.next(names[0]!, timeWords(by, filed.calendar))} {words.nextElse}
        </Paragraph>
      )}
      <Paragraph>{words.canOpen(names.join(', '))}</Paragraph>
    </>
  );
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
  return (
    <Code text={currentReceipt().toText()} label={reportWords.value.receipt.label} numbered />
  );
}
