// One question's input, by its kind. The heading of the step is the question itself.
import type { Answer } from '../../session/answers';
import { calendarOf } from '../../session/answers';
import { type FormQuestion, optionsFor } from '../../session/form-rules';
import { questionKind } from '../../session/filing-codes';
import { Choices, Scale } from '../parts/choices';
import { Field } from '../parts/field';
import { textIn } from '../words/language';
import { reportWords } from '../words/report';
import { answers } from './draft';
import { MomentInput } from './moment-input';

interface Props {
  readonly question: FormQuestion;
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
  readonly error: string | undefined;
}

// Several lines are taken where somebody may have much to say.
const longTexts = new Set(['own-words', 'parties', 'must-not-see']);

export function AnswerInput({ question, answer, onAnswer, error }: Props) {
  const prompt = textIn(question.prompt);
  const hint = textIn(question.hint);
  const { chooseMany, scale } = reportWords.value.question;
  switch (question.kind) {
    case questionKind.one:
    case questionKind.many: {
      const many = question.kind === questionKind.many;
      return (
        <Choices
          legend={prompt}
          legendHidden
          hint={[hint, many ? chooseMany : ''].filter(Boolean).join(' ')}
          choices={optionsFor(question, answers.value).map((option) => ({
            code: option.code,
            label: textIn(option.label),
          }))}
          chosen={answer.options ?? []}
          many={many}
          onChoose={(options) => onAnswer({ options })}
          error={error}
        />
      );
    }
    case questionKind.scale:
      return (
        <Scale
          legend={prompt}
          hint={hint}
          low={scale.low}
          high={scale.high}
          value={answer.scale}
          onChoose={(value) => onAnswer({ scale: value })}
          error={error}
        />
      );
    case questionKind.dateTime:
      return (
        <MomentInput
          prompt={prompt}
          hint={hint}
          answer={answer}
          calendar={calendarOf(answers.value)}
          onAnswer={onAnswer}
          error={error}
        />
      );
    default:
      return (
        <Field
          label={<span class="vn-hidden-visually">{prompt}</span>}
          hint={hint}
          value={answer.text ?? ''}
          lines={longTexts.has(question.code)}
          spellcheck={false}
          onInput={(text) => onAnswer({ text })}
          error={error}
        />
      );
  }
}
