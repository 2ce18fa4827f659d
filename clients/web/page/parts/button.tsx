import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'secondary' | 'subtle' | 'danger';
  // Sends the form that it stands in.
  readonly submit?: boolean;
  // Does nothing for now, and stays where the focus can find it.
  readonly busy?: boolean;
  // When the words alone do not say what it is about: "Change", of what.
  readonly label?: string;
  readonly describedBy?: string;
  readonly pressed?: boolean;
}

const classes = {
  primary: 'nl-button nl-button--primary',
  secondary: 'nl-button nl-button--secondary',
  subtle: 'nl-button nl-button--subtle',
  danger: 'nl-button nl-button--primary nl-button--negative',
};

export function Button(props: ButtonProps) {
  const { children, onClick, kind = 'primary', submit = false, busy = false, pressed } = props;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={busy ? `${classes[kind]} nl-button--busy` : classes[kind]}
      aria-disabled={busy ? 'true' : undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-pressed={pressed}
      onClick={(event) => {
        if (busy) return event.preventDefault();
        onClick?.();
      }}
    >
      {children}
    </button>
  );
}

// The way on comes first; the others follow.
export function Buttons(props: { readonly children: ComponentChildren }) {
  return <div class="vn-buttons">{props.children}</div>;
}
