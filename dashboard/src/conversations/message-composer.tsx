import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { SendIcon } from "../ui/icons.tsx";

/** Writes to the agent as the user, in a chat whose messages may lie days apart. */
export function MessageComposer({ id }: { id: string }) {
  const client = useClient();
  const [text, setText] = useState("");
  const send = useAction({
    run: async () => {
      const message = { payload: { type: "user.message.send", text: text.trim() } } as const;
      // The timeline shows the events; here it counts that the message was taken.
      for await (const { payload } of client.conversations.session(id, message))
        if (payload.type === "user.message.received") break;
    },
    onDone: () => setText(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !send.isRunning) send.run();
  };
  return (
    <form
      onSubmit={submit}
      className="flex shrink-0 items-center gap-2 border-t border-line bg-surface px-4 py-3 sm:px-6"
    >
      <input
        aria-label="Message as the user"
        placeholder="Write as the user …"
        value={text}
        readOnly={send.isRunning}
        onChange={(event) => setText(event.target.value)}
        className="min-h-10 min-w-0 flex-1 rounded-xl border border-edge bg-canvas px-3 text-base placeholder:text-muted sm:text-sm"
      />
      <Button type="submit" look="primary" aria-label="Send" disabled={text.trim() === "" || send.isRunning}>
        <SendIcon />
      </Button>
    </form>
  );
}
