import { describe, expect, it } from "vitest";

import { lengths } from "./lengths";

describe("how long a token may work", () => {
  it("is a few usual lengths and the server's own, in order, each once", () => {
    expect(lengths({ usualDays: 90, mostDays: 365 })).toEqual([7, 30, 90, 180, 365]);
    expect(lengths({ usualDays: 14, mostDays: 60 })).toEqual([7, 14, 30, 60]);
    expect(lengths({ usualDays: 1, mostDays: 1 })).toEqual([1]);
  });
});
