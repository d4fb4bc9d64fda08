import { NominationKind } from "../../gen/koebel/v1/nomination_pb";
import { refusalOf } from "../../live/reason";
import { isDescribed, kLongestAlternativeText } from "../../pictures/draft_picture";
import { codePoints } from "../../text/code_points";
import { kWordFields, type NominationDraft, type WordField, type WordsDraft } from "./draft";

/** What something can be wrong with; "form": with none of it. */
export type FormField = "who" | "kind" | "value" | WordField | "recognition" | "pictures" | "witnesses" | "form";

/** What is wrong, by field. */
export type Problems = Readonly<Partial<Record<FormField, string>>>;

/** What is wrong besides a field that is being changed; what was wrong with none of them was said. */
export function without(problems: Problems, field: FormField | undefined): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([name]) => name !== "form" && name !== field));
}

/** A field that is still empty, and the reason that is said of it. */
export interface Missing {
  readonly field: FormField;
  readonly reason: "NO_NOMINEE" | "NOMINATION_KIND_INVALID" | "VALUE_REQUIRED" | "WORDS_REQUIRED" | "ALT_TEXT_REQUIRED" | "ALT_TEXT_TOO_LONG";
}

/** What a nomination needs and has not, in the order it is asked. */
export function missingIn(draft: NominationDraft): readonly Missing[] {
  const isLesson = draft.kind === NominationKind.LESSON_LEARNT;
  const missing: Missing[] = [];
  if (!isLesson && draft.people.length === 0 && draft.team === null) missing.push({ field: "who", reason: "NO_NOMINEE" });
  if (draft.kind === NominationKind.UNSPECIFIED) missing.push({ field: "kind", reason: "NOMINATION_KIND_INVALID" });
  const bare = draft.pictures.find((picture) => !isDescribed(picture));
  const isLong = codePoints(bare?.alternativeText.trim() ?? "") > kLongestAlternativeText;
  const undescribed: readonly Missing[] = bare ? [{ field: "pictures", reason: isLong ? "ALT_TEXT_TOO_LONG" : "ALT_TEXT_REQUIRED" }] : [];
  return [...missing, ...missingWords(draft), ...undescribed];
}

/** The same of what can be changed afterwards. */
export function missingWords(draft: WordsDraft): readonly Missing[] {
  const missing: Missing[] = [];
  if (draft.valueId === "") missing.push({ field: "value", reason: "VALUE_REQUIRED" });
  if (draft.deed.trim() === "" && draft.words.trim() === "") missing.push({ field: draft.isFree ? "words" : "deed", reason: "WORDS_REQUIRED" });
  return missing;
}

const kFields: Readonly<Record<string, FormField>> = {
  NO_NOMINEE: "who",
  DUPLICATE_NOMINEE: "who",
  TOO_MANY_NOMINEES: "who",
  SELF_NOMINATION: "who",
  LESSON_OF_OTHERS: "who",
  PERSON_NOT_FOUND: "who",
  TEAM_NOT_FOUND: "who",
  TEAM_EMPTY: "who",
  TEAM_TOO_LARGE: "who",
  NOMINATION_KIND_INVALID: "kind",
  VALUE_REQUIRED: "value",
  VALUE_NOT_FOUND: "value",
  RECOGNITION_NOT_FOUND: "recognition",
  DUPLICATE_RECOGNITION: "recognition",
  TOO_MANY_RECOGNITIONS: "recognition",
  RECOGNITION_NOT_FOR_EVERYONE: "recognition",
  TOO_MANY_PICTURES: "pictures",
  DUPLICATE_PICTURE: "pictures",
  PICTURE_NOT_FOUND: "pictures",
  ALT_TEXT_REQUIRED: "pictures",
  ALT_TEXT_TOO_LONG: "pictures",
  WITNESS_NOT_FOUND: "witnesses",
  NO_WITNESS: "witnesses",
  DUPLICATE_WITNESS: "witnesses",
  TOO_MANY_WITNESSES: "witnesses",
  WITNESS_IS_NOMINEE: "witnesses",
  SELF_WITNESS: "witnesses",
};

/** The field a refusal is about. */
export function fieldOf(error: unknown, draft: WordsDraft): FormField {
  const { reason = "", details = [] } = refusalOf(error) ?? {};
  if (reason === "WORDS_REQUIRED") return draft.isFree ? "words" : "deed";
  if (reason === "WORDS_TOO_LONG") return kWordFields.find((field) => field === details[0]) ?? firstWritten(draft);
  if (reason === "NAMES_ANOTHER") return naming(draft, details);
  if (reason === "TEXT_INVALID") return firstWritten(draft);
  return kFields[reason] ?? "form";
}

/** The field that has one of these names in it, whole or only the first one. */
function naming(draft: WordsDraft, names: readonly string[]): WordField {
  const wanted = names.flatMap((name) => [name, name.split(" ")[0] ?? ""]).map((name) => name.toLocaleLowerCase()).filter(Boolean);
  return kWordFields.find((field) => wanted.some((name) => draft[field].toLocaleLowerCase().includes(name))) ?? firstWritten(draft);
}

function firstWritten(draft: WordsDraft): WordField {
  return kWordFields.find((field) => draft[field].trim() !== "") ?? (draft.isFree ? "words" : "deed");
}
