// Dutch: the frame and the first screen. The first of all languages: its type is the rule.
export const words = {
  skip: 'Naar de inhoud',
  languages: 'Taal',
  leave: 'Snel weg',
  leaveHint: 'Sluit deze pagina meteen en toont het weer. Drie keer Escape doet hetzelfde.',
  demonstration:
    'Demonstratie: schrijf hier niets dat echt is. Namen en nummers zijn verzonnen, behalve de alarmnummers.',
  back: 'Terug',
  next: 'Verder',
  skipQuestion: 'Overslaan',
  again: 'Opnieuw proberen',
  toStart: 'Naar het begin',
  needed: 'nodig',
  wrong: 'Kijk dit nog even na',
  busy: 'Een ogenblik …',
  callInstead: 'Liever bellen?',
  callAnyTime: 'Bellen kan altijd. Noem alleen wat u kwijt wilt.',
  elsewhere: 'Nummers in andere gebieden',
  territories: {
    netherlands: 'Europees Nederland',
    bonaire: 'Bonaire',
    'sint-eustatius': 'Sint Eustatius',
    saba: 'Saba',
  },
  and: ' en ',
  danger: {
    title: 'Bent u nu in gevaar? Bel eerst.',
    text: 'Dit formulier kan wachten. Bellen kan dag en nacht. U hoeft niet te zeggen waarom u belt.',
    go: 'Geen gevaar, of u bent nu veilig? Ga dan hieronder verder.',
  },
  start: {
    title: 'Praat met een vertrouwenspersoon',
    what: 'Hier vraagt u een vertrouwenspersoon om met u mee te denken (sparren). Alleen de mensen die u straks ziet staan, kunnen lezen wat u schrijft: niet uw gemeente, niet het bestuur of bureau van de vereniging, niet de beheerder van de server.',
    whatNot:
      'Het is geen formele melding, geen aangifte en geen klacht. Zo’n stap zet u alleen zelf, later, als u dat wilt.',
    five: 'Vijf antwoorden zijn genoeg. Al het andere mag u overslaan en later aanvullen.',
    begin: 'Beginnen',
    comeBack: 'Terugkomen met uw ontvangstcode',
    comeBackText: 'Heeft u al geschreven? Lees het antwoord, vul aan of trek in.',
    saved: 'Een bewaarde melding versturen',
    savedText: 'Kon u eerder niet versturen, en bewaarde u een bestand? Verstuur het dan hier.',
    limits: 'Wat deze pagina wel en niet kan verbergen',
    limitsText: [
      'Uw antwoorden blijven op dit apparaat, alleen in het geheugen, tot u ze verstuurt. Dan worden ze hier verzegeld voor de mensen die u kiest.',
      'Sluit u deze pagina, dan zijn uw antwoorden weg.',
      'Dat u deze pagina bezocht, kan te zien zijn: in de geschiedenis van uw browser, en voor wie uw netwerk beheert. Gebruik liever geen apparaat of netwerk van uw werk.',
      'Wie meekijkt op dit apparaat, of er een meekijkprogramma op heeft gezet, kan zien wat u typt.',
    ],
  },
  left: {
    title: 'Snel weg',
    text: 'Met “Snel weg”, of drie keer Escape, bent u meteen van deze pagina af en laat zij los wat u typte. Het bezoek zelf kan nog in de geschiedenis van uw browser staan. Ook wat u bewaarde, printte of kopieerde, blijft bestaan. Dat kan deze pagina niet wissen.',
  },
  clock: {
    title: 'De klok van dit apparaat loopt niet goed',
    text: 'Daardoor kan deze pagina niet zien of de gegevens van de organisatie nog gelden, en niet zeggen wanneer iemand moet antwoorden. Zet de klok goed en probeer het opnieuw. Kan het niet wachten: bel.',
    here: 'Dit apparaat zegt:',
    there: 'De server zegt:',
  },
  trouble: {
    title: 'Dit lukt nu niet',
    oldPage: 'Deze pagina is te oud',
    notBelieved: 'De gegevens van de organisatie kloppen niet',
    expired: 'De gegevens van de organisatie zijn verlopen',
    unreachable:
      'De server is nu niet bereikbaar. Er is niets verloren en niets half verstuurd. Probeer het straks opnieuw, of bel.',
    program:
      'Er ging iets mis dat niet mis hoort te gaan. Probeer het opnieuw; blijft het zo, bel dan.',
    call: 'U kunt altijd bellen:',
  },
};

export type ShellWords = typeof words;
