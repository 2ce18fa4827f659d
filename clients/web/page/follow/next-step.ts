// What comes next for a reporter, by the signed records and the reporter's own clock: a deadline
// that has passed without a signed ACKNOWLEDGE is said to have passed.
import { CaseState } from '../../generated/vangnet/caseview/v1/caseview_pb';
import type { CaseFold } from '../../contract/case-fold';
import type { PrincipalId } from '../../contract/ids';

export type NextStep =
  | { readonly kind: 'waiting'; readonly who: PrincipalId | undefined; readonly by: number }
  | { readonly kind: 'late'; readonly by: number }
  | { readonly kind: 'accepted'; readonly who: PrincipalId | undefined }
  | { readonly kind: 'unheld' | 'closed' | 'withdrawn' };

// `acknowledgeBy`: of acknowledgeDeadline, 0 when no deadline runs. Both in seconds.
export function nextStep(
  fold: Pick<CaseFold, 'state' | 'lead' | 'rungs'>,
  acknowledgeBy: number,
  now: number,
): NextStep {
  switch (fold.state) {
    case CaseState.ASSIGNED:
      return acknowledgeBy !== 0 && acknowledgeBy < now
        ? { kind: 'late', by: acknowledgeBy }
        : { kind: 'waiting', who: fold.rungs()[0], by: acknowledgeBy };
    case CaseState.ACKNOWLEDGED:
      return { kind: 'accepted', who: fold.lead };
    case CaseState.CLOSED:
      return { kind: 'closed' };
    case CaseState.WITHDRAWN:
      return { kind: 'withdrawn' };
    default:
      return { kind: 'unheld' };
  }
}
