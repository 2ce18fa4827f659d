import type { ComponentChildren } from 'preact';

interface AlertProps {
  readonly kind?: 'info' | 'warning' | 'error' | 'ok';
  readonly title?: string;
  readonly children?: ComponentChildren;
  // Read out at once when it appears: for what happens while somebody is on the page.
  readonly announce?: boolean;
}

export function Alert({ kind = 'info', title, children, announce = false }: AlertProps) {
  const urgent = kind === 'error' || kind === 'warning';
  return (
    <div
      class={`utrecht-alert utrecht-alert--${kind}`}
      role={announce ? (urgent ? 'alert' : 'status') : undefined}
    >
      <div class="utrecht-alert__content">
        {title !== undefined && <p class="nl-heading nl-heading--level-3">{title}</p>}
        {children}
      </div>
    </div>
  );
}
