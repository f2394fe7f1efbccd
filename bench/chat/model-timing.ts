/** How many tokens the model of the chat benchmark answers with. */
export const TOKENS = 20;
/** From a request to its first token. */
export const FIRST_TOKEN_AFTER = 50;
/** From one token to the next. */
export const TOKEN_EVERY = 5;
/** How long an answer takes on an idle machine. */
export const TURN_LENGTH = FIRST_TOKEN_AFTER + (TOKENS - 1) * TOKEN_EVERY;
