import { en } from "./en";
import type { Language } from "./languages";
import { nl, type Text } from "./nl";
import { pl } from "./pl";

/** What the employee's page says, in every language. */
export const kTexts: Readonly<Record<Language, Text>> = { nl, en, pl };
