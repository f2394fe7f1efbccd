import { useSyncExternalStore } from "react";

const WIDE = window.matchMedia("(min-width: 80rem)");

function subscribe(listener: () => void): () => void {
  WIDE.addEventListener("change", listener);
  return () => WIDE.removeEventListener("change", listener);
}

/** Tells whether the window has room for two columns beside the navigation. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => WIDE.matches);
}
