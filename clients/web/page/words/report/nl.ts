// Dutch: reporting.
export const words = {
  progress: {
    needed: (at: number, of: number) => `Vraag ${at} van de ${of} die nodig zijn`,
    more: (at: number, of: number) => `Aanvullende vraag ${at} van ${of}`,
    edit: 'U verandert een antwoord',
  },
  question: {
    needed: 'Dit antwoord is nodig om te kunnen versturen.',
    optional: 'Deze vraag mag u overslaan.',
    chooseOne: 'Kies wat er het beste bij past.',
    chooseMany: 'U mag er meer dan één kiezen.',
    missing: {
      one: 'Kies een antwoord. Deze vraag is nodig om te kunnen versturen.',
      many: 'Kies ten minste één antwoord. Deze vraag is nodig om te kunnen versturen.',
      text: 'Vul iets in. Deze vraag is nodig om te kunnen versturen.',
    },
    tooLong: 'De tekst is te lang. Maak hem korter; u kunt later altijd aanvullen.',
    badDate: 'Dit is geen dag of tijd die bestaat. Kijk het na, of schrijf het in woorden.',
    date: 'Dag',
    time: 'Tijd, als u die weet',
    inWords: 'Of in woorden, als u het niet precies weet',
    clear: 'Antwoord weghalen',
    scale: { low: 'niet', high: 'heel erg' },
    send: 'Verstuur nu, vul later aan',
    canSend:
      'Dit is genoeg om te versturen. Al het andere mag u overslaan; aanvullen kan later met uw ontvangstcode.',
    stillNeeded: (count: number) =>
      count === 1
        ? 'Nog één antwoord, dan kunt u versturen. De rest kan later.'
        : `Nog ${count} antwoorden, dan kunt u versturen. De rest kan later.`,
    save: 'Opslaan en terug',
  },
  danger: {
    title: 'Bel nu',
    text: 'U zegt dat u nu in gevaar bent. Bel eerst. Dit formulier is vrijwillig en kan wachten.',
    next: 'Ik ben nu veilig, verder met het formulier',
  },
  ownWords: {
    title: 'Waaraan kan iemand u herkennen?',
    intro:
      'Alleen de mensen die u straks ziet staan, kunnen dit lezen. Wilt u toch minder prijsgeven? Let dan op dit:',
    items: [
      'Namen, ook van straten, zaken of partijen. Een functie is meestal genoeg: “een raadslid”.',
      'Een precieze datum of plaats. “Vorige week, na een vergadering” is ook goed.',
      'Woorden die letterlijk zo gezegd of geschreven zijn.',
      'Iets wat maar een paar mensen weten.',
      'Uw eigen manier van schrijven.',
    ],
    documents:
      'Stuur nog geen vertrouwelijke stukken. Bespreek eerst met uw vertrouwenspersoon of dat nodig is.',
  },
  position: {
    accused: {
      title: 'U wordt beschuldigd',
      text: [
        'Dat is zwaar, ook als u niets verkeerd deed. U krijgt hier net zo goed hulp als iemand die iets meldt.',
        'Uw vertrouwenspersoon onderzoekt niets en oordeelt niet, maar staat naast u: bij een gesprek, bij uw reactie (hoor en wederhoor), bij de media en thuis.',
        'Staat er een datum vast voor een gesprek of een reactie? Noem die op de volgende pagina. Reageer liever niet voordat u met iemand gesproken hebt.',
        'Helpt uw vertrouwenspersoon ook wie u beschuldigt? Dan stapt die opzij.',
      ],
    },
    dilemma: {
      title: 'U heeft een dilemma',
      text: [
        'Goed dat u er vooraf over praat. Uw vertrouwenspersoon denkt met u mee en zegt niet wat u moet doen.',
        'U hoeft nog niets te hebben besloten. Er wordt niets gemeld en niets vastgelegd buiten deze zaak.',
      ],
    },
    suspicion: {
      title: 'U heeft een vermoeden',
      text: [
        'Hier kunt u het eerst bespreken. Dit is geen formele melding: die doet u alleen zelf, als u dat wilt.',
        'Uw vertrouwenspersoon kent de wegen: uw eigen organisatie, het Huis voor Klokkenluiders, een andere instantie of de politie.',
        'Noem liever geen namen van wie u iets vermoedt. Een functie is genoeg.',
      ],
    },
    witness: {
      title: 'U bent getuige',
      text: [
        'U hoeft niet te kiezen voor een kant. Uw vertrouwenspersoon helpt u bedenken wat u met uw kennis wilt en moet doen.',
        'Bent u uitgenodigd voor een gesprek in een onderzoek? Noem dan de datum op de volgende pagina.',
      ],
    },
    'inappropriate-conduct': {
      title: 'U heeft last van ongewenste omgangsvormen',
      text: [
        'Het ligt niet aan u, en het hoort er niet bij. U bepaalt zelf of en wanneer er iets mee gebeurt.',
        'U krijgt iemand die hiervoor is opgeleid. U hoeft niets te bewijzen om erover te praten.',
      ],
    },
  },
  waiting: {
    title: 'Een ogenblik',
    text: 'De gegevens van de organisatie worden gecontroleerd. Uw antwoorden blijven zolang hier staan.',
  },
  urgency: {
    title: 'Hoe snel is er iemand nodig?',
    proposed: 'Uit uw antwoorden volgt:',
    why: 'Waarom:',
    by: (time: string) => `Iemand moet uw melding uiterlijk ${time} bevestigen.`,
    question: 'Is dat snel genoeg?',
    hint: 'Sneller kan altijd. Langzamer niet.',
    good: 'Ja, zo is het goed',
    sooner: (level: string) => `Nee, ik wil sneller contact: ${level}`,
    levels: { urgent: 'acuut', high: 'hoog', normal: 'normaal', low: 'laag' },
    levelBy: (time: string) => `uiterlijk ${time}`,
    night: 'Buiten kantoortijd wordt niemand gewekt. Kan het niet wachten: bel.',
  },
  people: {
    title: 'Wie uw melding kan openen',
    looking: 'Er wordt gekeken wie er is …',
    intro:
      'Deze mensen zijn voor u gekozen uit wie bij uw melding past en nu meldingen aanneemt: door loting, of omdat ze dienst hebben. Niemand anders kan openen wat u schreef. U kunt dit veranderen.',
    turns:
      'Nummer 1 wordt het eerst gevraagd. Een vervanger of reserve kan pas openen als het zijn of haar beurt is.',
    why: (why: string) => `Waarom: ${why}.`,
    whyChoice: 'Uw keuze.',
    roles: {
      lead: 'eerste',
      deputy: 'vervanger',
      reserve: 'reserve',
      duty: 'dienstdoende',
      deployed: 'ingezet',
      reporter: 'melder',
    },
    does: {
      lead: 'Krijgt uw melding als eerste en wordt uw vaste aanspreekpunt.',
      deputy: 'Neemt het over als de eerste niet kan.',
      reserve: 'Van het ondersteuningsteam. Is aan de beurt als de eerste en de vervanger niet kunnen.',
      duty: 'Heeft dienst de komende 24 uur, ook ’s nachts en in het weekend.',
      deployed: '',
      reporter: '',
    },
    mustNotSee: 'Mag dit niet zien',
    mustNotSeeOf: (name: string) => `${name} mag dit niet zien`,
    notNeeded: 'Niet nodig',
    notNeededOf: (name: string) => `${name} is niet nodig`,
    dutyNotNeeded: 'Dienstdoenden niet nodig',
    excluded: (name: string) => `${name} ziet hier niets van. Hier is een nieuw voorstel.`,
    allowed: (name: string) => `${name} kan weer worden voorgesteld.`,
    drawnAgain: 'Hier is een nieuw voorstel.',
    struck: {
      deputy: 'Zonder vervanger gaat uw melding, als de eerste niet kan, meteen naar de reserve.',
      reserve:
        'Zonder reserve uit het ondersteuningsteam is er een trede minder als de anderen niet kunnen.',
      duty: 'Zonder dienstdoenden ziet niemand die dienst heeft uw melding. Er wordt nog niemand gewekt. Kan het niet wachten: bel.',
    },
    struckTitle: 'Door u geschrapt',
    undo: 'Toch wel',
    undoOf: (name: string) => `${name}: toch wel`,
    excludedTitle: 'Mogen dit zeker niet zien',
    coordinators: (names: string) =>
      `Coördinatoren zien alleen dat er een zaak is, hoe dringend ze is en bij wie ze ligt; nooit de inhoud, uw naam of uw organisatie: ${names}.`,
    coordinatorsTitle: 'Wie ziet dat er een zaak is',
    noCoordinator:
      'Er is geen coördinator meer die meekijkt. Bevestigt niemand op tijd, dan is de telefoon de laatste stap:',
    again: 'Opnieuw voorstellen',
    othersTitle: 'Iemand anders kiezen of uitsluiten',
    othersText: 'Deze vertrouwenspersonen kunnen uw melding ook als eerste krijgen.',
    noOthers: 'Er is nu niemand anders die uw melding als eerste kan krijgen.',
    chooseLead: 'Als eerste kiezen',
    chooseLeadOf: (name: string) => `Als eerste kiezen: ${name}`,
    allStaff: 'Iemand uitsluiten die er niet bij staat',
    allStaffText:
      'Ook wie nu niet is voorgesteld, kunt u uitsluiten. Die persoon wordt dan ook later niet gekozen.',
    good: 'Zo is het goed',
    nobodyTitle: 'Er is nu niemand die dit kan aannemen',
    nobodyRelax:
      'U kunt iemand toelaten die u had uitgesloten, of een andere taal of organisatie invullen. Of bel; dat helpt verder.',
    unreachable:
      'De server is niet bereikbaar; er is nog niets verstuurd. Uw antwoorden staan nog op deze pagina. Probeer het opnieuw, of bewaar uw melding als bestand en verstuur haar later.',
    keep: 'Bewaren als bestand, later versturen',
    changed: 'U veranderde iets waardoor opnieuw gekeken moest worden wie uw melding krijgt.',
    away: 'Iemand uit het voorstel kan er net niet meer bij. Hier is een nieuw voorstel.',
    renewed:
      'De gegevens van de organisatie zijn net vernieuwd. Kijk nog een keer wie kan openen.',
    notDrawn:
      'Toen uw melding werd bewaard, kon nog niet worden gekozen wie haar krijgt. Hier is een voorstel.',
  },
  review: {
    title: 'Kijk het nog één keer na',
    goesTo: (names: string) => `Dit wordt verstuurd, verzegeld voor ${names}.`,
    notTo: (names: string) => `Zeker niet voor: ${names}.`,
    urgency: (level: string, time: string) =>
      `Hoe dringend: ${level}. Iemand moet uw melding uiterlijk ${time} bevestigen.`,
    answers: 'Uw antwoorden',
    change: 'Wijzig',
    changeOf: (prompt: string) => `Wijzig: ${prompt}`,
    peopleChange: 'Wijzig wie het kan openen',
    more: 'Nog iets aanvullen',
    check:
      'Uw organisatie, wie er nog bij betrokken is en wie dit niet mag zien, staan apart. Uw vertrouwenspersoon leest die eerst, en stapt opzij bij een belang.',
    tooLong:
      'Uw antwoorden zijn samen te lang om in één keer te versturen. Maak een van de teksten korter; de rest kunt u later aanvullen.',
    next: 'Verder: uw ontvangstcode',
    nextText: 'U krijgt nu eerst uw ontvangstcode. Daarna wordt uw melding verstuurd.',
    outOf: (value: number) => `${value} op een schaal van 0 tot 10`,
  },
  receipt: {
    title: 'Uw ontvangstcode',
    label: 'Uw ontvangstcode',
    why: 'Alleen met deze code kunt u het antwoord lezen. Niemand kan hem voor u terugvinden.',
    how: 'Schrijf deze code op papier en bewaar hem waar alleen u bij kunt. Geef hem aan niemand, ook niet aan de vertrouwenspersoon.',
    otherWays: 'Liever niet overschrijven?',
    print: 'Printen',
    printText:
      'Op het papier staan alleen de code en een plaatje om te scannen, niet waarvoor ze zijn. Zet kop- en voetteksten uit als uw browser ze erbij zet. Print niet op uw werk: een printer kan bewaren wat hij afdrukte.',
    copy: 'Kopiëren',
    copied:
      'De code staat op het klembord. Andere programma’s op dit apparaat kunnen dat lezen, en soms uw andere apparaten ook. Plak de code meteen waar u haar wilt bewaren, en maak dan het klembord leeg.',
    notCopied: 'Kopiëren lukt niet in deze browser. Schrijf de code over.',
    clear: 'Klembord leegmaken',
    cleared:
      'Het klembord is leeggemaakt. Een programma dat oude inhoud bewaart, kan haar nog hebben.',
    manager: 'Bewaren in uw wachtwoordbeheerder',
    managerText:
      'Uw browser biedt dan aan de code te bewaren. Doe dit alleen op een apparaat en een account van uzelf: wie bij uw bewaarde wachtwoorden kan, kan uw melding lezen en ziet dat u meldde.',
    managerUser: 'Naam waaronder u de code terugvindt',
    managerName: 'ontvangstcode',
    managerDone:
      'Bood uw browser niets aan? Dan kan deze browser het niet. Schrijf de code over.',
    paper: 'Bewaar dit waar alleen u bij kunt. Niemand kan deze code voor u terugvinden.',
    qr: 'Plaatje om te scannen, met alleen de code',
    next: 'Ik heb de code bewaard',
  },
  confirm: {
    title: 'Controle: typ één groep over',
    text: (group: number) => `Typ groep ${group} van de zeven over van wat u bewaarde.`,
    label: (group: number) => `Groep ${group} (vier tekens)`,
    hint: 'Hoofdletters, kleine letters en spaties maken niet uit.',
    wrong: (group: number) =>
      `Dat is niet groep ${group}. Kijk naar wat u opschreef, of ga terug om de code nog eens te zien.`,
    send: 'Verzegelen en versturen',
    keep: 'Verzegelen en bewaren',
    show: 'Toon de code nog eens',
  },
  sending: {
    title: 'Uw melding wordt verstuurd',
    sealing: 'Uw melding wordt verzegeld, op dit apparaat …',
    sending: 'Uw verzegelde melding wordt verstuurd …',
    sealedAgain: 'Uw melding wordt opnieuw verzegeld, met dezelfde ontvangstcode.',
    waitingTitle: 'De server is niet bereikbaar',
    waiting: (seconds: number, attempt: number) =>
      `Uw melding blijft hier verzegeld staan en wordt over ${seconds === 1 ? 'één seconde' : `${seconds} seconden`} opnieuw verstuurd (poging ${attempt}). Laat deze pagina open.`,
    waitingNow: 'Uw melding blijft hier verzegeld staan en wordt nu opnieuw verstuurd …',
    notDoubled: 'Er gaat niets verloren en er wordt niets dubbel verstuurd.',
    now: 'Nu proberen',
    keepTitle: 'Later versturen?',
    keepText:
      'U kunt uw melding als bestand bewaren, verzegeld met uw ontvangstcode, en later versturen vanaf de eerste pagina. Zolang ze niet is aangekomen, weet niemand ervan. Wie dit apparaat bekijkt, ziet dat er een bestand is.',
    keep: 'Bewaren als bestand',
    kept: 'Uw browser bewaart het bestand “bewaard.bin”. Kijk of het er staat voordat u deze pagina sluit.',
    failedTitle: 'Uw melding is niet verstuurd',
    failedProof: 'Vertrouw er niet op dat uw melding is aangekomen',
    again: 'Opnieuw proberen',
    call: 'Kan het niet wachten? Bel:',
  },
  kept: {
    title: 'Uw melding is verzegeld',
    text: 'Bewaar haar nu als bestand. Versturen kan later, vanaf de eerste pagina, met dit bestand en uw ontvangstcode. Zolang ze niet is aangekomen, weet niemand ervan.',
    try: 'Toch nu versturen',
  },
  accepted: {
    title: 'Uw melding is aangekomen',
    titleAlready: 'Uw melding was al aangekomen',
    on: (day: string) => `Ze ligt vast sinds ${day}.`,
    already: 'Er is niets dubbel verstuurd.',
    nextTitle: 'Wat er nu gebeurt',
    next: (name: string, time: string) =>
      `Nu wordt ${name} gevraagd uw melding te bevestigen, uiterlijk ${time}.`,
    canOpen: (names: string) => `Kunnen het openen, als het hun beurt is: ${names}.`,
    nextElse: 'Kan die persoon niet, dan wordt de volgende gevraagd. Is het later dan dat, bel dan het ondersteuningsteam.',
    nextRead:
      'Kom terug met uw ontvangstcode om het antwoord te lezen, aan te vullen of in te trekken. U krijgt geen mail of sms.',
    call: 'Kan het niet wachten? Bel een van de nummers onder aan deze pagina.',
    proofTitle: 'Bewijs van ontvangst (gecontroleerd)',
    proofText:
      'Aan deze code herkent u het bewijs; alleen het bewijs zelf, bewaard als bestand, toont later aan dat de melding is aangenomen. Het is niet uw ontvangstcode.',
    proofLabel: 'Kenmerk van het bewijs',
    proofSave: 'Bewijs bewaren als bestand',
    proofSaved:
      'Uw browser bewaart het bewijs als “bewijs.bin”. Wie dat bestand ziet, kan er niet uit lezen wat u schreef, wel dat er een melding is.',
    receiptTitle: 'Uw ontvangstcode nog eens zien',
    removeFile:
      'Verstuurde u een bewaard bestand? Dat is niet meer nodig: gooi het weg. Deze pagina kan het niet wissen.',
    done: 'Klaar: wissen en weggaan',
    doneText: 'Hiermee laat deze pagina uw antwoorden en de code los.',
    comeBack: 'Terugkomen met uw ontvangstcode',
  },
  saved: {
    title: 'Een bewaarde melding versturen',
    text: 'Kies het bestand dat u bewaarde en typ uw ontvangstcode. Wat al was aangekomen, wordt niet dubbel verstuurd.',
    file: 'Het bewaarde bestand',
    fileHint: 'Meestal heet het “bewaard.bin” en staat het bij uw downloads.',
    noFile: 'Kies eerst het bestand.',
    tooLarge: 'Dit bestand is geen bewaarde melding: het is te groot.',
    receipt: 'Uw ontvangstcode',
    receiptHint: 'Zeven groepen van vier tekens. Hoofdletters en spaties maken niet uit.',
    next: 'Verder',
    opening: 'Het bestand wordt geopend …',
  },
  codeFault: {
    symbol: (group: number, position: number) =>
      `In groep ${group} staat een teken dat in een code niet voorkomt (teken ${position}).`,
    short: (group: number) =>
      `De code is niet compleet: groep ${group} is niet af. Het zijn zeven groepen van vier tekens.`,
    long: 'De code is te lang. Het zijn zeven groepen van vier tekens.',
    check: 'Er zit een typefout in de code: een teken is anders, of twee staan verwisseld.',
  },
};

export type ReportWords = typeof words;
