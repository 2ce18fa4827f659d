// A text field with its label, hint and error, tied together for a screen reader.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: ComponentChildren;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly lines?: boolean; // Several.
  readonly type?: 'text' | 'date' | 'time' | 'password';
  readonly name?: string;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly spellcheck?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'none';
  readonly readOnly?: boolean;
  readonly id?: string;
  // For a code: symbols of one width, no help from the keyboard.
  readonly code?: boolean;
}

export function Field(props: FieldProps) {
  const made = useId();
  const id = props.id ?? made;
  const { label, value, hint, error, lines = false, code = false } = props;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const kind = lines ? 'utrecht-textarea' : 'utrecht-textbox';
  const shared = {
    id,
    name: props.name ?? id,
    value,
    class: `${kind} ${kind}--html-${lines ? 'textarea' : 'input'}${error ? ` ${kind}--invalid` : ''}`,
    // What is typed here is nobody's to remember.
    autoComplete: props.autoComplete ?? 'off',
    autoCapitalize: code ? ('characters' as const) : undefined,
    autoCorrect: code ? ('off' as const) : undefined,
    spellcheck: code ? false : (props.spellcheck ?? false),
    maxLength: props.maxLength,
    inputMode: props.inputMode,
    readOnly: props.readOnly,
    dir: 'auto' as const,
    // Nor to a program that corrects texts somewhere else.
    'data-gramm': 'false',
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
  return (
    <div
      class={`utrecht-form-field utrecht-form-field--distanced${error ? ' utrecht-form-field--invalid' : ''}`}
    >
      <label class="utrecht-form-field__label utrecht-form-label" for={id}>
        {label}
      </label>
      {hint && (
        <div
          class="utrecht-form-field__description utrecht-form-field-description"
          id={`${id}-hint`}
        >
          {hint}
        </div>
      )}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class="utrecht-form-field__input">
        {lines ? (
          <textarea
            {...shared}
            rows={7}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        ) : (
          <input
            {...shared}
            // The types of JSX list each kind of input apart; all of these take what is shared.
            type={(props.type ?? 'text') as 'text'}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        )}
      </div>
    </div>
  );
}

export function ErrorMessage(props: {
  readonly id: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div
      class="utrecht-form-field__error-message utrecht-form-field-error-message"
      id={props.id}
      role="alert"
    >
      {props.children}
    </div>
  );
}
