import { type FormEvent, type ReactNode, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Mark } from "../ui/icons.tsx";
import type { Entrance } from "./entrance.ts";

/** The form by which somebody comes in, whichever it is. */
export function EntranceForm({
  title,
  about,
  problem,
  children,
}: {
  title: string;
  about: ReactNode;
  problem: unknown;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="entering grid w-full max-w-md gap-5">
        <Mark className="size-10" />
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          <p className="text-muted">{about}</p>
        </div>
        {problem !== null && problem !== undefined && <Alert>{inPlainWords(problem)}</Alert>}
        {children}
      </div>
    </main>
  );
}

interface SignInProps extends Entrance {
  organization: string;
  /** Whose session is over; absent for whoever comes. */
  email?: string;
}

const FORGOTTEN =
  "If you have forgotten your password, ask an owner to invite you anew. Owners start the platform again and follow the link that it prints.";

/** Asks for address and password. */
export function SignInPage({ organization, email: known, onEntered }: SignInProps) {
  const client = useClient();
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const signIn = useAction({
    run: () => client.account.signIn({ email, password }),
    onDone: onEntered,
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.run();
  };
  return (
    <EntranceForm
      title={known === undefined ? `Sign in to ${organization}` : "Your session is over"}
      about={known === undefined ? FORGOTTEN : "Sign in again to go on where you were. Nothing you wrote is lost."}
      problem={signIn.error}
    >
      <form onSubmit={submit} className="grid gap-5">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus={known === undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          autoFocus={known !== undefined}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={signIn.isRunning}>
          Sign in
        </Button>
      </form>
    </EntranceForm>
  );
}
