// The first screen: danger first, as the page says it without any script; then the ways on.
import { AllNumbers } from '../parts/telephone';
import { Button, Buttons } from '../parts/button';
import { Details, Heading2, List, Paragraph } from '../parts/text';
import { Step } from '../parts/step';
import { shellWords } from '../words/shell';
import { open } from './areas';

export function StartPage() {
  const { danger, start } = shellWords.value;
  return (
    <Step title={danger.title} bare>
      <p class="nl-paragraph">{danger.text}</p>
      <section class="vn-card vn-card--danger">
        <AllNumbers />
      </section>
      <p class="nl-paragraph vn-muted">{danger.go}</p>
      <section class="vn-card">
        <Heading2>{start.title}</Heading2>
        <Paragraph>{start.what}</Paragraph>
        <Paragraph>{start.whatNot}</Paragraph>
        <Paragraph>{start.five}</Paragraph>
        <Buttons>
          <Button onClick={() => open('report')}>{start.begin}</Button>
        </Buttons>
        <Details title={start.limits}>
          <List items={start.limitsText} />
        </Details>
      </section>
      <section class="vn-card">
        <Heading2>{start.comeBack}</Heading2>
        <Paragraph>{start.comeBackText}</Paragraph>
        <Buttons>
          <Button kind="secondary" onClick={() => open('follow')}>
            {start.comeBack}
          </Button>
        </Buttons>
        <Details title={start.saved}>
          <Paragraph>{start.savedText}</Paragraph>
          <Button kind="secondary" onClick={() => open('saved')}>
            {start.saved}
          </Button>
        </Details>
      </section>
    </Step>
  );
}
