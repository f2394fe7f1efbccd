import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { CARRIERS, type PhoneNumber } from "./number-draft.ts";
import { AVAILABLE, NUMBERS } from "./query-keys.ts";

/** What can be done with a number beside changing how it is answered. */
export function NumberActions({ number: { id, number, carrier } }: { number: PhoneNumber }) {
  const client = useClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"configure" | "delete" | null>(null);
  const configure = useAction({
    run: () => client.phoneNumbers.change(id, { configure_carrier: true }),
    stale: [AVAILABLE],
    done: `${CARRIERS[carrier]} brings the calls of ${number} here.`,
    onDone: () => setAsked(null),
  });
  const remove = useAction({
    run: () => client.phoneNumbers.delete(id),
    stale: [NUMBERS, AVAILABLE],
    done: `${number} is deleted.`,
    onDone: () => void navigate({ to: "/phone-numbers", ignoreBlocker: true }),
  });
  return (
    <>
      {carrier !== "sip" && <Button onClick={() => setAsked("configure")}>Set up at {CARRIERS[carrier]}</Button>}
      <Button onClick={() => setAsked("delete")}>Delete</Button>
      {asked === "configure" && (
        <Confirm
          title={`Set ${number} up?`}
          action="Set it up"
          isRunning={configure.isRunning}
          onConfirm={() => configure.run()}
          onClose={() => setAsked(null)}
        >
          {CARRIERS[carrier]} is told to bring the calls of this number to this installation, and its messages where it
          brings them. Where they went before, they go no more.
        </Confirm>
      )}
      {asked === "delete" && (
        <Confirm
          title={`Delete ${number}?`}
          action="Delete it"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run()}
          onClose={() => setAsked(null)}
        >
          Nothing is answered at it any more, and nothing goes out from it. With your carrier it stays yours.
        </Confirm>
      )}
    </>
  );
}
