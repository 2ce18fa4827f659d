// Sealing, sending, waiting for the network, until it is accepted. One step, whatever happens
// in it: there is nothing to go back to.
import { useEffect, useState } from 'preact/hooks';
import { Refusal } from '../../contract/refusal';
import { explain } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Busy } from '../parts/progress';
import { saveFile } from '../parts/save-file';
import { Step } from '../parts/step';
import { TelephoneNumbers } from '../parts/telephone';
import { Heading2, Paragraph } from '../parts/text';
import { now as clock } from '../state/clock';
import { whenLeaving } from '../state/leaving';
import { connection } from '../state/organisation';
import { wake } from '../state/waiting';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { AcceptedPage } from './accepted-page';
import { NobodyYet } from './nobody-yet';
import { PeoplePanel } from './people-panel';
import { type Phase, phase, savedBytes, sendAgain } from './sending';

export function SendingPage() {
  const now = phase.value;
  useUnloadWarning(now.kind !== 'accepted');
  if (now.kind === 'accepted') {
    return <AcceptedPage accepted={now.accepted} filed={now.filed} />;
  }
  // Each kind is read out anew.
  return <Phase key={now.kind} now={now} />;
}

function Phase({ now }: { readonly now: Exclude<Phase, { kind: 'accepted' }> }) {
  const words = reportWords.value;
  switch (now.kind) {
    case 'sealing':
      return (
        <Step title={words.sending.title}>
          <Busy>{now.again ? words.sending.sealedAgain : words.sending.sealing}</Busy>
        </Step>
      );
    case 'sending':
      return (
        <Step title={words.sending.title}>
          <Busy>{words.sending.sending}</Busy>
          <Paragraph>{words.sending.notDoubled}</Paragraph>
        </Step>
      );
    case 'waiting':
      return <Waiting until={now.until} attempt={now.attempt} />;
    case 'choosing':
      return (
        <Step title={words.people.title}>
          <PeoplePanel
            connection={connection.value!}
            note={words.people[now.why]}
            onGood={now.good}
          />
        </Step>
      );
    case 'drawing':
      return (
        <Step title={words.people.title}>
          <NobodyYet connection={connection.value!} error={now.error} again={now.again} />
          <KeepIt />
        </Step>
      );
    case 'keeping':
      return (
        <Step title={words.kept.title}>
          <Paragraph>{words.kept.text}</Paragraph>
          <KeepIt plain />
          <Buttons>
            <Button kind="secondary" onClick={() => void sendAgain()}>
              {words.kept.try}
            </Button>
          </Buttons>
          <Call />
        </Step>
      );
    case 'failed':
      return <Failed error={now.error} />;
  }
}

function Waiting({ until, attempt }: { readonly until: number; readonly attempt: number }) {
  const words = reportWords.value.sending;
  const left = useSecondsUntil(until);
  return (
    <Step title={words.waitingTitle}>
      {/* Counted for eyes only: a screen reader hears each attempt once. */}
      <Busy>
        {left > 0 ? <Count key={attempt} seconds={left} attempt={attempt} /> : words.waitingNow}
      </Busy>
      <Paragraph>{words.notDoubled}</Paragraph>
      <Buttons>
        <Button onClick={wake}>{words.now}</Button>
      </Buttons>
      <KeepIt />
      <Call />
    </Step>
  );
}

function Count({ seconds, attempt }: { readonly seconds: number; readonly attempt: number }) {
  const [first] = useState(seconds);
  const { waiting } = reportWords.value.sending;
  return (
    <>
      <span aria-hidden="true">{waiting(seconds, attempt)}</span>
      <span class="vn-hidden-visually">{waiting(first, attempt)}</span>
    </>
  );
}

function Failed({ error }: { readonly error: unknown }) {
  const words = reportWords.value.sending;
  const proof = error instanceof Refusal && error.reason === 'PROOF_REFUSED';
  return (
    <Step title={proof ? words.failedProof : words.failedTitle}>
      <Alert kind="error">
        <Paragraph>{explain(sessionWords.value, error)}</Paragraph>
      </Alert>
      <Buttons>
        <Button onClick={() => void sendAgain()}>{words.again}</Button>
      </Buttons>
      <KeepIt />
      <Call />
    </Step>
  );
}

// Saved as a file, sealed under the receipt, to be sent later.
function KeepIt({ plain = false }: { readonly plain?: boolean }) {
  const words = reportWords.value.sending;
  const [state, setState] = useState<'no' | 'saved' | { readonly error: unknown }>('no');
  const keep = async (): Promise<void> => {
    try {
      saveFile('bewaard.bin', await savedBytes());
      setState('saved');
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <section>
      {!plain && (
        <>
          <Heading2>{words.keepTitle}</Heading2>
          <Paragraph>{words.keepText}</Paragraph>
        </>
      )}
      <Button kind={plain ? 'primary' : 'secondary'} onClick={() => void keep()}>
        {words.keep}
      </Button>
      <div role="status">
        {state === 'saved' && <Alert kind="ok">{words.kept}</Alert>}
        {typeof state === 'object' && (
          <Alert kind="error">{explain(sessionWords.value, state.error)}</Alert>
        )}
      </div>
    </section>
  );
}

function Call() {
  return (
    <TelephoneNumbers>
      <Heading2>{reportWords.value.sending.call}</Heading2>
    </TelephoneNumbers>
  );
}

function useSecondsUntil(until: number): number {
  const left = (): number => Math.max(0, Math.ceil(until - clock()));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

// The browser asks before it closes a page that holds a report nobody has yet. Leaving fast
// does not ask: it takes the warning away first. Nor does calling, which browsers take for
// leaving and which leaves nothing.
function useUnloadWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    let called = -Infinity;
    const call = ({ target, timeStamp }: Event): void => {
      if (target instanceof Element && target.closest('a[href^="tel:"]')) called = timeStamp;
    };
    const warn = (event: Event): void => {
      if (event.timeStamp - called > 1000) event.preventDefault(); // Milliseconds.
    };
    addEventListener('click', call, { capture: true });
    addEventListener('beforeunload', warn);
    const end = (): void => {
      removeEventListener('click', call, { capture: true });
      removeEventListener('beforeunload', warn);
    };
    const forget = whenLeaving(end);
    return () => {
      forget();
      end();
    };
  }, [on]);
}
