import { Link } from "@tanstack/react-router";
import { Page } from "../ui/page.tsx";

/** The first room: what goes on. */
export function Room() {
  return (
    <Page title="Overview">
      <Link to="/talk">Talk with an agent</Link>
    </Page>
  );
}
