// The numbers to call, of one territory or of all.
import type { ComponentChildren } from 'preact';
import {
  dialled,
  grouped,
  type NumberGroup,
  numbers,
  type TelephoneEntry,
  territory,
} from '../state/numbers';
import { shellWords } from '../words/shell';
import { Details } from './text';

export function NumberList({ entries }: { readonly entries: readonly TelephoneEntry[] }) {
  return (
    <ul class="numbers">
      {entries.map(({ name, number, emergency }) => (
        <li key={`${name} ${number}`} class={emergency ? 'emergency' : undefined}>
          <span>{name}</span> <a href={dialled(number)}>{number}</a>
        </li>
      ))}
    </ul>
  );
}

function joined(titles: readonly string[], and: string): string {
  return titles.length < 2
    ? titles.join('')
    : `${titles.slice(0, -1).join(', ')}${and}${titles.at(-1)!}`;
}

function Groups(props: { readonly groups: readonly NumberGroup[]; readonly level: 'h2' | 'h3' }) {
  const Title = props.level;
  const { territories, and } = shellWords.value;
  return (
    <div class="vn-numbers">
      {props.groups.map((group) => (
        <section class="territory" key={group.codes[0]}>
          <Title class="nl-heading nl-heading--level-3">
            {joined(
              group.codes.map((code) => territories[code]),
              and,
            )}
          </Title>
          <NumberList entries={group.numbers} />
        </section>
      ))}
    </div>
  );
}

// Of every territory: the first screen.
export function AllNumbers() {
  return <Groups groups={grouped(numbers.value)} level="h2" />;
}

// Of the reporter's territory, the others folded away.
export function TelephoneNumbers(props: { readonly children?: ComponentChildren }) {
  const groups = grouped(numbers.value);
  const own = groups.find((group) => group.codes.includes(territory.value)) ?? groups[0];
  const others = groups.filter((group) => group !== own);
  if (own === undefined) return null;
  return (
    <div class="vn-telephone">
      {props.children}
      <NumberList entries={own.numbers} />
      {others.length > 0 && (
        <Details title={shellWords.value.elsewhere}>
          <Groups groups={others} level="h3" />
        </Details>
      )}
    </div>
  );
}
