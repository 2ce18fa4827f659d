// English: everything that ./nl.ts says, or this does not compile.
import type { nl } from './nl';

const noSession = 'You are not signed in (any more). Try again.';
const notHere = 'This is not possible here. Nothing was changed.';
const refusedNow = 'The server refuses this now. Nothing was changed.';
const unreachable =
  'The server cannot be reached now. Nothing is lost and nothing is half sent. Try again later, or call.';

export const en: typeof nl = {
  reason: {
    TAKEN: 'This case has already been accepted, by somebody else or by yourself before. You need not do anything.',
    HANDLER_AWAY:
      'The person who was proposed takes no cases now. Choose again who receives your report.',
    EPOCH_STALE: 'Who may read has just changed. Try again; nothing was sent.',
    BUNDLE_STALE: "The organisation's details were renewed. Try again.",
    CASE_CLOSED:
      'This case is closed; nothing can be added. Call the support team if anything is wrong.',
    NOT_ACKNOWLEDGED: 'This case has not been accepted yet. Try again later.',
    CHAIN_MOVED: 'Something was just added to this case. Read it first, then try again.',
    RECORD_EXISTS:
      'The server already holds something else here. Read the case again before you go on.',
    CASE_EXISTS:
      'There is already a report under this receipt. Come back with your receipt and look at it.',
    NOT_CANONICAL: 'The server cannot read this. Reload the page; if it stays like this, call.',
    BAD_SIGNATURE: 'A signature is not right. Nothing was changed. Reload the page or call.',
    BAD_FIELD: 'The server refuses what was filled in. Check it and try again.',
    TOO_LARGE: 'This is too large to send at once. Make it shorter or split it.',
    LIMIT_REACHED:
      'This case is full: nothing can be added. Withdrawing is always possible. Call if you need help.',
    OVERLOADED: 'The server is too busy now. Try again in a minute, or call.',
    BUNDLE_EXPIRED:
      "The organisation's details have expired. Nothing can be sent now; reading goes on. Call the support team if you need help.",
    BUNDLE_REFUSED:
      "The organisation's details are not as they should be and are not used. Call the support team, on the number that you had before.",
    NO_SESSION: noSession,
    WRONG_ROLE: notHere,
    STOPPING: 'The server is just being restarted. Try again in a minute.',
    STORE_UNAVAILABLE:
      'The server cannot store anything now. Nothing was sent. Try again later or call.',
    MISTYPED: 'There is a typing error in the code. Check it and type it again.',
    OTHER_ORGANISATION: 'This belongs to another organisation. Nothing was changed.',
    BAD_FILE: 'This file cannot be used.',
    BAD_ANSWERS: 'An answer is not right. Check it.',
    UNKNOWN_PERSON: 'This person cannot do this now. Choose somebody else.',
    UNKNOWN_RECEIPT:
      "No case can be found for this receipt. The report may never have arrived, may have been destroyed already, or the receipt may be another organisation's. You can always report again or call.",
    NOBODY_FITS: 'There is nobody now who can take this. Call the support team.',
    DAMAGED:
      'The server shows something that cannot be right. Reading goes on; writing stops until you say that it must. Better call first.',
    PROOF_REFUSED:
      'The server says that the report is there, but its proof is not right. Do not rely on it: call the support team.',
    REPORT_REFUSED:
      'The server does not take your report. That is not your fault, nor what you wrote. Call the support team, or keep your report and try again later.',
    UPDATE_CLIENT:
      'This page is too old for this organisation. Reload it. If it stays like this: call.',
    UNREACHABLE: unreachable,
    INTERRUPTED: 'Stopped.',
    BAD_PAGE:
      'This page is not whole. Nothing was asked for and nothing was sent. Reload it; if it stays like this, call.',
  },
  because: {
    'bundle-older':
      'The server shows an older list of the organisation than you saw before. That should never happen. The newer one stays in force; nothing was sent. Call the support team.',
    'bundle-not-enough-signatures':
      "The organisation's details are signed by too few of its signers and are not used. Call the support team, on the number that you had before.",
    'bundle-strangers':
      "The organisation's details are signed by strangers and are not used. Call the support team, on the number that you had before.",
    'bundle-other-history':
      'The server shows you another list of the organisation than before under the same number. It is not used. Call the support team.',
    'bundle-malformed':
      'These are no valid details of an organisation; they are not used. Call the support team, on the number that you had before.',
    'not-stored':
      'The server says that it was sent, but it was not added. Do not count on anybody reading it; call the support team.',
    'file-none': 'This file is not a kept report, or only the beginning of one.',
    'file-damaged':
      'This file is a kept report, but damaged: it is not as it was kept. Nothing of it was sent. Take a copy if you have one; else report again, or call.',
    'file-other-receipt': "This receipt is not this file's. The file itself is whole.",
    'chosen-cannot-lead': 'The chosen person cannot be the lead of this report.',
  },
  code: {
    INVALID_ARGUMENT: 'The input is not right. Check it and try again.',
    UNAUTHENTICATED: noSession,
    PERMISSION_DENIED: notHere,
    NOT_FOUND: 'Not found, or not yours.',
    FAILED_PRECONDITION: refusedNow,
    ABORTED: refusedNow,
    ALREADY_EXISTS: refusedNow,
    RESOURCE_EXHAUSTED: refusedNow,
    UNAVAILABLE: unreachable,
    INTERNAL: 'Something went wrong that should not. Try again; if it stays like this, call.',
    DATA_LOSS: 'Something is damaged and is not used. Call the support team if you need help.',
  },
  damaged:
    'The server shows something that cannot be right. What stands below is only what is right. Write nothing now; call the support team and tell what stands here:',
  findingAt: '{0}, record {1}: {2}',
  findingWhole: '{0}: {1}',
  finding: {
    'not-canonical': 'is no valid record',
    'other-case': 'belongs to another case',
    'bad-signature': 'the signature is not right',
    'unknown-author': "the author is not in the organisation's list with this key",
    'version-fell': 'is signed under an older list than what stands before it',
    'missing-bundle': 'the server does not give the list under which this was signed',
    'out-of-place': 'is not in its place: something was dropped, swapped or put in',
    'not-allowed': 'the author may not do this',
    'wrong-members': 'is sealed for other people than those who may read',
    'head-differs': 'the server holds something back or turned something back',
    'body-damaged': 'the content is damaged',
    'ghost-grant': 'somebody who may not read was given a key',
    'grant-forged': 'a key was not given by somebody who may',
    'grant-damaged': 'a key is damaged',
  },
  triageRule: {
    'danger-now': 'you are in danger now',
    'concrete-threat': 'there is a concrete threat',
    'threat-to-known-home': 'whoever threatens knows where you live',
    'stalker-at-home': 'you are stalked at home',
    'doxing-spreads': 'your private details are spreading',
    'overwhelmed-before-debate':
      'there is a debate or publication within 24 hours, and it is too much',
    threat: 'there was a threat',
    'repeated-or-escalating': 'it is repeated or gets worse',
    'physical-incident': 'there was violence or a visit at home',
    'hearing-within-3-days': 'you have to respond within three days',
    'decision-within-72-hours': 'there is a decision within 72 hours',
    'impact-high': 'it weighs heavily on you (8 or more)',
    'advice-only': 'you ask for advice, without a deadline',
    'past-event': 'it is about something past',
    default: 'the usual time',
    'not-sure': '"not sure" counts as one step sooner',
    'own-wish': 'you want contact sooner',
  },
  answerFault: {
    'unknown-question': 'This question is not asked here.',
    'bad-option': 'Choose from the answers shown.',
    'one-option': 'Choose one answer.',
    'bad-scale': 'A number from 0 to 10.',
    'no-time': 'A date, with or without a time.',
    'too-long': 'The text is too long.',
    'not-this-kind': 'This kind of answer does not fit.',
  },
  fallenBy: {
    excluded: 'excluded by you',
    conflict: 'a conflict with this organisation',
    role: 'another role',
    competence: 'another competence',
    language: 'another language',
    away: 'away now',
  },
  nobodyFits:
    'There is nobody now who can take this ({0}). Call the support team; they will help.',
  compartment: {
    check: 'the check card',
    conversation: 'the conversation',
    casefile: 'the notes',
    deployment: 'a deployment',
  },
  category: {
    intimidation: 'intimidation, aggression or violence',
    integrity: 'integrity',
    crisis: 'crisis',
    'not-sure': 'not sure yet',
  },
  urgency: { urgent: 'urgent', high: 'high', normal: 'normal', low: 'low' },
  caseRole: {
    lead: 'lead',
    deputy: 'deputy',
    reserve: 'reserve',
    duty: 'duty officer',
    deployed: 'deployed',
    reporter: 'reporter',
  },
  caseState: {
    assigned: 'waiting to be accepted',
    acknowledged: 'accepted',
    unheld: 'with nobody',
    closed: 'closed',
    withdrawn: 'withdrawn',
  },
  declineReason: {
    conflict: 'a conflict of interest',
    unavailable: 'no time or away',
    competence: 'another competence is needed',
    other: 'something else',
  },
  removalReason: {
    'reporter-wish': 'the reporter wants it',
    conflict: 'a conflict',
    'task-done': 'task done',
    left: 'left',
  },
  staffRole: {
    'trusted-person': 'trusted person',
    'support-team': 'support team',
    coordinator: 'coordinator',
  },
  language: {
    dutch: 'Dutch',
    english: 'English',
    papiamentu: 'Papiamentu',
    other: 'another language',
  },
  why: {
    'your-choice': 'your choice',
    'on-duty': 'is on duty',
    speaks: 'speaks {0}',
    competence: {
      intimidation: 'knows intimidation and violence',
      integrity: 'knows integrity',
      crisis: 'knows crises',
      conduct: 'certified for inappropriate conduct',
      'water-authority': 'knows water authorities',
      islands: 'knows the Caribbean Netherlands',
    },
    load: { free: 'has room', normal: 'normal load', full: 'is busy' },
  },
};
