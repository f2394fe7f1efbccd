import { useMemo } from "react";
import { useCapabilities } from "../agents/use-capabilities.ts";
import { isUsable } from "./usable-tools.ts";

/** Reads the tools that a procedural agent can be given. */
export function useUsableTools() {
  const { capabilities, isLoading, error, reload } = useCapabilities();
  const tools = useMemo(() => capabilities.tools.filter(isUsable), [capabilities]);
  return { tools, isLoading, error, reload };
}
