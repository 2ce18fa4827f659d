// Why a receipt opened nothing, calmly: each reason has its page, what to do next, and the
// numbers to call.
import type { ComponentChildren } from 'preact';
import { Refusal } from '../../contract/refusal';
import { explain } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Step } from '../parts/step';
import { TelephoneNumbers } from '../parts/telephone';
import { Paragraph } from '../parts/text';
import { open } from '../shell/areas';
import { back } from '../state/journey';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';

export function NotOpened({ failure }: { readonly failure: unknown }) {
  const words = followWords.value;
  // Code that could not be fetched is the network's fault as well.
  switch (failure instanceof Refusal ? failure.reason : 'UNREACHABLE') {
    case 'UNKNOWN_RECEIPT':
      return <Unknown />;
    case 'UNREACHABLE':
      return (
        <Page title={words.unreachable.title} lead={words.unreachable.lead}>
          <Button onClick={back}>{words.unreachable.again}</Button>
        </Page>
      );
    case 'UPDATE_CLIENT':
      return (
        <Page title={words.update.title} lead={words.update.lead} alert>
          <Button onClick={() => location.reload()}>{words.update.reload}</Button>
        </Page>
      );
    case 'BUNDLE_REFUSED':
    case 'OTHER_ORGANISATION':
    case 'BAD_PAGE':
      return <Page title={words.refused.title} lead={words.refused.lead} alert />;
    default:
      return (
        <Page
          title={shellWords.value.trouble.title}
          lead={explain(sessionWords.value, failure)}
          alert
        >
          <Button onClick={back}>{words.unreachable.again}</Button>
        </Page>
      );
  }
}

// One page for unknown, destroyed and foreign: nobody can tell them apart.
function Unknown() {
  const words = followWords.value.unknown;
  return (
    <Page title={words.title} lead={words.lead} more={words.kept}>
      <Button onClick={back}>{words.again}</Button>
      <Button kind="secondary" onClick={() => void open('saved')}>
        {shellWords.value.start.saved}
      </Button>
      <Button kind="secondary" onClick={() => void open('report')}>
        {words.report}
      </Button>
    </Page>
  );
}

interface PageProps {
  readonly title: string;
  readonly lead: string;
  readonly more?: string;
  readonly alert?: boolean;
  readonly children?: ComponentChildren; // Buttons.
}

function Page({ title, lead, more, alert = false, children }: PageProps) {
  return (
    <Step title={title}>
      {alert ? (
        <Alert kind="warning">
          <Paragraph>{lead}</Paragraph>
        </Alert>
      ) : (
        <Paragraph>{lead}</Paragraph>
      )}
      {more !== undefined && <Paragraph>{more}</Paragraph>}
      <Paragraph>{shellWords.value.trouble.call}</Paragraph>
      <TelephoneNumbers />
      {children !== undefined && <Buttons>{children}</Buttons>}
    </Step>
  );
}
