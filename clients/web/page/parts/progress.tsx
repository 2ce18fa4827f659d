// What goes on, for eyes and for screen readers.
import type { ComponentChildren } from 'preact';

// How far a form is. The heading of the step follows and is read out; this is not.
export function Progress(props: {
  readonly at: number;
  readonly of: number;
  readonly text: string;
}) {
  return (
    <div class="vn-progress">
      <progress value={props.at} max={props.of} aria-label={props.text} />
      <span aria-hidden="true">{props.text}</span>
    </div>
  );
}

// Something that takes a while; each new text is read out.
export function Busy({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="nl-paragraph vn-busy" role="status">
      <span>{children}</span>
    </p>
  );
}
