// What was written, as it was verified, and writing back.
import { useState } from 'preact/hooks';
import { CompartmentKind, RecordKind } from '../../generated/vangnet/record/v1/record_pb';
import { sameBytes, utf8Size } from '../../contract/bytes';
import { secondsPerDay } from '../../contract/limits';
import type { CaseRecord } from '../../sealing/case-chain';
import { answersOf } from '../../session/account';
import { fill } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Field } from '../parts/field';
import { Busy } from '../parts/progress';
import { Muted, Paragraph } from '../parts/text';
import { followWords } from '../words/follow';
import { dayWords } from '../words/time';
import { useAct } from './act';
import type { Go } from './case-page';
import { answerLines, nameOf } from './case-words';
import type { OpenCase } from './open-case';

const maxMessage = 100_000; // Bytes.

interface ConversationProps {
  readonly opened: OpenCase;
  readonly go: Go;
}

export function ConversationPart({ opened, go }: ConversationProps) {
  const words = followWords.value.conversation;
  const entries = opened.reading.value.view.records.filter(
    ({ compartment, header }) =>
      compartment === CompartmentKind.CONVERSATION && header?.kind === RecordKind.ENTRY,
  );
  return (
    <>
      {entries.length === 0 && <Paragraph>{words.empty}</Paragraph>}
      <ol class="vn-entries">
        {entries.map((record, i) => (
          <Entry key={record.number} opened={opened} record={record} first={i === 0} />
        ))}
      </ol>
      {opened.writable.value ? (
        <Write opened={opened} go={go} />
      ) : (
        opened.fold?.closed === true && <Muted>{words.closed}</Muted>
      )}
    </>
  );
}

interface EntryProps {
  readonly opened: OpenCase;
  readonly record: CaseRecord;
  readonly first: boolean;
}

function Entry({ opened, record, first }: EntryProps) {
  const words = followWords.value.conversation;
  const { author } = record;
  const own = author !== undefined && sameBytes(author, opened.self);
  return (
    <li class={own ? 'vn-entry vn-entry--own' : 'vn-entry'}>
      <p class="vn-entry__head">
        <strong>{author === undefined ? '?' : nameOf(opened, author)}</strong>
        {', '}
        {dayWords(Math.floor(Number(record.receivedTime) / secondsPerDay))}
        <span class="vn-muted"> ({fill(words.number, String(record.number))})</span>
      </p>
      {!record.verified && <p class="vn-entry__warning">{words.notVerified}</p>}
      <Content opened={opened} record={record} first={first} />
    </li>
  );
}

function Content({ opened, record, first }: EntryProps) {
  const words = followWords.value.conversation;
  if (record.reading === 'not-for-me') return <Muted>{words.notForYou}</Muted>;
  const content = record.body?.content;
  switch (content?.case) {
    case 'message':
      return (
        <p class="vn-entry__text" dir="auto">
          {content.value.text}
        </p>
      );
    case 'account':
      return (
        <>
          <p class="vn-entry__kind">{first ? words.report : words.added}</p>
          <dl class="vn-answers">
            {answerLines(opened, answersOf(content.value.answers)).map(({ prompt, value }, i) => (
              <div key={i}>
                <dt>{prompt}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      );
    default:
      return <Muted>{words.cannotOpen}</Muted>;
  }
}

function Write({ opened, go }: ConversationProps) {
  const words = followWords.value.conversation;
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const { busy, failed, run } = useAct();
  const send = async (): Promise<void> => {
    const fault =
      text.trim() === ''
        ? words.emptyText
        : utf8Size(text) > maxMessage
          ? words.tooLong
          : undefined;
    setError(fault);
    if (fault !== undefined || !(await run(() => opened.write(text)))) return;
    setText('');
    go('conversation', words.sent);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={words.write}
        hint={words.writeHint}
        value={text}
        onInput={setText}
        error={error}
        readOnly={busy}
        lines
      />
      {busy && <Busy>{words.sending}</Busy>}
      {failed !== undefined && (
        <Alert kind="warning" announce>
          <Paragraph>{failed}</Paragraph>
          <Paragraph>{opened.unsure ? words.perhapsSent : words.kept}</Paragraph>
        </Alert>
      )}
      <Buttons>
        <Button submit busy={busy}>
          {words.send}
        </Button>
      </Buttons>
    </form>
  );
}
