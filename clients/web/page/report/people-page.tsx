// Whom it goes to: drawn when somebody comes here, and again when their answers changed it.
import { useEffect, useState } from 'preact/hooks';
import { Busy } from '../parts/progress';
import { Step } from '../parts/step';
import { back, show } from '../state/journey';
import { connection } from '../state/organisation';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { NobodyYet } from './nobody-yet';
import { PeoplePanel } from './people-panel';
import { isDrawn, propose } from './proposal';
import { OrganisationGuard } from './organisation-guard';
import { ReviewPage } from './review-page';
import { ReceiptPage } from './receipt-page';

type State =
  | { readonly kind: 'looking' }
  | { readonly kind: 'ready'; readonly note?: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export function PeoplePage() {
  const words = reportWords.value.people;
  const known = connection.value!;
  const [state, setState] = useState<State>(() =>
    isDrawn(known) ? { kind: 'ready' } : { kind: 'looking' },
  );
  const look = async (): Promise<void> => {
    setState({ kind: 'looking' });
    try {
      const note = await propose(known);
      setState(
        note === undefined
          ? { kind: 'ready' }
          : { kind: 'ready', note: sessionWords.value.because[note] },
      );
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };
  useEffect(() => {
    if (state.kind === 'looking') void look();
  }, []);
  return (
    <OrganisationGuard>
      <Step title={words.title}>
        {state.kind === 'looking' && <Busy>{words.looking}</Busy>}
        {state.kind === 'failed' && (
          <NobodyYet
            connection={known}
            error={state.error}
            again={() => void look()}
            onKeep={() => show(() => <ReceiptPage keep />)}
            onBack={back}
          />
        )}
        {state.kind === 'ready' && (
          <PeoplePanel
            connection={known}
            note={state.note}
            onGood={() => show(() => <ReviewPage />)}
            onBack={back}
            backLabel={shellWords.value.back}
          />
        )}
      </Step>
    </OrganisationGuard>
  );
}
