import type { Value } from "../gen/koebel/v1/common_pb";
import { ProposalReason, type Segment } from "../gen/koebel/v1/rundown_pb";
import type { Language } from "../text/languages";
import type { RundownText } from "../text/rundown_nl";
import { valueName } from "../text/value_name";

type Plain = Exclude<keyof RundownText["reasons"], "valueNotTold" | "anyValueNotTold">;

const kPlain: Readonly<Partial<Record<ProposalReason, Plain>>> = {
  [ProposalReason.TEAM_NOT_TOLD]: "teamNotTold",
  [ProposalReason.QUIET_HERO]: "quietHero",
  [ProposalReason.FIRST_TIME]: "firstTime",
  [ProposalReason.NEWCOMER]: "newcomer",
  [ProposalReason.FRONT_LINE]: "frontLine",
  [ProposalReason.ANOTHER_KIND]: "anotherKind",
  [ProposalReason.RITUAL]: "ritual",
  [ProposalReason.BREADTH]: "breadth",
};

/** Why a draft proposed a segment, in words. Reasons of a later server stay unsaid. */
export function reasonsOf({ reasons, content }: Pick<Segment, "reasons" | "content">, values: readonly Value[], text: RundownText, language: Language): readonly string[] {
  const value = content.case === "story" ? values.find(({ id }) => id === content.value.valueId) : undefined;
  return reasons.flatMap((reason) => {
    if (reason === ProposalReason.VALUE_NOT_TOLD) return [value ? text.reasons.valueNotTold(valueName(value, language)) : text.reasons.anyValueNotTold];
    const name = kPlain[reason];
    return name === undefined ? [] : [text.reasons[name]];
  });
}
