import { clause, phrase, wordList, type Tongue } from "./tongue";

/** What is done every day, as it ends a clause. */
const kDone =
  "gedaan|geschreven|ingevuld|gemaakt|gelabeld|opgeruimd|schoongemaakt|bijgewerkt|gecontroleerd|gepland|georganiseerd|voorbereid|geprint" +
  "|gesorteerd|geteld|vertaald|besteld|geboekt|geverfd|gewassen|opgehaald|gebracht|gerepareerd|gefikst|geleid|voorgezeten|opgenomen|beantwoord" +
  "|uitgezocht|geregeld|afgemaakt|verstuurd|ingepakt|uitgepakt|gehaald|gepoetst|geschilderd|gemonteerd|geïnstalleerd|opgesteld|nagekeken";
const kThanks = "(?:heel erg |super |hartelijk |ontzettend |hartstikke )?(?:bedankt|dankjewel|merci|thanks|dank(?: (?:je|u|jullie))?(?: wel)?)";
const kYou = "(?:je|jij|jullie)";
const kNewcomer =
  "(?:stagiaire?|beginner|beginneling|nieuweling|nieuwkomer|leerling|uitzendkracht|invaller|junior|student|leek|vrouw|man|meisje|jongen)";

export const kDutch: Tongue = {
  praise: wordList(`
    aanwinst baas bazin bedankt beste bikkel bikkels bravo briljant briljante chapeau compliment complimenten dank dankbaar dankje dankjewel dankuwel
    engel fantastisch fantastische fijn fijne gaaf gewaardeerd geweldig geweldige goed goede goud groots grootse held helden heldin hulde kanjer kanjers
    keigoed keitof klasse knap knappe knapperd lief lieve lieverd merci mooi mooie onmisbaar perfect perfecte petje prima respect rots schat schatten
    steengoed ster sterk sterke super supergoed superteam thanks thx toeverlaat tof toffe top topcollega topper toppers toppie topteam trots uitmuntend
    uitstekend uitstekende waardering waardevol waardevolle wereldcollega wereldteam
  `),
  around: wordList(`
    aan af afgelopen al alle allemaal alles als altijd ben bent betrokkenheid bezig bij blijf branding collega collega's dag dat de deze die dit doe doen
    doet door echt een en enorm enthousiasme erg even ga gaan gedaan gewoon gisteren had hallo hard harde hartelijk hartstikke heb hebben hebt heel hele
    helemaal het hey hoi hoor hulp iedereen ik in inzet is ja je jij jou jouw jullie keer man me meer mega meid mens met mij mijn moeite nogmaals of om
    omdat ons onze ontzettend op oprecht punt samenwerking steun te team toch u uit van vandaag vent vertrouwen via vind voor waard waren was wat we week
    weer weg wel werk werken wij wil wilde willen zeer zeg zeggen zijn zo zoals zó één
  `),
  faint: [
    phrase("best (?:wel )?(?:goed|aardig|oké|oke|okay|leuk|knap|netjes|handig|redelijk)"),
    phrase("niet (?:slecht|onaardig|onverdienstelijk)(?:~| (?:voor|gedaan|hoor|zeg|bezig))"),
    phrase("eindelijk (?:eens|een keer) (?:goed|op tijd|netjes|duidelijk|klaar|af|raak)"),
    phrase(`eindelijk (?:heb|ben|was|deed|kwam) ${kYou} [^.!?]*(?:eens|een keer) (?:goed|op tijd|netjes|duidelijk)`),
    phrase(`(?:goed|knap|netjes|leuk|aardig|prima|slecht|handig|snel|mooi) (?:gedaan|werk|bezig) voor (?:zo'n|een) ${kNewcomer}~`),
    clause(`(?:heel |best |zeker )?(?:goed|knap|netjes|leuk|aardig|handig|snel) voor (?:zo'n|een) ${kNewcomer}`),
    phrase("voor (?:jouw|jullie) (?:doen|begrippen|niveau)|voor je (?:doen|niveau)"),
    phrase("(?:je|jij|jouw|jullie) [^.!?]*viel(?:en)? (?:me|mij|ons) (?:alles |best |erg |echt |reuze )?mee"),
    phrase("niet (?:van|achter) (?:je|jou|jullie) (?:verwacht|gezocht|gedacht)"),
    phrase(`niet (?:gedacht|verwacht) dat ${kYou} (?:dit|dat|het|zoiets) (?:kon|kunt|kan|kunnen)`),
    phrase("(?:je|jij|jouw|jullie) [^.!?]*(?:redelijk|tamelijk) (?:goed|duidelijk|netjes|oké|handig|compleet|op tijd)"),
    phrase("vrij goed (?:gedaan|werk|bezig)|(?:wel|best) (?:oké|oke|ok|okay|aardig)(?:~| gedaan)"),
    phrase("zelfs (?:jij|jullie) (?:(?:was|waren|bent|kwam|kwamen) [^.!?]*op tijd|(?:kon|konden|kunt|snapte|snapten|begreep|begrepen) (?:het|dit|dat)(?! niet))"),
    phrase("beter dan ik (?:van (?:je|jou|jullie) )?(?:had )?(?:verwacht|gedacht|verwachtte|dacht)"),
    phrase("verrassend (?:goed|handig|netjes|duidelijk|behulpzaam|op tijd)"),
    phrase("(?:deze|dit) keer wel (?:goed|netjes|gelukt|op tijd)|voor de verandering (?:eens |een keer |ook )?(?:goed|netjes|duidelijk|vriendelijk|op tijd)"),
    phrase("had (?:ook )?slechter gekund~"),
  ],
  plainDeeds: [
    clause(`${kThanks} voor het \\p{L}+n van`),
    clause(`${kThanks} voor (?:je|jullie|jouw|al je|de) (?:hulp|werk|inzet|steun|bijdrage) (?:met|bij|aan|in|tijdens)`),
    clause(`(?:${kThanks}|fijn|super|top|goed|mooi|leuk|tof|knap|geweldig) dat ${kYou} [^.]*(?:(?:hebt|hebben) (?:${kDone})|(?:${kDone}) (?:hebt|hebben))$`),
    clause(`${kYou} (?:hebt|heb|hebben) [^.]*(?:${kDone})$`),
    clause("(?:goed|mooi|knap|netjes|top|fijn|super|geweldig)(?: werk| gedaan| gewerkt) (?:met|bij|aan|van)"),
  ],
  traces: wordList(`
    waardoor zodat daardoor daarom hierdoor dankzij door doordat want omdat dus zonder anders nu sinds sindsdien daarna weer meteen direct eindelijk nog
    toch toen terwijl tot totdat voordat vóór als wanneer maar niet geen
    klant klanten bewoner bewoners meneer mevrouw familie gezin patiënt patiënten cliënt cliënten gast gasten bezoeker bezoekers leerling leerlingen
    stagiair stagiaire collega collega's monteur monteurs kind kinderen dochter zoon moeder vader man vrouw buurman buurvrouw opa oma chauffeur iedereen
    niemand iemand mensen ik me mij mijn m'n we wij ons onze hij zij haar hem hen hun ze team ploeg afdeling
    klaar af gelukt lukte blij opgelucht trots rust rustig warm veilig tijd sneller beter minder meer makkelijker duidelijker scheelt scheelde bespaarde
    gered goedkoper eerder zelf eigen vrije vrijwillig ongevraagd zomaar extra alleen samen pauze weekend nacht vannacht avond ochtend vroeg laat late ziek
    regen storm sneeuw hele stil stilte werkt werkte helpt hielp blijft verschil
  `),
  capitals: wordList("koebel"),
  reports: wordList("zei zeiden zegt zeggen vertelde riep vond vonden noemde schreef volgens"),
};
