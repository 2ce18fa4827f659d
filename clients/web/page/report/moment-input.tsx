// A day, a time if it is known, or words: whoever does not know exactly need not invent it.
import { useState } from 'preact/hooks';
import type { Calendar } from '../../generated/vangnet/record/v1/record_pb';
import type { Answer } from '../../session/answers';
import { Field } from '../parts/field';
import { reportWords } from '../words/report';
import { zoneWords } from '../words/time';
import { dayAndTimeOf, secondsOf } from './moment';

interface Props {
  readonly prompt: string;
  readonly hint: string;
  readonly answer: Answer;
  readonly calendar: Calendar;
  readonly onAnswer: (answer: Answer) => void;
  readonly error: string | undefined;
}

export function MomentInput({ prompt, hint, answer, calendar, onAnswer, error }: Props) {
  const words = reportWords.value.question;
  const known = answer.time === undefined ? undefined : dayAndTimeOf(answer.time, calendar);
  const [day, setDay] = useState(known?.day ?? '');
  const [time, setTime] = useState(known?.time === '00:00' ? '' : (known?.time ?? ''));
  const change = (nextDay: string, nextTime: string): void => {
    setDay(nextDay);
    setTime(nextTime);
    onAnswer({ ...answer, time: secondsOf(nextDay, nextTime, calendar) });
  };
  return (
    <div role="group" aria-label={prompt}>
      {hint && <p class="nl-paragraph vn-muted">{hint}</p>}
      <div class="vn-field-row">
        <Field
          label={words.date}
          type="date"
          value={day}
          onInput={(value) => change(value, time)}
          error={error}
        />
        <Field
          label={words.time}
          hint={zoneWords(calendar)}
          type="time"
          value={time}
          onInput={(value) => change(day, value)}
        />
      </div>
      <Field
        label={words.inWords}
        value={answer.text ?? ''}
        onInput={(text) => onAnswer({ ...answer, text })}
      />
    </div>
  );
}
