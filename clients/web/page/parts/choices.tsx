// Options to choose from, as radio buttons or boxes in one fieldset. The legend is the
// question; where the question is the heading of the step, the fieldset is named by it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { ErrorMessage } from './field';

export interface Choice {
  readonly code: string;
  readonly label: ComponentChildren;
  readonly hint?: string | undefined;
}

interface ChoicesProps {
  readonly legend: string;
  // The legend is said but not shown: the heading of the step shows it.
  readonly legendHidden?: boolean;
  readonly hint?: ComponentChildren;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
  readonly many?: boolean;
  readonly error?: string | undefined;
}

export function Choices(props: ChoicesProps) {
  const id = useId();
  const { choices, chosen, many = false, hint, error } = props;
  const toggle = (code: string, on: boolean): void => {
    if (!many) return props.onChoose([code]);
    // In the order of the form.
    const wanted = new Set(on ? [...chosen, code] : chosen.filter((one) => one !== code));
    props.onChoose(choices.map((choice) => choice.code).filter((one) => wanted.has(one)));
  };
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      class={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset utrecht-form-fieldset--distanced${
        error ? ' utrecht-form-fieldset--invalid' : ''
      }`}
      aria-describedby={describedBy || undefined}
    >
      <legend
        class={
          props.legendHidden === true
            ? 'vn-hidden-visually'
            : 'utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend'
        }
      >
        {props.legend}
      </legend>
      {hint && (
        <div class="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class={choices.length > 7 ? 'vn-choices vn-choices--columns' : 'vn-choices'}>
        {choices.map((choice) => (
          <label class="vn-choice" key={choice.code}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              value={choice.code}
              checked={chosen.includes(choice.code)}
              onChange={(event) => toggle(choice.code, event.currentTarget.checked)}
            />
            <span>{choice.label}</span>
            {choice.hint && <span class="vn-choice__hint">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ScaleProps {
  readonly legend: string;
  readonly low: string;
  readonly high: string;
  readonly hint?: ComponentChildren;
  readonly value: number | undefined;
  readonly onChoose: (value: number) => void;
  readonly error?: string | undefined;
}

const values = Array.from({ length: 11 }, (_, value) => value);

// 0 to 10. The legend is said; the heading of the step shows it.
export function Scale({ legend, low, high, hint, value, onChoose, error }: ScaleProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset utrecht-form-fieldset--distanced"
      aria-describedby={describedBy || undefined}
    >
      <legend class="vn-hidden-visually">{legend}</legend>
      {hint && (
        <div class="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class="vn-scale">
        {values.map((one) => (
          <label class="vn-choice" key={one}>
            <input
              type="radio"
              name={id}
              value={one}
              checked={value === one}
              onChange={() => onChoose(one)}
            />
            <span>{one}</span>
          </label>
        ))}
      </div>
      <p class="vn-scale__ends" aria-hidden="true">
        <span>0: {low}</span>
        <span>10: {high}</span>
      </p>
    </fieldset>
  );
}
