// Dutch, which comes first: whatever stands here must stand in every other language.
// `{0}`, `{1}` are filled in by fill().
import type { ClientReason, Code, Reason } from '../../contract/refusal';
import type { FindingClass } from '../../sealing/finding';
import type { Because } from '../client-refusal';
import type { FallenBy } from '../../contract/routing-rules';
import type { AnswerFault } from '../form-rules';
import type { TriageRule } from '../triage-rules';

// No literal types: a translation has other texts.
type Texts<Key extends string> = Readonly<Record<Key, string>>;

const reason: Texts<Reason | ClientReason> = {
  TAKEN: 'Deze zaak is al bevestigd, door iemand anders of eerder door uzelf. U hoeft niets te doen.',
  HANDLER_AWAY:
    'De voorgestelde persoon neemt nu geen zaken aan. Kies opnieuw wie uw melding krijgt.',
  EPOCH_STALE: 'Wie mee mag lezen is net veranderd. Probeer het opnieuw; er is niets verstuurd.',
  BUNDLE_STALE: 'De gegevens van de organisatie zijn vernieuwd. Probeer het opnieuw.',
  CASE_CLOSED:
    'Deze zaak is gesloten; er kan niets meer bij. Bel het ondersteuningsteam als er iets is.',
  NOT_ACKNOWLEDGED: 'Deze zaak is nog niet aanvaard. Probeer het later opnieuw.',
  CHAIN_MOVED: 'Er kwam net iets bij in deze zaak. Lees het eerst en probeer het dan opnieuw.',
  RECORD_EXISTS:
    'De server heeft hier al iets anders staan. Lees de zaak opnieuw voordat u verdergaat.',
  CASE_EXISTS:
    'Onder deze ontvangstcode staat al een melding. Kom terug met uw code en kijk wat er ligt.',
  NOT_CANONICAL: 'De server kan dit niet lezen. Laad de pagina opnieuw; blijft het zo, bel dan.',
  BAD_SIGNATURE:
    'Een handtekening klopt niet. Er is niets veranderd. Laad de pagina opnieuw of bel.',
  BAD_FIELD: 'De server weigert wat er is ingevuld. Kijk het na en probeer het opnieuw.',
  TOO_LARGE: 'Dit is te groot om in één keer te versturen. Maak het korter of verdeel het.',
  LIMIT_REACHED:
    'Deze zaak is vol: er kan niets meer bij. Intrekken kan altijd. Bel als u hulp nodig heeft.',
  OVERLOADED: 'De server heeft het nu te druk. Probeer het over een minuut opnieuw, of bel.',
  BUNDLE_EXPIRED:
    'De gegevens van de organisatie zijn verlopen. Versturen kan nu niet; lezen wel. Bel het ondersteuningsteam als u hulp nodig heeft.',
  BUNDLE_REFUSED:
    'De gegevens van de organisatie zijn niet zoals ze horen te zijn en worden niet gebruikt. Bel het ondersteuningsteam, op het nummer dat u al had.',
  NO_SESSION: 'U bent niet (meer) aangemeld. Probeer het opnieuw.',
  WRONG_ROLE: 'Dit kan hier niet. Er is niets veranderd.',
  STOPPING: 'De server wordt net herstart. Probeer het over een minuut opnieuw.',
  STORE_UNAVAILABLE:
    'De server kan nu niets bewaren. Er is niets verstuurd. Probeer het straks opnieuw of bel.',
  MISTYPED: 'Er zit een typefout in de code. Kijk hem na en typ hem opnieuw.',
  OTHER_ORGANISATION: 'Dit hoort bij een andere organisatie. Er is niets veranderd.',
  BAD_FILE: 'Dit bestand kan niet worden gebruikt.',
  BAD_ANSWERS: 'Een antwoord klopt niet. Kijk het na.',
  UNKNOWN_PERSON: 'Deze persoon kan dit nu niet doen. Kies iemand anders.',
  UNKNOWN_RECEIPT:
    'Bij deze ontvangstcode is geen zaak te vinden. Dat kan betekenen dat de melding nooit is aangekomen, dat ze al vernietigd is, of dat de code van een andere organisatie is. U kunt altijd opnieuw melden of bellen.',
  NOBODY_FITS: 'Er is nu niemand die dit kan aannemen. Bel het ondersteuningsteam.',
  DAMAGED:
    'De server laat iets zien dat niet kan kloppen. Lezen kan; schrijven stopt tot u zelf zegt dat het moet. Bel liever eerst.',
  PROOF_REFUSED:
    'De server zegt dat de melding er is, maar het bewijs klopt niet. Vertrouw er niet op: bel het ondersteuningsteam.',
  REPORT_REFUSED:
    'De server neemt uw melding niet aan. Dat ligt niet aan u of aan wat u schreef. Bel het ondersteuningsteam, of bewaar uw melding en probeer het later nog eens.',
  UPDATE_CLIENT:
    'Deze pagina is te oud voor deze organisatie. Laad haar opnieuw. Blijft het zo: bel.',
  UNREACHABLE:
    'De server is nu niet bereikbaar. Er is niets verloren en niets half verstuurd. Probeer het straks opnieuw, of bel.',
  INTERRUPTED: 'Gestopt.',
  BAD_PAGE:
    'Deze pagina is niet heel. Er is niets gevraagd en niets verstuurd. Laad haar opnieuw; blijft het zo, bel dan.',
};

const because: Texts<Because> = {
  'bundle-older':
    'De server toont een oudere lijst van de organisatie dan u al zag. Dat hoort nooit. De nieuwere blijft gelden; er is niets verstuurd. Bel het ondersteuningsteam.',
  'bundle-not-enough-signatures':
    'De gegevens van de organisatie zijn door te weinig ondertekenaars getekend en worden niet gebruikt. Bel het ondersteuningsteam, op het nummer dat u al had.',
  'bundle-strangers':
    'De gegevens van de organisatie zijn door onbekenden getekend en worden niet gebruikt. Bel het ondersteuningsteam, op het nummer dat u al had.',
  'bundle-other-history':
    'De server toont u een andere lijst van de organisatie dan eerder onder hetzelfde nummer. Ze wordt niet gebruikt. Bel het ondersteuningsteam.',
  'bundle-malformed':
    'Dit zijn geen geldige gegevens van een organisatie; ze worden niet gebruikt. Bel het ondersteuningsteam, op het nummer dat u al had.',
  'not-stored':
    'De server zegt dat het verstuurd is, maar het staat er niet bij. Reken er niet op dat iemand het leest; bel het ondersteuningsteam.',
  'file-none': 'Dit bestand is geen bewaarde melding, of alleen het begin ervan.',
  'file-damaged':
    'Dit bestand is een bewaarde melding, maar beschadigd: het is niet meer zoals het werd bewaard. Er is niets uit verstuurd. Neem een kopie als u die heeft; meld anders opnieuw, of bel.',
  'file-other-receipt':
    'Deze ontvangstcode is niet die van dit bestand. Het bestand zelf is heel.',
  'chosen-cannot-lead': 'De gekozen persoon kan deze melding niet als eerste krijgen.',
};

// For failures without a reason: by code alone.
const code: Texts<Code> = {
  INVALID_ARGUMENT: 'De invoer klopt niet. Kijk hem na en probeer het opnieuw.',
  UNAUTHENTICATED: reason.NO_SESSION,
  PERMISSION_DENIED: reason.WRONG_ROLE,
  NOT_FOUND: 'Niet gevonden, of niet voor u.',
  FAILED_PRECONDITION: 'De server weigert dit nu. Er is niets veranderd.',
  ABORTED: 'De server weigert dit nu. Er is niets veranderd.',
  ALREADY_EXISTS: 'De server weigert dit nu. Er is niets veranderd.',
  RESOURCE_EXHAUSTED: 'De server weigert dit nu. Er is niets veranderd.',
  UNAVAILABLE: reason.UNREACHABLE,
  INTERNAL:
    'Er ging iets mis dat niet mis hoort te gaan. Probeer het opnieuw; blijft het zo, bel dan.',
  DATA_LOSS:
    'Iets is beschadigd en wordt niet gebruikt. Bel het ondersteuningsteam als u hulp nodig heeft.',
};

const finding: Texts<FindingClass> = {
  'not-canonical': 'is geen geldig stuk',
  'other-case': 'hoort bij een andere zaak',
  'bad-signature': 'de handtekening klopt niet',
  'unknown-author': 'de schrijver staat niet met deze sleutel in de lijst van de organisatie',
  'version-fell': 'is getekend onder een oudere lijst dan wat ervoor staat',
  'missing-bundle': 'de lijst waaronder dit is getekend geeft de server niet',
  'out-of-place': 'staat niet op zijn plaats: er is iets weggelaten, verwisseld of tussengevoegd',
  'not-allowed': 'de schrijver mocht dit niet',
  'wrong-members': 'is verzegeld voor andere mensen dan er mogen lezen',
  'head-differs': 'de server houdt iets achter of heeft iets teruggedraaid',
  'body-damaged': 'de inhoud is beschadigd',
  'ghost-grant': 'iemand die niet mag lezen kreeg een sleutel',
  'grant-forged': 'een sleutel is niet gegeven door wie dat mocht',
  'grant-damaged': 'een sleutel is beschadigd',
};

// Why this urgency.
const triageRule: Texts<TriageRule> = {
  'danger-now': 'u bent nu in gevaar',
  'concrete-threat': 'er is een concrete dreiging',
  'threat-to-known-home': 'wie dreigt weet waar u woont',
  'stalker-at-home': 'u wordt thuis belaagd',
  'doxing-spreads': 'uw privégegevens verspreiden zich',
  'overwhelmed-before-debate': 'binnen 24 uur is er een debat of publicatie, en het is u te veel',
  threat: 'er is gedreigd',
  'repeated-or-escalating': 'het herhaalt zich of wordt erger',
  'physical-incident': 'er was geweld of bezoek aan huis',
  'hearing-within-3-days': 'binnen drie dagen moet u reageren',
  'decision-within-72-hours': 'binnen 72 uur valt er een besluit',
  'impact-high': 'het raakt u zwaar (8 of hoger)',
  'advice-only': 'u vraagt raad, zonder termijn',
  'past-event': 'het gaat over wat voorbij is',
  default: 'de gewone termijn',
  'not-sure': '"weet ik niet" telt als één stap sneller',
  'own-wish': 'u wilt sneller contact',
};

const answerFault: Texts<AnswerFault> = {
  'unknown-question': 'Deze vraag wordt hier niet gesteld.',
  'bad-option': 'Kies uit de getoonde antwoorden.',
  'one-option': 'Kies één antwoord.',
  'bad-scale': 'Een getal van 0 tot en met 10.',
  'no-time': 'Een datum, met of zonder tijd.',
  'too-long': 'De tekst is te lang.',
  'not-this-kind': 'Dit soort antwoord past niet.',
};

const fallenBy: Texts<FallenBy> = {
  excluded: 'door u uitgesloten',
  conflict: 'een belang bij deze organisatie',
  role: 'een andere rol',
  competence: 'andere deskundigheid',
  language: 'een andere taal',
  away: 'nu afwezig',
};

export const nl = {
  reason,
  because,
  code,
  // What a case shows that cannot be right.
  damaged:
    'De server laat iets zien dat niet kan kloppen. Wat hieronder staat is alleen wat klopt. Schrijf er nu niets bij; bel het ondersteuningsteam en noem wat hier staat:',
  findingAt: '{0}, stuk {1}: {2}',
  findingWhole: '{0}: {1}',
  finding,
  triageRule,
  answerFault,
  fallenBy,
  nobodyFits:
    'Er is nu niemand die dit kan aannemen ({0}). Bel het ondersteuningsteam; dat helpt verder.',
  compartment: {
    check: 'de controlekaart',
    conversation: 'het gesprek',
    casefile: 'de notities',
    deployment: 'een inzet',
  },
  category: {
    intimidation: 'intimidatie, agressie of geweld',
    integrity: 'integriteit',
    crisis: 'crisis',
    'not-sure': 'nog niet duidelijk',
  },
  urgency: { urgent: 'acuut', high: 'hoog', normal: 'normaal', low: 'laag' },
  caseRole: {
    lead: 'eerste',
    deputy: 'vervanger',
    reserve: 'reserve',
    duty: 'dienstdoende',
    deployed: 'ingezet',
    reporter: 'melder',
  },
  caseState: {
    assigned: 'wacht op bevestiging',
    acknowledged: 'in behandeling',
    unheld: 'bij niemand',
    closed: 'afgesloten',
    withdrawn: 'ingetrokken',
  },
  declineReason: {
    conflict: 'een belang of band in deze zaak',
    unavailable: 'geen tijd of afwezig',
    competence: 'andere deskundigheid nodig',
    other: 'iets anders',
  },
  removalReason: {
    'reporter-wish': 'de melder wil het',
    conflict: 'een belang of band',
    'task-done': 'taak afgerond',
    left: 'vertrokken',
  },
  staffRole: {
    'trusted-person': 'vertrouwenspersoon',
    'support-team': 'ondersteuningsteam',
    coordinator: 'coördinator',
  },
  language: {
    dutch: 'Nederlands',
    english: 'Engels',
    papiamentu: 'Papiaments',
    other: 'een andere taal',
  },
  // Why somebody was proposed.
  why: {
    'your-choice': 'uw keuze',
    'on-duty': 'heeft dienst',
    speaks: 'spreekt {0}',
    competence: {
      intimidation: 'kent intimidatie en geweld',
      integrity: 'kent integriteit',
      crisis: 'kent bestuurscrises',
      conduct: 'opgeleid voor ongewenste omgangsvormen',
      'water-authority': 'kent waterschappen',
      islands: 'kent Caribisch Nederland',
    },
    load: { free: 'heeft ruimte', normal: 'gewone drukte', full: 'heeft het druk' },
  },
};
