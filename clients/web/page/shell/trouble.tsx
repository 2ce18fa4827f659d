// When something cannot be done now: what it is, what to do, whom to call.
import type { ComponentChildren } from 'preact';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Step } from '../parts/step';
import { TelephoneNumbers } from '../parts/telephone';
import { Paragraph } from '../parts/text';
import { back } from '../state/journey';
import { shellWords } from '../words/shell';

interface TroubleProps {
  readonly title?: string;
  // What happened, in words. Without it: the server cannot be reached.
  readonly children?: ComponentChildren;
  readonly again?: () => void;
}

export function Trouble({ title, children, again }: TroubleProps) {
  const words = shellWords.value;
  return (
    <Step title={title ?? words.trouble.title}>
      <Alert kind="warning">
        {children ?? <Paragraph>{words.trouble.unreachable}</Paragraph>}
      </Alert>
      <Paragraph>{words.trouble.call}</Paragraph>
      <TelephoneNumbers />
      <Buttons>
        {again !== undefined && <Button onClick={again}>{words.again}</Button>}
        <Button kind="secondary" onClick={back}>
          {words.back}
        </Button>
      </Buttons>
    </Step>
  );
}
