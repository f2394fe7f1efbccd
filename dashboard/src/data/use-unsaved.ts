import { useBlocker } from "@tanstack/react-router";

/** Asks before a page is left on which something is not saved, by a link, the back button or closing it. */
export function useUnsaved(isUnsaved: boolean): void {
  useBlocker({
    shouldBlockFn: () => isUnsaved && !window.confirm("Leave without saving? What you changed here would be lost."),
    enableBeforeUnload: () => isUnsaved,
    disabled: !isUnsaved,
  });
}
