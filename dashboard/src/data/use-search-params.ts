import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** Filters and tabs as they stand in the address, so that a link leads to what was seen. */
export type SearchParams = Readonly<Record<string, string | undefined>>;

/** Reads what stands behind the `?` of the address, and changes it without a new step in the history. */
export function useSearchParams(): [SearchParams, (change: SearchParams) => void] {
  const search = useSearch({ strict: false }) as SearchParams;
  const navigate = useNavigate();
  const change = useCallback(
    (changed: SearchParams) => {
      const next = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== undefined && value !== "");
      void navigate({ to: ".", search: Object.fromEntries(next) as never, replace: true });
    },
    [navigate, search],
  );
  return [search, change];
}
