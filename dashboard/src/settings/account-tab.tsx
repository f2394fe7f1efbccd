import { type FormEvent, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useUnsaved } from "../data/use-unsaved.ts";
import { inPlainWords } from "../plain-words.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Facts } from "./facts.tsx";
import { Forms } from "./forms.tsx";
import { MEMBERS } from "./keys.ts";
import { ROLES } from "./roles.ts";

/** Lets somebody change their own account. */
export function AccountTab() {
  return (
    <Forms>
      <NameForm />
      <PasswordForm />
    </Forms>
  );
}

function NameForm() {
  const client = useClient();
  const { member } = useSignedIn();
  const [name, setName] = useState(member.name);
  const isChanged = name.trim() !== member.name;
  useUnsaved(isChanged);
  const save = useAction({
    run: () => client.account.change({ name: name.trim() }),
    stale: [["account"], MEMBERS],
    done: "Your name is saved.",
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run();
  };
  return (
    <form onSubmit={submit}>
      <Section title="You">
        <Facts
          facts={[
            ["E-mail", member.email],
            ["Role", `${ROLES[member.role].title}: ${ROLES[member.role].may}`],
          ]}
        />
        <TextField
          label="Name"
          hint="The log names you so in what you do."
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          type="submit"
          look="primary"
          className="justify-self-start"
          disabled={!isChanged || name.trim() === "" || save.isRunning}
        >
          Save
        </Button>
      </Section>
    </form>
  );
}

const NONE = { current: "", next: "" };

function PasswordForm() {
  const client = useClient();
  const { member } = useSignedIn();
  const [passwords, setPasswords] = useState(NONE);
  const save = useAction({
    run: () => client.account.change({ current_password: passwords.current, new_password: passwords.next }),
    done: "Your password is changed. You are signed out everywhere else.",
    onDone: () => setPasswords(NONE),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run();
  };
  return (
    <form onSubmit={submit}>
      <Section title="Password">
        <input type="hidden" autoComplete="username" value={member.email} readOnly />
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          value={passwords.current}
          problem={save.error ? inPlainWords(save.error) : null}
          onChange={({ target }) => setPasswords({ ...passwords, current: target.value })}
        />
        <TextField
          label="New password"
          hint="At least 10 characters, of any kind. It signs you out everywhere else."
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={passwords.next}
          onChange={({ target }) => setPasswords({ ...passwords, next: target.value })}
        />
        <Button type="submit" look="primary" className="justify-self-start" disabled={save.isRunning}>
          Change the password
        </Button>
      </Section>
    </form>
  );
}
