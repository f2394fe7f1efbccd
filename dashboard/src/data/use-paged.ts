import type { Page } from "@operator/sdk";
import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

/** What a list is read with. */
interface PagedOptions<Item> {
  /** By what the list is known: its name and its filters. */
  key: QueryKey;
  /** Reads one page; `cursor` is absent for the first. */
  read(page: { cursor?: string; limit: number }): Promise<Page<Item>>;
  limit?: number;
  /** Reads the first page again so often, in ms. */
  refetchEvery?: number;
}

/** Reads a list page by page, as far as somebody scrolls. */
export function usePaged<Item>({ key, read, limit = 50, refetchEvery }: PagedOptions<Item>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam === null ? { limit } : { limit, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    ...(refetchEvery === undefined ? {} : { refetchInterval: refetchEvery }),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  return {
    items,
    isLoading: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}

/** A list as it was read so far. */
export type Paged<Item> = Omit<ReturnType<typeof usePaged>, "items"> & { items: Item[] };
