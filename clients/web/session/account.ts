// Answers as the messages that are sealed, and back.
import { create } from '@bufbuild/protobuf';
import {
  type Account,
  AccountSchema,
  type Answer as AnswerMessage,
  AnswerSchema,
  type CheckCard,
  CheckCardSchema,
} from '../generated/vangnet/content/v1/content_pb';
import { compareBytes, compareText } from '../contract/bytes';
import type { PrincipalId } from '../contract/ids';
import {
  type Answer,
  type Answers,
  firstOption,
  isForCheckCard,
  linesOf,
  question,
  textOf,
} from './answers';

// All answers, sorted by question.
export function answerMessages(answers: Answers): AnswerMessage[] {
  return [...answers]
    .sort(([a], [b]) => compareText(a, b))
    .map(([code, { options = [], text = '', scale, time }]) =>
      create(AnswerSchema, {
        question: code,
        options: [...options],
        text,
        scalePlusOne: scale === undefined ? 0 : scale + 1,
        time: BigInt(time ?? 0),
      }),
    );
}

export function answerOf({ options, text, scalePlusOne, time }: AnswerMessage): Answer {
  return {
    ...(options.length > 0 && { options }),
    ...(text !== '' && { text }),
    ...(scalePlusOne > 0 && { scale: scalePlusOne - 1 }),
    ...(time > 0n && { time: Number(time) }),
  };
}

export function answersOf(messages: readonly AnswerMessage[]): Map<string, Answer> {
  return new Map(messages.map((message) => [message.question, answerOf(message)]));
}

// The account: all but what belongs on the check card.
export function accountOf(answers: Answers): Account {
  const told = answerMessages(answers).filter((one) => !isForCheckCard(one.question));
  return create(AccountSchema, { answers: told });
}

export function checkCardOf(answers: Answers, excluded: readonly PrincipalId[] = []): CheckCard {
  return create(CheckCardSchema, {
    organisation: textOf(answers, question.organisation),
    role: firstOption(answers, question.role),
    parties: linesOf(textOf(answers, question.parties)),
    excludedPrincipals: [...excluded].sort(compareBytes),
    mustNotSee: textOf(answers, question.mustNotSee),
  });
}
