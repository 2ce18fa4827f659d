// One group is typed back, from what was written down: a code that nobody kept is worth
// nothing. Then it is sealed and sent.
import { useRef, useState } from 'preact/hooks';
import { Button, Buttons } from '../parts/button';
import { Field } from '../parts/field';
import { Step } from '../parts/step';
import { Paragraph } from '../parts/text';
import { back, showOnly } from '../state/journey';
import { reportWords } from '../words/report';
import { OrganisationGuard } from './organisation-guard';
import { askedGroup, currentReceipt } from './receipt-state';
import { keepOnly, sendDraft } from './sending';
import { SendingPage } from './sending-page';

export function ConfirmPage({ keep }: { readonly keep: boolean }) {
  const words = reportWords.value.confirm;
  const group = askedGroup.value;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const confirm = (): void => {
    if (!currentReceipt().groupIs(group, typed)) {
      setError(words.wrong(group));
      form.current?.querySelector('input')?.focus();
      return;
    }
    // From here on there is no way back: what is sent is sent.
    showOnly(() => <SendingPage />);
    void (keep ? keepOnly() : sendDraft());
  };
  return (
    <OrganisationGuard>
      <Step title={words.title}>
        <Paragraph>{words.text(group)}</Paragraph>
        <form
          ref={form}
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <Field
            label={words.label(group)}
            hint={words.hint}
            value={typed}
            code
            maxLength={12}
            onInput={(value) => {
              setTyped(value);
              setError(undefined);
            }}
            error={error}
          />
          <Buttons>
            <Button submit>{keep ? words.keep : words.send}</Button>
            <Button kind="subtle" onClick={back}>
              {words.show}
            </Button>
          </Buttons>
        </form>
      </Step>
    </OrganisationGuard>
  );
}
