import { hand } from "../page/hand";

/** A cell as spreadsheets read it and as nothing they would carry out: what begins like a formula gets an apostrophe. */
export function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n']/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lines with CRLF, as RFC 4180 has them. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
}

/** Hands the lines to the browser as a file; spreadsheets know by its mark that it is UTF-8. */
export function handCsv(name: string, lines: readonly (readonly string[])[]): void {
  hand(name, "text/csv", `\uFEFF${csvOf(lines)}`);
}
