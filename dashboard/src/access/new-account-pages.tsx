import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import type { Entrance } from "./entrance.ts";
import { EntranceForm } from "./sign-in-page.tsx";

interface Person {
  name: string;
  email: string;
  password: string;
}

interface PersonFormProps {
  email?: string | null;
  action: string;
  isRunning: boolean;
  onSubmit(person: Person): void;
  children?: React.ReactNode;
}

/** Asks for what an account needs. */
function PersonForm({ email: given = null, action, isRunning, onSubmit, children }: PersonFormProps) {
  const [person, setPerson] = useState<Person>({ name: "", email: given ?? "", password: "" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(person);
  };
  const set = (change: Partial<Person>) => setPerson({ ...person, ...change });
  return (
    <form onSubmit={submit} className="grid gap-5">
      {children}
      <TextField
        label="Your name"
        autoComplete="name"
        required
        maxLength={100}
        autoFocus={!children}
        value={person.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        readOnly={given !== null}
        value={person.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <TextField
        label="Password"
        hint="At least 10 characters, of any kind. Several words are easy to remember and hard to guess."
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        value={person.password}
        onChange={(event) => set({ password: event.target.value })}
      />
      <Button type="submit" look="primary" disabled={isRunning}>
        {action}
      </Button>
    </form>
  );
}

/** Makes the owner's account, or gives an owner who is there a new password. */
export function OwnerPage({ code, hasOwner, onEntered }: { code: string; hasOwner: boolean } & Entrance) {
  const client = useClient();
  const [organization, setOrganization] = useState("");
  const own = useAction({
    run: (person: Person) =>
      client.account.owner({
        ...person,
        code,
        ...(hasOwner
          ? {}
          : { organization_name: organization, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
      }),
    onDone: onEntered,
    showsError: true,
  });
  return (
    <EntranceForm
      title={hasOwner ? "Come in as an owner" : "Make the owner's account"}
      about={
        hasOwner
          ? "Whoever can read what the server prints may set an owner's password anew. Give the owner's address."
          : "You have started the platform, so it is yours. The owner invites the others."
      }
      problem={own.error}
    >
      <PersonForm
        action={hasOwner ? "Set the password and sign in" : "Make the account"}
        isRunning={own.isRunning}
        onSubmit={own.run}
      >
        {!hasOwner && (
          <TextField
            label="Organization"
            autoComplete="organization"
            required
            autoFocus
            maxLength={100}
            value={organization}
            onChange={(event) => setOrganization(event.target.value)}
          />
        )}
      </PersonForm>
    </EntranceForm>
  );
}

/** Makes a member of whoever was invited. */
export function InvitationPage({ code, organization, onEntered }: { code: string; organization: string } & Entrance) {
  const client = useClient();
  const invitation = useQuery({ queryKey: ["invitation", code], queryFn: () => client.account.invitation({ code }) });
  const accept = useAction({
    run: (person: Person) => client.account.acceptInvitation({ ...person, code }),
    onDone: onEntered,
    showsError: true,
  });
  if (invitation.isPending) return <Loading what="Opening your invitation …" />;
  if (invitation.error) {
    return (
      <EntranceForm title="This invitation cannot be taken" about="Each works once, for seven days." problem={null}>
        <Failed error={invitation.error} />
      </EntranceForm>
    );
  }
  return (
    <EntranceForm
      title={`Join ${organization}`}
      about={`You are invited as ${ROLES[invitation.data.role]}.`}
      problem={accept.error}
    >
      <PersonForm email={invitation.data.email} action="Join" isRunning={accept.isRunning} onSubmit={accept.run} />
    </EntranceForm>
  );
}

const ROLES = {
  owner: "an owner, who may do everything",
  developer: "a developer, who may change everything but the members",
  viewer: "a viewer, who may see everything and change nothing",
};
