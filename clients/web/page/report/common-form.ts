// The common questions, built into the page so that somebody can begin at once: the forms of
// the organisation come with its bundle, which is believed only after the sealing code has
// verified it. The same as in deploy/organisation/organisation.textproto, which a test
// compares; their words are in words/form. An organisation that asks other things is asked
// for by its bundle from then on.
type Kind = 'one' | 'many' | 'text' | 'scale' | 'date-time';

interface OptionShape {
  readonly code: string;
  readonly hiddenForRoles?: readonly string[];
}

export interface QuestionShape {
  readonly code: string;
  readonly kind: Kind;
  readonly required?: boolean;
  readonly aboutHealth?: boolean;
  readonly options?: readonly OptionShape[];
}

export const commonForm: readonly QuestionShape[] = [
  {
    code: 'danger',
    kind: 'one',
    required: true,
    options: [{ code: 'yes' }, { code: 'no' }, { code: 'not-sure' }],
  },
  {
    code: 'topic',
    kind: 'one',
    required: true,
    options: [
      { code: 'intimidation' },
      { code: 'integrity' },
      { code: 'crisis' },
      { code: 'not-sure' },
    ],
  },
  {
    code: 'role',
    kind: 'one',
    required: true,
    options: [
      { code: 'alderman' },
      { code: 'provincial-executive' },
      { code: 'water-authority-executive' },
      { code: 'island-commissioner' },
      { code: 'designate' },
      { code: 'former' },
      { code: 'family' },
      { code: 'on-behalf' },
    ],
  },
  {
    code: 'contact',
    kind: 'many',
    required: true,
    options: [{ code: 'call' }, { code: 'video' }, { code: 'meet' }, { code: 'portal-only' }],
  },
  {
    code: 'consent',
    kind: 'one',
    required: true,
    options: [{ code: 'with-health' }, { code: 'without-health' }],
  },
  {
    code: 'consent-sharing',
    kind: 'one',
    options: [{ code: 'yes' }, { code: 'no' }],
  },
  {
    code: 'consent-statistics',
    kind: 'one',
    options: [{ code: 'yes' }, { code: 'no' }],
  },
  {
    code: 'topic-also',
    kind: 'many',
    options: [{ code: 'intimidation' }, { code: 'integrity' }, { code: 'crisis' }],
  },
  { code: 'contact-name', kind: 'text' },
  { code: 'contact-address', kind: 'text' },
  { code: 'contact-times', kind: 'text' },
  {
    code: 'contact-voicemail',
    kind: 'one',
    options: [{ code: 'yes' }, { code: 'no' }],
  },
  {
    code: 'contact-via-work',
    kind: 'one',
    options: [{ code: 'no' }, { code: 'yes' }],
  },
  {
    code: 'language',
    kind: 'one',
    options: [{ code: 'dutch' }, { code: 'english' }, { code: 'papiamentu' }, { code: 'other' }],
  },
  {
    code: 'area',
    kind: 'one',
    options: [
      { code: 'drenthe' },
      { code: 'flevoland' },
      { code: 'fryslan' },
      { code: 'gelderland' },
      { code: 'groningen' },
      { code: 'limburg' },
      { code: 'noord-brabant' },
      { code: 'noord-holland' },
      { code: 'overijssel' },
      { code: 'utrecht' },
      { code: 'zeeland' },
      { code: 'zuid-holland' },
      { code: 'bonaire' },
      { code: 'sint-eustatius' },
      { code: 'saba' },
      { code: 'rather-not' },
    ],
  },
  { code: 'organisation', kind: 'text' },
  { code: 'parties', kind: 'text' },
  { code: 'must-not-see', kind: 'text' },
  {
    code: 'prefer-gender',
    kind: 'one',
    options: [{ code: 'man' }, { code: 'woman' }, { code: 'none' }],
  },
  {
    code: 'prefer-party',
    kind: 'one',
    options: [{ code: 'same' }, { code: 'other' }, { code: 'none' }],
  },
  {
    code: 'prefer-distance',
    kind: 'one',
    options: [{ code: 'near' }, { code: 'far' }, { code: 'none' }],
  },
  {
    code: 'need',
    kind: 'many',
    options: [
      { code: 'vp' },
      { code: 'peer' },
      { code: 'legal' },
      { code: 'comm' },
      { code: 'online' },
      { code: 'home' },
      { code: 'police' },
      { code: 'psy' },
      { code: 'shn' },
      { code: 'pol' },
      { code: 'med' },
      { code: 'coach' },
      { code: 'rpos' },
      { code: 'int' },
      { code: 'wbk' },
      { code: 'fam' },
      { code: 'not-sure' },
    ],
  },
  { code: 'impact-safety', kind: 'scale' },
  { code: 'impact-health', kind: 'scale', aboutHealth: true },
  { code: 'impact-family', kind: 'scale' },
  { code: 'impact-work', kind: 'scale' },
  {
    code: 'who-knows',
    kind: 'many',
    options: [
      { code: 'no-one' },
      { code: 'partner' },
      {
        code: 'mayor',
        hiddenForRoles: [
          'island-commissioner',
          'provincial-executive',
          'water-authority-executive',
        ],
      },
      {
        code: 'kings-commissioner',
        hiddenForRoles: ['alderman', 'island-commissioner', 'water-authority-executive'],
      },
      {
        code: 'water-authority-chair',
        hiddenForRoles: ['alderman', 'island-commissioner', 'provincial-executive'],
      },
      {
        code: 'island-governor',
        hiddenForRoles: ['alderman', 'provincial-executive', 'water-authority-executive'],
      },
      { code: 'secretary' },
      { code: 'clerk', hiddenForRoles: ['water-authority-executive'] },
      { code: 'group-or-party' },
      { code: 'police' },
      { code: 'lawyer' },
    ],
  },
  { code: 'own-words', kind: 'text' },
];
