// Who can open the report, why they were proposed, and what the reporter may change in it.
import { useRef, useState } from 'preact/hooks';
import { hex } from '../../contract/bytes';
import type { PrincipalId } from '../../contract/ids';
import { hasRole } from '../../contract/bundle-staff';
import { Role } from '../../generated/vangnet/policy/v1/options_pb';

import { NobodyFits } from '../../session/client-refusal';
import type { Connection } from '../../session/connection';
import { caseRoleName } from '../../session/filing-codes';
import { explain, explainWhy } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { TelephoneNumbers } from '../parts/telephone';
import { Details, Heading2, Muted, Paragraph } from '../parts/text';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import * as draft from './draft';
import * as proposal from './proposal';

interface Props {
  readonly connection: Connection;
  // Why this is shown again, or what the last draw had to say.
  readonly note?: string | undefined;
  readonly onGood: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly backLabel?: string;
}

export function PeoplePanel({ connection, note, onGood, onBack, backLabel }: Props) {
  const words = reportWords.value.people;
  const { bundle } = connection.organisation;
  const [said, setSaid] = useState(note);
  const [nobody, setNobody] = useState<NobodyFits>();
  const list = useRef<HTMLUListElement>(null);

  // Draws with what is chosen now. Nobody fits: says which rules emptied the pool.
  const draw = (then: string): void => {
    try {
      const about = proposal.proposeAgain(connection);
      setNobody(undefined);
      setSaid(about === undefined ? then : sessionWords.value.because[about]);
    } catch (error) {
      if (!(error instanceof NobodyFits)) throw error;
      setNobody(error);
      setSaid(undefined);
    }
    // The button that was pressed may be gone.
    list.current?.focus();
  };
  const exclude = (person: PrincipalId): void => {
    draft.exclude(person);
    draw(words.excluded(proposal.nameOf(bundle, person)));
  };
  const allow = (person: PrincipalId): void => {
    draft.allow(person);
    draw(words.allowed(proposal.nameOf(bundle, person)));
  };
  const strike = (rung: keyof draft.Struck, on: boolean): void => {
    draft.struck.value = { ...draft.struck.value, [rung]: on };
    setSaid(on ? words.struck[rung] : undefined);
    list.current?.focus();
  };

  if (nobody !== undefined) {
    return (
      <>
        <Alert kind="warning" title={words.nobodyTitle} announce>
          <Paragraph>{explain(sessionWords.value, nobody)}</Paragraph>
          <Paragraph>{words.nobodyRelax}</Paragraph>
        </Alert>
        <TelephoneNumbers />
        <Excluded connection={connection} onAllow={allow} />
        {onBack !== undefined && (
          <Buttons>
            <Button kind="secondary" onClick={onBack}>
              {backLabel}
            </Button>
          </Buttons>
        )}
      </>
    );
  }
  return (
    <>
      <div role="status">{said !== undefined && <Alert>{said}</Alert>}</div>
      <Paragraph>{words.intro}</Paragraph>
      <ul class="vn-people" ref={list} tabIndex={-1}>
        {proposal.proposed(connection).map((person, i) => (
          <PersonCard
            key={hex(person.principal)}
            number={i + 1}
            person={person}
            onExclude={() => exclude(person.principal as PrincipalId)}
            onStrike={(rung) => strike(rung, true)}
          />
        ))}
      </ul>
      <Muted>{words.turns}</Muted>
      <Buttons>
        <Button onClick={onGood}>{words.good}</Button>
        <Button kind="secondary" onClick={() => draw(words.drawnAgain)}>
          {words.again}
        </Button>
        {onBack !== undefined && (
          <Button kind="subtle" onClick={onBack}>
            {backLabel}
          </Button>
        )}
      </Buttons>
      <Struck connection={connection} onUndo={(rung) => strike(rung, false)} />
      <Excluded connection={connection} onAllow={allow} />
      <Others
        connection={connection}
        onChoose={(person) => {
          draft.lead.value = person;
          draw(words.drawnAgain);
        }}
        onExclude={exclude}
      />
      <Coordinators connection={connection} onExclude={exclude} />
    </>
  );
}

interface CardProps {
  readonly number: number;
  readonly person: proposal.Proposed;
  readonly onExclude: () => void;
  readonly onStrike: (rung: keyof draft.Struck) => void;
}

function PersonCard({ number, person, onExclude, onStrike }: CardProps) {
  const words = reportWords.value.people;
  const role = caseRoleName[person.role as keyof typeof caseRoleName];
  const rung = proposal.rungOf(person.role);
  return (
    <li class="vn-person">
      <span class="vn-person__number" aria-hidden="true">
        {number}
      </span>
      <p class="vn-person__name">
        {person.name} <span class="vn-person__role">· {words.roles[role]}</span>
      </p>
      <p class="vn-person__what">{words.does[role]}</p>
      <p class="vn-person__why">{whyText(person.why)}</p>
      <div class="vn-buttons">
        <Button kind="subtle" onClick={onExclude} label={words.mustNotSeeOf(person.name)}>
          {words.mustNotSee}
        </Button>
        {rung !== undefined && (
          <Button
            kind="subtle"
            onClick={() => onStrike(rung)}
            label={rung === 'duty' ? words.dutyNotNeeded : words.notNeededOf(person.name)}
          >
            {rung === 'duty' ? words.dutyNotNeeded : words.notNeeded}
          </Button>
        )}
      </div>
    </li>
  );
}

function whyText(codes: readonly string[]): string {
  const words = reportWords.value.people;
  const chosen = codes.includes('your-choice') ? `${words.whyChoice} ` : '';
  const rest = explainWhy(
    sessionWords.value,
    codes.filter((code) => code !== 'your-choice'),
  );
  return chosen + (rest === '' ? '' : words.why(rest));
}

function Struck(props: {
  readonly connection: Connection;
  readonly onUndo: (rung: keyof draft.Struck) => void;
}) {
  const words = reportWords.value.people;
  const struck = proposal.struckNames(props.connection);
  if (struck.length === 0) return null;
  return (
    <>
      <Heading2>{words.struckTitle}</Heading2>
      <Names
        names={struck.map(({ rung, name }) => ({
          key: rung,
          name: `${name} · ${words.roles[rung]}`,
          buttons: [
            { text: words.undo, label: words.undoOf(name), act: () => props.onUndo(rung) },
          ],
        }))}
      />
    </>
  );
}

export function Excluded(props: {
  readonly connection: Connection;
  readonly onAllow: (person: PrincipalId) => void;
}) {
  const words = reportWords.value.people;
  const { bundle } = props.connection.organisation;
  if (draft.excluded.value.length === 0) return null;
  return (
    <>
      <Heading2>{words.excludedTitle}</Heading2>
      <Names
        names={draft.excluded.value.map((person) => {
          const name = proposal.nameOf(bundle, person);
          const act = (): void => props.onAllow(person);
          return {
            key: hex(person),
            name,
            buttons: [{ text: words.undo, label: words.undoOf(name), act }],
          };
        })}
      />
    </>
  );
}

interface ChangeProps {
  readonly connection: Connection;
  readonly onExclude: (person: PrincipalId) => void;
}

function Others({
  connection,
  onChoose,
  onExclude,
}: ChangeProps & { readonly onChoose: (person: PrincipalId) => void }) {
  const words = reportWords.value.people;
  const { bundle } = connection.organisation;
  const leads = proposal.otherLeads(connection);
  const shown = new Set([
    ...leads.map(hex),
    ...proposal.proposed(connection).map((person) => hex(person.principal)),
    ...draft.excluded.value.map(hex),
  ]);
  const rest = bundle.staff.filter(
    (staff) =>
      !shown.has(hex(staff.principal)) &&
      (hasRole(staff, Role.TRUSTED_PERSON) || hasRole(staff, Role.SUPPORT_TEAM)),
  );
  const excludeButton = (person: Uint8Array, name: string): NameButton => ({
    text: words.mustNotSee,
    label: words.mustNotSeeOf(name),
    act: () => onExclude(person as PrincipalId),
  });
  return (
    <Details title={words.othersTitle}>
      <Paragraph>{leads.length > 0 ? words.othersText : words.noOthers}</Paragraph>
      <Names
        names={leads.map((person) => {
          const name = proposal.nameOf(bundle, person);
          const choose = {
            text: words.chooseLead,
            label: words.chooseLeadOf(name),
            act: () => onChoose(person),
          };
          return { key: hex(person), name, buttons: [choose, excludeButton(person, name)] };
        })}
      />
      {rest.length > 0 && (
        <>
          <h3 class="nl-heading nl-heading--level-3">{words.allStaff}</h3>
          <Paragraph>{words.allStaffText}</Paragraph>
          <Names
            names={rest.map(({ principal, name }) => ({
              key: hex(principal),
              name,
              buttons: [excludeButton(principal, name)],
            }))}
          />
        </>
      )}
    </Details>
  );
}

function Coordinators({ connection, onExclude }: ChangeProps) {
  const words = reportWords.value.people;
  const { bundle } = connection.organisation;
  const coordinators = proposal.routing.value?.coordinators ?? [];
  if (coordinators.length === 0) {
    return (
      <Alert kind="warning">
        <Paragraph>{words.noCoordinator}</Paragraph>
        <TelephoneNumbers />
      </Alert>
    );
  }
  const names = coordinators.map((person) => ({ person, name: proposal.nameOf(bundle, person) }));
  return (
    <Details title={words.coordinatorsTitle}>
      <Paragraph>{words.coordinators(names.map(({ name }) => name).join(', '))}</Paragraph>
      <Names
        names={names.map(({ person, name }) => ({
          key: hex(person),
          name,
          buttons: [
            {
              text: words.mustNotSee,
              label: words.mustNotSeeOf(name),
              act: () => onExclude(person),
            },
          ],
        }))}
      />
    </Details>
  );
}

interface NameButton {
  readonly text: string;
  readonly label: string;
  readonly act: () => void;
}

interface NameLine {
  readonly key: string;
  readonly name: string;
  readonly buttons: readonly NameButton[];
}

function Names({ names }: { readonly names: readonly NameLine[] }) {
  return (
    <ul class="vn-names">
      {names.map(({ key, name, buttons }) => (
        <li key={key}>
          <span>{name}</span>
          <span class="vn-names__buttons">
            {buttons.map(({ text, label, act }) => (
              <Button key={text} kind="subtle" label={label} onClick={act}>
                {text}
              </Button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
