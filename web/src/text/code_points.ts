/** Length as the contract counts: Unicode code points. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}
