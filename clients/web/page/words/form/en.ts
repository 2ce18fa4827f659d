// English: the common questions.
import type { FormWords } from './nl';

export const words: FormWords = {
  danger: {
    prompt: 'Are you in immediate danger now?',
    hint: 'Is there danger now? Call 112 first. On Bonaire, Sint Eustatius and Saba: 911 or 112. You do not have to fill in anything; this form can wait.',
    options: {
      yes: 'Yes',
      no: 'No',
      'not-sure': 'I am not sure',
    },
  },
  topic: {
    prompt: 'What is it about?',
    hint: 'Choose what fits best. You are talking in confidence with a trusted person. This is not a formal report and not a police report; only you can take that step.',
    options: {
      intimidation: 'Intimidation, aggression or violence',
      integrity: 'Integrity',
      crisis: 'Crisis or political pressure',
      'not-sure': 'I am not sure',
    },
  },
  role: {
    prompt: 'Who are you?',
    hint: '',
    options: {
      alderman: 'Alderman',
      'provincial-executive': 'Member of a provincial executive',
      'water-authority-executive': 'Member of a water authority executive',
      'island-commissioner': 'Island commissioner',
      designate: 'Appointed, but not started yet',
      former: 'Former executive',
      family: 'Partner or family member of an executive',
      'on-behalf': 'Somebody writing on behalf of an executive',
    },
  },
  contact: {
    prompt: 'How may your trusted person reach you?',
    hint: 'You can always come back with your receipt to read the answer.',
    options: {
      call: 'By telephone',
      video: 'By video call',
      meet: 'By meeting at a place of your choice',
      'portal-only': 'Only here, with my receipt',
    },
  },
  consent: {
    prompt: 'May we record and use what you write here, to help you?',
    hint: 'Only the persons that you will see in a moment can open it. You can withdraw your report later. Without consent nothing can be sent; you can always call the support team.',
    options: {
      'with-health': 'Yes, also where it is about my health',
      'without-health': 'Yes, but do not ask me about my health',
    },
  },
  'consent-sharing': {
    prompt:
      'May your trusted person bring in a peer or an expert, if you hear first who that is?',
    hint: 'Nothing is ever shared with your municipality, province, water authority or island unless you want it yourself.',
    options: {
      yes: 'Yes',
      no: 'No',
    },
  },
  'consent-statistics': {
    prompt:
      'May your situation count in the yearly figures, without anybody being able to recognise you?',
    hint: '',
    options: {
      yes: 'Yes',
      no: 'No',
    },
  },
  'topic-also': {
    prompt: 'Is something else part of it?',
    hint: '',
    options: {
      intimidation: 'Intimidation, aggression or violence',
      integrity: 'Integrity',
      crisis: 'Crisis or political pressure',
    },
  },
  'contact-name': {
    prompt: 'What may we call you?',
    hint: 'Your name or an alias.',
    options: {},
  },
  'contact-address': {
    prompt: 'At which safe telephone number or e-mail address?',
    hint: 'Choose something that nobody else can reach. We never write there what it is about.',
    options: {},
  },
  'contact-times': {
    prompt: 'At what times can you speak freely?',
    hint: '',
    options: {},
  },
  'contact-voicemail': {
    prompt: 'May we leave a voicemail?',
    hint: 'We would only say that you asked to be called back.',
    options: {
      yes: 'Yes',
      no: 'No',
    },
  },
  'contact-via-work': {
    prompt: 'May we contact you through your work?',
    hint: 'For example by work telephone, work e-mail or at the office.',
    options: {
      no: 'No',
      yes: 'Yes',
    },
  },
  language: {
    prompt: 'In which language do you want to talk?',
    hint: '',
    options: {
      dutch: 'Dutch',
      english: 'English',
      papiamentu: 'Papiamentu',
      other: 'Another language',
    },
  },
  area: {
    prompt: 'In which area do you work?',
    hint: '',
    options: {
      drenthe: 'Drenthe',
      flevoland: 'Flevoland',
      fryslan: 'Fryslân',
      gelderland: 'Gelderland',
      groningen: 'Groningen',
      limburg: 'Limburg',
      'noord-brabant': 'Noord-Brabant',
      'noord-holland': 'Noord-Holland',
      overijssel: 'Overijssel',
      utrecht: 'Utrecht',
      zeeland: 'Zeeland',
      'zuid-holland': 'Zuid-Holland',
      bonaire: 'Bonaire',
      'sint-eustatius': 'Sint Eustatius',
      saba: 'Saba',
      'rather-not': 'I would rather not say',
    },
  },
  organisation: {
    prompt: 'Which organisation do you work for?',
    hint: 'Your municipality, province, water authority or island. We use it only to choose somebody who has no tie to it. You may leave this empty.',
    options: {},
  },
  parties: {
    prompt: 'Who else is involved?',
    hint: 'A function is enough, for example: the mayor. Your trusted person reads this first and steps aside when too close to somebody.',
    options: {},
  },
  'must-not-see': {
    prompt: 'Who must certainly not see this?',
    hint: 'You will see who can open it and you can remove somebody. Name here whom else we must avoid.',
    options: {},
  },
  'prefer-gender': {
    prompt: 'Whom would you rather talk to?',
    hint: '',
    options: {
      man: 'A man',
      woman: 'A woman',
      none: 'No preference',
    },
  },
  'prefer-party': {
    prompt: 'Do you have a preference about party?',
    hint: '',
    options: {
      same: 'The same party as mine',
      other: 'Another party',
      none: 'No preference',
    },
  },
  'prefer-distance': {
    prompt: 'Should your trusted person live near you or rather far away?',
    hint: '',
    options: {
      near: 'Near',
      far: 'Rather far away',
      none: 'No preference',
    },
  },
  need: {
    prompt: 'What do you need?',
    hint: '',
    options: {
      vp: 'A talk with a trusted person',
      peer: 'A peer who has been through this',
      legal: 'Legal advice or legal aid',
      comm: 'Help with communication and press',
      online: 'Help with online intimidation',
      home: 'Advice on the safety of my home',
      police: 'Support in going to the police',
      psy: 'Psychological help or aftercare',
      shn: 'Victim Support',
      pol: 'Political and administrative advice',
      med: 'Mediation',
      coach: 'Coaching or peer consultation',
      rpos: 'Advice on legal status, severance or work after office',
      int: 'Advice on an integrity process',
      wbk: 'Advice on reporting wrongdoing',
      fam: 'Support for my partner or family',
      'not-sure': 'I do not know yet',
    },
  },
  'impact-safety': {
    prompt: 'How unsafe do you feel?',
    hint: '0 is safe, 10 is very unsafe.',
    options: {},
  },
  'impact-health': {
    prompt: 'How much does it affect your sleep and health?',
    hint: '0 is no burden, 10 is a very heavy burden.',
    options: {},
  },
  'impact-family': {
    prompt: 'How much does it affect your family?',
    hint: '0 is no burden, 10 is a very heavy burden.',
    options: {},
  },
  'impact-work': {
    prompt: 'How much does it affect your work?',
    hint: '0 is no burden, 10 is a very heavy burden.',
    options: {},
  },
  'who-knows': {
    prompt: 'Who knows about it?',
    hint: '',
    options: {
      'no-one': 'No one',
      partner: 'My partner',
      mayor: 'The mayor',
      'kings-commissioner': "The King's commissioner",
      'water-authority-chair': 'The chair of the water authority',
      'island-governor': 'The island governor',
      secretary: 'The secretary (chief executive)',
      clerk: 'The clerk',
      'group-or-party': 'My group or party',
      police: 'The police',
      lawyer: 'A lawyer',
    },
  },
  'own-words': {
    prompt: 'Do you want to tell something about it in your own words?',
    hint: 'You do not have to. Do not name others unless it is needed. Do not send confidential documents yet.',
    options: {},
  },
};
