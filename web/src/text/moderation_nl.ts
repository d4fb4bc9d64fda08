/** What waits for a curator, and who may not speak for a while, in Dutch. */
export const moderationNl = {
  held: "Wordt eerst even bekeken. Tot die tijd zie alleen jij dit.",
  takeBack: "Terugnemen",
  remarkHeld: "wordt eerst even bekeken",
  sent: {
    title: "Wordt eerst even bekeken",
    what: "Er staat een woord in dat een curator eerst leest. Je leest in je postvak hoe het afloopt.",
  },
  locked: {
    until: (when: string) => `Je kunt tot ${when} niet bedanken of iets schrijven. Lezen gaat gewoon door.`,
    open: "Je kunt nu niet bedanken of iets schrijven. Lezen gaat gewoon door.",
    why: (reason: string) => `Waarom: ${reason}`,
    over: "Je kunt weer bedanken en schrijven.",
  },
  waiting: {
    held: (count: number) => (count === 1 ? "Er wacht 1 tekst tot een curator keek." : `Er wachten ${count} teksten tot een curator keek.`),
    since: (when: string) => `De oudste wacht sinds ${when}.`,
    reports: (count: number) => (count === 1 ? "1 melding is onbeslist." : `${count} meldingen zijn onbeslist.`),
    look: "Bekijk wat wacht",
    lookReports: "Bekijk de meldingen",
  },
  report: {
    open: "Melden",
    what: "Alleen moderators die er zelf niet bij horen kunnen deze tekst dan openen.",
    done: "Gemeld bij de moderators.",
    author: (name: string) => `Opmerking of plus één van ${name}`,
    words: "De tekst",
    gone: "De tekst is weggehaald.",
  },
};
