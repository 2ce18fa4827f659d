// The questions of the forms that are still open: what is filled in is added to the report.
import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Answer } from '../../session/answers';
import { checkAnswer, optionsFor, questionsFor } from '../../session/form-rules';
import { addedAnswers, answeredSoFar } from '../../session/reader-acts';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Busy } from '../parts/progress';
import { Paragraph } from '../parts/text';
import { AboutOwnWords } from '../report/about-own-words';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';
import { useAct } from './act';
import type { Go } from './case-page';
import type { OpenCase } from './open-case';
import { OpenQuestion } from './open-question';

// At a time: a slow telephone draws them all within a tenth of a second.
const atOnce = 4;

interface MoreProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function MorePart({ opened, go }: MoreProps) {
  const words = followWords.value.more;
  const { view } = opened.reading.value;
  const before = useMemo(() => answeredSoFar(view), [view]);
  const [typed, setTyped] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [shown, setShown] = useState(atOnce);
  const [problem, setProblem] = useState<string>();
  const [faulty, setFaulty] = useState<ReadonlyMap<string, string>>(new Map());
  const { busy, failed, run } = useAct();
  const all = new Map([...before, ...typed]);
  const asked = questionsFor(opened.bundle.forms, all).filter(({ code }) => !before.has(code));
  if (!opened.writable.value) return null;
  if (asked.length === 0) return <Paragraph>{words.none}</Paragraph>;

  const change = (code: string, answer: Answer | undefined): void => {
    const next = new Map(typed);
    if (answer === undefined) next.delete(code);
    else next.set(code, answer);
    setTyped(next);
  };
  const add = async (): Promise<void> => {
    // Of questions that are asked: who took an answer back may have hidden another one.
    const told = new Map([...typed].filter(([code]) => asked.some((one) => one.code === code)));
    const faults = new Map<string, string>();
    for (const one of asked) {
      const answer = told.get(one.code);
      const fault = answer === undefined ? undefined : checkAnswer(one, all, answer);
      if (fault !== undefined) faults.set(one.code, sessionWords.value.answerFault[fault]);
    }
    setFaulty(faults);
    const added = addedAnswers(before, told);
    setProblem(added.size === 0 ? words.nothing : undefined);
    if (faults.size > 0 || added.size === 0) return;
    if (await run(() => opened.complete(added))) go('conversation', words.added);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Paragraph>{words.lead}</Paragraph>
      {asked.slice(0, shown).map((one) => (
        <Fragment key={one.code}>
          <OpenQuestion
            asked={one}
            options={optionsFor(one, all)}
            answer={typed.get(one.code)}
            calendar={opened.fold!.filing.calendar}
            error={faulty.get(one.code)}
            onAnswer={(answer) => change(one.code, answer)}
          />
          {one.code === 'own-words' && <AboutOwnWords />}
        </Fragment>
      ))}
      {busy && <Busy>{followWords.value.conversation.sending}</Busy>}
      {(failed ?? problem) !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed ?? problem}</Paragraph>
        </Alert>
      )}
      <Buttons>
        <Button submit busy={busy}>
          {words.send}
        </Button>
        {asked.length > shown && (
          <Button kind="secondary" onClick={() => setShown(shown + atOnce)}>
            {words.next}
          </Button>
        )}
      </Buttons>
    </form>
  );
}
