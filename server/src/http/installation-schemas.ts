import { installationSchema } from "../domain/installation.ts";

export const getInstallation = {
  operationId: "getInstallation",
  tags: ["Platform"],
  summary: "Ask what the installation has",
  description:
    "Experimental: fields may change. Shows what is configured and what is not, and how to get it; `operator doctor` " +
    "says it in words. No secrets are in it.",
  response: { 200: installationSchema },
} as const;
