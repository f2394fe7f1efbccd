import type { Page } from "./wire.ts";

/**
 * A list, read when it is asked for: await it for one page, or iterate it for all items, page after page.
 *
 * ```ts
 * const { data, cursor } = await client.customers.list({ limit: 20 });
 * for await (const customer of client.customers.list()) console.log(customer.name);
 * ```
 */
export interface PagedList<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {}

/** What of a list is read at once when all of it is wanted: the most that the server gives. */
const LARGEST_PAGE = 200;

/** Where to read on. */
export interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** Makes a list of what reads one page of it. `readPage` is given what is to be added to the list's own query. */
export function pagedList<Item>(
  query: PageQuery,
  readPage: (query: PageQuery) => Promise<Page<Item>>,
): PagedList<Item> {
  let first: Promise<Page<Item>> | undefined;
  const onePage = () => (first ??= readPage({}));
  return {
    // It is a promise, of a page that is not read before it is wanted.
    then: (whenRead, whenFailed) => onePage().then(whenRead, whenFailed),
    catch: (whenFailed) => onePage().catch(whenFailed),
    finally: (whenSettled) => onePage().finally(whenSettled),
    [Symbol.toStringTag]: "PagedList",
    [Symbol.asyncIterator]: () => everyItem({ limit: LARGEST_PAGE, ...query }, readPage),
  };
}

async function* everyItem<Item>(
  from: PageQuery,
  readPage: (query: PageQuery) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let query: PageQuery = from;
  for (;;) {
    const page = await readPage(query);
    yield* page.data;
    if (page.cursor === null) return;
    // A list that leads back to where it stands would be read for ever.
    if (page.cursor === query.cursor) throw new Error(`The list does not go on after the cursor ${page.cursor}.`);
    query = { ...query, cursor: page.cursor };
  }
}
