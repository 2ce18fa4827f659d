// One question. What is typed is kept as it is typed; what is chosen, when the person goes on:
// walking through options with the arrow keys must not drop what was answered before.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../session/answers';
import { checkAnswer, findQuestion, type FormQuestion } from '../../session/form-rules';
import { questionKind } from '../../session/filing-codes';
import { Button, Buttons } from '../parts/button';
import { Busy, Progress } from '../parts/progress';
import { Step } from '../parts/step';
import { back } from '../state/journey';
import { textIn } from '../words/language';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { AboutOwnWords } from './about-own-words';
import { answers, isEmpty, missing, setAnswer } from './draft';
import { AnswerInput } from './answer-input';
import { forms } from './forms';
import { OrganisationGuard, UnreachableNote } from './organisation-guard';
import { placeOf } from './order';
import { afterEdit, goOn, moveOn, sendAfter } from './walk';

interface Props {
  readonly code: string;
  // Came from the review, and goes back there.
  readonly editing?: boolean;
}

export function QuestionPage({ code, editing = false }: Props) {
  const question = findQuestion(forms.value, code);
  if (question === undefined) return <Moved code={code} />;
  return (
    <OrganisationGuard>
      <Question question={question} editing={editing} />
    </OrganisationGuard>
  );
}

// The organisation asks other things than the page did: on with what is asked now.
function Moved({ code }: { readonly code: string }) {
  useEffect(() => moveOn(code), []);
  return <Busy>{shellWords.value.busy}</Busy>;
}

function Question(props: { readonly question: FormQuestion; readonly editing: boolean }) {
  const { question, editing } = props;
  const { code } = question;
  const words = reportWords.value;
  const [answer, setLocal] = useState<Answer>(() => answers.peek().get(code) ?? {});
  const [error, setError] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  const typed = question.kind === questionKind.text || question.kind === questionKind.dateTime;
  const change = (next: Answer): void => {
    setLocal(next);
    setError(undefined);
    if (typed && checkAnswer(question, answers.peek(), next) !== 'too-long')
      setAnswer(code, next);
  };
  // True when the answer is good and kept.
  const keep = (): boolean => {
    const fault = faultOf(question, answer, form.current);
    setError(fault);
    if (fault !== undefined) {
      form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
      return false;
    }
    setAnswer(code, isEmpty(answer) ? undefined : answer);
    return true;
  };
  const place = placeOf(forms.value, answers.value, code);
  return (
    <Step
      title={textIn(question.prompt)}
      before={
        <Progress
          at={place.at}
          of={place.of}
          text={
            editing
              ? words.progress.edit
              : (place.needed ? words.progress.needed : words.progress.more)(place.at, place.of)
          }
        />
      }
    >
      <UnreachableNote />
      <form
        ref={form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (keep()) void (editing ? afterEdit(code) : goOn(code));
        }}
      >
        <AnswerInput question={question} answer={answer} onAnswer={change} error={error} />
        {code === 'own-words' && <AboutOwnWords />}
        <Buttons>
          <Button submit>{editing ? words.question.save : shellWords.value.next}</Button>
          {!editing && (
            <Button
              kind="secondary"
              onClick={() => {
                if (keep()) void sendAfter(code);
              }}
            >
              {words.question.send}
            </Button>
          )}
          <Button kind="subtle" onClick={back}>
            {shellWords.value.back}
          </Button>
          {!question.required && !isEmpty(answer) && !typed && (
            <Button kind="subtle" onClick={() => change({})}>
              {words.question.clear}
            </Button>
          )}
        </Buttons>
      </form>
      {!editing && <HowFar question={question} />}
    </Step>
  );
}

// In the words of the question: what is missing, or what does not fit.
function faultOf(
  question: FormQuestion,
  answer: Answer,
  form: HTMLFormElement | null,
): string | undefined {
  const words = reportWords.value.question;
  // A day that does not exist leaves the browser's field empty and says so.
  const badInput = form?.querySelector<HTMLInputElement>('input:invalid') !== null;
  if (question.kind === questionKind.dateTime && badInput && answer.time === undefined) {
    return words.badDate;
  }
  if (isEmpty(answer)) {
    if (!question.required) return undefined;
    return question.kind === questionKind.one
      ? words.missing.one
      : question.kind === questionKind.many
        ? words.missing.many
        : words.missing.text;
  }
  const fault = checkAnswer(question, answers.peek(), answer);
  if (fault === undefined) return undefined;
  if (fault === 'too-long') return words.tooLong;
  return fault === 'no-time' ? words.badDate : sessionWords.value.answerFault[fault];
}

function HowFar({ question }: { readonly question: FormQuestion }) {
  const words = reportWords.value.question;
  const left = missing.value.length;
  return (
    <p class="nl-paragraph vn-muted vn-how-far">
      {question.required ? words.needed : words.optional}{' '}
      {left > 0 ? words.stillNeeded(left) : words.canSend}
    </p>
  );
}
