import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Page } from "../ui/page.tsx";
import { Empty, Failed } from "../ui/states.tsx";

/** Stands where an address leads nowhere. */
export function NotFound() {
  return (
    <Page title="There is nothing here">
      <Empty
        title="No room has this address."
        action={
          <Link to="/" className="underline">
            To the overview
          </Link>
        }
      >
        The link may be old, or what it led to was deleted.
      </Empty>
    </Page>
  );
}

/** Stands where a room broke; the others go on. */
export function RoomFault({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Something went wrong in this room">
      <Failed error={error} onRetry={reset} />
    </Page>
  );
}
