/** How many of so many ticks are lit: one as soon as there is something, all of them only when it is reached. */
export function goalTicks(reached: bigint, target: bigint, places: number): number {
  if (target === 0n || reached >= target) return places;
  if (reached === 0n) return 0;
  return Math.min(places - 1, Math.max(1, Number((reached * BigInt(places)) / target)));
}
