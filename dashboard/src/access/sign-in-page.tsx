import { type FormEvent, useState } from "react";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Frame } from "../ui/frame.tsx";

interface SignInPageProps {
  problem: string | null;
  onSignIn(key: string): void;
}

/** Asks for the API key. */
export function SignInPage({ problem, onSignIn }: SignInPageProps) {
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== "") onSignIn(key.trim());
  };
  return (
    <Frame>
      <main className="grid flex-1 place-items-center overflow-y-auto px-4 py-10">
        <form onSubmit={submit} className="entering grid w-full max-w-md gap-5">
          <div className="grid gap-2">
            <h1 className="text-2xl font-semibold tracking-tight text-balance">Sign in to talk to your agents</h1>
            <p className="text-muted">
              The server printed an API key, and a link that signs you in without one, when it was started first.
            </p>
          </div>
          {problem && <Alert>{problem}</Alert>}
          <TextField
            label="API key"
            hint="It begins with op_ and is kept in this browser only."
            type="password"
            autoComplete="off"
            spellCheck={false}
            autoFocus
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button type="submit" look="primary" disabled={key.trim() === ""}>
            Sign in
          </Button>
        </form>
      </main>
    </Frame>
  );
}
