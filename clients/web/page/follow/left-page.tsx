// The case is closed on this page; nothing of it is left here.
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Step } from '../parts/step';
import { Paragraph } from '../parts/text';
import { followWords } from '../words/follow';

export function LeftPage({ idle = false }: { readonly idle?: boolean }) {
  const words = followWords.value;
  return (
    <Step title={words.left.title}>
      {idle && (
        <Alert kind="info" announce>
          <Paragraph>{words.idle}</Paragraph>
        </Alert>
      )}
      <Paragraph>{words.left.lead}</Paragraph>
      <Buttons>
        {/* Loaded anew: what the page still holds in strings is let go of with it. */}
        <Button onClick={() => location.reload()}>{words.left.again}</Button>
      </Buttons>
    </Step>
  );
}
