// Whether this device's clock can be believed. Deadlines and the bundle's dates are counted by
// it; the front tells its own time with every answer.
import type { Bundle } from '../../generated/vangnet/bundle/v1/bundle_pb';

const tolerance = 15 * 60; // Seconds.

export type ClockVerdict =
  | { readonly verdict: 'good' }
  // What the front's clock says now, in seconds, when it told at all.
  | { readonly verdict: 'wrong'; readonly told: number | undefined };

// `ahead`: Server.clockAhead. `made`: when the availability was made, undefined while it was
// not fetched.
export function checkClock(
  now: number,
  ahead: number | undefined,
  bundle: Pick<Bundle, 'issuedTime'>,
  made?: bigint,
): ClockVerdict {
  const farOff = ahead !== undefined && Math.abs(ahead) > tolerance;
  // Made by the organisation and by the server: both lie in the past.
  const beforeBundle = now + tolerance < Number(bundle.issuedTime);
  const beforeList = made !== undefined && now + tolerance < Number(made);
  if (!farOff && !beforeBundle && !beforeList) return { verdict: 'good' };
  return { verdict: 'wrong', told: ahead === undefined ? undefined : now + ahead };
}
