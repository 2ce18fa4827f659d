// Connect's errors as ours: the reason of ErrorInfo where there is one, UNAVAILABLE for
// whatever a front or a network says instead of our server.
import { Code as ConnectCode, ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema } from '../generated/google/rpc/error_details_pb';
import { type Code, type Reason, Refusal } from '../contract/refusal';

// More than our server ever answers: not waited for and not looked at.
export class AnswerTooLarge extends Error {}

// Of SPEC.md section 12; the compiler misses none. What is not here is no reason.
const known: Readonly<Record<Reason, true>> = {
  TAKEN: true,
  HANDLER_AWAY: true,
  EPOCH_STALE: true,
  BUNDLE_STALE: true,
  CASE_CLOSED: true,
  NOT_ACKNOWLEDGED: true,
  CHAIN_MOVED: true,
  RECORD_EXISTS: true,
  CASE_EXISTS: true,
  NOT_CANONICAL: true,
  BAD_SIGNATURE: true,
  BAD_FIELD: true,
  TOO_LARGE: true,
  LIMIT_REACHED: true,
  OVERLOADED: true,
  BUNDLE_EXPIRED: true,
  BUNDLE_REFUSED: true,
  NO_SESSION: true,
  WRONG_ROLE: true,
  STOPPING: true,
  STORE_UNAVAILABLE: true,
};

const codes: Readonly<Partial<Record<ConnectCode, Code>>> = {
  [ConnectCode.InvalidArgument]: 'INVALID_ARGUMENT',
  [ConnectCode.Unauthenticated]: 'UNAUTHENTICATED',
  [ConnectCode.PermissionDenied]: 'PERMISSION_DENIED',
  [ConnectCode.NotFound]: 'NOT_FOUND',
  [ConnectCode.FailedPrecondition]: 'FAILED_PRECONDITION',
  [ConnectCode.Aborted]: 'ABORTED',
  [ConnectCode.AlreadyExists]: 'ALREADY_EXISTS',
  [ConnectCode.ResourceExhausted]: 'RESOURCE_EXHAUSTED',
  [ConnectCode.Unavailable]: 'UNAVAILABLE',
  [ConnectCode.DeadlineExceeded]: 'UNAVAILABLE',
  // We cancel nothing ourselves: a server that ends cut it off.
  [ConnectCode.Canceled]: 'UNAVAILABLE',
};

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (error instanceof AnswerTooLarge || cause instanceof AnswerTooLarge) {
    return new Refusal('DATA_LOSS', '', "the server's answer is too large");
  }
  const told = ConnectError.from(error);
  const isOurs = isOurServers(told);
  const reason = isOurs ? reasonIn(told) : '';
  const code = isOurs ? (codes[told.code] ?? 'INTERNAL') : 'UNAVAILABLE';
  // A server with too much to do is tried again as one that is away.
  if (code === 'UNAVAILABLE' || reason === 'OVERLOADED') {
    return new Refusal('UNAVAILABLE', reason === '' ? 'UNREACHABLE' : reason, 'unavailable');
  }
  return new Refusal(code, reason, told.rawMessage);
}

// A status in gRPC's own words. An HTTP error, a page of a captive portal, half an answer and
// a broken connection are none.
function isOurServers(error: ConnectError): boolean {
  return error.isWireError;
}

function reasonIn(error: ConnectError): Reason | '' {
  const [details] = error.findDetails(ErrorInfoSchema);
  const reason = details?.reason ?? '';
  return Object.hasOwn(known, reason) ? (reason as Reason) : '';
}
