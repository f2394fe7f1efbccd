/** By what public links are known. */
export const DEMO_LINKS = ["demo links"];
