// Pages between questions, that say something to who answered so: in danger now, or in one of
// the positions of an integrity matter.
import { firstOption, question } from '../../session/answers';
import { Button, Buttons } from '../parts/button';
import { AllNumbers } from '../parts/telephone';
import { Step } from '../parts/step';
import { Paragraph } from '../parts/text';
import { back } from '../state/journey';
import { reportWords } from '../words/report';
import { shellWords } from '../words/shell';
import { answers } from './draft';

interface Props {
  readonly next: () => void;
  readonly send: () => void; // Now; all else later.
}

export function DangerPage({ next, send }: Props) {
  const { danger, question: words } = reportWords.value;
  return (
    <Step title={danger.title} bare>
      <Paragraph>{danger.text}</Paragraph>
      <section class="vn-card vn-card--danger">
        <AllNumbers />
      </section>
      <Buttons>
        <Button kind="secondary" onClick={next}>
          {danger.next}
        </Button>
        <Button kind="secondary" onClick={send}>
          {words.send}
        </Button>
        <Button kind="subtle" onClick={back}>
          {shellWords.value.back}
        </Button>
      </Buttons>
    </Step>
  );
}

interface PositionWords {
  readonly title: string;
  readonly text: readonly string[];
}

// Of the position that was answered. Nothing for one that this page has no words for.
export function positionWords(): PositionWords | undefined {
  const all: Readonly<Record<string, PositionWords>> = reportWords.value.position;
  const position = firstOption(answers.value, question.position);
  return Object.hasOwn(all, position) ? all[position] : undefined;
}

export function PositionPage({ next, send }: Props) {
  const words = positionWords();
  return (
    <Step title={words?.title ?? ''}>
      {words?.text.map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      <Buttons>
        <Button onClick={next}>{shellWords.value.next}</Button>
        <Button kind="secondary" onClick={send}>
          {reportWords.value.question.send}
        </Button>
        <Button kind="subtle" onClick={back}>
          {shellWords.value.back}
        </Button>
      </Buttons>
    </Step>
  );
}
