import type { QueryKey } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { useAction } from "./use-action.ts";

interface DeleteButtonProps {
  /** What it is called that is deleted. */
  name: string;
  remove(): Promise<unknown>;
  stale: readonly QueryKey[];
  /** Leads away from the page of what is there no more. */
  onDone(): void;
  /** What will happen, and when it is refused. */
  children: ReactNode;
}

/** Deletes a thing on its page, after asking. */
export function DeleteButton({ name, remove, stale, onDone, children }: DeleteButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const removal = useAction({ run: remove, stale, done: `${name} is deleted.`, onDone });
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>Delete</Button>
      {isAsking && (
        <Confirm
          title={`Delete ${name}?`}
          action="Delete it"
          isDangerous
          isRunning={removal.isRunning}
          onConfirm={() => removal.run()}
          onClose={() => setIsAsking(false)}
        >
          {children}
        </Confirm>
      )}
    </>
  );
}
