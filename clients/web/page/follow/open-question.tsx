// One question among others on a page, with its own legend or label.
import { useState } from 'preact/hooks';
import { QuestionKind, type Option, type Question } from '../../generated/vangnet/bundle/v1/bundle_pb';
import type { Calendar } from '../../generated/vangnet/record/v1/record_pb';
import { utcOffset } from '../../contract/deadline-rules';
import type { Answer } from '../../session/answers';
import { Choices } from '../parts/choices';
import { Field } from '../parts/field';
import { followWords } from '../words/follow';
import { textIn } from '../words/language';

interface OpenQuestionProps {
  readonly asked: Question;
  readonly options: readonly Option[];
  readonly answer: Answer | undefined;
  readonly calendar: Calendar;
  readonly error: string | undefined;
  readonly onAnswer: (answer: Answer | undefined) => void;
}

export function OpenQuestion(props: OpenQuestionProps) {
  const { asked, options, answer, error, onAnswer } = props;
  const prompt = textIn(asked.prompt);
  const hint = textIn(asked.hint) || undefined;
  switch (asked.kind) {
    case QuestionKind.ONE:
    case QuestionKind.MANY:
      return (
        <Choices
          legend={prompt}
          hint={hint}
          choices={options.map(({ code, label }) => ({ code, label: textIn(label) }))}
          chosen={answer?.options ?? []}
          onChoose={(chosen) => onAnswer(chosen.length === 0 ? undefined : { options: chosen })}
          many={asked.kind === QuestionKind.MANY}
          error={error}
        />
      );
    case QuestionKind.SCALE:
      return (
        <Choices
          legend={prompt}
          hint={hint}
          choices={scale}
          chosen={answer?.scale === undefined ? [] : [String(answer.scale)]}
          onChoose={([value]) => onAnswer(value === undefined ? undefined : { scale: Number(value) })}
          error={error}
        />
      );
    case QuestionKind.DATE_TIME:
      return <DateTime {...props} prompt={prompt} hint={hint} />;
    default:
      return (
        <Field
          label={prompt}
          hint={hint}
          value={answer?.text ?? ''}
          onInput={(text) => onAnswer(text === '' ? undefined : { text })}
          error={error}
          lines
        />
      );
  }
}

const scale = Array.from({ length: 11 }, (_, value) => ({
  code: String(value),
  label: String(value),
}));

interface DateTimeProps extends OpenQuestionProps {
  readonly prompt: string;
  readonly hint: string | undefined;
}

// A day, perhaps a time, perhaps words: each may be left out.
function DateTime({ prompt, hint, answer, calendar, error, onAnswer }: DateTimeProps) {
  const words = followWords.value.more;
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const tell = (day: string, time: string, text: string): void => {
    const seconds = secondsOf(day, time, calendar);
    onAnswer(
      seconds === undefined && text === ''
        ? undefined
        : { ...(seconds !== undefined && { time: seconds }), ...(text !== '' && { text }) },
    );
  };
  const text = answer?.text ?? '';
  return (
    <fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset utrecht-form-fieldset--distanced">
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
        {prompt}
      </legend>
      {hint !== undefined && <div class="utrecht-form-field-description">{hint}</div>}
      <div class="vn-field-row">
        <Field
          label={words.day}
          type="date"
          value={day}
          error={error}
          onInput={(value) => {
            setDay(value);
            tell(value, time, text);
          }}
        />
        <Field
          label={words.time}
          type="time"
          value={time}
          onInput={(value) => {
            setTime(value);
            tell(day, value, text);
          }}
        />
      </div>
      <Field label={words.about} value={text} onInput={(value) => tell(day, time, value)} />
    </fieldset>
  );
}

// In the zone of the case; midnight for who gives no time, as in the report.
function secondsOf(day: string, time: string, calendar: Calendar): number | undefined {
  const local = Date.parse(`${day}T${time === '' ? '00:00' : time}:00Z`) / 1000;
  if (!Number.isFinite(local) || local <= 86_400) return undefined;
  return local - utcOffset(calendar, local - utcOffset(calendar, local));
}
