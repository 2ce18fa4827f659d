// How soon somebody must answer: proposed from the answers, with the reasons. The reporter may
// want it sooner, never later.
import { useState } from 'preact/hooks';
import { acknowledgeBy } from '../../contract/deadline-rules';
import type { Urgency } from '../../generated/vangnet/record/v1/record_pb';
import { calendarOf } from '../../session/answers';
import { urgency as levels, urgencyName } from '../../session/filing-codes';
import { triageOf } from '../../session/triage-rules';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Choices } from '../parts/choices';
import { Step } from '../parts/step';
import { List, Paragraph } from '../parts/text';
import { now } from '../state/clock';
import { back, show } from '../state/journey';
import { connection } from '../state/organisation';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { timeWords } from '../words/time';
import { answers, triage, wantedUrgency } from './draft';
import { PeoplePage } from './people-page';

// When somebody must have accepted, at this level, in words.
export function byWhen(urgency: Urgency): string {
  const calendar = calendarOf(answers.value);
  const { deadlines } = connection.value!.organisation.bundle;
  return timeWords(acknowledgeBy(deadlines!, urgency, calendar, now()), calendar);
}

export function UrgencyPage() {
  const words = reportWords.value.urgency;
  const proposed = triageOf(answers.value, now());
  const [wanted, setWanted] = useState<Urgency>(triage().urgency);
  const nameOf = (level: Urgency): string =>
    words.levels[urgencyName[level as keyof typeof urgencyName]];
  const allowed = ([levels.urgent, levels.high, levels.normal, levels.low] as Urgency[])
    .filter((level) => level <= proposed.urgency)
    .sort((a, b) => b - a);
  return (
    <Step title={words.title}>
      <Alert kind="info">
        <p class="nl-paragraph">
          {words.proposed} <strong>{nameOf(proposed.urgency)}</strong>.{' '}
          {words.by(byWhen(proposed.urgency))}
        </p>
        <p class="nl-paragraph">{words.why}</p>
        <List items={proposed.rules.map((rule) => sessionWords.value.triageRule[rule])} />
      </Alert>
      {allowed.length > 1 && (
        <Choices
          legend={words.question}
          hint={words.hint}
          choices={allowed.map((level) => ({
            code: String(level),
            label: level === proposed.urgency ? words.good : words.sooner(nameOf(level)),
            hint: words.levelBy(byWhen(level)),
          }))}
          chosen={[String(wanted)]}
          onChoose={([code]) => setWanted(Number(code) as Urgency)}
        />
      )}
      <div class="vn-space" />
      <Paragraph>{words.night}</Paragraph>
      <Buttons>
        <Button
          onClick={() => {
            wantedUrgency.value = wanted < proposed.urgency ? wanted : 0;
            show(() => <PeoplePage />);
          }}
        >
          {shellWords.value.next}
        </Button>
        <Button kind="subtle" onClick={back}>
          {shellWords.value.back}
        </Button>
      </Buttons>
    </Step>
  );
}
