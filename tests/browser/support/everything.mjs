// What EVERYTHING=yes adds, as tests/run --all sets it: what takes long, and what is looked at in one more language, size or colour.
import { test } from "node:test";

export const kEverything = process.env.EVERYTHING !== undefined;

/** A test with EVERYTHING only. */
export const longTest = kEverything ? test : test.skip;

/** The first of them each time, all of them with EVERYTHING. */
export const someOf = (all) => (kEverything ? all : all.slice(0, 1));
