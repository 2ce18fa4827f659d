// Dutch: the common questions (report/common-form.ts).

export const words = {
  danger: {
    prompt: 'Bent u nu in direct gevaar?',
    hint: 'Is er nu gevaar? Bel eerst 112. Op Bonaire, Sint Eustatius en Saba: 911 of 112. U hoeft dan niets in te vullen; dit formulier kan wachten.',
    options: {
      yes: 'Ja',
      no: 'Nee',
      'not-sure': 'Ik weet het niet',
    },
  },
  topic: {
    prompt: 'Waar gaat het over?',
    hint: 'Kies wat er het beste bij past. U overlegt vertrouwelijk met een vertrouwenspersoon. Dit is geen formele melding en geen aangifte; die stap zet u alleen zelf.',
    options: {
      intimidation: 'Intimidatie, agressie of geweld',
      integrity: 'Integriteit',
      crisis: 'Crisis of politieke druk',
      'not-sure': 'Ik weet het niet',
    },
  },
  role: {
    prompt: 'Wie bent u?',
    hint: '',
    options: {
      alderman: 'Wethouder',
      'provincial-executive': 'Gedeputeerde',
      'water-authority-executive': 'Heemraad (lid van een dagelijks bestuur)',
      'island-commissioner': 'Eilandgedeputeerde',
      designate: 'Benoemd, maar nog niet begonnen',
      former: 'Oud-bestuurder',
      family: 'Partner of gezinslid van een bestuurder',
      'on-behalf': 'Iemand die namens een bestuurder schrijft',
    },
  },
  contact: {
    prompt: 'Hoe mag uw vertrouwenspersoon u bereiken?',
    hint: 'U kunt altijd met uw ontvangstcode terugkomen om het antwoord te lezen.',
    options: {
      call: 'Bellen',
      video: 'Beeldbellen',
      meet: 'Afspreken op een plek die u kiest',
      'portal-only': 'Alleen hier, met mijn ontvangstcode',
    },
  },
  consent: {
    prompt: 'Mogen wij vastleggen en gebruiken wat u hier schrijft, om u te helpen?',
    hint: 'Alleen de personen die u straks ziet, kunnen het openen. U kunt uw melding later intrekken. Zonder toestemming kunt u niets versturen; bellen met het ondersteuningsteam kan altijd.',
    options: {
      'with-health': 'Ja, ook als het over mijn gezondheid gaat',
      'without-health': 'Ja, maar stel mij geen vragen over mijn gezondheid',
    },
  },
  'consent-sharing': {
    prompt:
      'Mag uw vertrouwenspersoon een ambtgenoot of deskundige erbij vragen, als u eerst hoort wie dat is?',
    hint: 'Er wordt nooit iets gedeeld met uw gemeente, provincie, waterschap of eiland zonder dat u dat zelf wilt.',
    options: {
      yes: 'Ja',
      no: 'Nee',
    },
  },
  'consent-statistics': {
    prompt: 'Mag uw situatie meetellen in de jaarcijfers, zonder dat iemand u kan herkennen?',
    hint: '',
    options: {
      yes: 'Ja',
      no: 'Nee',
    },
  },
  'topic-also': {
    prompt: 'Speelt er nog iets anders mee?',
    hint: '',
    options: {
      intimidation: 'Intimidatie, agressie of geweld',
      integrity: 'Integriteit',
      crisis: 'Crisis of politieke druk',
    },
  },
  'contact-name': {
    prompt: 'Hoe mogen wij u noemen?',
    hint: 'Uw naam of een schuilnaam.',
    options: {},
  },
  'contact-address': {
    prompt: 'Op welk veilig telefoonnummer of e-mailadres?',
    hint: 'Kies iets waar niemand anders bij kan. Wij schrijven daar nooit waar het over gaat.',
    options: {},
  },
  'contact-times': {
    prompt: 'Op welke tijden kunt u vrij praten?',
    hint: '',
    options: {},
  },
  'contact-voicemail': {
    prompt: 'Mogen wij een voicemail inspreken?',
    hint: 'Wij zeggen dan alleen dat u teruggebeld wilt worden.',
    options: {
      yes: 'Ja',
      no: 'Nee',
    },
  },
  'contact-via-work': {
    prompt: 'Mogen wij contact zoeken via uw werk?',
    hint: 'Bijvoorbeeld via uw werktelefoon, werkmail of kantoor.',
    options: {
      no: 'Nee',
      yes: 'Ja',
    },
  },
  language: {
    prompt: 'In welke taal wilt u praten?',
    hint: '',
    options: {
      dutch: 'Nederlands',
      english: 'Engels',
      papiamentu: 'Papiaments',
      other: 'Een andere taal',
    },
  },
  area: {
    prompt: 'In welk gebied werkt u?',
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
      'rather-not': 'Dat zeg ik liever niet',
    },
  },
  organisation: {
    prompt: 'Bij welke organisatie werkt u?',
    hint: 'Uw gemeente, provincie, waterschap of eiland. Wij gebruiken dit alleen om iemand te kiezen die er los van staat. U mag dit leeg laten.',
    options: {},
  },
  parties: {
    prompt: 'Wie is er nog bij betrokken?',
    hint: 'Een functie is genoeg, bijvoorbeeld: de burgemeester. Uw vertrouwenspersoon leest dit eerst en stapt opzij als die iemand te goed kent.',
    options: {},
  },
  'must-not-see': {
    prompt: 'Wie mag dit zeker niet zien?',
    hint: 'U ziet straks wie het kan openen en u kunt iemand weghalen. Noem hier wie wij verder moeten vermijden.',
    options: {},
  },
  'prefer-gender': {
    prompt: 'Met wie praat u het liefst?',
    hint: '',
    options: {
      man: 'Een man',
      woman: 'Een vrouw',
      none: 'Maakt mij niet uit',
    },
  },
  'prefer-party': {
    prompt: 'Heeft u een voorkeur voor partij?',
    hint: '',
    options: {
      same: 'Dezelfde partij als ik',
      other: 'Een andere partij',
      none: 'Maakt mij niet uit',
    },
  },
  'prefer-distance': {
    prompt: 'Moet uw vertrouwenspersoon dichtbij of juist ver weg wonen?',
    hint: '',
    options: {
      near: 'Dichtbij',
      far: 'Juist ver weg',
      none: 'Maakt mij niet uit',
    },
  },
  need: {
    prompt: 'Wat heeft u nodig?',
    hint: '',
    options: {
      vp: 'Een gesprek met een vertrouwenspersoon',
      peer: 'Een ambtgenoot die dit heeft meegemaakt',
      legal: 'Juridisch advies of rechtsbijstand',
      comm: 'Hulp bij communicatie en media',
      online: 'Hulp bij online intimidatie',
      home: 'Advies over de veiligheid van mijn huis',
      police: 'Begeleiding bij een melding of aangifte',
      psy: 'Psychische hulp of nazorg',
      shn: 'Slachtofferhulp Nederland',
      pol: 'Politiek-bestuurlijk advies',
      med: 'Bemiddeling',
      coach: 'Coaching of intervisie',
      rpos: 'Advies over rechtspositie, Appa of werk na het ambt',
      int: 'Advies over een integriteitsproces',
      wbk: 'Advies over melden van een misstand',
      fam: 'Steun voor mijn partner of gezin',
      'not-sure': 'Ik weet het nog niet',
    },
  },
  'impact-safety': {
    prompt: 'Hoe onveilig voelt u zich?',
    hint: '0 is veilig, 10 is heel onveilig.',
    options: {},
  },
  'impact-health': {
    prompt: 'Hoeveel last heeft u ervan in uw slaap en gezondheid?',
    hint: '0 is geen last, 10 is heel veel last.',
    options: {},
  },
  'impact-family': {
    prompt: 'Hoeveel last heeft uw gezin ervan?',
    hint: '0 is geen last, 10 is heel veel last.',
    options: {},
  },
  'impact-work': {
    prompt: 'Hoeveel last heeft u ervan in uw werk?',
    hint: '0 is geen last, 10 is heel veel last.',
    options: {},
  },
  'who-knows': {
    prompt: 'Wie weet ervan?',
    hint: '',
    options: {
      'no-one': 'Niemand',
      partner: 'Mijn partner',
      mayor: 'De burgemeester',
      'kings-commissioner': 'De commissaris van de Koning',
      'water-authority-chair': 'De dijkgraaf',
      'island-governor': 'De gezaghebber',
      secretary: 'De secretaris',
      clerk: 'De griffier',
      'group-or-party': 'Mijn fractie of partij',
      police: 'De politie',
      lawyer: 'Een advocaat',
    },
  },
  'own-words': {
    prompt: 'Wilt u er zelf iets over vertellen?',
    hint: 'Dit hoeft niet. Noem geen namen van anderen als het niet nodig is. Stuur nog geen vertrouwelijke stukken.',
    options: {},
  },
};

export type FormWords = typeof words;
