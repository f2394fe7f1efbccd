import { useEffect } from "react";
import type { Paged } from "../data/use-paged.ts";

/** Keeps the agents that contain the words, and reads on until all were looked at. */
export function useFound<Item extends { name: string; description: string }>(
  list: Paged<Item>,
  words: string,
): Paged<Item> {
  const { hasMore, isLoadingMore, loadMore, items } = list;
  const wanted = words.trim().toLowerCase();
  useEffect(() => {
    if (wanted !== "" && hasMore && !isLoadingMore) loadMore();
  }, [wanted, hasMore, isLoadingMore, loadMore]);
  if (wanted === "") return list;
  return { ...list, items: items.filter((item) => `${item.name}\n${item.description}`.toLowerCase().includes(wanted)) };
}
