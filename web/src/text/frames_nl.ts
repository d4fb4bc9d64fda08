/** What the frames of a show say by themselves, in Dutch: on stage, screens and phones. */
export const framesNl = {
  show: "Goed Nieuws Show",
  aColleague: "een collega",
  colleagues: (count: number) => (count === 1 ? "een collega" : `${count} collega’s`),
  others: (count: number) => (count === 1 ? "nog een ander" : `${count} anderen`),
  leaderFirst: "Ik begin.",
  chain: "Samen gedaan",
  by: (giver: string) => `bedankt door ${giver}`,
  pageOf: (page: number, pages: number) => `${page} van ${pages}`,
  board: "Zoveel collega’s van andere teams kregen deze maand een bedankje.",
  fair: "Het telt bij hoeveel mensen je stilstaat, niet hoe vaak.",
  shut: (rank: number) => `Plaats ${rank} is nog dicht`,
  teamSize: (count: number) => (count === 1 ? "1 collega" : `${count} collega’s`),
  goalOf: (target: string) => `van ${target}.`,
  goalReached: "Gehaald!",
  soon: "Zo begint het",
  end: "Tot de volgende keer.",
  thanks: (count: number, written: string) => (count === 1 ? "Dank aan 1 collega die deze maand de bel luidde." : `Dank aan ${written} collega’s die deze maand de bel luidden.`),
};

/** What every other language must say. */
export type FramesText = typeof framesNl;
