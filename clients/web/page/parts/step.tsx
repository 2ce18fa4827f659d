// One step of the page: its heading gets the focus when somebody comes to it, so that a screen
// reader begins there and Tab goes on from there.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { hasMoved } from '../state/journey';

interface StepProps {
  readonly title: string;
  // Above the heading: how far the form is.
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
  // Without a card around it.
  readonly bare?: boolean;
}

export function Step({ title, before, children, bare = false }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!hasMoved()) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const content = (
    <>
      {before}
      <h1 class="nl-heading nl-heading--level-1" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </>
  );
  return <div class="vn-step">{bare ? content : <div class="vn-card">{content}</div>}</div>;
}
