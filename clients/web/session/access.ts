// Which of the staff opened the case on which day: the server's word, well-formed at least.
import type { CompartmentKind } from '../generated/vangnet/record/v1/record_pb';
import { FollowUpService } from '../generated/vangnet/followup/v1/followup_service_pb';
import type { PrincipalId } from '../contract/ids';
import { dataLoss } from '../contract/refusal';
import type { Session } from './session';

// On this day this person opened this part.
export interface AccessDay {
  readonly day: number; // Since 1970-01-01 UTC.
  readonly principal: PrincipalId;
  readonly compartment: CompartmentKind;
}

const maxDays = 20_000;

// Sorted by day, then principal, then compartment. Today's are to be seen from tomorrow on.
export async function listAccess(session: Session): Promise<AccessDay[]> {
  const { days } = await session.call(FollowUpService.method.listAccess, {});
  if (days.length > maxDays || days.some(({ principal }) => principal.length !== 16)) {
    throw dataLoss("the server's list of who opened is none");
  }
  return days.map(({ day, principal, compartment }) => ({
    day,
    principal: principal as PrincipalId,
    compartment,
  }));
}
