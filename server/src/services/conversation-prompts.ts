import type { ConversationPrompt } from "../domain/conversation-prompt.ts";
import { OperatorError } from "../domain/error.ts";
import { includesScope } from "../domain/scope.ts";
import type { KnownSecrets } from "../lib/known-secrets.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Conversations } from "./conversations.ts";
import type { LiveConversations } from "./live-conversations.ts";

interface Services {
  conversations: Pick<Conversations, "find">;
  live: Pick<LiveConversations, "told">;
  knownSecrets: Pick<KnownSecrets, "mask" | "maskValue">;
}

/** Shows what the models of conversations are told. */
export class ConversationPrompts {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Shows what the model is told as a conversation stands, or stood at its end. Throws `not_found`, and `not_allowed` for
   * keys that may not read agents, whose instructions it holds.
   */
  async show(key: ApiKey, id: string): Promise<ConversationPrompt> {
    const row = await this.#services.conversations.find({ key }, id);
    if (!includesScope(key.scopes, "agents:read")) throw mayNotRead();
    const { step, state } = await this.#services.live.told(row);
    const { knownSecrets } = this.#services;
    return {
      at: (row.completed_at ?? new Date()).toISOString(),
      models: [...step.models],
      language: state.language,
      route: state.route,
      text: knownSecrets.mask(step.system),
      messages: step.messages.length,
      tools: step.tools.map(({ name, description, inputSchema }) => ({
        name,
        description: knownSecrets.mask(description),
        input_schema: knownSecrets.maskValue(inputSchema),
      })),
    };
  }
}

function mayNotRead(): OperatorError {
  const message = "A prompt holds the instructions of an agent. Use a key that has the scope agents:read as well.";
  return new OperatorError("not_allowed", message);
}
