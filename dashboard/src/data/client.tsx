import { type Client, createClient } from "@operator/sdk";
import { createContext, useContext } from "react";

/** Calls the API as whoever is signed in: their session is a cookie, which the browser sends by itself. */
export const client: Client = createClient();

const ClientContext = createContext<Client>(client);

/** Returns what calls the API. */
export function useClient(): Client {
  return useContext(ClientContext);
}
