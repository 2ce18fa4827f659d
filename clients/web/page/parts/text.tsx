import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface TextProps {
  readonly children: ComponentChildren;
}

export function Paragraph({ children }: TextProps) {
  return <p class="nl-paragraph">{children}</p>;
}

export function Muted({ children }: TextProps) {
  return <p class="nl-paragraph vn-muted">{children}</p>;
}

export function Heading2({ children, id }: TextProps & { readonly id?: string }) {
  return (
    <h2 class="nl-heading nl-heading--level-2" id={id}>
      {children}
    </h2>
  );
}

export function Heading3({ children, id }: TextProps & { readonly id?: string }) {
  return (
    <h3 class="nl-heading nl-heading--level-3" id={id}>
      {children}
    </h3>
  );
}

export function List({ items }: { readonly items: readonly ComponentChildren[] }) {
  return (
    <ul class="vn-list">
      {items.map((item, i) => (
        <li key={i}>{item}</li>
      ))}
    </ul>
  );
}

// What is folded away is drawn when somebody wants it, and stays.
export function Details(props: { readonly title: string; readonly children: ComponentChildren }) {
  const [wanted, setWanted] = useState(false);
  const draw = (): void => setWanted(true);
  return (
    <details class="vn-details" onToggle={draw}>
      {/* Already before it opens, when it is by a click or a key. */}
      <summary onClick={draw}>{props.title}</summary>
      {wanted && props.children}
    </details>
  );
}
