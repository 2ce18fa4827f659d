// A question as a page asks it: in one language, whether it comes from the page itself or from
// the bundle.
export type QuestionKind = 'one' | 'many' | 'text' | 'scale' | 'date-time';

export interface OptionShape {
  readonly code: string;
  readonly hiddenForRoles?: readonly string[];
}

export interface QuestionShape {
  readonly code: string;
  readonly kind: QuestionKind;
  readonly required?: boolean;
  readonly aboutHealth?: boolean;
  readonly options?: readonly OptionShape[];
}
