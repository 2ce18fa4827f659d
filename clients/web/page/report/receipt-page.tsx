// The receipt, before anything is sent: whoever loses it never reads the answer.
import { h, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Code } from '../parts/code';
import { Step } from '../parts/step';
import { Details, Paragraph } from '../parts/text';
import { whenIdle } from '../state/idle';
import { back, show } from '../state/journey';
import { reportWords } from '../words/report';
import { shellWords } from '../words/shell';
import { ConfirmPage } from './confirm-page';
import { OrganisationGuard } from './organisation-guard';
import { PasswordManagerForm } from './password-manager-form';
import { Qr } from './qr';
import { currentReceipt } from './receipt-state';

interface Props {
  // It is to be kept in a file, since nobody could be drawn.
  readonly keep?: boolean;
}

export function ReceiptPage({ keep = false }: Props) {
  const words = reportWords.value.receipt;
  // A string cannot be wiped: it lives as long as this step.
  const [text] = useState(() => currentReceipt().toText());
  return (
    <OrganisationGuard>
      <div class="vn-screen">
        <Step title={words.title}>
          <Paragraph>
            <strong>{words.why}</strong>
          </Paragraph>
          <Code text={text} label={words.label} numbered />
          <Paragraph>{words.how}</Paragraph>
          <Buttons>
            <Button onClick={() => show(() => <ConfirmPage keep={keep} />)}>{words.next}</Button>
            <Button kind="subtle" onClick={back}>
              {shellWords.value.back}
            </Button>
          </Buttons>
          <Details title={words.otherWays}>
            <PrintIt />
            <CopyIt text={text} />
            <PasswordManagerForm text={text} />
          </Details>
        </Step>
      </div>
      <Paper text={text} />
    </OrganisationGuard>
  );
}

function PrintIt() {
  const words = reportWords.value.receipt;
  return (
    <section class="vn-way">
      <Button kind="secondary" onClick={() => print()}>
        {words.print}
      </Button>
      <Paragraph>{words.printText}</Paragraph>
    </section>
  );
}

type Copied = 'no' | 'yes' | 'cleared' | 'failed';

function CopyIt({ text }: { readonly text: string }) {
  const words = reportWords.value.receipt;
  const [state, setState] = useState<Copied>('no');
  const write = async (what: string, then: Copied): Promise<void> => {
    try {
      await navigator.clipboard.writeText(what);
      setState(then);
    } catch {
      setState('failed');
    }
  };
  return (
    <section class="vn-way">
      <Button kind="secondary" onClick={() => void write(text, 'yes')}>
        {words.copy}
      </Button>
      <div role="status">
        {state === 'yes' && (
          <Alert kind="warning">
            <Paragraph>{words.copied}</Paragraph>
            <Buttons>
              <Button kind="secondary" onClick={() => void write('', 'cleared')}>
                {words.clear}
              </Button>
            </Buttons>
          </Alert>
        )}
        {state === 'cleared' && <Alert kind="ok">{words.cleared}</Alert>}
        {state === 'failed' && <Alert kind="warning">{words.notCopied}</Alert>}
      </div>
    </section>
  );
}

// What a printer gets: the code, and nothing that tells what it is for.
function Paper({ text }: { readonly text: string }) {
  const words = reportWords.value.receipt;
  const picture = useRef<HTMLDivElement>(null);
  // Drawing the picture takes longer than all else here, and nobody waits for it; unless
  // somebody prints before: the browser looks at the page when beforeprint is over.
  useEffect(() => {
    const draw = (): void => {
      if (picture.current !== null) render(h(Qr, { text, label: words.qr }), picture.current);
    };
    whenIdle(draw);
    addEventListener('beforeprint', draw);
    return () => removeEventListener('beforeprint', draw);
  }, [text, words.qr]);
  return (
    <section class="vn-paper" aria-hidden="true">
      <p class="vn-paper__code">
        {text.split('-').map((group, i) => (
          <span key={i}>{group} </span>
        ))}
      </p>
      <div ref={picture} />
      <p>{words.paper}</p>
    </section>
  );
}
