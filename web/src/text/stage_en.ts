import type { stageNl } from "./stage_nl";

/** As stageNl, in English. */
export const stageEn: typeof stageNl = {
  heading: "May we tell your story?",
  asks: (name) => `${name} is asking you`,
  forShow: (month) => `For the Good News Show of ${month}.`,
  wouldStand: "This is how it would read",
  deed: "Your part:",
  inPicture: "You are in a photo of this story.",
  inNoPicture: "You are in no photo of this story.",
  answer: "Your answer",
  answers: { yes: "Yes", withoutPhoto: "Yes, without a photo", notNow: "Not now" },
  means: {
    yes: "With your name and your photo.",
    withoutPhoto: "Your name, yes. No portrait, and no photo that you are in.",
    notNow: "Without your name and photo. You need not say why.",
  },
  now: {
    asked: "Take your time, and choose what feels right. All three are fine.",
    silent: "You said nothing, and that is fine: it goes without your name and photo now. If we may after all, just say so.",
    yes: "You said yes. How nice that we may tell it.",
    withoutPhoto: "You said yes, without a photo. That is how we do it.",
    notNow: "You said not now. That is perfectly fine.",
  },
  silence: (until) => `Saying nothing is fine, too: after ${until} it counts as “not now”.`,
  changed: "Since you said yes, something of what would stand there has changed. See whether it is still good, and answer again.",
  change: "You can change your answer until the show begins.",
  publicity: "Rather always, or never? Choose how you want to be on stage",
  gone: "This question is not there (any more)",
  goneHow: "It may have been taken back, or the show was held. There is nothing you need to do.",
  list: {
    heading: "Asked of you",
    until: (until) => `You can answer until ${until}`,
    stands: {
      silent: "You said nothing: it goes without your name",
      yes: "You said yes",
      withoutPhoto: "You said yes, without a photo",
      notNow: "You said not now",
    },
  },
  note: {
    one: (name) => `${name} asks whether we may tell your story.`,
    several: (count) => (count === 1 ? "You were asked for the show once." : `You were asked for the show ${count} times.`),
    look: "See the question",
    lookAll: "See the questions",
  },
};
