import type { ComponentChildren } from 'preact';

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

export function Details(props: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <details class="vn-details">
      <summary>{props.title}</summary>
      {props.children}
    </details>
  );
}
