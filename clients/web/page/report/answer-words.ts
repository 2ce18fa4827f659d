// An answer as people read it.
import type { Calendar } from '../../generated/vangnet/record/v1/record_pb';
import type { Answer } from '../../session/answers';
import type { FormQuestion } from '../../session/form-rules';
import { textIn } from '../words/language';
import { reportWords } from '../words/report';
import { momentWords } from '../words/time';

// A line for each option; never empty for an answer that says something.
export function answerWords(question: FormQuestion, answer: Answer, calendar: Calendar): string {
  const labels = new Map(question.options.map((option) => [option.code, textIn(option.label)]));
  const lines = (answer.options ?? []).map((code) => labels.get(code) ?? code);
  if (answer.scale !== undefined) lines.push(reportWords.value.review.outOf(answer.scale));
  if (answer.time !== undefined) lines.push(momentWords(answer.time, calendar));
  if (answer.text !== undefined && answer.text.trim() !== '') lines.push(answer.text);
  return lines.join('\n');
}
