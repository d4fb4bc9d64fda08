import type { inboxNl } from "./inbox_nl";

/** What the inbox says, in English. */
export const inboxEn: typeof inboxNl = {
  unread: (count) => `Unread: ${count}`,
  says: {
    thanked: (name) => `${name} thanked you`,
    commented: (name) => `${name} commented on a recognition of yours`,
    answered: (name) => `${name} commented where you did`,
    mentioned: (name) => `${name} mentioned you`,
    boosted: (name) => `${name} boosted a recognition of yours`,
    added: (name) => `${name} says: this was thanks to you, too`,
    hidden: "A curator hid what you wrote",
    released: "A curator read what you wrote, and let it through",
    witnessAsked: (name) => `${name} asks whether you saw this too`,
    nominated: (name) => `${name} wrote about you or your team for the show. Read it here`,
    nominationHeld: "A curator holds your nomination back",
    nominationReleased: "A curator read your nomination, and let it through",
    other: (name) => `There is something new from ${name}`,
  },
  why: (reason) => `Why: ${reason}`,
  isNew: "new",
  loading: "Loading",
  failed: "Your inbox did not come in.",
  retry: "Try again",
  empty: "Nothing yet. You will read here when a colleague thanks you, mentions you, or writes something about your recognitions.",
  more: "Older",
  end: "There is nothing older.",
  notices: {
    label: "Notifications on this device",
    hint: "While Koebel is open and you are doing something else: who did something, and what. Never the words themselves. At most once a minute.",
    on: "You get notifications here.",
    off: "You get no more notifications here.",
    denied: "Your browser blocks notifications. Allow them there, then switch them on here.",
    impossible: "This browser cannot show notifications here.",
    several: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  },
};
