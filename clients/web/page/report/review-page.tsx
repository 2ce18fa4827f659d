// Everything once more, before the receipt: for whom, how soon, and each answer.
import { accountFits } from '../../sealing/filing';
import { accountOf } from '../../session/account';
import { calendarOf, isForCheckCard } from '../../session/answers';
import { questionsFor } from '../../session/form-rules';
import { urgencyName } from '../../session/filing-codes';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Step } from '../parts/step';
import { Heading2, Muted, Paragraph } from '../parts/text';
import { back, show } from '../state/journey';
import { connection } from '../state/organisation';
import { textIn } from '../words/language';
import { reportWords } from '../words/report';
import { shellWords } from '../words/shell';
import { answerWords } from './answer-words';
import { answers, excluded, triage } from './draft';
import { forms } from './forms';
import { OrganisationGuard } from './organisation-guard';
import { PeoplePage } from './people-page';
import { isDrawn, nameOf, proposed } from './proposal';
import { QuestionPage } from './question-page';
import { ReceiptPage } from './receipt-page';
import { byWhen } from './urgency-page';

export function ReviewPage() {
  const words = reportWords.value.review;
  const known = connection.value!;
  const { bundle } = known.organisation;
  const { urgency } = triage();
  const good = isDrawn(known);
  // All filings are of one size; what does not fit into it is added later.
  const fits = accountFits(accountOf(answers.value));
  const unanswered = questionsFor(forms.value, answers.value).find(
    (one) => !answers.value.has(one.code),
  );
  const level =
    reportWords.value.urgency.levels[urgencyName[urgency as keyof typeof urgencyName]];
  return (
    <OrganisationGuard>
      <Step title={words.title}>
        {good ? (
          <>
            <Paragraph>
              <strong>
                {words.goesTo(
                  proposed(known)
                    .map(({ name }) => name)
                    .join(', '),
                )}
              </strong>
            </Paragraph>
            {excluded.value.length > 0 && (
              <Paragraph>
                {words.notTo(excluded.value.map((one) => nameOf(bundle, one)).join(', '))}
              </Paragraph>
            )}
            <Paragraph>{words.urgency(level, byWhen(urgency))}</Paragraph>
            <Button kind="subtle" onClick={() => show(() => <PeoplePage />)}>
              {words.peopleChange}
            </Button>
          </>
        ) : (
          <Alert kind="warning" announce>
            <Paragraph>{reportWords.value.people.changed}</Paragraph>
          </Alert>
        )}
        <Heading2>{words.answers}</Heading2>
        <AnswerList />
        {!fits && (
          <Alert kind="error" announce>
            <Paragraph>{words.tooLong}</Paragraph>
          </Alert>
        )}
        <Muted>{words.check}</Muted>
        <Buttons>
          {good && fits && (
            <Button onClick={() => show(() => <ReceiptPage />)}>{words.next}</Button>
          )}
          {!good && (
            <Button onClick={() => show(() => <PeoplePage />)}>{shellWords.value.next}</Button>
          )}
          {unanswered !== undefined && (
            <Button
              kind="secondary"
              onClick={() => show(() => <QuestionPage code={unanswered.code} />)}
            >
              {words.more}
            </Button>
          )}
          <Button kind="subtle" onClick={back}>
            {shellWords.value.back}
          </Button>
        </Buttons>
        {good && fits && <Muted>{words.nextText}</Muted>}
      </Step>
    </OrganisationGuard>
  );
}

function AnswerList() {
  const words = reportWords.value.review;
  const all = answers.value;
  const asked = questionsFor(forms.value, all).filter((one) => all.has(one.code));
  // What goes to the check card stands together, last.
  const sorted = [
    ...asked.filter((one) => !isForCheckCard(one.code)),
    ...asked.filter((one) => isForCheckCard(one.code)),
  ];
  return (
    <dl class="vn-answers">
      {sorted.map((question) => {
        const prompt = textIn(question.prompt);
        return (
          <div key={question.code}>
            <dt>{prompt}</dt>
            <dd>{answerWords(question, all.get(question.code)!, calendarOf(all))}</dd>
            <dd class="vn-answers__change">
              <Button
                kind="subtle"
                label={words.changeOf(prompt)}
                onClick={() => show(() => <QuestionPage code={question.code} editing />)}
              >
                {words.change}
              </Button>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
