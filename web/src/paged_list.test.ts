import { expect, test } from "vitest";

import { PagedList } from "./paged_list.svelte";

interface Page {
  readonly rows: readonly string[];
  readonly nextPageToken: string;
}

/** A list over pages that a test may change meanwhile. */
class Letters extends PagedList<string, Page> {
  pages: Record<string, Page | undefined> = {};
  readonly asked: string[] = [];

  protected page(token: string): Promise<Page> {
    this.asked.push(token);
    const page = this.pages[token];
    return page === undefined ? Promise.reject(new Error("away")) : Promise.resolve(page);
  }

  protected rowsOf({ rows }: Page): readonly string[] {
    return rows;
  }

  protected keyOf(row: string): string {
    return row;
  }
}

function letters(): Letters {
  const list = new Letters();
  list.pages = { "": { rows: ["a", "b"], nextPageToken: "2" }, 2: { rows: ["c", "d"], nextPageToken: "3" }, 3: { rows: ["e"], nextPageToken: "" } };
  return list;
}

test("pages follow one another until the last", async () => {
  const list = letters();
  await list.load();
  expect([list.rows, list.status, list.more]).toEqual([["a", "b"], "ready", true]);
  await list.readMore();
  await list.readMore();
  expect([list.rows, list.more]).toEqual([["a", "b", "c", "d", "e"], false]);
  await list.readMore();
  expect(list.asked).toEqual(["", "2", "3"]);
});

test("read again, it is as long as it was, and says what is so now", async () => {
  const list = letters();
  await list.load();
  await list.readMore();
  list.pages[""] = { rows: ["new", "a"], nextPageToken: "2" };
  await list.load();
  expect(list.rows).toEqual(["new", "a", "c", "d"]);
});

test("what moved to the next page meanwhile stands there once", async () => {
  const list = letters();
  await list.load();
  list.pages[2] = { rows: ["b", "c"], nextPageToken: "" };
  await list.readMore();
  expect(list.rows).toEqual(["a", "b", "c"]);
});

test("what was shown stays when it cannot be read, and the way to more too", async () => {
  const list = letters();
  await list.load();
  list.pages = {};
  await list.load();
  await list.readMore();
  expect([list.rows, list.status, list.more, list.isLoadingMore]).toEqual([["a", "b"], "ready", true, false]);

  const never = new Letters();
  await never.load();
  expect(never.status).toBe("failed");
});
