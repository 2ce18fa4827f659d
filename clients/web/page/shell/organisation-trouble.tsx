// Why the organisation cannot be reached or believed now: each cause with its calm page.
import { Refusal } from '../../contract/refusal';
import type { Connection } from '../../session/connection';
import { explain } from '../../session/words';
import { Paragraph } from '../parts/text';
import { checkClock, type ClockVerdict } from '../state/clock-check';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { timeWords } from '../words/time';
import { calendar } from '../../session/filing-codes';
import { Trouble } from './trouble';

interface Props {
  readonly error: unknown;
  readonly again: () => void;
}

// What openOrganisation threw.
export function OrganisationTrouble({ error, again }: Props) {
  const { trouble } = shellWords.value;
  const reason = error instanceof Refusal ? error.reason : '';
  if (!(error instanceof Refusal)) return <Trouble again={again} />;
  const title =
    reason === 'UPDATE_CLIENT' || reason === 'BAD_PAGE'
      ? trouble.oldPage
      : error.code === 'UNAVAILABLE'
        ? trouble.title
        : trouble.notBelieved;
  return (
    <Trouble title={title} again={again}>
      <Paragraph>{explain(sessionWords.value, error)}</Paragraph>
    </Trouble>
  );
}

// Undefined when all is well to seal now.
export function troubleOf(
  connection: Connection,
  made?: bigint,
): ClockVerdict | 'expired' | undefined {
  const { organisation, server } = connection;
  const now = connection.now();
  const clock = checkClock(now, server.clockAhead, organisation.bundle, made);
  // A wrong clock makes a good bundle look expired: the clock is told of first.
  if (clock.verdict === 'wrong') return clock;
  return organisation.expiredAt(now) ? 'expired' : undefined;
}

export function ExpiredTrouble({ again }: { readonly again: () => void }) {
  return (
    <Trouble title={shellWords.value.trouble.expired} again={again}>
      <Paragraph>{sessionWords.value.reason.BUNDLE_EXPIRED}</Paragraph>
    </Trouble>
  );
}

interface ClockProps {
  readonly here: number;
  readonly told: number | undefined;
  readonly again: () => void;
}

export function ClockTrouble({ here, told, again }: ClockProps) {
  const { clock } = shellWords.value;
  return (
    <Trouble title={clock.title} again={again}>
      <Paragraph>{clock.text}</Paragraph>
      <Paragraph>
        {clock.here} <strong>{timeWords(here, calendar.amsterdam)}</strong>
      </Paragraph>
      {told !== undefined && (
        <Paragraph>
          {clock.there} <strong>{timeWords(told, calendar.amsterdam)}</strong>
        </Paragraph>
      )}
    </Trouble>
  );
}
