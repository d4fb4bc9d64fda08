import { announcer } from "./announce.svelte";

/** Copies what a field shows; whether it worked. Without a secure context there is no clipboard: the old way then. */
export async function copyField(field: HTMLInputElement): Promise<boolean> {
  try {
    if (globalThis.isSecureContext) {
      await navigator.clipboard.writeText(field.value);
      return true;
    }
    field.select();
    return document.execCommand("copy");
  } catch {
    field.select();
    return false;
  }
}

/** Copies a text; where there is no clipboard, what an element shows of it. */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    if (globalThis.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    getSelection()?.selectAllChildren(shown);
    return document.execCommand("copy");
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/** The same with a field, said. */
export async function copyAndSay(
  field: HTMLInputElement | null,
  words: { readonly copied: string; readonly copyFailed: string },
): Promise<void> {
  announcer.say(field !== null && (await copyField(field)) ? words.copied : words.copyFailed);
}
