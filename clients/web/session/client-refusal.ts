// A refusal of this client whose reason alone would say too little: `because` names its
// words in ./words. Never the value that was wrong.
import { type ClientReason, type Code, type Reason, Refusal } from '../contract/refusal';
import type { FallenBy } from '../contract/routing-rules';

export type Because =
  | 'bundle-older'
  | 'bundle-not-enough-signatures'
  | 'bundle-strangers'
  | 'bundle-other-history'
  | 'bundle-malformed'
  | 'not-stored'
  | 'file-none'
  | 'file-damaged'
  | 'file-other-receipt'
  | 'chosen-cannot-lead';

export class ClientRefusal extends Refusal {
  readonly because: Because;

  constructor(code: Code, reason: Reason | ClientReason, because: Because) {
    super(code, reason, because);
    this.because = because;
  }
}

// Nobody can be lead: how many each rule took away, without names.
export class NobodyFits extends Refusal {
  readonly fallen: ReadonlyMap<FallenBy, number>;

  constructor(fallen: ReadonlyMap<FallenBy, number>) {
    super('FAILED_PRECONDITION', 'NOBODY_FITS', 'lead: nobody can take this report');
    this.fallen = fallen;
  }
}
