import { expect, it } from "vitest";
import { pagedList, type PageQuery } from "./paged-list.ts";

/** A list of ten numbers, of which a page holds three, and what was asked of it. */
function numbers(query: PageQuery = {}) {
  const asked: PageQuery[] = [];
  const list = pagedList(query, async (more) => {
    asked.push(more);
    const from = Number(more.cursor ?? query.cursor ?? 0);
    const data = Array.from({ length: Math.min(3, 10 - from) }, (_, index) => from + index);
    return { data, cursor: from + 3 < 10 ? String(from + 3) : null };
  });
  return { list, asked };
}

async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

it("a list that is awaited is one page, read once", async () => {
  const { list, asked } = numbers();
  expect(await list).toEqual({ data: [0, 1, 2], cursor: "3" });
  expect(await list.then(({ data }) => data)).toEqual([0, 1, 2]);
  expect(asked).toEqual([{}]);
});

it("a list that is iterated is all items, in the largest pages unless a size was asked for", async () => {
  const { list, asked } = numbers();
  expect(await collect(list)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(asked[0]).toEqual({ limit: 200 });
  expect(asked[1]).toEqual({ limit: 200, cursor: "3" });
  const small = numbers({ limit: 3, cursor: "6" });
  expect(await collect(small.list)).toEqual([6, 7, 8, 9]);
  expect(small.asked[0]).toEqual({ limit: 3, cursor: "6" });
});

it("no page is read before it is wanted", async () => {
  const { list, asked } = numbers();
  expect(asked).toEqual([]);
  for await (const item of list) if (item === 1) break;
  expect(asked).toHaveLength(1);
});

it("a list that leads back to where it stands is given up", async () => {
  const circle = pagedList<number>({}, async () => ({ data: [1], cursor: "1" }));
  await expect(collect(circle)).rejects.toThrow("does not go on");
});

it("a page that cannot be read rejects, and is not read again by the same list", async () => {
  let asked = 0;
  const list = pagedList<number>({}, async () => {
    asked++;
    throw new Error("Refused");
  });
  await expect(list).rejects.toThrow("Refused");
  await expect(list.finally(() => undefined)).rejects.toThrow("Refused");
  expect(asked).toBe(1);
});
