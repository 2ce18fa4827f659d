// A code in groups of four, as it is written down; said as one text, symbol by symbol.
interface CodeProps {
  readonly text: string; // Groups with hyphens between.
  readonly label: string;
  readonly small?: boolean;
  readonly numbered?: boolean;
}

export function Code({ text, label, small = false, numbered = false }: CodeProps) {
  const groups = text.split('-');
  return (
    <>
      <div class={small ? 'vn-code vn-code--small' : 'vn-code'} aria-hidden="true">
        {groups.map((group, i) => (
          <span key={i}>
            {numbered && <small>{i + 1}</small>}
            {group}
          </span>
        ))}
      </div>
      <p class="vn-hidden-visually">
        {label}: {groups.map((group) => [...group].join(' ')).join(', ')}
      </p>
    </>
  );
}
