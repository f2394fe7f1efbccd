import { useEffect, useRef } from "react";
import type { Member } from "../data/account.tsx";
import type { Entrance } from "./entrance.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** Asks for the password again, above a room that stays as it is: what is written there is not lost. */
export function SessionOver({ member, ...entrance }: { member: Member; organization: string } & Entrance) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLInputElement>("input[type=password]")?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label="Your session is over"
      onCancel={(event) => event.preventDefault()}
      // Browsers let a second Escape close what the first was kept from closing.
      onClose={() => dialog.current?.showModal()}
      className="m-0 h-dvh max-h-none w-full max-w-none bg-canvas p-0 text-ink"
    >
      <SignInPage {...entrance} email={member.email} />
    </dialog>
  );
}
