// The case that is open: its parts, what holds for all of them, and leaving it.
import { h } from 'preact';
import type { Finding } from '../../sealing/finding';
import { territoryOfCase } from '../../session/reader-acts';
import { explainFinding } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Step } from '../parts/step';
import { TelephoneNumbers } from '../parts/telephone';
import { List, Paragraph } from '../parts/text';
import { troubleOf } from '../shell/organisation-trouble';
import { forgetReport } from '../report/one-report';
import { show, showOnly, type View } from '../state/journey';
import { whenLeaving } from '../state/leaving';
import { territory, territoryCode } from '../state/numbers';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';
import { shellWords } from '../words/shell';
import { AccessPart } from './access-part';
import { ConversationPart } from './conversation-part';
import { watchIdle } from './idle';
import { LeftPage } from './left-page';
import { MorePart } from './more-part';
import type { OpenCase } from './open-case';
import { ProofPart } from './proof-part';
import { StatusPart } from './status-part';
import { WithdrawPart } from './withdraw-part';

export type PartName = 'status' | 'conversation' | 'access' | 'more' | 'proof' | 'withdraw';

export interface PartProps {
  readonly opened: OpenCase;
}

const parts = {
  status: StatusPart,
  conversation: ConversationPart,
  access: AccessPart,
  more: MorePart,
  proof: ProofPart,
  withdraw: WithdrawPart,
} as const;

// No way back to the receipt: who presses Back stays in the case, or closes it.
export function enterCase(opened: OpenCase): void {
  if (opened.fold === undefined) {
    showOnly(unverifiable(opened.reading.peek().view.findings));
    // Nothing can be done with it: it is not kept open.
    opened.close();
    return;
  }
  territory.value = territoryCode(territoryOfCase(opened.fold.filing.calendar));
  const end = (): void => {
    stop();
    forget();
    opened.close();
    // It may have been sent on the same visit.
    forgetReport();
  };
  const forget = whenLeaving(end);
  const stop = watchIdle(() => {
    end();
    showOnly(leftPage(true));
  });
  const leave = (): void => {
    end();
    showOnly(leftPage(false));
  };
  const go = (part: PartName, notice?: string): void =>
    show(() => h(CasePage, { opened, part, notice, go, leave }));
  showOnly(() => h(CasePage, { opened, part: 'status', notice: undefined, go, leave }));
}

// Apart: steps made inside enterCase would hold all that stands there, the case among it.
const unverifiable =
  (findings: readonly Finding[]): View =>
  () =>
    h(Unverifiable, { findings });

const leftPage =
  (idle: boolean): View =>
  () =>
    h(LeftPage, { idle });

export type Go = (part: PartName, notice?: string) => void;

interface CasePageProps extends PartProps {
  readonly part: PartName;
  readonly notice: string | undefined;
  readonly go: Go;
  readonly leave: () => void;
}

function CasePage({ opened, part, notice, go, leave }: CasePageProps) {
  const words = followWords.value;
  const Part = parts[part];
  return (
    <Step title={words[part].title} before={<Menu at={part} opened={opened} go={go} leave={leave} />}>
      {notice !== undefined && (
        <Alert kind="ok" announce>
          <Paragraph>{notice}</Paragraph>
        </Alert>
      )}
      {opened.expired && (
        <Alert kind="warning">
          <Paragraph>{words.expired}</Paragraph>
        </Alert>
      )}
      <WrongClock opened={opened} />
      <Damage opened={opened} />
      <Part opened={opened} go={go} />
    </Step>
  );
}

function Menu(props: Pick<CasePageProps, 'opened' | 'go' | 'leave'> & { readonly at: PartName }) {
  const words = followWords.value.menu;
  const readOnly = props.opened.fold?.closed === true || props.opened.expired;
  const names = (Object.keys(parts) as PartName[]).filter(
    (name) => !readOnly || !['more', 'withdraw'].includes(name),
  );
  return (
    <nav class="vn-menu" aria-label={words.label}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={name === props.at ? 'page' : undefined}
              onClick={() => props.go(name)}
            >
              {words[name]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={props.leave}>
            {words.leave}
          </button>
        </li>
      </ul>
    </nav>
  );
}

// Deadlines are told by this device's clock.
function WrongClock({ opened }: PartProps) {
  const { clock } = shellWords.value;
  const trouble = troubleOf(opened.connection);
  if (trouble === undefined || trouble === 'expired') return null;
  return (
    <Alert kind="warning" title={clock.title}>
      <Paragraph>{clock.text}</Paragraph>
    </Alert>
  );
}

// What is wrong with what the server shows: always there, until the server shows it right.
function Damage({ opened }: PartProps) {
  const { findings } = opened.reading.value.view;
  const words = followWords.value.damaged;
  if (findings.length === 0) return null;
  return (
    <Alert kind="error" title={words.title}>
      <Paragraph>{words.lead}</Paragraph>
      <List items={findings.map((one) => explainFinding(sessionWords.value, one))} />
      {opened.despiteDamage.value ? (
        <Paragraph>{words.allowed}</Paragraph>
      ) : (
        opened.fold?.closed === false && (
          <>
            <Paragraph>{words.allowHint}</Paragraph>
            <Buttons>
              <Button kind="secondary" onClick={() => opened.writeAllTheSame()}>
                {words.allow}
              </Button>
            </Buttons>
          </>
        )
      )}
    </Alert>
  );
}

// Without a filing that verifies there is nothing to show but what is wrong.
function Unverifiable({ findings }: { readonly findings: readonly Finding[] }) {
  const words = followWords.value.unverifiable;
  return (
    <Step title={words.title}>
      <Alert kind="error">
        <Paragraph>{words.lead}</Paragraph>
        <List items={findings.map((one) => explainFinding(sessionWords.value, one))} />
      </Alert>
      <TelephoneNumbers />
    </Step>
  );
}

