/** What curators read when something about the rundown was refused, by its stable reason, in Dutch. */
export const rundownReasonsNl = {
  SEGMENT_NOT_FOUND: "Dit onderdeel is er niet meer. Wat je typte staat er nog.",
  SEGMENT_INVALID: "Dit onderdeel heeft nog niets om te laten zien.",
  SEGMENT_CHANGED: "Een ander heeft dit onderdeel intussen veranderd.",
  SECONDS_INVALID: "Een onderdeel duurt vijf seconden tot een uur.",
  NOTES_TOO_LONG: "De notities zijn langer dan tweeduizend tekens.",
  NO_RECOGNITION: "Kies ten minste één waardering.",
  TOO_MANY_SEGMENTS: "Zestig onderdelen is het meeste.",
  OPENER_OF_ANOTHER: "Deze opening is van een andere gastheer of gastvrouw. Alleen die schrijft eraan.",
  NOTHING_TO_PROPOSE: "Er is niets om voor te stellen: de tijd is vol, of er zijn nog geen voordrachten.",
  NOTHING_TO_COPY: "In dat draaiboek staat niets om over te nemen.",
};
