// Whether this device's clock can be believed. Deadlines and the bundle's dates are counted by
// it; the front tells its own time with every answer.
import type { Bundle } from '../../generated/vangnet/bundle/v1/bundle_pb';

const tolerance = 15 * 60; // Seconds.

export type ClockVerdict =
  | { readonly verdict: 'good' }
  // Seconds as the front told them, when it did.
  | { readonly verdict: 'wrong'; readonly told: number | undefined };

// `made`: when the availability was made, undefined while it was not fetched.
export function checkClock(
  now: number,
  told: number | undefined,
  bundle: Pick<Bundle, 'issuedTime'>,
  made?: bigint,
): ClockVerdict {
  const farOff = told !== undefined && Math.abs(told - now) > tolerance;
  // Made by the organisation and by the server: both lie in the past.
  const beforeBundle = now + tolerance < Number(bundle.issuedTime);
  const beforeList = made !== undefined && now + tolerance < Number(made);
  return farOff || beforeBundle || beforeList ? { verdict: 'wrong', told } : { verdict: 'good' };
}
