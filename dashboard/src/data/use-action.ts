import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { inPlainWords } from "../plain-words.ts";
import { useToast } from "../ui/toast.tsx";

/** What is done when somebody presses a button. */
interface ActionOptions<Input, Answer> {
  run(input: Input): Promise<Answer>;
  /** What is read again afterwards: everything whose key begins so. */
  stale?: readonly QueryKey[];
  /** What is said when it is done; nothing when absent. */
  done?: string | ((answer: Answer) => string);
  onDone?(answer: Answer, input: Input): void;
  /** Whether what is called from shows `error` by itself, so that it is not said twice. */
  showsError?: boolean;
}

/** Does something on the server, says how it went, and has what it changed read again. */
export function useAction<Input = void, Answer = unknown>(options: ActionOptions<Input, Answer>) {
  const { run, stale = [], done, onDone, showsError = false } = options;
  const queries = useQueryClient();
  const toast = useToast();
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: async (answer, input) => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (done !== undefined) toast({ text: typeof done === "string" ? done : done(answer), tone: "good" });
      onDone?.(answer, input);
    },
    onError: (error) => {
      if (!showsError) toast({ text: inPlainWords(error), tone: "danger" });
    },
  });
  return { run: mutation.mutate, isRunning: mutation.isPending, error: mutation.error };
}
