import { SetUpStep, type GetSetUpResponse_Step } from "../gen/koebel/v1/set_up_pb";

/** The steps in their order, as the address's fragment names them. */
export const kSteps = ["administrator", "values", "people", "screen", "thanks", "bell"] as const;

export type Step = (typeof kSteps)[number];

/** A step's number in the contract. */
export const kNumbers: Readonly<Record<Step, SetUpStep>> = {
  administrator: SetUpStep.ADMINISTRATOR,
  values: SetUpStep.VALUES,
  people: SetUpStep.PEOPLE,
  screen: SetUpStep.SCREEN,
  thanks: SetUpStep.THANKS,
  bell: SetUpStep.BELL,
};

/** Those that can be passed over: without values nobody can say thanks. */
export const kPassable: readonly Step[] = ["people", "screen", "thanks"];

/** The step of a fragment. The first one is over for who comes back. */
export function stepIn(fragment: string): Step | undefined {
  const name = fragment.replace(/^#/u, "");
  return kSteps.find((step) => step === name && step !== "administrator");
}

/** Where to go on: the first step that is neither done nor passed over; the last one when all are. */
export function firstOpen(states: readonly Pick<GetSetUpResponse_Step, "step" | "done" | "skipped">[]): Step {
  const open = states.find(({ done, skipped }) => !done && !skipped)?.step;
  return kSteps.find((step) => kNumbers[step] === open) ?? "bell";
}

/** The one before or behind. */
export function beside(step: Step, by: -1 | 1): Step | undefined {
  const beside = kSteps[kSteps.indexOf(step) + by];
  return beside === "administrator" ? undefined : beside;
}
