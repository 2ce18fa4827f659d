// A report that was saved as a file: the file, the receipt, and it is sent as it was sealed.
import { useRef, useState } from 'preact/hooks';
import { Refusal } from '../../contract/refusal';
import { deriveReporterKeys, parseReceipt, type Receipt } from '../../sealing/receipt';
import { findCodeFault, receiptSymbols } from '../../sealing/symbol-code';
import { checkKeptReport, maxOutboxFile, openKeptReport } from '../../session/outbox-file';
import { explain } from '../../session/words';
import { Button, Buttons } from '../parts/button';
import { ErrorMessage, Field } from '../parts/field';
import { Busy } from '../parts/progress';
import { readFile } from '../parts/save-file';
import { Step } from '../parts/step';
import { Paragraph } from '../parts/text';
import { back, showOnly } from '../state/journey';
import { connection } from '../state/organisation';
import { codeFaultWords } from '../words/code-fault';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { startDraft } from './draft';
import { forgetReport } from './one-report';
import { OrganisationGuard } from './organisation-guard';
import { takeReceipt } from './receipt-state';
import { sendSaved } from './sending';
import { SendingPage } from './sending-page';

interface Faults {
  readonly file?: string;
  readonly receipt?: string;
}

export function SavedPage() {
  const words = reportWords.value.saved;
  const [file, setFile] = useState<File>();
  const [typed, setTyped] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const fail = (next: Faults): void => {
    setFaults(next);
    setBusy(false);
    const field = next.file !== undefined ? 'input[type=file]' : 'input:not([type=file])';
    form.current?.querySelector<HTMLElement>(field)?.focus();
  };
  const open = async (): Promise<void> => {
    if (file === undefined) return fail({ file: words.noFile });
    const bytes = await readFile(file, maxOutboxFile);
    if (bytes === undefined) return fail({ file: words.tooLarge });
    try {
      await checkKeptReport(bytes);
    } catch (error) {
      return fail({ file: explain(sessionWords.value, error) });
    }
    const fault = findCodeFault(typed, receiptSymbols);
    if (fault !== undefined)
      return fail({ receipt: codeFaultWords(fault, reportWords.value.codeFault) });
    setBusy(true);
    const receipt = parseReceipt(typed);
    try {
      await openAndSend(bytes, receipt);
    } catch (error) {
      receipt.wipe();
      const words = explain(sessionWords.value, error);
      const mistyped = error instanceof Refusal && error.reason === 'MISTYPED';
      fail(mistyped ? { receipt: words } : { file: words });
    }
  };
  return (
    <OrganisationGuard>
      <Step title={words.title}>
        <Paragraph>{words.text}</Paragraph>
        <form
          ref={form}
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <FileField error={faults.file} onPick={setFile} />
          <Field
            label={words.receipt}
            hint={words.receiptHint}
            value={typed}
            code
            maxLength={80}
            onInput={setTyped}
            error={faults.receipt}
          />
          {busy && <Busy>{words.opening}</Busy>}
          <Buttons>
            <Button submit busy={busy}>
              {words.next}
            </Button>
            <Button kind="subtle" onClick={back}>
              {shellWords.value.back}
            </Button>
          </Buttons>
        </form>
      </Step>
    </OrganisationGuard>
  );
}

async function openAndSend(bytes: Uint8Array, receipt: Receipt): Promise<void> {
  const keys = await deriveReporterKeys(receipt);
  try {
    const { input, kept } = await openKeptReport(bytes, keys, connection.peek()!.organisation.id);
    forgetReport();
    startDraft({
      answers: input.answers,
      excluded: input.excluded,
      wantedUrgency: input.wantedUrgency,
      lead: input.lead,
      struck: {
        deputy: input.strikeDeputy,
        reserve: input.strikeReserve,
        duty: input.strikeDuty,
      },
    });
    takeReceipt(receipt);
    showOnly(() => <SendingPage />);
    void sendSaved(kept);
  } finally {
    keys.wipe();
  }
}

interface FileFieldProps {
  readonly error: string | undefined;
  readonly onPick: (file: File | undefined) => void;
}

function FileField({ error, onPick }: FileFieldProps) {
  const words = reportWords.value.saved;
  const described = error === undefined ? 'saved-hint' : 'saved-hint saved-error';
  return (
    <div
      class={`utrecht-form-field utrecht-form-field--distanced${error ? ' utrecht-form-field--invalid' : ''}`}
    >
      <label class="utrecht-form-field__label utrecht-form-label" for="saved-file">
        {words.file}
      </label>
      <div class="utrecht-form-field__description utrecht-form-field-description" id="saved-hint">
        {words.fileHint}
      </div>
      {error !== undefined && <ErrorMessage id="saved-error">{error}</ErrorMessage>}
      <input
        type="file"
        id="saved-file"
        class="vn-file"
        aria-describedby={described}
        aria-invalid={error === undefined ? undefined : 'true'}
        onChange={(event) => onPick(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
