import type { PagedList } from "@operator/sdk";

/** Reads a list to its end. */
export async function allOf<Item>(list: PagedList<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}
