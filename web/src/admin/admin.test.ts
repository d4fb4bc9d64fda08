import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";

import { TeamRecordSchema } from "../gen/koebel/v1/administration_pb";
import { cellOf, csvOf } from "./csv";
import { placeIn } from "./place";
import { treeOf, withBelow } from "./team_tree";

const team = (id: string, parentId = "") => create(TeamRecordSchema, { id, parentId, name: id });

describe("a csv", () => {
  it("holds nothing a spreadsheet would carry out", () => {
    for (const text of ["=1+1", "+31", "-1", "@sum", "\t=1"]) expect(cellOf(text)).toBe(`"'${text}"`);
  });
  it("quotes what would end a cell", () => {
    expect(csvOf([["a", 'b "c"', "d,e"], ["f\ng", "", "h"]])).toBe('a,"b ""c""","d,e"\r\n"f\ng",,h\r\n');
  });
});

describe("teams", () => {
  it("stand below the one they belong under", () => {
    const branches = treeOf([team("b", "a"), team("a"), team("c", "b"), team("d")]);
    expect(branches.map(({ team: { id }, depth }) => [id, depth])).toEqual([["a", 0], ["b", 1], ["c", 2], ["d", 0]]);
  });
  it("stand at the top when what is above them is not there", () => {
    expect(treeOf([team("a", "gone")])).toHaveLength(1);
  });
  it("cannot belong under what is below them", () => {
    expect([...withBelow([team("c", "b"), team("b", "a"), team("a"), team("d")], "a")].sort()).toEqual(["a", "b", "c"]);
  });
});

describe("places", () => {
  it("are those of the address; people otherwise", () => {
    expect(placeIn("#audit/x")).toBe("audit");
    expect(placeIn("")).toBe("people");
    expect(placeIn("#toString")).toBe("people");
  });
});
