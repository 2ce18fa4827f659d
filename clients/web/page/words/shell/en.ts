// English: the frame and the first screen.
import type { ShellWords } from './nl';

export const words: ShellWords = {
  skip: 'To the content',
  languages: 'Language',
  leave: 'Leave now',
  leaveHint: 'Closes this page at once and shows the weather. Escape three times does the same.',
  demonstration:
    'Demonstration: write nothing real here. Names and numbers are invented, except the emergency numbers.',
  back: 'Back',
  next: 'Next',
  skipQuestion: 'Skip',
  again: 'Try again',
  toStart: 'To the beginning',
  needed: 'needed',
  wrong: 'Please look at this once more',
  busy: 'One moment …',
  callInstead: 'Rather call?',
  callAnyTime: 'You can always call. Say only what you want to say.',
  elsewhere: 'Numbers in other areas',
  territories: {
    netherlands: 'European Netherlands',
    bonaire: 'Bonaire',
    'sint-eustatius': 'Sint Eustatius',
    saba: 'Saba',
  },
  and: ' and ',
  danger: {
    title: 'Are you in danger now? Call first.',
    text: 'This form can wait. You can call day and night. You need not say why you call.',
    go: 'No danger, or are you safe now? Then go on below.',
  },
  start: {
    title: 'Talk to a trusted person',
    what: 'Here you ask a trusted person to think along with you (sounding out). Only the people whom you will see listed can read what you write: not your municipality, not the board or office of the association, not the administrator of the server.',
    whatNot:
      'It is no formal report, no police report and no complaint. Only you take such a step, later, if you want to.',
    five: 'Five answers are enough. You may skip everything else and complete it later.',
    begin: 'Begin',
    comeBack: 'Come back with your receipt',
    comeBackText: 'Have you written already? Read the answer, add to it or withdraw it.',
    saved: 'Send a saved report',
    savedText: 'Could you not send before, and did you keep a file? Then send it here.',
    limits: 'What this page can and cannot hide',
    limitsText: [
      'Your answers stay on this device, in memory only, until you send them. Then they are sealed here for the people you choose.',
      'When you close this page your answers are gone.',
      'That you visited this page may be seen: in the history of your browser, and by whoever runs your network. Rather use no device or network of your work.',
      'Whoever watches this device, or put a program on it that watches, can see what you type.',
    ],
  },
  left: {
    title: 'Leave now',
    text: 'With “Leave now”, or Escape three times, you are off this page at once, and it lets go of what you typed. The visit itself may still be in the history of your browser. What you saved, printed or copied stays as well. This page cannot erase that.',
  },
  clock: {
    title: 'The clock of this device is not right',
    text: 'So this page cannot see whether the details of the organisation still hold, nor say when somebody must answer. Set the clock right and try again. If it cannot wait: call.',
    here: 'This device says:',
    there: 'The server says:',
  },
  trouble: {
    title: 'This is not possible now',
    oldPage: 'This page is too old',
    notBelieved: 'The details of the organisation are not right',
    expired: 'The details of the organisation have expired',
    unreachable:
      'The server cannot be reached now. Nothing is lost and nothing is half sent. Try again later, or call.',
    program: 'Something went wrong that should not. Try again; if it stays like this, call.',
    call: 'You can always call:',
  },
};
