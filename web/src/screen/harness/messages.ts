import type { Language } from "../language";

interface Messages {
  tiny: string;
  short: string;
  twelve: string;
  long: string;
  moment: string;
  boost: string;
  recent: string[];
}

const kDutch: Messages = {
  tiny: "Dank je!",
  short: "Je belde op je vrije vrijdag zélf alle zeven klanten terug. Niemand zat zonder warmte.",
  twelve: "Na de storm waren in drie dagen veertien straten weer warm. Niemand had het gevraagd, jullie waren er gewoon.",
  long: "Woensdag belde mevrouw Terpstra voor de derde keer over haar warmtepomp. Jullie zeiden niet ‘dat ligt aan de leverancier’, maar ‘dan hebben wij iets niet begrepen’. Jullie zijn de kelder in gegaan, hebben de hele leiding nagemeten en gevonden wat niemand zocht: een klep die achterstevoren zat, van ons, al sinds de installatie. Dat hebben jullie haar dezelfde middag verteld, zonder omweg, en de rekening van de eerdere bezoeken geschrapt. Ze stuurde taart. En jullie foto van die klep hangt nu in elke bus, zodat hij nergens meer verkeerd om gaat. Zo wordt een klacht een cadeau.",
  moment: "Familie Aydın, Kanaleneiland: “Binnen twee uur was het weer twintig graden.”",
  boost: "en je reed terug om het zelf recht te zetten",
  recent: [
    "Je zette de nieuwe ketel van mevrouw Bos een kerstmuts op. Ze stuurt ons nog elke maand een foto.",
    "Je bleef bij de klant tot het warm werd, en at toen je boterham in de bus.",
    "Dat je gisteren zei dat je het niet wist, en het toen samen uitzocht: daar leerden we allemaal van. Morgen doen we het weer zo, en dan begin ik.",
  ],
};

const kEnglish: Messages = {
  tiny: "Thank you!",
  short: "You called all seven customers back on your day off. Nobody was left in the cold.",
  twelve: "After the storm fourteen streets were warm again in three days. Nobody had asked; you were simply there.",
  long: "On Wednesday Mrs Terpstra called for the third time about her heat pump. You did not say ‘ask the supplier’, you said ‘then there is something we did not understand’. You went down into the cellar, measured the whole line and found what nobody was looking for: a valve fitted back to front, by us, since the very first day. You told her that same afternoon, without a detour, and struck the bills of the earlier visits. She sent a cake. And your picture of that valve now hangs in every van, so that none is fitted the wrong way again. That is how a complaint becomes a gift.",
  moment: "The Aydın family, Kanaleneiland: “Within two hours it was twenty degrees again.”",
  boost: "and you drove back to put it right yourself",
  recent: [
    "You put a Christmas hat on Mrs Bos’s new boiler. She still sends us a picture every month.",
    "You stayed with the customer until it was warm, and ate your sandwich in the van.",
    "You said yesterday that you did not know, and then found out together: we all learned from that.",
  ],
};

export const longDutch =
  "Maandag om acht uur lag de telefooncentrale eruit, en niemand van ons wist hoe lang dat zou duren. Jullie hebben binnen een kwartier met eigen telefoons een lijst gemaakt van iedereen die vóór twaalf uur een monteur verwachtte, die lijst verdeeld op een stuk karton, en tweehonderdelf mensen gebeld voordat zij ons konden bellen. Wie oud was of alleen woonde, belden jullie twee keer. Geen script, geen wachtmuziek, gewoon: ‘Goedemorgen, met Zwaluw, we zijn u niet vergeten.’ Ik zat ernaast en heb nog nooit zo’n rustige storing gehoord. Om half twaalf deed de centrale het weer, en toen stonden er veertien bedankjes in de mailbox van mensen die normaal alleen schrijven als het misgaat. Eén mevrouw van negenentachtig schreef dat ze de telefoon had opgenomen om te mopperen en had opgehangen met een glimlach. Dat karton hangt nu ingelijst naast de deur. Ik kijk er elke ochtend naar, en dan weet ik weer waarom ik hier werk: omdat jullie er zijn, en elkaar nooit laten zitten. Dank jullie wel, allemaal!";

export function messages(language: Language): Messages {
  return language === "en" ? kEnglish : kDutch;
}
