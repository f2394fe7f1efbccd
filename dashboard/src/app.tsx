import { createClient } from "@operator/sdk";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { SignInPage } from "./access/sign-in-page.tsx";
import { useAccess } from "./access/use-access.ts";
import { TalkRoom } from "./talk/talk-room.tsx";
import { Frame } from "./ui/frame.tsx";
import { SpinnerIcon } from "./ui/icons.tsx";

/** The dashboard: behind the API key, its rooms. */
export function App({ fetchedKey }: { fetchedKey: Promise<string> | null }) {
  const { access, signIn, signOut } = useAccess(fetchedKey);
  const queries = useQueryClient();
  const key = access.state === "signed_in" ? access.key : null;
  const client = useMemo(() => (key === null ? null : createClient({ key })), [key]);
  const leave = (problem?: string) => {
    queries.clear();
    signOut(problem);
  };

  if (access.state === "signing_in") return <SigningIn />;
  if (client === null)
    return <SignInPage problem={access.state === "signed_out" ? access.problem : null} onSignIn={signIn} />;
  return <TalkRoom key={key} client={client} onSignOut={leave} />;
}

function SigningIn() {
  return (
    <Frame>
      <main role="status" className="grid flex-1 place-content-center justify-items-center gap-3 text-muted">
        <SpinnerIcon className="size-6" />
        <h1 className="text-sm font-normal">Signing in …</h1>
      </main>
    </Frame>
  );
}
