import { useCallback, useEffect, useState } from "react";
import { inPlainWords } from "../plain-words.ts";
import { forgetStoredKey, readStoredKey, storeKey } from "./stored-key.ts";

/** Whether this browser may talk to the server. */
export type Access =
  | { state: "signing_in" }
  | { state: "signed_out"; problem: string | null }
  | { state: "signed_in"; key: string };

/** Access, and the ways in and out. */
export interface AccessControl {
  access: Access;
  signIn(key: string): void;
  /** Forgets the key; `problem` says why when it was not the person's wish. */
  signOut(problem?: string): void;
}

/** Manages the API key: kept in this browser, typed in, or fetched by a one-time link (`fetchedKey`). */
export function useAccess(fetchedKey: Promise<string> | null): AccessControl {
  const [access, setAccess] = useState<Access>(() => (fetchedKey ? { state: "signing_in" } : kept()));

  const signIn = useCallback((key: string) => {
    storeKey(key);
    setAccess({ state: "signed_in", key });
  }, []);

  const signOut = useCallback((problem?: string) => {
    forgetStoredKey();
    setAccess({ state: "signed_out", problem: problem ?? null });
  }, []);

  useEffect(() => {
    fetchedKey?.then(signIn, (error: unknown) => {
      // An old link opened again is no reason to lose a key that is there.
      const before = kept();
      setAccess(before.state === "signed_in" ? before : { state: "signed_out", problem: inPlainWords(error) });
    });
  }, [fetchedKey, signIn]);

  return { access, signIn, signOut };
}

function kept(): Access {
  const key = readStoredKey();
  return key === null ? { state: "signed_out", problem: null } : { state: "signed_in", key };
}
