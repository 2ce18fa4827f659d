// English: reporting.
import type { ReportWords } from './nl';

export const words: ReportWords = {
  progress: {
    needed: (at, of) => `Question ${at} of the ${of} that are needed`,
    more: (at, of) => `Further question ${at} of ${of}`,
    edit: 'You are changing an answer',
  },
  question: {
    needed: 'This answer is needed to be able to send.',
    optional: 'You may skip this question.',
    chooseOne: 'Choose what fits best.',
    chooseMany: 'You may choose more than one.',
    missing: {
      one: 'Choose an answer. This question is needed to be able to send.',
      many: 'Choose at least one answer. This question is needed to be able to send.',
      text: 'Fill in something. This question is needed to be able to send.',
    },
    tooLong: 'The text is too long. Make it shorter; you can always add to it later.',
    badDate: 'This is no day or time that exists. Check it, or write it in words.',
    date: 'Day',
    time: 'Time, if you know it',
    inWords: 'Or in words, if you are not sure',
    clear: 'Take the answer away',
    scale: { low: 'not at all', high: 'very much' },
    send: 'Send now, complete later',
    canSend:
      'This is enough to send. You may skip everything else; you can add to it later with your receipt.',
    stillNeeded: (count) =>
      count === 1
        ? 'One more answer, then you can send. The rest can wait.'
        : `${count} more answers, then you can send. The rest can wait.`,
    save: 'Save and back',
  },
  danger: {
    title: 'Call now',
    text: 'You say that you are in danger now. Call first. This form is voluntary and can wait.',
    next: 'I am safe now, on with the form',
  },
  ownWords: {
    title: 'By what could somebody recognise you?',
    intro:
      'Only the people whom you will see listed can read this. Do you want to give away less all the same? Then mind these:',
    items: [
      'Names, also of streets, matters or parties. A function is mostly enough: “a council member”.',
      'An exact date or place. “Last week, after a meeting” will do as well.',
      'Words that were said or written exactly like that.',
      'Something that only a few people know.',
      'Your own way of writing.',
    ],
    documents:
      'Do not send confidential documents yet. First discuss with your trusted person whether that is needed.',
  },
  position: {
    accused: {
      title: 'You are accused',
      text: [
        'That is hard, even if you did nothing wrong. You get help here just as well as somebody who reports.',
        'Your trusted person does not investigate and does not judge, but stands beside you: at an interview, with your reply (the right to be heard), with the press and at home.',
        'Is there a date for an interview or a reply? Name it on the next page. Rather do not reply before you have talked to somebody.',
        'Does your trusted person also help whoever accuses you? Then that person steps aside.',
      ],
    },
    dilemma: {
      title: 'You have a dilemma',
      text: [
        'It is good that you talk about it beforehand. Your trusted person thinks along with you and does not tell you what to do.',
        'You need not have decided anything. Nothing is reported and nothing is recorded outside this case.',
      ],
    },
    suspicion: {
      title: 'You have a suspicion',
      text: [
        'You can discuss it here first. This is no formal report: only you make one, if you want to.',
        'Your trusted person knows the ways: your own organisation, the Whistleblowers Authority, another authority or the police.',
        'Rather do not name the people of whom you suspect something. A function is enough.',
      ],
    },
    witness: {
      title: 'You are a witness',
      text: [
        'You need not choose a side. Your trusted person helps you to think out what you want and have to do with what you know.',
        'Are you invited for an interview in an inquiry? Then name the date on the next page.',
      ],
    },
    'inappropriate-conduct': {
      title: 'You experience inappropriate conduct',
      text: [
        'It is not your fault, and it is not part of the job. You decide whether and when something is done with it.',
        'You get somebody who is trained for this. You need not prove anything to talk about it.',
      ],
    },
  },
  waiting: {
    title: 'One moment',
    text: 'The details of the organisation are being checked. Your answers stay here meanwhile.',
  },
  urgency: {
    title: 'How soon is somebody needed?',
    proposed: 'From your answers follows:',
    why: 'Why:',
    by: (time) => `Somebody must accept your report by ${time}.`,
    question: 'Is that soon enough?',
    hint: 'Sooner is always possible. Later is not.',
    good: 'Yes, this is good',
    sooner: (level) => `No, I want contact sooner: ${level}`,
    levels: { urgent: 'urgent', high: 'high', normal: 'normal', low: 'low' },
    levelBy: (time) => `by ${time}`,
    night: 'Nobody is woken outside office hours. If it cannot wait: call.',
  },
  people: {
    title: 'Who can open your report',
    looking: 'Looking who is there …',
    intro:
      'These people were chosen for you from those who fit your report and take reports now: by lot, or because they are on duty. Nobody else can open what you wrote. You can change this.',
    turns: 'Number 1 is asked first. A deputy or reserve can open it only when it is their turn.',
    why: (why) => `Why: ${why}.`,
    whyChoice: 'Your choice.',
    roles: {
      lead: 'lead',
      deputy: 'deputy',
      reserve: 'reserve',
      duty: 'duty officer',
      deployed: 'deployed',
      reporter: 'reporter',
    },
    does: {
      lead: 'Gets your report first and becomes the one you talk to.',
      deputy: 'Takes over when the lead cannot.',
      reserve: 'Of the support team. Their turn comes when lead and deputy cannot.',
      duty: 'On duty for the next 24 hours, at night and in the weekend too.',
      deployed: '',
      reporter: '',
    },
    mustNotSee: 'Must not see this',
    mustNotSeeOf: (name) => `${name} must not see this`,
    notNeeded: 'Not needed',
    notNeededOf: (name) => `${name} is not needed`,
    dutyNotNeeded: 'Duty officers not needed',
    excluded: (name) => `${name} will see nothing of this. Here is a new proposal.`,
    allowed: (name) => `${name} can be proposed again.`,
    drawnAgain: 'Here is a new proposal.',
    struck: {
      deputy: 'Without a deputy your report goes straight to the reserve when the lead cannot.',
      reserve:
        'Without a reserve from the support team there is one step less when the others cannot.',
      duty: 'Without duty officers nobody on duty sees your report. Nobody is woken yet. If it cannot wait: call.',
    },
    struckTitle: 'Struck by you',
    undo: 'After all',
    undoOf: (name) => `${name}: after all`,
    excludedTitle: 'Must certainly not see this',
    coordinators: (names) =>
      `Coordinators see only that there is a case, how urgent it is and with whom; never the content, your name or your organisation: ${names}.`,
    coordinatorsTitle: 'Who sees that there is a case',
    noCoordinator:
      'There is no coordinator left who watches. If nobody accepts in time, the telephone is the last step:',
    again: 'Propose again',
    othersTitle: 'Choose or exclude somebody else',
    othersText: 'These trusted persons can be the lead of your report as well.',
    noOthers: 'There is nobody else now who can be the lead of your report.',
    chooseLead: 'Choose as lead',
    chooseLeadOf: (name) => `Choose as lead: ${name}`,
    allStaff: 'Exclude somebody who is not listed',
    allStaffText:
      'You can also exclude somebody who is not proposed now. That person will not be chosen later either.',
    good: 'This is good',
    nobodyTitle: 'There is nobody now who can take this',
    nobodyRelax:
      'You can allow somebody whom you excluded, or fill in another language or organisation. Or call; they will help.',
    unreachable:
      'The server cannot be reached; nothing was sent yet. Your answers are still on this page. Try again, or save your report as a file and send it later.',
    keep: 'Save as a file, send later',
    changed: 'You changed something, so it had to be looked at again who gets your report.',
    away: 'Somebody of the proposal has just become unavailable. Here is a new proposal.',
    renewed: 'The organisation’s details were just renewed. Look once more at who can open it.',
    notDrawn:
      'When your report was saved, nobody could be chosen yet to get it. Here is a proposal.',
  },
  review: {
    title: 'Look it over once more',
    goesTo: (names) => `This will be sent, sealed for ${names}.`,
    notTo: (names) => `Certainly not for: ${names}.`,
    urgency: (level, time) => `How urgent: ${level}. Somebody must accept your report by ${time}.`,
    answers: 'Your answers',
    change: 'Change',
    changeOf: (prompt) => `Change: ${prompt}`,
    peopleChange: 'Change who can open it',
    more: 'Add something',
    check:
      'Your organisation, who else is involved and who must not see this stand apart. Your trusted person reads those first, and steps aside in case of a conflict.',
    tooLong:
      'Your answers together are too long to send at once. Make one of the texts shorter; you can add the rest later.',
    next: 'Next: your receipt',
    nextText: 'You now get your receipt first. After that your report is sent.',
    outOf: (value) => `${value} on a scale from 0 to 10`,
  },
  receipt: {
    title: 'Your receipt',
    label: 'Your receipt',
    why: 'Only with this code can you read the answer. Nobody can find it again for you.',
    how: 'Write this code down on paper and keep it where only you can reach it. Give it to nobody, not to the trusted person either.',
    otherWays: 'Rather not copy it by hand?',
    print: 'Print',
    printText:
      'The paper holds only the code and a picture to scan, not what they are for. Switch off headers and footers if your browser adds them. Do not print at work: a printer may keep what it printed.',
    copy: 'Copy',
    copied:
      'The code is on the clipboard. Other programs on this device can read that, and sometimes your other devices too. Paste the code at once where you want to keep it, and then empty the clipboard.',
    notCopied: 'Copying does not work in this browser. Write the code down.',
    clear: 'Empty the clipboard',
    cleared: 'The clipboard was emptied. A program that keeps old contents may still have it.',
    manager: 'Keep it in your password manager',
    managerText:
      'Your browser then offers to keep the code. Do this only on a device and an account of your own: whoever can reach your saved passwords can read your report and sees that you reported.',
    managerUser: 'Name by which you find the code again',
    managerName: 'receipt',
    managerDone: 'Did your browser offer nothing? Then this browser cannot. Write the code down.',
    paper: 'Keep this where only you can reach it. Nobody can find this code again for you.',
    qr: 'Picture to scan, with the code only',
    next: 'I have kept the code',
  },
  confirm: {
    title: 'A check: type one group',
    text: (group) => `Type group ${group} of the seven from what you kept.`,
    label: (group) => `Group ${group} (four symbols)`,
    hint: 'Capitals, small letters and spaces make no difference.',
    wrong: (group) =>
      `That is not group ${group}. Look at what you wrote down, or go back to see the code once more.`,
    send: 'Seal and send',
    keep: 'Seal and keep',
    show: 'Show the code once more',
  },
  sending: {
    title: 'Your report is being sent',
    sealing: 'Your report is being sealed, on this device …',
    sending: 'Your sealed report is being sent …',
    sealedAgain: 'Your report is being sealed again, with the same receipt.',
    waitingTitle: 'The server cannot be reached',
    waiting: (seconds, attempt) =>
      `Your report stays sealed here and is sent again in ${seconds === 1 ? 'one second' : `${seconds} seconds`} (attempt ${attempt}). Leave this page open.`,
    waitingNow: 'Your report stays sealed here and is now being sent again …',
    notDoubled: 'Nothing is lost and nothing is sent twice.',
    now: 'Try now',
    keepTitle: 'Send it later?',
    keepText:
      'You can keep your report as a file, sealed with your receipt, and send it later from the first page. Until it arrives nobody knows of it. Whoever looks at this device sees that there is a file.',
    keep: 'Save as a file',
    kept: 'Your browser saves the file “bewaard.bin”. See that it is there before you close this page.',
    failedTitle: 'Your report was not sent',
    failedProof: 'Do not rely on it that your report arrived',
    again: 'Try again',
    call: 'Can it not wait? Call:',
  },
  kept: {
    title: 'Your report is sealed',
    text: 'Save it as a file now. You can send it later, from the first page, with this file and your receipt. Until it arrives nobody knows of it.',
    try: 'Send it now after all',
  },
  accepted: {
    title: 'Your report has arrived',
    titleAlready: 'Your report had arrived already',
    on: (day) => `It is on record since ${day}.`,
    already: 'Nothing was sent twice.',
    nextTitle: 'What happens now',
    next: (name, time) => `Now ${name} is asked to accept your report, by ${time}.`,
    canOpen: (names) => `Can open it, when it is their turn: ${names}.`,
    nextElse:
      'A person who cannot passes it on to the next. If it is later than that, call the support team.',
    nextRead:
      'Come back with your receipt to read the answer, to add to it or to withdraw it. You get no mail or text message.',
    call: 'Can it not wait? Call one of the numbers at the bottom of this page.',
    proofTitle: 'Proof of acceptance (checked)',
    proofText:
      'By this code you know the proof; only the proof itself, saved as a file, shows later that the report was accepted. It is not your receipt.',
    proofLabel: 'Mark of the proof',
    proofSave: 'Save the proof as a file',
    proofSaved:
      'Your browser saves the proof as “bewijs.bin”. Whoever sees that file cannot read from it what you wrote, but can see that there is a report.',
    receiptTitle: 'See your receipt once more',
    removeFile:
      'Did you send a saved file? It is no longer needed: throw it away. This page cannot erase it.',
    done: 'Done: erase and leave',
    doneText: 'With this the page lets go of your answers and the code.',
    comeBack: 'Come back with your receipt',
  },
  saved: {
    title: 'Send a saved report',
    text: 'Choose the file that you kept and type your receipt. What had arrived already is not sent twice.',
    file: 'The saved file',
    fileHint: 'Mostly it is called “bewaard.bin” and stands with your downloads.',
    noFile: 'Choose the file first.',
    tooLarge: 'This file is no saved report: it is too large.',
    receipt: 'Your receipt',
    receiptHint: 'Seven groups of four symbols. Capitals and spaces make no difference.',
    next: 'Next',
    opening: 'The file is being opened …',
  },
  codeFault: {
    symbol: (group, position) =>
      `Group ${group} has a symbol that no code has (symbol ${position}).`,
    short: (group) =>
      `The code is not complete: group ${group} is not finished. There are seven groups of four symbols.`,
    long: 'The code is too long. There are seven groups of four symbols.',
    check: 'There is a typing error in the code: one symbol is different, or two are swapped.',
  },
};
