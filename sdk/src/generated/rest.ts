/** Written by scripts/generate-wire-types.ts from the server's /openapi.json; do not edit. */

export interface paths {
    "/conversational_agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents
         * @description Lists the latest version of each agent.
         */
        get: operations["listConversationalAgents"];
        put?: never;
        /**
         * Create an agent
         * @description Makes an agent; its first version, v0, is a draft.
         */
        post: operations["createConversationalAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversational_agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an agent
         * @description Shows one version of an agent with its configuration.
         */
        get: operations["getConversationalAgent"];
        /**
         * Update an agent
         * @description Writes into the agent's draft. Without a draft it opens one, copied from the version that is named. `config` is always the full configuration.
         */
        put: operations["updateConversationalAgent"];
        post?: never;
        /**
         * Delete an agent
         * @description Deletes an agent with all its versions; 409 while a conversation of it is queued or in progress.
         */
        delete: operations["deleteConversationalAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversational_agents/{version_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a version
         * @description Makes a version the released one and archives the former. Releasing an archived version rolls back.
         */
        post: operations["releaseConversationalAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversational_agents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an agent's versions
         * @description Lists all versions of an agent.
         */
        get: operations["listConversationalAgentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedural_agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List procedural agents
         * @description Lists the latest version of each agent.
         */
        get: operations["listProceduralAgents"];
        put?: never;
        /**
         * Create a procedural agent
         * @description Makes an agent; its first version, v0, is a draft.
         */
        post: operations["createProceduralAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedural_agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a procedural agent
         * @description Shows one version of an agent with its configuration.
         */
        get: operations["getProceduralAgent"];
        /**
         * Update a procedural agent
         * @description Writes into the agent's draft. Without a draft it opens one, copied from the version that is named. `config` is always the full configuration.
         */
        put: operations["updateProceduralAgent"];
        post?: never;
        /**
         * Delete a procedural agent
         * @description Deletes a procedural agent with all its versions; what it wrote stays. 409 while the released or draft version of a conversational agent runs it, or a run of it is pending or under way.
         */
        delete: operations["deleteProceduralAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedural_agents/{version_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a version
         * @description Makes a version the released one and archives the former. Releasing an archived version rolls back.
         */
        post: operations["releaseProceduralAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedural_agents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an agent's versions
         * @description Lists all versions of an agent.
         */
        get: operations["listProceduralAgentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedure_schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules
         * @description Lists schedules. A test key sees those of test mode.
         */
        get: operations["listProcedureSchedules"];
        put?: never;
        /**
         * Create a schedule
         * @description Lets a procedural agent run again and again, without a conversation, at the times of a cron expression. Each time runs once, however many processes there are. Times that were missed while the platform was down are made up for by one run, which is given the first of them as `scheduled_for`.
         */
        post: operations["createProcedureSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/procedure_schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a schedule
         * @description Shows a schedule with its next times and what came of the last. When the agent could not run, because it was deleted or is not released, `last_run.error` says so; the schedule goes on.
         */
        get: operations["getProcedureSchedule"];
        put?: never;
        post?: never;
        /**
         * Delete a schedule
         * @description Deletes a schedule; runs that it began go on.
         */
        delete: operations["deleteProcedureSchedule"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description Changes the settings that are given. New times, and switching it on, count from now on.
         */
        patch: operations["changeProcedureSchedule"];
        trace?: never;
    };
    "/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations
         * @description Lists conversations; filters restrict the list together.
         */
        get: operations["listConversations"];
        put?: never;
        /**
         * Create a conversation
         * @description Creates a conversation and its token. Open its session to begin.
         */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a conversation
         * @description Shows a conversation.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        /**
         * Delete a conversation
         * @description Deletes a conversation: one of test mode always, a live one only while it is queued, else 409.
         */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/context": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add context
         * @description Merges more context into a conversation in progress; 409 otherwise. The agent takes it at its next step.
         */
        post: operations["updateConversationContext"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh the token
         * @description Makes a new token for the conversation; the former is dead at once. Sessions that are open stay open.
         */
        post: operations["refreshConversationToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation's events
         * @description Server-Sent Events: the log from its start, then what happens, and after `conversation.ended` the connection closes. Each block's `data:` is one event as JSON, without an event name, and `id:` is on every stored one. A comment every 15 s keeps the connection alive. Resume with the header `Last-Event-ID`, which a browser's EventSource sends by itself.
         */
        get: operations["streamConversationEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to an async chat
         * @description Sends a message to a conversation on `chat_async`, beginning it when it has not begun, and answers with the events of the turn that answers it, as Server-Sent Events, from the message itself on; the stream ends when the turn does. A message sent while the agent is writing interrupts it, and the next turn takes both into account. Sent again under the same `id` (or `Idempotency-Key`), say after a broken connection, it is not taken again, and its events are sent again.
         */
        post: operations["postSessionMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers
         * @description Lists customers; filters restrict the list together. A test key sees those of test mode.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create a customer
         * @description Makes a customer. Customers also make themselves: a conversation's `$customer`, a caller's number and a mail's sender are found, or made, by `external_id`, then `phone_no`, then `email`. Nobody is made who would be taken for somebody else: 409 names who.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description Shows a customer. The id of one who was merged into another shows that one, under its own id.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        /**
         * Delete a customer
         * @description Deletes a customer with everything that belongs to them, open conversations included, live or not, and reports what that was. It cannot be undone. From the beginning of the call nobody finds them; a large customer takes seconds, and a deletion that is cut off is finished by itself. docs/customers.md says what remains elsewhere.
         */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        /**
         * Change a customer
         * @description Changes what is given; `null` forgets it, and `extra` is replaced whole. 409 when somebody else has the `external_id`, or shares the number or the address while one of the two has no `external_id`.
         */
        patch: operations["changeCustomer"];
        trace?: never;
    };
    "/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge two customers
         * @description Makes two customers one: the conversations and whatever else `from` has become this one's, what was not known is filled in, and where they contradict this one's is kept and the other reported. From then on both ids, and what either was known by, find the one. It cannot be undone; asked for once more it changes nothing.
         */
        post: operations["mergeCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Lists the keys of the installation, live and test, those that were revoked too.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Makes a key, which is shown in this answer and never again. A key gives no more than it has itself, and a test key gives nothing.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api_keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key
         * @description Shows what is known of a key.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Ends a key for good: at once in the process that answers, within 5 seconds in others. It stays in the list. The last live key that may do everything cannot be revoked.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Renames a key, or changes what it may do: at once in the process that answers, within 5 seconds in others. A key changes only keys that may do no more than itself. The last live key that may do everything stays so.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api_keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Gives a key a new secret, shown in this answer and never again; its id and what it may do stay. The former secret works until the overlap ends, and those of earlier rotations no longer than it.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the signing key
         * @description Shows the key that tool calls and outputs are signed with. Whoever has it can sign as the platform.
         */
        get: operations["getSigningKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing_key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing key
         * @description Makes a new key, which replaces the current one when the overlap ends: give it to the receivers until then. `X-Signature` comes from the current key all the while; `webhook-signature` holds a signature of each. While a next key waits, no other is made: the call moves the moment of the switch, and an overlap of 0 switches at once. Other processes follow such an early switch within 5 seconds.
         */
        post: operations["rotateSigningKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test_addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List test addresses
         * @description Lists the numbers and mail addresses that test conversations may call or write to.
         */
        get: operations["listTestAddresses"];
        put?: never;
        /**
         * List an address
         * @description Lets test conversations reach a number or a mail address; of one that is listed it changes the name. Only live keys change the list.
         */
        post: operations["createTestAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test_addresses/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an address off the list
         * @description From now on test conversations do not reach it any more.
         */
        delete: operations["deleteTestAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow_ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List follow-ups
         * @description Lists follow-ups; filters restrict the list together. A test key sees those of test mode.
         */
        get: operations["listFollowUps"];
        put?: never;
        /**
         * Order a follow-up
         * @description Has an agent come back to something at a later time: in the conversation while that is open and sleeps between messages, else in a new one that continues it, over whatever reaches the customer. Agents order them with the platform tool `schedule_follow_up`.
         */
        post: operations["createFollowUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow_ups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a follow-up
         * @description Shows one follow-up.
         */
        get: operations["getFollowUp"];
        put?: never;
        post?: never;
        /**
         * Cancel a follow-up
         * @description Cancels a follow-up that is pending, and shows it. One that is over, or being seen to, is a 409.
         */
        delete: operations["cancelFollowUp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mailboxes
         * @description Lists the addresses at which agents answer mails. A test key sees those of test mode.
         */
        get: operations["listMailboxes"];
        put?: never;
        /**
         * Make a mailbox
         * @description Lets an agent answer mails to an address. Who brings them, the platform's own SMTP listener or a provider's webhook, is set up by the environment. One address has one mailbox, of live or of test mode.
         */
        post: operations["createMailbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a mailbox
         * @description Shows one mailbox.
         */
        get: operations["getMailbox"];
        put?: never;
        post?: never;
        /**
         * Delete a mailbox
         * @description From now on mails to its address are refused. Conversations that are open can still be written in.
         */
        delete: operations["deleteMailbox"];
        options?: never;
        head?: never;
        /**
         * Change a mailbox
         * @description Changes who answers and under which name. Conversations that are open keep their agent.
         */
        patch: operations["changeMailbox"];
        trace?: never;
    };
    "/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tools
         * @description Lists the tools of the registry: HTTP endpoints, and tools of the client.
         */
        get: operations["listTools"];
        put?: never;
        /**
         * Create a tool
         * @description Makes a tool. Agents enable it with `{"ns": "api", "name": "…"}`, one of the type `client` with `{"ns": "client", …}`.
         */
        post: operations["createTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tool
         * @description Shows a tool. The values of its headers are secrets, and shown as null.
         */
        get: operations["getTool"];
        /**
         * Replace a tool
         * @description Makes a tool what is given; what is left out gets its default. The answer of a GET may be sent back, changed where you like. Conversations under way use a new address, header or limit from their next call on; what the model is shown of the tool changes with the next conversation.
         */
        put: operations["replaceTool"];
        post?: never;
        /**
         * Delete a tool
         * @description Deletes a tool; 409 while the released or draft version of an agent enables it.
         */
        delete: operations["deleteTool"];
        options?: never;
        head?: never;
        /**
         * Change a tool
         * @description Changes what is given of a tool; what is absent stays as it is.
         */
        patch: operations["changeTool"];
        trace?: never;
    };
    "/tools/{name}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool
         * @description Makes one signed call, exactly as a conversation would but without retries, and shows request and answer. The call is real: what it does at the receiver is done. A receiver that may not be called, or that fails, is an outcome and not an error.
         */
        post: operations["tryTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tool calls
         * @description Lists the ledger: every call that was made in a conversation. Filters restrict the list together.
         */
        get: operations["listToolCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tool_calls/{call_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tool call
         * @description Shows a call's entry in the ledger. Its result is in the events of the conversation.
         */
        get: operations["getToolCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp_servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List MCP servers
         * @description Lists the MCP servers, without their tools.
         */
        get: operations["listMcpServers"];
        put?: never;
        /**
         * Connect to an MCP server
         * @description Makes an MCP server known, connects to it and asks for its tools, which agents then enable with `{"ns": "mcp", "name": "server/tool"}`. One that cannot be reached is stored all the same, with the `status` `unreachable` and the reason in `error`, and is tried again.
         */
        post: operations["createMcpServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp_servers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an MCP server
         * @description Shows an MCP server with its tools. The values of headers and environment are secrets, shown as null.
         */
        get: operations["getMcpServer"];
        /**
         * Replace an MCP server's settings
         * @description Makes the settings what is given; what is left out gets its default. The answer of a GET may be sent back, changed where you like. A change of the connection is tried at once. The name cannot change while an agent enables a tool.
         */
        put: operations["replaceMcpServer"];
        post?: never;
        /**
         * Delete an MCP server
         * @description Deletes an MCP server with its tools; 409 while the released or draft version of an agent enables one.
         */
        delete: operations["deleteMcpServer"];
        options?: never;
        head?: never;
        /**
         * Change an MCP server's settings
         * @description Changes what is given of the settings; what is absent stays as it is.
         */
        patch: operations["changeMcpServer"];
        trace?: never;
    };
    "/mcp_servers/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask an MCP server for its tools
         * @description Asks now, and says what changed. It happens by itself when the server says that its tools changed, when a connection was made anew, and every five minutes.
         */
        post: operations["syncMcpServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp_servers/{id}/tools/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how a tool of an MCP server is used
         * @description Changes what the server does not say of its tool; what is absent stays as it is.
         */
        patch: operations["changeMcpTool"];
        trace?: never;
    };
    "/openapi_sources/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look into a document
         * @description Shows which tools an OpenAPI document would make, and why some of its operations can be none. Nothing is stored. The document is fetched from public addresses and those that the installation allows, over up to five redirects.
         */
        post: operations["previewOpenApi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi_sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List OpenAPI sources
         * @description Lists the documents that tools were imported from.
         */
        get: operations["listOpenApiSources"];
        put?: never;
        /**
         * Import a document
         * @description Makes tools of the operations of an OpenAPI document, all that are chosen or none, and remembers where they come from. The tools are like any others, and may be changed.
         */
        post: operations["createOpenApiSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi_sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an OpenAPI source
         * @description Shows a document that tools were imported from, with its tools.
         */
        get: operations["getOpenApiSource"];
        put?: never;
        post?: never;
        /**
         * Delete an OpenAPI source
         * @description Forgets a document. Its tools stay, or are deleted with it; 409 while an agent enables one of those.
         */
        delete: operations["deleteOpenApiSource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi_sources/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare with the document
         * @description Says of each operation of the document, as it is now, how it stands to what was imported: new, unchanged, changed and in what, or removed. Nothing is changed.
         */
        post: operations["compareOpenApiSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi_sources/{id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import again
         * @description Brings tools up to date with the document. What a person changed of a tool stays: its description, headers, time limit, and how it runs. How it is called (method, URL, input schema and mapping) is taken from the document as a whole when the document changed any of it, and so is the output schema; what the document did not change stays. All is done or nothing.
         */
        post: operations["importOpenApiSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Lists webhook endpoints. A test key sees those for test conversations.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description Makes an address that is sent events from now on (by every process of the installation within 2 seconds), each as a signed POST of the event's envelope. Without `types` it is sent `conversation.setup`, `conversation.ended` and `conversation.custom_fields.updated`. A private, loopback or link-local address is refused unless the installation allows it.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook endpoint
         * @description Shows a webhook endpoint and how it has been doing. However often it fails, it is never switched off by itself.
         */
        get: operations["getWebhookEndpoint"];
        /**
         * Replace a webhook endpoint's settings
         * @description Sets all settings; what is left out gets its default. The signing key stays.
         */
        put: operations["replaceWebhookEndpoint"];
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Deletes a webhook endpoint with its deliveries; what is pending is not sent any more.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Changes the settings that are given. What is pending goes to the new address. Switched off, it is sent nothing, no event is recorded for it, and what is pending waits until it is switched on.
         */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/webhook_endpoints/{id}/signing_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an endpoint's signing key
         * @description Shows the key to check the endpoint's requests with. Whoever has it can sign as the platform.
         */
        get: operations["getWebhookSigningKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{id}/rotate_signing_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an endpoint's signing key
         * @description Makes a new key, which replaces the current one when the overlap ends: give it to the receiver until then. `X-Signature` comes from the current key all the while; `webhook-signature` holds a signature of each. While a next key waits, no other is made: the call moves the moment of the switch, and an overlap of 0 switches at once.
         */
        post: operations["rotateWebhookSigningKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sample
         * @description Sends one sample event, marked as of a test conversation, and shows the request, the answer and the time it took. It is not repeated and does not count as a delivery. An answer to `conversation.setup` is checked as a real one.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay deliveries
         * @description Sends once more what fits, under the same ids: by default what was given up. Those of one conversation go out in their order, before later ones that are pending. `pending` ones are tried at once instead of at their time.
         */
        post: operations["replayWebhookDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_endpoints/{id}/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pull an endpoint's events
         * @description Reads everything that was recorded for an endpoint, delivered or not, oldest first: a receiver that reads on from the last cursor sees every event once and so proves that it missed none. Where a cursor is older than what is kept (settled deliveries: 30 days, unless the installation is set otherwise), it is refused rather than leave a gap unnoticed.
         */
        get: operations["readWebhookFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries
         * @description Lists what endpoints were, and are to be, sent, and what outputs of procedures; filters restrict the list together. Settled ones are kept for 30 days, pending ones until they are settled.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook delivery
         * @description Shows a delivery with its body and every attempt: request, answer and time taken.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a webhook delivery
         * @description Sends a delivery once more, whatever came of it, under the same id and with the full number of attempts. Its endpoint gets it before what is pending of the same conversation. The answer to a replayed `conversation.setup` is not used.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done
         * @description Lists API requests, webhook deliveries, calls of tools and models, jobs and sign-ins; filters restrict the list together. Entries are there a moment after what they tell of, and are kept for as long as the installation is set to keep their kind.
         */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an entry of the log
         * @description Shows one entry.
         */
        get: operations["getLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logs/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what is done
         * @description Server-Sent Events: each entry as it is stored, from now on, or after the one in `Last-Event-ID`, which a browser's EventSource sends by itself. Each block's `data:` is one entry as JSON, its `id:` the entry's id. A comment every 15 s keeps the connection alive. It ends when its key is revoked or loses the scope.
         */
        get: operations["streamLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in by a one-time link
         * @description Exchanges the code in the link that the platform prints at its start for an API key, once.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the platform answers
         * @description For load balancers and monitors.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description One thing that was done, as the log has it.
         * @example {
         *       "id": "log_000000004Rt",
         *       "at": "2025-06-19T09:30:04.812Z",
         *       "kind": "tool_call",
         *       "outcome": "succeeded",
         *       "livemode": true,
         *       "request_id": "req_5Nq8Vd2Xw0K",
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "actor": {
         *         "type": "agent",
         *         "id": "ca_7Yd2Kp0QxLm@v0",
         *         "name": "Appointments"
         *       },
         *       "summary": "book_appointment",
         *       "duration_ms": 184.2,
         *       "details": {
         *         "call_id": "call_8Yt2Lm5Qx0P",
         *         "name": "book_appointment",
         *         "ns": "api",
         *         "arguments": {
         *           "name": "[personal]"
         *         }
         *       }
         *     }
         */
        Activity: {
            /** @description The entry's id, `log_…`; later entries have greater ones. */
            id: string;
            /**
             * Format: date-time
             * @description When it was over, ISO 8601 in UTC.
             */
            at: string;
            /**
             * @description What kind of activity it is.
             * @enum {string}
             */
            kind: "api_request" | "webhook_delivery" | "tool_call" | "model_call" | "job" | "sign_in";
            /**
             * @description How it ended: `succeeded`; `failed`; `refused`, it was not even tried; `unknown`, it may or may not have taken effect.
             * @enum {string}
             */
            outcome: "succeeded" | "failed" | "unknown" | "refused";
            /** @description Whose data it concerns, live or test; null where neither applies. */
            livemode: boolean | null;
            /** @description The request that it belongs to, as in `X-Request-Id`; or null. */
            request_id: string | null;
            /** @description The conversation that it belongs to, or null. */
            conversation_id: string | null;
            /** @description Who did it. */
            actor: {
                /**
                 * @description `api_key`; `token`, whoever holds a conversation's token; `agent`; `system`, the platform by itself; or `anonymous`, who was not let in.
                 * @enum {string}
                 */
                type: "api_key" | "token" | "agent" | "system" | "anonymous";
                /** @description The key's id, the conversation of the token, or the agent's version; null for the others. */
                id: string | null;
                /** @description What people call it; null where it has no name. */
                name: string | null;
            };
            /** @description What was done, in one line for people. */
            summary: string;
            /** @description How long it took, in ms; null where nothing was measured. */
            duration_ms: number | null;
            /** @description What else there is to know, by name; secrets and what is marked personal are left out. */
            details: {
                [key: string]: unknown;
            };
        };
        /**
         * @description More context for a conversation in progress.
         * @example {
         *       "context": {
         *         "loyalty_card": "gold"
         *       }
         *     }
         */
        AddedContext: {
            /** @description What to add, merged key by key. */
            context: components["schemas"]["Context"];
        };
        /**
         * @description A conversational agent's full configuration. Fields it does not name are kept and given back untouched.
         * @example {
         *       "personas": [
         *         {
         *           "name": "Robin",
         *           "language": null,
         *           "voice": {
         *             "provider": "operator",
         *             "id": "Female 1"
         *           }
         *         }
         *       ],
         *       "voice": {
         *         "ambient_sound": null,
         *         "busy_sound": null,
         *         "boosted_keywords": []
         *       },
         *       "runtime": {
         *         "model": "openai/gpt-4o",
         *         "fallback_models": [],
         *         "prompt": {
         *           "type": "fixed",
         *           "text": "You take appointments for $shop. Greet the customer and ask how you can help."
         *         },
         *         "variables": [
         *           {
         *             "name": "shop",
         *             "description": null,
         *             "default_value": "Clip & Comb",
         *             "is_personal": false
         *           }
         *         ],
         *         "speaks_first": null
         *       },
         *       "tool": {
         *         "tools": [
         *           {
         *             "ns": "syscall",
         *             "name": "end_conversation"
         *           }
         *         ],
         *         "transfers": []
         *       },
         *       "language": {
         *         "default_language": "English",
         *         "supported_languages": []
         *       },
         *       "channel": {
         *         "is_voicemail_enabled": true,
         *         "idle_time_sec": 86400,
         *         "quiet_time_ms": null,
         *         "contact_hours": null
         *       },
         *       "memory": {
         *         "is_enabled": true
         *       },
         *       "summary": {
         *         "is_enabled": true,
         *         "agent_id": null
         *       }
         *     }
         */
        AgentConfig: {
            /**
             * @description Who the agent is. The first that speaks the conversation's language is used, else the first.
             * @default []
             */
            personas: ({
                /** @description The name by which the agent introduces itself. */
                name: string;
                /**
                 * @description The language this persona speaks; null speaks all of the agent's languages.
                 * @default null
                 */
                language: string | null;
                /** @description How the persona sounds. */
                voice: {
                    /**
                     * @description `operator` for the platform's own named voices, or the name of an installed speech provider.
                     * @default operator
                     */
                    provider: string;
                    /**
                     * @description The voice's name at that provider, e.g. `Female 1`.
                     * @default Female 1
                     */
                    id: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            })[];
            /** @description Sounds, and words to listen for. */
            voice: {
                /**
                 * @description A sound under the whole conversation.
                 * @default null
                 */
                ambient_sound: ("office" | "call_center" | "cafe" | "street") | null;
                /**
                 * @description A sound while a tool runs.
                 * @default null
                 */
                busy_sound: ("keyboard" | "hold_tone") | null;
                /**
                 * @description Words that transcription should favour.
                 * @default []
                 */
                boosted_keywords: string[];
            } & {
                [key: string]: unknown;
            };
            /** @description The model and what it is told. */
            runtime: {
                /** @description The language model, as `vendor/model`. */
                model: string;
                /**
                 * @description Models asked in this order when the first fails.
                 * @default []
                 */
                fallback_models: string[];
                /** @description The agent's instructions. */
                prompt: ({
                    /**
                     * @description One text for the whole conversation.
                     * @constant
                     */
                    type: "fixed";
                    /** @description The agent's instructions, in Markdown. */
                    text: string;
                } & {
                    [key: string]: unknown;
                }) | ({
                    /**
                     * @description The agent finds out what is wanted, then follows one route's instructions.
                     * @constant
                     */
                    type: "intent_routing";
                    /**
                     * @description Instructions that hold on every route, in Markdown.
                     * @default
                     */
                    text: string;
                    /** @description The intents and what to do for each. */
                    routes: ({
                        /** @description The route's name, unique among the agent's routes. */
                        name: string;
                        /** @description When this route fits, for the model to choose by. */
                        description: string;
                        /** @description What the agent does on this route, in Markdown. */
                        instructions: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                });
                /**
                 * @description Values the prompt takes in with `$name`.
                 * @default []
                 */
                variables: ({
                    /** @description The name after `$` in the prompt. */
                    name: string;
                    /**
                     * @description What the value means.
                     * @default null
                     */
                    description: string | null;
                    /**
                     * @description The value when none is given; null makes the variable required.
                     * @default null
                     */
                    default_value: string | null;
                    /**
                     * @description Whether its value says something of a person, and is left out of all logs.
                     * @default false
                     */
                    is_personal: boolean;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @description Whether the agent opens the conversation; null reads it from the prompt's wording.
                 * @default null
                 */
                speaks_first: boolean | null;
            } & {
                [key: string]: unknown;
            };
            /** @description What the agent may do. */
            tool: {
                /**
                 * @description The tools the agent may use.
                 * @default []
                 */
                tools: ({
                    /**
                     * @description Who carries the tool out; `syscall` are the platform's own.
                     * @enum {string}
                     */
                    ns: "syscall" | "api" | "mcp" | "integration" | "procedure" | "client";
                    /** @description The tool's name. */
                    name: string;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @description Where the agent may transfer a conversation to.
                 * @default []
                 */
                transfers: ({
                    /** @description The id of a transfer destination. */
                    id: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /** @description The languages it speaks, by their English names. */
            language: {
                /**
                 * @description The language in which the conversation begins.
                 * @default English
                 */
                default_language: string;
                /**
                 * @description The languages the agent may switch to; the default language is always one of them.
                 * @default []
                 */
                supported_languages: string[];
            } & {
                [key: string]: unknown;
            };
            /** @description Settings of single channels. */
            channel: {
                /**
                 * @description Whether a message is left when an outbound call reaches voicemail.
                 * @default true
                 */
                is_voicemail_enabled: boolean;
                /**
                 * @description On chat_async, sms and email: after so many seconds without a message the conversation is over, and a later message opens a new one that knows it.
                 * @default 86400
                 */
                idle_time_sec: number;
                /**
                 * @description On chat_async, sms and email: how long the agent waits for more before it answers, so that messages that come in a burst are answered once; null takes the channel's: 0, 1500 and 3000 ms.
                 * @default null
                 */
                quiet_time_ms: number | null;
                /**
                 * @description When the agent may contact a customer of its own accord; what falls outside waits for the next opening. Answers are never held back. Null for at any time.
                 * @default null
                 */
                contact_hours: ({
                    /**
                     * @description Where these hours hold, e.g. `Europe/Zurich`; null for where the customer is.
                     * @default null
                     */
                    time_zone: string | null;
                    /** @description The stretches of the week in which it may. */
                    windows: ({
                        /** @description The days of the week on which it begins. */
                        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
                        /** @description When it begins, e.g. `09:00`. */
                        from: string;
                        /** @description When it ends, e.g. `18:00`; not later than `from`, it ends on the next day. */
                        to: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                }) | null;
            } & {
                [key: string]: unknown;
            };
            /** @description What the agent knows of earlier conversations. */
            memory: {
                /**
                 * @description Whether the agent knows what was said in earlier conversations with the same customer.
                 * @default true
                 */
                is_enabled: boolean;
            } & {
                [key: string]: unknown;
            };
            /** @description What is written of a conversation when it ends. */
            summary: {
                /**
                 * @description Whether each conversation gets a summary and a sentiment when it ends.
                 * @default true
                 */
                is_enabled: boolean;
                /**
                 * @description The procedural agent that writes them, `pa_…` or `pa_…@vN`: its output needs the fields `summary` and `sentiment`. Null takes the platform's own.
                 * @default null
                 */
                agent_id: string | null;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A conversational agent's full configuration. Fields it does not name are kept and given back untouched.
         * @example {
         *       "personas": [
         *         {
         *           "name": "Robin"
         *         }
         *       ],
         *       "runtime": {
         *         "model": "openai/gpt-4o",
         *         "prompt": {
         *           "type": "fixed",
         *           "text": "You take appointments for $shop. Greet the customer and ask how you can help."
         *         },
         *         "variables": [
         *           {
         *             "name": "shop",
         *             "default_value": "Clip & Comb"
         *           }
         *         ]
         *       },
         *       "tool": {
         *         "tools": [
         *           {
         *             "ns": "syscall",
         *             "name": "end_conversation"
         *           }
         *         ]
         *       }
         *     }
         */
        AgentConfigInput: {
            /**
             * @description Who the agent is. The first that speaks the conversation's language is used, else the first.
             * @default []
             */
            personas?: ({
                /** @description The name by which the agent introduces itself. */
                name: string;
                /**
                 * @description The language this persona speaks; null speaks all of the agent's languages.
                 * @default null
                 */
                language?: string | null;
                /**
                 * @description How the persona sounds.
                 * @default {}
                 */
                voice?: {
                    /**
                     * @description `operator` for the platform's own named voices, or the name of an installed speech provider.
                     * @default operator
                     */
                    provider?: string;
                    /**
                     * @description The voice's name at that provider, e.g. `Female 1`.
                     * @default Female 1
                     */
                    id?: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            })[];
            /**
             * @description Sounds, and words to listen for.
             * @default {}
             */
            voice?: {
                /**
                 * @description A sound under the whole conversation.
                 * @default null
                 */
                ambient_sound?: ("office" | "call_center" | "cafe" | "street") | null;
                /**
                 * @description A sound while a tool runs.
                 * @default null
                 */
                busy_sound?: ("keyboard" | "hold_tone") | null;
                /**
                 * @description Words that transcription should favour.
                 * @default []
                 */
                boosted_keywords?: string[];
            } & {
                [key: string]: unknown;
            };
            /** @description The model and what it is told. */
            runtime: {
                /** @description The language model, as `vendor/model`. */
                model: string;
                /**
                 * @description Models asked in this order when the first fails.
                 * @default []
                 */
                fallback_models?: string[];
                /** @description The agent's instructions. */
                prompt: ({
                    /**
                     * @description One text for the whole conversation.
                     * @constant
                     */
                    type: "fixed";
                    /** @description The agent's instructions, in Markdown. */
                    text: string;
                } & {
                    [key: string]: unknown;
                }) | ({
                    /**
                     * @description The agent finds out what is wanted, then follows one route's instructions.
                     * @constant
                     */
                    type: "intent_routing";
                    /**
                     * @description Instructions that hold on every route, in Markdown.
                     * @default
                     */
                    text?: string;
                    /** @description The intents and what to do for each. */
                    routes: ({
                        /** @description The route's name, unique among the agent's routes. */
                        name: string;
                        /** @description When this route fits, for the model to choose by. */
                        description: string;
                        /** @description What the agent does on this route, in Markdown. */
                        instructions: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                });
                /**
                 * @description Values the prompt takes in with `$name`.
                 * @default []
                 */
                variables?: ({
                    /** @description The name after `$` in the prompt. */
                    name: string;
                    /**
                     * @description What the value means.
                     * @default null
                     */
                    description?: string | null;
                    /**
                     * @description The value when none is given; null makes the variable required.
                     * @default null
                     */
                    default_value?: string | null;
                    /**
                     * @description Whether its value says something of a person, and is left out of all logs.
                     * @default false
                     */
                    is_personal?: boolean;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @description Whether the agent opens the conversation; null reads it from the prompt's wording.
                 * @default null
                 */
                speaks_first?: boolean | null;
            } & {
                [key: string]: unknown;
            };
            /**
             * @description What the agent may do.
             * @default {}
             */
            tool?: {
                /**
                 * @description The tools the agent may use.
                 * @default []
                 */
                tools?: ({
                    /**
                     * @description Who carries the tool out; `syscall` are the platform's own.
                     * @enum {string}
                     */
                    ns: "syscall" | "api" | "mcp" | "integration" | "procedure" | "client";
                    /** @description The tool's name. */
                    name: string;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * @description Where the agent may transfer a conversation to.
                 * @default []
                 */
                transfers?: ({
                    /** @description The id of a transfer destination. */
                    id: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /**
             * @description The languages it speaks, by their English names.
             * @default {}
             */
            language?: {
                /**
                 * @description The language in which the conversation begins.
                 * @default English
                 */
                default_language?: string;
                /**
                 * @description The languages the agent may switch to; the default language is always one of them.
                 * @default []
                 */
                supported_languages?: string[];
            } & {
                [key: string]: unknown;
            };
            /**
             * @description Settings of single channels.
             * @default {}
             */
            channel?: {
                /**
                 * @description Whether a message is left when an outbound call reaches voicemail.
                 * @default true
                 */
                is_voicemail_enabled?: boolean;
                /**
                 * @description On chat_async, sms and email: after so many seconds without a message the conversation is over, and a later message opens a new one that knows it.
                 * @default 86400
                 */
                idle_time_sec?: number;
                /**
                 * @description On chat_async, sms and email: how long the agent waits for more before it answers, so that messages that come in a burst are answered once; null takes the channel's: 0, 1500 and 3000 ms.
                 * @default null
                 */
                quiet_time_ms?: number | null;
                /**
                 * @description When the agent may contact a customer of its own accord; what falls outside waits for the next opening. Answers are never held back. Null for at any time.
                 * @default null
                 */
                contact_hours?: ({
                    /**
                     * @description Where these hours hold, e.g. `Europe/Zurich`; null for where the customer is.
                     * @default null
                     */
                    time_zone?: string | null;
                    /** @description The stretches of the week in which it may. */
                    windows: ({
                        /** @description The days of the week on which it begins. */
                        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
                        /** @description When it begins, e.g. `09:00`. */
                        from: string;
                        /** @description When it ends, e.g. `18:00`; not later than `from`, it ends on the next day. */
                        to: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                }) | null;
            } & {
                [key: string]: unknown;
            };
            /**
             * @description What the agent knows of earlier conversations.
             * @default {}
             */
            memory?: {
                /**
                 * @description Whether the agent knows what was said in earlier conversations with the same customer.
                 * @default true
                 */
                is_enabled?: boolean;
            } & {
                [key: string]: unknown;
            };
            /**
             * @description What is written of a conversation when it ends.
             * @default {}
             */
            summary?: {
                /**
                 * @description Whether each conversation gets a summary and a sentiment when it ends.
                 * @default true
                 */
                is_enabled?: boolean;
                /**
                 * @description The procedural agent that writes them, `pa_…` or `pa_…@vN`: its output needs the fields `summary` and `sentiment`. Null takes the platform's own.
                 * @default null
                 */
                agent_id?: string | null;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The agent speaks another language from here on. */
        AgentLanguageChanged: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.language.changed";
            /** @description The language's English name. */
            language: string;
            /** @description The language before. */
            previous: string;
        };
        /** @description A message of the agent is finished. */
        AgentMessageCompleted: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.message.completed";
            /** @description The whole message; when interrupted, what the user actually got of it. */
            text: string;
            /** @description Whether the user, or a fault, cut it off. */
            interrupted: boolean;
            /** @description Whether the agent calls tools after this message and then goes on. */
            has_tool_calls: boolean;
            /** @description Shared by all deltas of one message and its completion. */
            generation_id: string;
        };
        /** @description A piece of a message, sent as the model writes it. Not stored. */
        AgentMessageDelta: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.message.delta";
            /** @description The piece's text. */
            text_delta: string;
            /** @description Shared by all deltas of one message and its completion. */
            generation_id: string;
        };
        /** @description A model failed, stalled or answered nothing, and what is done about it. */
        AgentModelFailed: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.model.failed";
            /** @description The model that was asked, as `vendor/model`. */
            model: string;
            /**
             * @description What went wrong.
             * @enum {string}
             */
            reason: "error" | "stalled" | "empty" | "unavailable" | "too_many_steps";
            /** @description The fault in plain words. */
            message: string;
            /**
             * @description What follows.
             * @enum {string}
             */
            next: "retry" | "fallback" | "apology";
            /** @description The model asked next; null before an apology. */
            next_model: string | null;
        };
        /** @description A notice of the system to the user. */
        AgentNoticeSent: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.notice.sent";
            /** @description The notice. */
            text: string;
        };
        /** @description The agent follows another route of its prompt from here on. */
        AgentRouteChanged: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.route.changed";
            /** @description The route's name. */
            route: string;
            /** @description The route before; null when none was taken yet. */
            previous: string | null;
        };
        /** @description The agent calls a tool. */
        AgentToolCallCreated: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.tool_call.created";
            /** @description Shared by a tool call's `created` and `returned`. */
            call_id: string;
            /** @description The tool's name. */
            name: string;
            /** @description The arguments, as JSON text. */
            arguments: string;
            /** @description Shared by all deltas of one message and its completion. */
            generation_id: string;
            /** @description Who carries it out: `client` is for the connected client to answer; null when there is no such tool. */
            ns: ("syscall" | "api" | "mcp" | "integration" | "procedure" | "client") | null;
            /** @description Whether the agent goes on talking meanwhile and is told of the answer later. */
            in_background: boolean;
        };
        /** @description A tool answered, failed, or its outcome is unknown. */
        AgentToolCallReturned: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.tool_call.returned";
            /** @description Shared by a tool call's `created` and `returned`. */
            call_id: string;
            /** @description The tool's name. */
            name: string;
            /** @description The arguments, as JSON text. */
            arguments: string;
            /** @description The tool's answer, any JSON value; absent when it failed. */
            result?: unknown;
            /** @description Why there is no answer, in plain words; absent when there is one. */
            error?: string;
            /**
             * @description `failed`: it had no effect that is known of; `unknown`: it may or may not have been carried out.
             * @enum {string}
             */
            outcome: "succeeded" | "failed" | "unknown";
        };
        /** @description A turn is over: what it answered and how long each stage took. */
        AgentTurnMetrics: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.turn.metrics";
            /** @description The latest event that the turn took into account. */
            trigger_event_id: string;
            /** @description The model that answered; null when none did. */
            model: string | null;
            /** @description Whether the answer came from the simulated assistant. */
            simulated: boolean;
            /** @description Whether the turn was cut off. */
            interrupted: boolean;
            /** @description How often a model was asked. */
            steps: number;
            /** @description From asking the model to its first piece; null without one. */
            llm_first_token_ms: number | null;
            /** @description From the first piece to the first audio; null in text. */
            tts_first_audio_ms: number | null;
            /** @description From the user's message to the first piece sent; null without one. */
            response_ms: number | null;
            /** @description From the user's message to the end of the turn. */
            total_ms: number;
            /** @description Tokens read by the models; null where a vendor does not say. */
            input_tokens: number | null;
            /** @description Tokens written by the models; null where a vendor does not say. */
            output_tokens: number | null;
        };
        /**
         * @description A conversational agent that runs a procedural one.
         * @example {
         *       "id": "ca_7Yd2Kp0QxLm",
         *       "name": "Appointments"
         *     }
         */
        AgentUser: {
            /** @description The conversational agent's id, `ca_…`. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The agent waits: it goes on by itself when the time has come, or when the user writes before. */
        AgentWaitBegan: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.wait.began";
            /**
             * Format: date-time
             * @description Until when, ISO 8601 in UTC.
             */
            until: string;
            /** @description What it waits for, in its own words; null when it did not say. */
            reason: string | null;
        };
        /** @description The time that the agent waited for has come, and it goes on. */
        AgentWaitEnded: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "agent.wait.ended";
            /** @description What it waited for; null when it did not say. */
            reason: string | null;
        };
        /**
         * @description An API key, without what opens the API.
         * @example {
         *       "id": "key_6Hb3Nq9Zt2W",
         *       "name": "Web shop",
         *       "livemode": true,
         *       "scopes": [
         *         "conversations:write"
         *       ],
         *       "hint": "op_prod_…0Pg2",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "last_used_at": null,
         *       "revoked_at": null,
         *       "former_expires_at": null
         *     }
         */
        ApiKey: {
            /** @description The key's id, `key_…`. */
            id: string;
            /** @description What people call the key. */
            name: string;
            /** @description False for a test key. */
            livemode: boolean;
            /** @description What the key may do: `<resource>:read` and `<resource>:write`, which does not include reading; null is everything, and what will be added to the API too. */
            scopes: ("agents:read" | "agents:write" | "conversations:read" | "conversations:write" | "procedures:read" | "procedures:write" | "customers:read" | "customers:write" | "channels:read" | "channels:write" | "tools:read" | "tools:write" | "webhooks:read" | "webhooks:write" | "keys:read" | "keys:write" | "logs:read" | "logs:write" | "metrics:read" | "metrics:write")[] | null;
            /** @description How the key begins and ends, to tell it by. */
            hint: string;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /** @description When it was used last, to the minute; null when never. */
            last_used_at: string | null;
            /** @description When it was revoked; null while it works. */
            revoked_at: string | null;
            /** @description Until when what it was before its rotation works as well; null when only one works. */
            former_expires_at: string | null;
        };
        /**
         * @description What to change of an API key; absent fields stay as they are.
         * @example {
         *       "name": "Web shop, new site"
         *     }
         */
        ApiKeyChange: {
            /** @description What people call the key; absent leaves it. */
            name?: string;
            /** @description What the key may do: `<resource>:read` and `<resource>:write`, which does not include reading; null is everything, and what will be added to the API too. No more than the calling key may; absent leaves them. */
            scopes?: ("agents:read" | "agents:write" | "conversations:read" | "conversations:write" | "procedures:read" | "procedures:write" | "customers:read" | "customers:write" | "channels:read" | "channels:write" | "tools:read" | "tools:write" | "webhooks:read" | "webhooks:write" | "keys:read" | "keys:write" | "logs:read" | "logs:write" | "metrics:read" | "metrics:write")[] | null;
        };
        /**
         * @description A conversation's channel: where to talk and where to read along.
         * @example {
         *       "type": "chat_realtime",
         *       "token": "ot_Jx1c9oVb0mB2n3Q4r5S6t7U8v9W0x1Y2z3A4b5C6d7E",
         *       "session_url": "wss://operator.example.com/conversations/conv_3fTz9Wb1RcA/session",
         *       "events_url": "https://operator.example.com/conversations/conv_3fTz9Wb1RcA/events"
         *     }
         */
        Channel: {
            /**
             * @description The channel's type.
             * @enum {string}
             */
            type: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
            /** @description The conversation's ephemeral token; null once it has expired, and for a key without `conversations:write`. */
            token: string | null;
            /** @description Where to open the session; add `?token=`. Absent where a carrier brings the user's words. */
            session_url?: string;
            /** @description Where to read the events; add `?token=`. */
            events_url: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What a client sends over the session. */
        ClientEvent: {
            /** @description Chosen by the client. A message sent twice under one id, say after a reconnect, is taken once. */
            id?: string;
            /** @description What is to be done. */
            payload: components["schemas"]["ConversationStart"] | components["schemas"]["UserMessageSend"] | components["schemas"]["ConversationContextUpdate"] | components["schemas"]["ConversationEnd"] | components["schemas"]["ToolResultSend"];
        };
        /**
         * @description What the agent is to know: two reserved keys, the rest is free-form.
         * @example {
         *       "$customer": {
         *         "external_id": "4711",
         *         "name": "Kim"
         *       },
         *       "$variables": {
         *         "shop": "Clip & Comb"
         *       },
         *       "loyalty_card": "gold"
         *     }
         */
        Context: {
            /** @description Who the conversation is with; found or created by `external_id`, then `phone_no`, then `email`. */
            $customer?: ({
                /** @description The customer's name; null when not known. */
                name?: string | null;
                /** @description Their telephone number, best in E.164 form; null when not known. */
                phone_no?: string | null;
                /** @description Their e-mail address; null when not known. */
                email?: string | null;
                /** @description Their id in your own system, by which they are found again first; null when not known. */
                external_id?: string | null;
                /** @description Their lead's id in Salesforce; null when not known. */
                salesforce_lead_id?: string | null;
                /** @description Their contact's id in Salesforce; null when not known. */
                salesforce_contact_id?: string | null;
                /** @description Their user id in Zendesk; null when not known. */
                zendesk_user_id?: string | null;
                /** @description The English name of the language they like best; null when not known. */
                preferred_language?: string | null;
                /** @description Their time zone by its IANA name, e.g. Europe/Zurich; null when not known. */
                time_zone?: string | null;
                /** @description Whatever else is known of the customer, in fields of your own. */
                extra?: {
                    [key: string]: unknown;
                } | null;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description Values of the prompt's variables by name; they win over values given flat at the top level. */
            $variables?: {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A conversation, whole.
         * @example {
         *       "id": "conv_3fTz9Wb1RcA",
         *       "agent_id": "ca_7Yd2Kp0QxLm@v0",
         *       "customer_id": "cus_2Bv8Xn5Ht1J",
         *       "channel_type": "chat_realtime",
         *       "livemode": true,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "started_at": "2025-06-19T09:30:01.250Z",
         *       "completed_at": "2025-06-19T09:31:33.650Z",
         *       "direction": "inbound",
         *       "status": "completed",
         *       "failure_reason": null,
         *       "custom_fields": {
         *         "intent": "booking"
         *       },
         *       "duration_sec": 92.4,
         *       "sentiment": null,
         *       "channel": {
         *         "type": "chat_realtime",
         *         "token": "ot_Jx1c9oVb0mB2n3Q4r5S6t7U8v9W0x1Y2z3A4b5C6d7E",
         *         "session_url": "wss://operator.example.com/conversations/conv_3fTz9Wb1RcA/session",
         *         "events_url": "https://operator.example.com/conversations/conv_3fTz9Wb1RcA/events"
         *       },
         *       "override_config": null,
         *       "summary": null
         *     }
         */
        Conversation: {
            /** @description The conversation's id, `conv_…`. */
            id: string;
            /** @description The agent's version that holds it, `ca_…@vN`. */
            agent_id: string;
            /** @description The customer's id, `cus_…`; null when nobody is known. */
            customer_id: string | null;
            /**
             * @description The channel's type.
             * @enum {string}
             */
            channel_type: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
            /** @description False for a test conversation. */
            livemode: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             */
            created_at: string;
            /** @description When the user was connected; null before. */
            started_at: string | null;
            /** @description When it ended; null before. */
            completed_at: string | null;
            /**
             * @description Who opened it, as the platform sees it.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";
            /** @description Why it failed; null when it did not. */
            failure_reason: {
                /** @description A stable name of the reason. */
                code: string;
                /** @description The reason in plain words. */
                message: string;
            } | null;
            /** @description What the agent noted in custom fields. */
            custom_fields: {
                [key: string]: unknown;
            };
            /** @description Seconds from start to end; null before the end. */
            duration_sec: number | null;
            /** @description The user's mood; null when not judged. */
            sentiment: ("positive" | "neutral" | "negative") | null;
            /** @description The channel. */
            channel: components["schemas"]["Channel"];
            /** @description What it changed of the agent's configuration. */
            override_config: {
                [key: string]: unknown;
            } | null;
            /** @description What was said, in short; null when not written. */
            summary: string | null;
        };
        /**
         * @description One version of an agent, whole.
         * @example {
         *       "id": "ca_7Yd2Kp0QxLm",
         *       "version_id": "ca_7Yd2Kp0QxLm@v0",
         *       "name": "Appointments",
         *       "description": "Books and cancels appointments.",
         *       "version_status": "released",
         *       "is_released": true,
         *       "config": {
         *         "personas": [
         *           {
         *             "name": "Robin",
         *             "language": null,
         *             "voice": {
         *               "provider": "operator",
         *               "id": "Female 1"
         *             }
         *           }
         *         ],
         *         "voice": {
         *           "ambient_sound": null,
         *           "busy_sound": null,
         *           "boosted_keywords": []
         *         },
         *         "runtime": {
         *           "model": "openai/gpt-4o",
         *           "fallback_models": [],
         *           "prompt": {
         *             "type": "fixed",
         *             "text": "You take appointments for $shop. Greet the customer and ask how you can help."
         *           },
         *           "variables": [
         *             {
         *               "name": "shop",
         *               "description": null,
         *               "default_value": "Clip & Comb",
         *               "is_personal": false
         *             }
         *           ],
         *           "speaks_first": null
         *         },
         *         "tool": {
         *           "tools": [
         *             {
         *               "ns": "syscall",
         *               "name": "end_conversation"
         *             }
         *           ],
         *           "transfers": []
         *         },
         *         "language": {
         *           "default_language": "English",
         *           "supported_languages": []
         *         },
         *         "channel": {
         *           "is_voicemail_enabled": true,
         *           "idle_time_sec": 86400,
         *           "quiet_time_ms": null,
         *           "contact_hours": null
         *         },
         *         "memory": {
         *           "is_enabled": true
         *         },
         *         "summary": {
         *           "is_enabled": true,
         *           "agent_id": null
         *         }
         *       },
         *       "postprocess_agents": []
         *     }
         */
        ConversationalAgent: {
            /** @description The agent's id, `ca_…`. */
            id: string;
            /** @description The version's id, `ca_…@vN`. */
            version_id: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
            /** @description Whether this version is the released one; `version_status` says more. */
            is_released: boolean;
            /** @description The full configuration, with every default and every field of yours. */
            config: components["schemas"]["AgentConfig"];
            /** @description Procedural agents that run after each conversation, `pa_…` or `pa_…@vN`. */
            postprocess_agents: string[];
        };
        /**
         * @description What to change of an agent; absent and null fields stay as they are.
         * @example {
         *       "description": "Books, moves and cancels appointments."
         *     }
         */
        ConversationalAgentChange: {
            /** @description The agent's name, for people; null leaves it as it is. */
            name?: string | null;
            /** @description What the agent is for; null leaves it as it is. */
            description?: string | null;
            /** @description The full configuration; null leaves it as it is. */
            config?: components["schemas"]["AgentConfigInput"] | null;
            /** @description Procedural agents that run after each conversation, `pa_…` or `pa_…@vN`. Null leaves them as they are. */
            postprocess_agents?: string[] | null;
        };
        /**
         * @description An agent as lists show it: its latest version.
         * @example {
         *       "id": "ca_7Yd2Kp0QxLm",
         *       "version_id": "ca_7Yd2Kp0QxLm@v0",
         *       "name": "Appointments",
         *       "description": "Books and cancels appointments.",
         *       "version_status": "released",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ConversationalAgentItem: {
            /** @description The agent's id, `ca_…`. */
            id: string;
            /** @description The version's id, `ca_…@vN`. */
            version_id: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
            /**
             * Format: date-time
             * @description When it was created, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description One entry of an agent's history.
         * @example {
         *       "version_id": "ca_7Yd2Kp0QxLm@v0",
         *       "name": "Appointments",
         *       "description": "Books and cancels appointments.",
         *       "version_status": "released",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ConversationalAgentVersion: {
            /** @description The version's id, `ca_…@vN`. */
            version_id: string;
            /**
             * Format: date-time
             * @description When it was created, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
        };
        /**
         * @description Which version a change ended in.
         * @example {
         *       "id": "ca_7Yd2Kp0QxLm",
         *       "version_id": "ca_7Yd2Kp0QxLm@v0"
         *     }
         */
        ConversationalAgentVersionId: {
            /** @description The agent's id, `ca_…`. */
            id: string;
            /** @description The version's id, `ca_…@vN`. */
            version_id: string;
            /** @description Fields that were not understood; absent when there are none. */
            warnings?: components["schemas"]["Warning"][];
        };
        /** @description More context, as the REST call takes it. */
        ConversationContextUpdate: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.context.update";
            /** @description What to add to the context, merged key by key. */
            context: {
                [key: string]: unknown;
            };
        };
        /** @description The agent has taken new context. */
        ConversationContextUpdated: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.context.updated";
            /** @description The whole context after the change. */
            context: {
                [key: string]: unknown;
            };
        };
        /** @description Custom fields were set. */
        ConversationCustomFieldsUpdated: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.custom_fields.updated";
            /** @description All custom fields after the change. */
            custom_fields: {
                [key: string]: unknown;
            };
            /** @description The names of the fields that changed. */
            changed: string[];
        };
        /** @description End the conversation. */
        ConversationEnd: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.end";
        };
        /** @description The conversation is over; the last event of every log. */
        ConversationEnded: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.ended";
            /**
             * @description The conversation's final status.
             * @enum {string}
             */
            status: "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";
            /**
             * @description What ended it: `idle` after the agent's idle time without a message, `superseded` by another conversation over the same two addresses, `failed` when it could not go on.
             * @enum {string}
             */
            reason: "client_ended" | "agent_ended" | "client_disconnected" | "never_joined" | "deleted" | "idle" | "superseded" | "failed";
            /** @description Seconds from start to end; 0 when it never started. */
            duration_sec: number;
        };
        /**
         * @description A conversation as lists show it.
         * @example {
         *       "id": "conv_3fTz9Wb1RcA",
         *       "agent_id": "ca_7Yd2Kp0QxLm@v0",
         *       "customer_id": "cus_2Bv8Xn5Ht1J",
         *       "channel_type": "chat_realtime",
         *       "livemode": true,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "started_at": "2025-06-19T09:30:01.250Z",
         *       "completed_at": "2025-06-19T09:31:33.650Z",
         *       "direction": "inbound",
         *       "status": "completed",
         *       "failure_reason": null,
         *       "custom_fields": {
         *         "intent": "booking"
         *       },
         *       "duration_sec": 92.4,
         *       "sentiment": null
         *     }
         */
        ConversationItem: {
            /** @description The conversation's id, `conv_…`. */
            id: string;
            /** @description The agent's version that holds it, `ca_…@vN`. */
            agent_id: string;
            /** @description The customer's id, `cus_…`; null when nobody is known. */
            customer_id: string | null;
            /**
             * @description The channel's type.
             * @enum {string}
             */
            channel_type: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
            /** @description False for a test conversation. */
            livemode: boolean;
            /**
             * Format: date-time
             * @description When it was created.
             */
            created_at: string;
            /** @description When the user was connected; null before. */
            started_at: string | null;
            /** @description When it ended; null before. */
            completed_at: string | null;
            /**
             * @description Who opened it, as the platform sees it.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";
            /** @description Why it failed; null when it did not. */
            failure_reason: {
                /** @description A stable name of the reason. */
                code: string;
                /** @description The reason in plain words. */
                message: string;
            } | null;
            /** @description What the agent noted in custom fields. */
            custom_fields: {
                [key: string]: unknown;
            };
            /** @description Seconds from start to end; null before the end. */
            duration_sec: number | null;
            /** @description The user's mood; null when not judged. */
            sentiment: ("positive" | "neutral" | "negative") | null;
        };
        /** @description A follow-up is due, and the agent sees to it. */
        ConversationReminderDue: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.reminder.due";
            /** @description The follow-up's id, `fup_…`. */
            reminder_id: string;
            /** @description What is to be done. */
            note: string;
        };
        /** @description The conversation exists; the first event of every log. */
        ConversationSetup: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.setup";
            /** @description The channel and the numbers or addresses that apply. */
            channel: {
                /**
                 * @description The channel's type.
                 * @enum {string}
                 */
                type: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
            } & {
                [key: string]: unknown;
            };
            /**
             * @description Who opened it, as the platform sees it.
             * @enum {string}
             */
            direction: "inbound" | "outbound";
        };
        /** @description Begin; the agent speaks first if its prompt has it greet. */
        ConversationStart: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.start";
        };
        /** @description The user is connected. */
        ConversationStarted: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "conversation.started";
        };
        /**
         * @description A conversation that was just created.
         * @example {
         *       "id": "conv_3fTz9Wb1RcA",
         *       "channel": {
         *         "type": "chat_realtime",
         *         "token": "ot_Jx1c9oVb0mB2n3Q4r5S6t7U8v9W0x1Y2z3A4b5C6d7E",
         *         "session_url": "wss://operator.example.com/conversations/conv_3fTz9Wb1RcA/session",
         *         "events_url": "https://operator.example.com/conversations/conv_3fTz9Wb1RcA/events"
         *       }
         *     }
         */
        CreatedConversation: {
            /** @description The conversation's id, `conv_…`. */
            id: string;
            /** @description The channel, with the token that opens the conversation. */
            channel: components["schemas"]["Channel"];
            /** @description Fields that were not understood; absent when there are none. */
            warnings?: components["schemas"]["Warning"][];
        };
        /**
         * @description A webhook endpoint that was just made, with its signing key.
         * @example {
         *       "id": "whe_6Tn1Qx8Lp0V",
         *       "url": "https://hooks.example.com/operator",
         *       "description": "Our CRM.",
         *       "types": [
         *         "conversation.setup",
         *         "conversation.ended",
         *         "conversation.custom_fields.updated"
         *       ],
         *       "is_enabled": true,
         *       "livemode": null,
         *       "created_at": "2025-06-18T16:00:00.000Z",
         *       "updated_at": "2025-06-18T16:00:00.000Z",
         *       "signing_key": {
         *         "current": {
         *           "key": "op_sign_EXAMPLEexampleEXAMPLEexample0000",
         *           "standard_webhooks_secret": "whsec_b3Bfc2lnbl9FWEFNUExFZXhhbXBsZUVYQU1QTEVleGFtcGxlMDAwMA=="
         *         },
         *         "next": null,
         *         "switches_at": null
         *       }
         *     }
         */
        CreatedWebhookEndpoint: {
            /** @description The endpoint's id, `whe_…`. */
            id: string;
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url: string;
            /** @description What it is for, for people. */
            description: string;
            /** @description The types of events it is sent. `conversation.setup` is asked, and its answer used. */
            types: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /** @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits. */
            is_enabled: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. */
            livemode: boolean | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed.
             */
            updated_at: string;
            /** @description What signs its requests; also to be had later. */
            signing_key: components["schemas"]["WebhookSigningKey"];
        };
        /**
         * @description A customer, whole.
         * @example {
         *       "id": "cus_2Bv8Xn5Ht1J",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z",
         *       "organization_id": "org_5e81c0d27fa",
         *       "phone_no": "+14155550123",
         *       "email": "kim@example.com",
         *       "name": "Kim",
         *       "external_id": "4711",
         *       "zendesk_user_id": null,
         *       "salesforce_lead_id": null,
         *       "salesforce_contact_id": null,
         *       "preferred_language": "English",
         *       "extra": {
         *         "plan": "gold"
         *       },
         *       "time_zone": "America/New_York",
         *       "livemode": true,
         *       "conversation_count": 3,
         *       "last_conversation_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        Customer: {
            /** @description The customer's id, `cus_…`. */
            id: string;
            /**
             * Format: date-time
             * @description When the platform first knew of them, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When something was last learnt of them, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description The installation's own id, `org_…`: the same for all customers. */
            organization_id: string;
            /** @description Their telephone number, in E.164 form where that could be told; null when not known. */
            phone_no: string | null;
            /** @description Their e-mail address; null when not known. */
            email: string | null;
            /** @description Their name; null when not known. */
            name: string | null;
            /** @description Their id in your own system; null when not known. */
            external_id: string | null;
            /** @description Their user id in Zendesk; null when not known. */
            zendesk_user_id: string | null;
            /** @description Their lead's id in Salesforce; null when not known. */
            salesforce_lead_id: string | null;
            /** @description Their contact's id in Salesforce; null when not known. */
            salesforce_contact_id: string | null;
            /** @description The English name of the language they like best; null when not known. */
            preferred_language: string | null;
            /** @description Whatever else is known of them, in fields of your own; null for nothing. */
            extra: {
                [key: string]: unknown;
            } | null;
            /** @description Their time zone by its IANA name; null when not known. */
            time_zone: string | null;
            /** @description False for a customer of test mode. */
            livemode: boolean;
            /** @description How many conversations there are with them. */
            conversation_count: number;
            /** @description When the latest of them was created, ISO 8601 in UTC; null without any. */
            last_conversation_at: string | null;
        };
        /**
         * @description What is to be known of a customer from now on: what is left out stays, `null` forgets.
         * @example {
         *       "preferred_language": "German",
         *       "email": null
         *     }
         */
        CustomerChange: {
            /** @description Their telephone number, kept in E.164 form where that can be told. */
            phone_no?: string | null;
            /** @description Their e-mail address, kept as it is written. */
            email?: string | null;
            /** @description Their name. */
            name?: string | null;
            /** @description Their id in your own system; no two have the same. */
            external_id?: string | null;
            /** @description Their user id in Zendesk. */
            zendesk_user_id?: string | null;
            /** @description Their lead's id in Salesforce. */
            salesforce_lead_id?: string | null;
            /** @description Their contact's id in Salesforce. */
            salesforce_contact_id?: string | null;
            /** @description The English name of the language they like best. */
            preferred_language?: string | null;
            /** @description Their time zone by its IANA name, e.g. Europe/Zurich. */
            time_zone?: string | null;
            /** @description Whatever else is known of them, in fields of your own. */
            extra?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * @description A customer as lists show it.
         * @example {
         *       "id": "cus_2Bv8Xn5Ht1J",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z",
         *       "organization_id": "org_5e81c0d27fa",
         *       "phone_no": "+14155550123",
         *       "email": "kim@example.com",
         *       "name": "Kim",
         *       "external_id": "4711",
         *       "zendesk_user_id": null,
         *       "salesforce_lead_id": null,
         *       "salesforce_contact_id": null,
         *       "preferred_language": "English",
         *       "extra": {
         *         "plan": "gold"
         *       },
         *       "time_zone": "America/New_York",
         *       "livemode": true
         *     }
         */
        CustomerItem: {
            /** @description The customer's id, `cus_…`. */
            id: string;
            /**
             * Format: date-time
             * @description When the platform first knew of them, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When something was last learnt of them, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description The installation's own id, `org_…`: the same for all customers. */
            organization_id: string;
            /** @description Their telephone number, in E.164 form where that could be told; null when not known. */
            phone_no: string | null;
            /** @description Their e-mail address; null when not known. */
            email: string | null;
            /** @description Their name; null when not known. */
            name: string | null;
            /** @description Their id in your own system; null when not known. */
            external_id: string | null;
            /** @description Their user id in Zendesk; null when not known. */
            zendesk_user_id: string | null;
            /** @description Their lead's id in Salesforce; null when not known. */
            salesforce_lead_id: string | null;
            /** @description Their contact's id in Salesforce; null when not known. */
            salesforce_contact_id: string | null;
            /** @description The English name of the language they like best; null when not known. */
            preferred_language: string | null;
            /** @description Whatever else is known of them, in fields of your own; null for nothing. */
            extra: {
                [key: string]: unknown;
            } | null;
            /** @description Their time zone by its IANA name; null when not known. */
            time_zone: string | null;
            /** @description False for a customer of test mode. */
            livemode: boolean;
        };
        /**
         * @description Who is merged into a customer.
         * @example {
         *       "from": "cus_9Lq3Wd7Kz0M"
         *     }
         */
        CustomerMerge: {
            /** @description The customer who turned out to be this one, `cus_…`. */
            from: string;
        };
        /**
         * @description A customer that was deleted, and what went with them.
         * @example {
         *       "id": "cus_2Bv8Xn5Ht1J",
         *       "deleted": true,
         *       "removed": {
         *         "conversations": 3,
         *         "events": 64,
         *         "tool_calls": 2,
         *         "procedures": 0,
         *         "procedure_events": 0,
         *         "follow_ups": 0,
         *         "messages": 5,
         *         "webhook_deliveries": 0,
         *         "webhook_attempts": 0,
         *         "activities": 31,
         *         "idempotency_answers": 0,
         *         "merged_customers": 0
         *       }
         *     }
         */
        DeletedCustomer: {
            /** @description The customer that was deleted. */
            id: string;
            /**
             * @description Always true.
             * @constant
             */
            deleted: true;
            /** @description How many there were of what was removed, by kind. */
            removed: {
                /** @description Conversations of any status. */
                conversations: number;
                /** @description Entries of their logs: what was said and done. */
                events: number;
                /** @description Entries of the ledger of tool calls. */
                tool_calls: number;
                /** @description Runs of procedural agents over the conversations. */
                procedures: number;
                /** @description Entries of the logs of those runs. */
                procedure_events: number;
                /** @description Follow-ups, those to come included. */
                follow_ups: number;
                /** @description Text messages and mails, those that came to no conversation included. */
                messages: number;
                /** @description What webhook endpoints were sent, or were to be sent, of the conversations. */
                webhook_deliveries: number;
                /** @description Attempts to send it. */
                webhook_attempts: number;
                /** @description Lines of the log of activities that are about the conversations. */
                activities: number;
                /** @description Answers kept for idempotency keys that name the customer or the conversations. */
                idempotency_answers: number;
                /** @description Former customers that were merged into this one. */
                merged_customers: number;
            };
        };
        /**
         * @description The answer to a request that is refused.
         * @example {
         *       "error": {
         *         "type": "invalid_request",
         *         "code": "missing_field",
         *         "message": "config.runtime.prompt.text is required.",
         *         "param": "config.runtime.prompt.text",
         *         "request_id": "req_5Nq8Vd2Xw0K"
         *       }
         *     }
         */
        Error: {
            /** @description What went wrong. */
            error: {
                /**
                 * @description The class of the refusal; each has its HTTP status.
                 * @enum {string}
                 */
                type: "invalid_request" | "authentication" | "permission" | "not_found" | "conflict" | "too_large" | "rate_limited" | "internal" | "unavailable";
                /** @description A stable name of what is wrong, e.g. `missing_field`; there may be new ones. */
                code: string;
                /** @description What is wrong and what to do, in a sentence for people. */
                message: string;
                /** @description The place in the request, e.g. `config.runtime.prompt.text`; or null. */
                param: string | null;
                /** @description All wrong places, when there are several. */
                details?: {
                    /** @description The place in the request. */
                    param: string;
                    /** @description What is wrong there. */
                    message: string;
                }[];
                /** @description Names this request in the logs; also in `X-Request-Id`. */
                request_id: string;
            };
        };
        /**
         * @description Something that an agent comes back to at a later time.
         * @example {
         *       "id": "fup_9Hs3Kd6Vq2W",
         *       "livemode": true,
         *       "agent_id": "ca_7Yd2Kp0QxLm",
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "customer_id": "cus_2Bv8Xn5Ht1J",
         *       "due_at": "2025-06-20T07:00:00.000Z",
         *       "note": "Ask whether the appointment on Friday still suits.",
         *       "channel": "same",
         *       "status": "pending",
         *       "call_id": "call_8Yt2Lm5Qx0P",
         *       "done_in": null,
         *       "error": null,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "settled_at": null
         *     }
         */
        FollowUp: {
            /** @description The follow-up's id, `fup_…`. */
            id: string;
            /** @description False for one of test mode. */
            livemode: boolean;
            /** @description Who sees to it: `ca_…` for the version that is released then, or `ca_…@vN`. */
            agent_id: string;
            /** @description The conversation that it follows up; null without one. */
            conversation_id: string | null;
            /** @description The customer that it follows up; null when nobody is known. */
            customer_id: string | null;
            /**
             * Format: date-time
             * @description When it is seen to, within the agent's contact hours.
             */
            due_at: string;
            /** @description What the agent is to come back to, in words. It is shown to the agent as data. */
            note: string;
            /**
             * @description Over what: `same` is the conversation itself while it is open and sleeps between messages, else its channel, else any on which the customer can be reached: a text message before a mail.
             * @enum {string}
             */
            channel: "same" | "chat_async" | "sms" | "email";
            /**
             * @description Where it stands.
             * @enum {string}
             */
            status: "pending" | "done" | "cancelled" | "failed";
            /** @description The tool call that ordered it, `call_…`; null when the API did. */
            call_id: string | null;
            /** @description The conversation in which it was seen to; null before, and without one. */
            done_in: string | null;
            /** @description Why it could not be seen to; null when nothing is wrong. */
            error: {
                /** @description A stable name of the reason. */
                code: string;
                /** @description The reason in plain words. */
                message: string;
            } | null;
            /**
             * Format: date-time
             * @description When it was ordered.
             */
            created_at: string;
            /** @description When it was done, cancelled or given up; null while it is pending. */
            settled_at: string | null;
        };
        /**
         * @description The last time of a schedule, and what came of it.
         * @example {
         *       "scheduled_for": "2025-06-19T07:00:00.000Z",
         *       "procedure_id": "trun_8Fm3Jx6Vb1K",
         *       "error": null
         *     }
         */
        LastScheduledRun: {
            /**
             * Format: date-time
             * @description The time that had come.
             */
            scheduled_for: string;
            /** @description The run, `trun_…`; null when none could be ordered. */
            procedure_id: string | null;
            /** @description Why no run could be ordered; null when one was. */
            error: {
                /** @description A stable name of the fault, e.g. `not_released` or `not_found`. */
                code: string;
                /** @description What stood in the way, and what can be done. */
                message: string;
            } | null;
        };
        /**
         * @description An address at which an agent answers mails.
         * @example {
         *       "id": "mbx_4Qz8Lw1Nc7T",
         *       "address": "help@example.com",
         *       "name": "Clip & Comb",
         *       "agent_id": "ca_7Yd2Kp0QxLm",
         *       "livemode": true,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        Mailbox: {
            /** @description The mailbox's id, `mbx_…`. */
            id: string;
            /** @description The address at which mails come, as it is compared. */
            address: string;
            /** @description What stands before the address in the From of its mails; null takes the name of the agent's persona. */
            name: string | null;
            /** @description The agent that answers: `ca_…`, whichever version is released when a mail comes, or `ca_…@vN`. */
            agent_id: string;
            /** @description Whether its conversations are live. */
            livemode: boolean;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description What is to change of a mailbox; absent fields stay as they are.
         * @example {
         *       "name": "Clip & Comb, Main Street"
         *     }
         */
        MailboxChange: {
            /** @description The agent that answers: `ca_…`, whichever version is released when a mail comes, or `ca_…@vN`. */
            agent_id?: string;
            /** @description What stands before the address in the From of its mails; null takes the name of the agent's persona. */
            name?: string | null;
        };
        /**
         * @description An MCP server.
         * @example {
         *       "id": "mcp_6Rt2Wq9Zk4D",
         *       "name": "crm",
         *       "transport": {
         *         "type": "http",
         *         "url": "https://crm.example.com/mcp",
         *         "headers": {
         *           "Authorization": null
         *         }
         *       },
         *       "time_limit_sec": 15,
         *       "is_enabled": true,
         *       "status": "ready",
         *       "error": null,
         *       "server_info": {
         *         "name": "crm-mcp",
         *         "version": "2.4.0",
         *         "protocol_version": "2025-06-18"
         *       },
         *       "problems": [
         *         {
         *           "tool": "export_all",
         *           "message": "It can only be run as a task of the protocol, which is not spoken here."
         *         }
         *       ],
         *       "tool_count": 1,
         *       "checked_at": "2025-06-19T09:30:00.000Z",
         *       "synced_at": "2025-06-19T09:30:00.000Z",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        McpServer: {
            /** @description The server's id, `mcp_…`. */
            id: string;
            /** @description The server's unique name; its tools are enabled as `name/tool`. */
            name: string;
            /** @description How it is reached, without the values of secrets. */
            transport: components["schemas"]["McpTransport"];
            /** @description How long a turn waits for the answer of one of its tools, in seconds. */
            time_limit_sec: number;
            /** @description Whether it is connected to, and its tools can be called. */
            is_enabled: boolean;
            /**
             * @description `ready`: it answered when it was asked last. `unreachable`: it did not, and is tried again. `pending`: it was not asked yet. `disabled`: it is switched off.
             * @enum {string}
             */
            status: "pending" | "ready" | "unreachable" | "disabled";
            /** @description Why it is unreachable, in a sentence for people. */
            error: string | null;
            /** @description What it says of itself; null when it never answered. */
            server_info: {
                /** @description What it calls itself. */
                name: string;
                /** @description Its version, in its own words. */
                version: string;
                /** @description The revision of MCP that is spoken with it. */
                protocol_version: string;
            } | null;
            /** @description What of its tools cannot be used; at most 50 entries. */
            problems: {
                /** @description The tool that it concerns; null when it has no name, or it concerns no single one. */
                tool: string | null;
                /** @description What was left out, and why. */
                message: string;
            }[];
            /** @description How many of its tools can be used. */
            tool_count: number;
            /** @description When it was asked for its tools last, ISO 8601 in UTC. */
            checked_at: string | null;
            /** @description When it last answered that, ISO 8601 in UTC. */
            synced_at: string | null;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description What to change of an MCP server; what is absent stays as it is.
         * @example {
         *       "is_enabled": false
         *     }
         */
        McpServerChange: {
            /** @description The server's unique name; its tools are enabled as `name/tool`. */
            name?: string;
            /** @description How it is reached, whole. */
            transport?: components["schemas"]["NewMcpTransport"];
            /** @description How long a turn waits for the answer of one of its tools, in seconds. */
            time_limit_sec?: number;
            /** @description Whether it is connected to, and its tools can be called. */
            is_enabled?: boolean;
            /** @description Ignored: it may be sent back as it was read. */
            id?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            status?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            error?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            server_info?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            problems?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            tool_count?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            tools?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            checked_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            synced_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            created_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description An MCP server as it is to be from now on; what is left out gets its default.
         * @example {
         *       "name": "crm",
         *       "transport": {
         *         "type": "http",
         *         "url": "https://crm.example.com/mcp",
         *         "headers": {
         *           "Authorization": null
         *         }
         *       },
         *       "time_limit_sec": 30
         *     }
         */
        McpServerReplacement: {
            /** @description The server's unique name; its tools are enabled as `name/tool`. */
            name: string;
            /** @description How it is reached. */
            transport: components["schemas"]["NewMcpTransport"];
            /**
             * @description How long a turn waits for the answer of one of its tools, in seconds.
             * @default 15
             */
            time_limit_sec?: number;
            /**
             * @description Whether it is connected to, and its tools can be called.
             * @default true
             */
            is_enabled?: boolean;
            /** @description Ignored: it may be sent back as it was read. */
            id?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            status?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            error?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            server_info?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            problems?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            tool_count?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            tools?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            checked_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            synced_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            created_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description An MCP server with its tools.
         * @example {
         *       "id": "mcp_6Rt2Wq9Zk4D",
         *       "name": "crm",
         *       "transport": {
         *         "type": "http",
         *         "url": "https://crm.example.com/mcp",
         *         "headers": {
         *           "Authorization": null
         *         }
         *       },
         *       "time_limit_sec": 15,
         *       "is_enabled": true,
         *       "status": "ready",
         *       "error": null,
         *       "server_info": {
         *         "name": "crm-mcp",
         *         "version": "2.4.0",
         *         "protocol_version": "2025-06-18"
         *       },
         *       "problems": [
         *         {
         *           "tool": "export_all",
         *           "message": "It can only be run as a task of the protocol, which is not spoken here."
         *         }
         *       ],
         *       "tool_count": 1,
         *       "checked_at": "2025-06-19T09:30:00.000Z",
         *       "synced_at": "2025-06-19T09:30:00.000Z",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z",
         *       "tools": [
         *         {
         *           "name": "find_customer",
         *           "full_name": "crm/find_customer",
         *           "description": "Finds a customer by phone number or e-mail address.",
         *           "input_schema": {
         *             "type": "object",
         *             "properties": {
         *               "phone_no": {
         *                 "type": "string"
         *               },
         *               "email": {
         *                 "type": "string",
         *                 "format": "email"
         *               }
         *             }
         *           },
         *           "output_schema": null,
         *           "annotations": {
         *             "title": "Find customer",
         *             "read_only": true,
         *             "destructive": null,
         *             "idempotent": null,
         *             "open_world": false
         *           },
         *           "time_limit_sec": null,
         *           "runs_in_background": false,
         *           "on_interrupt": "finish",
         *           "is_available": true,
         *           "used_by": [
         *             {
         *               "id": "ca_7Yd2Kp0QxLm",
         *               "name": "Appointments",
         *               "version_id": "ca_7Yd2Kp0QxLm@v0"
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        McpServerWithTools: {
            /** @description The server's id, `mcp_…`. */
            id: string;
            /** @description The server's unique name; its tools are enabled as `name/tool`. */
            name: string;
            /** @description How it is reached, without the values of secrets. */
            transport: components["schemas"]["McpTransport"];
            /** @description How long a turn waits for the answer of one of its tools, in seconds. */
            time_limit_sec: number;
            /** @description Whether it is connected to, and its tools can be called. */
            is_enabled: boolean;
            /**
             * @description `ready`: it answered when it was asked last. `unreachable`: it did not, and is tried again. `pending`: it was not asked yet. `disabled`: it is switched off.
             * @enum {string}
             */
            status: "pending" | "ready" | "unreachable" | "disabled";
            /** @description Why it is unreachable, in a sentence for people. */
            error: string | null;
            /** @description What it says of itself; null when it never answered. */
            server_info: {
                /** @description What it calls itself. */
                name: string;
                /** @description Its version, in its own words. */
                version: string;
                /** @description The revision of MCP that is spoken with it. */
                protocol_version: string;
            } | null;
            /** @description What of its tools cannot be used; at most 50 entries. */
            problems: {
                /** @description The tool that it concerns; null when it has no name, or it concerns no single one. */
                tool: string | null;
                /** @description What was left out, and why. */
                message: string;
            }[];
            /** @description How many of its tools can be used. */
            tool_count: number;
            /** @description When it was asked for its tools last, ISO 8601 in UTC. */
            checked_at: string | null;
            /** @description When it last answered that, ISO 8601 in UTC. */
            synced_at: string | null;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description Its tools, in alphabetical order. */
            tools: components["schemas"]["McpTool"][];
        };
        /**
         * @description What a synchronisation found.
         * @example {
         *       "status": "ready",
         *       "error": null,
         *       "added": [
         *         "find_customer"
         *       ],
         *       "changed": [],
         *       "removed": [],
         *       "problems": []
         *     }
         */
        McpSync: {
            /**
             * @description Where the server stands now.
             * @enum {string}
             */
            status: "pending" | "ready" | "unreachable" | "disabled";
            /** @description Why it is unreachable; its tools then stay as they were. */
            error: string | null;
            /** @description The tools that are new, or back. */
            added: string[];
            /** @description The tools whose description, schemas or annotations changed. */
            changed: string[];
            /** @description The tools that are gone. */
            removed: string[];
            /** @description What of its tools cannot be used. */
            problems: {
                /** @description The tool that it concerns; null when it has no name, or it concerns no single one. */
                tool: string | null;
                /** @description What was left out, and why. */
                message: string;
            }[];
        };
        /**
         * @description A tool of an MCP server.
         * @example {
         *       "name": "find_customer",
         *       "full_name": "crm/find_customer",
         *       "description": "Finds a customer by phone number or e-mail address.",
         *       "input_schema": {
         *         "type": "object",
         *         "properties": {
         *           "phone_no": {
         *             "type": "string"
         *           },
         *           "email": {
         *             "type": "string",
         *             "format": "email"
         *           }
         *         }
         *       },
         *       "output_schema": null,
         *       "annotations": {
         *         "title": "Find customer",
         *         "read_only": true,
         *         "destructive": null,
         *         "idempotent": null,
         *         "open_world": false
         *       },
         *       "time_limit_sec": null,
         *       "runs_in_background": false,
         *       "on_interrupt": "finish",
         *       "is_available": true,
         *       "used_by": [
         *         {
         *           "id": "ca_7Yd2Kp0QxLm",
         *           "name": "Appointments",
         *           "version_id": "ca_7Yd2Kp0QxLm@v0"
         *         }
         *       ]
         *     }
         */
        McpTool: {
            /** @description The server's own name of it. */
            name: string;
            /** @description The name by which agents enable it, `server/tool`. */
            full_name: string;
            /** @description What the server says that it does; the model reads it. */
            description: string;
            /** @description JSON Schema of the arguments, checked before a call. */
            input_schema: {
                [key: string]: unknown;
            };
            /** @description JSON Schema of the result, or null. */
            output_schema: {
                [key: string]: unknown;
            } | null;
            /** @description What the server says of its nature; nothing proves that it is true. */
            annotations: {
                /** @description What people call it. */
                title: string | null;
                /** @description Whether it changes nothing, so that a call without an answer has simply failed. Null when it does not say. */
                read_only: boolean | null;
                /** @description Whether it may destroy something. Null when it does not say. */
                destructive: boolean | null;
                /** @description Whether calling it again with the same arguments changes nothing more. Null when it does not say. */
                idempotent: boolean | null;
                /** @description Whether it reaches beyond a closed domain, as a web search does. Null when it does not say. */
                open_world: boolean | null;
            };
            /** @description How long a turn waits for an answer, in seconds; null takes the server's limit. */
            time_limit_sec: number | null;
            /** @description Whether the agent goes on talking while it runs, and is told of the answer when it is there. */
            runs_in_background: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @enum {string}
             */
            on_interrupt: "finish" | "cancel";
            /** @description False when the server no longer has it, and an agent still names it. */
            is_available: boolean;
            /** @description The agents whose released or draft version enables the tool. */
            used_by: {
                /** @description The agent, `ca_…`. */
                id: string;
                /** @description The agent's name in that version. */
                name: string;
                /** @description The released or draft version that enables the tool, `ca_…@vN`. */
                version_id: string;
            }[];
        };
        /**
         * @description How a tool is to be used; what is absent stays as it is.
         * @example {
         *       "time_limit_sec": 30,
         *       "runs_in_background": true
         *     }
         */
        McpToolChange: {
            /** @description How long a turn waits for an answer, in seconds; null takes the server's limit. */
            time_limit_sec?: number | null;
            /** @description Whether the agent goes on talking while it runs, and is told of the answer when it is there. */
            runs_in_background?: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @enum {string}
             */
            on_interrupt?: "finish" | "cancel";
        };
        /**
         * @description How an MCP server is reached.
         * @example {
         *       "type": "http",
         *       "url": "https://crm.example.com/mcp",
         *       "headers": {
         *         "Authorization": null
         *       }
         *     }
         */
        McpTransport: {
            /**
             * @description Streamable HTTP.
             * @constant
             */
            type: "http";
            /** @description Where the server is reached; private addresses only as far as the installation allows them. Everybody who may read this sees it: put secrets in `headers`. */
            url: string;
            /** @description Headers of each request, by name. Every value is kept as a secret and shown as null. */
            headers: {
                [key: string]: null;
            };
        } | {
            /**
             * @description A program on the platform's machine.
             * @constant
             */
            type: "stdio";
            /** @description The program, spelt as the installation's `OPERATOR_MCP_PROGRAMS` allows it. */
            program: string;
            /** @description What the program is started with. Everybody who may read this sees it: put secrets in `environment`. */
            arguments: string[];
            /** @description Environment variables beside PATH and HOME, by name. Every value is kept as a secret and shown as null. */
            environment: {
                [key: string]: null;
            };
        };
        /**
         * @description What came of a merge.
         * @example {
         *       "customer": {
         *         "id": "cus_2Bv8Xn5Ht1J",
         *         "created_at": "2025-06-19T09:30:00.000Z",
         *         "updated_at": "2025-06-19T09:30:00.000Z",
         *         "organization_id": "org_5e81c0d27fa",
         *         "phone_no": "+14155550123",
         *         "email": "kim@example.com",
         *         "name": "Kim",
         *         "external_id": "4711",
         *         "zendesk_user_id": null,
         *         "salesforce_lead_id": null,
         *         "salesforce_contact_id": null,
         *         "preferred_language": "English",
         *         "extra": {
         *           "plan": "gold"
         *         },
         *         "time_zone": "America/New_York",
         *         "livemode": true,
         *         "conversation_count": 3,
         *         "last_conversation_at": "2025-06-19T09:30:00.000Z"
         *       },
         *       "moved": {
         *         "conversations": 1,
         *         "follow_ups": 0
         *       },
         *       "conflicts": [
         *         {
         *           "field": "name",
         *           "kept": "Kim",
         *           "dropped": "Kimberly"
         *         }
         *       ]
         *     }
         */
        MergedCustomers: {
            /** @description The one customer. */
            customer: components["schemas"]["Customer"];
            /** @description How many there were of what was moved. */
            moved: {
                /** @description Conversations. */
                conversations: number;
                /** @description Follow-ups. */
                follow_ups: number;
            };
            /** @description Where the two contradicted each other. */
            conflicts: {
                /** @description The field, `extra.plan` for one of your own. */
                field: string;
                /** @description What stays. */
                kept: unknown;
                /** @description What the merged one had there. */
                dropped: unknown;
            }[];
        };
        /**
         * @description An API key to be made.
         * @example {
         *       "name": "Web shop",
         *       "livemode": true,
         *       "scopes": [
         *         "conversations:write"
         *       ]
         *     }
         */
        NewApiKey: {
            /** @description What people call the key: who uses it, and what for. */
            name: string;
            /** @description False for a test key, which makes and sees test data only. */
            livemode: boolean;
            /** @description What the key may do: `<resource>:read` and `<resource>:write`, which does not include reading; null is everything, and what will be added to the API too. No more than the calling key may. */
            scopes?: ("agents:read" | "agents:write" | "conversations:read" | "conversations:write" | "procedures:read" | "procedures:write" | "customers:read" | "customers:write" | "channels:read" | "channels:write" | "tools:read" | "tools:write" | "webhooks:read" | "webhooks:write" | "keys:read" | "keys:write" | "logs:read" | "logs:write" | "metrics:read" | "metrics:write")[] | null;
        };
        /**
         * @description The channel on which the conversation is held.
         * @example {
         *       "type": "chat_realtime"
         *     }
         */
        NewChannel: {
            /**
             * @description A live chat over the session WebSocket.
             * @constant
             */
            type: "chat_realtime";
        } | {
            /**
             * @description A chat whose messages may lie days apart.
             * @constant
             */
            type: "chat_async";
        } | {
            /**
             * @description Voice in a browser or an app.
             * @constant
             */
            type: "voice_realtime";
        } | {
            /**
             * @description A telephone call.
             * @constant
             */
            type: "phone";
            /** @description The number to reach, in E.164 form. */
            callee_no: string;
            /**
             * @description The number to reach it from; null takes the installation's.
             * @default null
             */
            caller_no?: string | null;
            /**
             * @description Which calls are dialled first.
             * @default normal
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
        } | {
            /**
             * @description Text messages.
             * @constant
             */
            type: "sms";
            /** @description The number to reach, in E.164 form. */
            callee_no: string;
            /**
             * @description The number to reach it from; null takes the installation's.
             * @default null
             */
            caller_no?: string | null;
        } | {
            /**
             * @description E-mail.
             * @constant
             */
            type: "email";
            /**
             * Format: email
             * @description The address to write to.
             */
            to: string;
            /**
             * @description The address to write from; null takes the installation's.
             * @default null
             */
            from?: string | null;
            /**
             * @description The subject of the first mail.
             * @default null
             */
            subject?: string | null;
        };
        /**
         * @description A conversation to be created.
         * @example {
         *       "agent_id": "ca_7Yd2Kp0QxLm",
         *       "channel": {
         *         "type": "chat_realtime"
         *       },
         *       "context": {
         *         "$customer": {
         *           "name": "Kim",
         *           "email": "kim@example.com"
         *         },
         *         "$variables": {
         *           "shop": "Clip & Comb, Main Street"
         *         }
         *       }
         *     }
         */
        NewConversation: {
            /** @description `ca_…` means the released version, `ca_…@vN` pins that one, drafts included. */
            agent_id: string;
            /** @description The channel on which it is held. */
            channel: components["schemas"]["NewChannel"];
            /** @description False for a test conversation; true by default, false for test keys. */
            livemode?: boolean | null;
            /** @description Part of a configuration, merged over the agent's: objects key by key, lists replaced. */
            override_config?: {
                [key: string]: unknown;
            } | null;
            /** @description What the agent is to know. */
            context?: components["schemas"]["Context"] | null;
            /** @description The conversation, `conv_…`, that this one goes on with on its own channel: all that was said there is known. */
            continues?: string | null;
        };
        /**
         * @description A conversational agent to be made.
         * @example {
         *       "name": "Appointments",
         *       "description": "Books and cancels appointments.",
         *       "config": {
         *         "personas": [
         *           {
         *             "name": "Robin"
         *           }
         *         ],
         *         "runtime": {
         *           "model": "openai/gpt-4o",
         *           "prompt": {
         *             "type": "fixed",
         *             "text": "You take appointments for $shop. Greet the customer and ask how you can help."
         *           },
         *           "variables": [
         *             {
         *               "name": "shop",
         *               "default_value": "Clip & Comb"
         *             }
         *           ]
         *         },
         *         "tool": {
         *           "tools": [
         *             {
         *               "ns": "syscall",
         *               "name": "end_conversation"
         *             }
         *           ]
         *         }
         *       }
         *     }
         */
        NewConversationalAgent: {
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /** @description The full configuration; the smallest is a model and a prompt. */
            config: components["schemas"]["AgentConfigInput"];
            /**
             * @description Procedural agents that run after each conversation, `pa_…` or `pa_…@vN`. Null means none.
             * @default []
             */
            postprocess_agents?: string[] | null;
        };
        /**
         * @description A customer to be made.
         * @example {
         *       "name": "Kim",
         *       "phone_no": "+1 415 555 0123",
         *       "external_id": "4711"
         *     }
         */
        NewCustomer: {
            /** @description Their telephone number, kept in E.164 form where that can be told. */
            phone_no?: string | null;
            /** @description Their e-mail address, kept as it is written. */
            email?: string | null;
            /** @description Their name. */
            name?: string | null;
            /** @description Their id in your own system; no two have the same. */
            external_id?: string | null;
            /** @description Their user id in Zendesk. */
            zendesk_user_id?: string | null;
            /** @description Their lead's id in Salesforce. */
            salesforce_lead_id?: string | null;
            /** @description Their contact's id in Salesforce. */
            salesforce_contact_id?: string | null;
            /** @description The English name of the language they like best. */
            preferred_language?: string | null;
            /** @description Their time zone by its IANA name, e.g. Europe/Zurich. */
            time_zone?: string | null;
            /** @description Whatever else is known of them, in fields of your own. */
            extra?: {
                [key: string]: unknown;
            } | null;
            /** @description False for a customer of test mode; true by default, false for test keys. */
            livemode?: boolean | null;
        };
        /**
         * @description A follow-up to be ordered.
         * @example {
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "due_at": "2025-06-20T09:00:00+02:00",
         *       "note": "Ask whether the appointment on Friday still suits."
         *     }
         */
        NewFollowUp: {
            /**
             * @description The conversation to follow up, `conv_…`; it must have begun. Null when only a customer is named.
             * @default null
             */
            conversation_id?: string | null;
            /**
             * @description The customer to follow up, `cus_…`; null takes that of the conversation.
             * @default null
             */
            customer_id?: string | null;
            /**
             * @description Who sees to it: `ca_…` means the version that is released when it is due, `ca_…@vN` pins one. Null takes the conversation's agent.
             * @default null
             */
            agent_id?: string | null;
            /**
             * Format: date-time
             * @description When, ISO 8601 with an offset, within a year. Outside the agent's contact hours it is their next opening.
             */
            due_at: string;
            /** @description What the agent is to come back to, in words. It is shown to the agent as data. */
            note: string;
            /**
             * @description Over what: `same` is the conversation itself while it is open and sleeps between messages, else its channel, else any on which the customer can be reached: a text message before a mail.
             * @default same
             * @enum {string}
             */
            channel?: "same" | "chat_async" | "sms" | "email";
        };
        /**
         * @description An address at which an agent answers mails.
         * @example {
         *       "address": "help@example.com",
         *       "agent_id": "ca_7Yd2Kp0QxLm",
         *       "name": "Clip & Comb"
         *     }
         */
        NewMailbox: {
            /** @description The address at which mails come, e.g. `help@example.com`; mails for `help+anything@example.com` come here, too. */
            address: string;
            /** @description The agent that answers: `ca_…`, whichever version is released when a mail comes, or `ca_…@vN`. */
            agent_id: string;
            /**
             * @description What stands before the address in the From of its mails; null takes the name of the agent's persona.
             * @default null
             */
            name?: string | null;
            /** @description Whether its conversations are live; a test key makes test mailboxes only. True unless said otherwise. */
            livemode?: boolean;
        };
        /**
         * @description An MCP server to be connected to.
         * @example {
         *       "name": "crm",
         *       "transport": {
         *         "type": "http",
         *         "url": "https://crm.example.com/mcp",
         *         "headers": {
         *           "Authorization": "Bearer k3Vq8Zt1Ln5Rw0Xb"
         *         }
         *       }
         *     }
         */
        NewMcpServer: {
            /** @description The server's unique name; its tools are enabled as `name/tool`. */
            name: string;
            /** @description How it is reached. */
            transport: components["schemas"]["NewMcpTransport"];
            /**
             * @description How long a turn waits for the answer of one of its tools, in seconds.
             * @default 15
             */
            time_limit_sec?: number;
            /**
             * @description Whether it is connected to, and its tools can be called.
             * @default true
             */
            is_enabled?: boolean;
        };
        /**
         * @description How an MCP server is to be reached.
         * @example {
         *       "type": "http",
         *       "url": "https://crm.example.com/mcp",
         *       "headers": {
         *         "Authorization": "Bearer k3Vq8Zt1Ln5Rw0Xb"
         *       }
         *     }
         */
        NewMcpTransport: {
            /**
             * @description Streamable HTTP.
             * @constant
             */
            type: "http";
            /** @description Where the server is reached; private addresses only as far as the installation allows them. Everybody who may read this sees it: put secrets in `headers`. */
            url: string;
            /**
             * @description Headers of each request, by name. Every value is kept as a secret and shown as null. A null keeps the value that is stored, for the same host or program as before; a name that is left out is dropped.
             * @default {}
             */
            headers?: {
                [key: string]: string | null;
            };
        } | {
            /**
             * @description A program on the platform's machine, spoken to over its standard streams.
             * @constant
             */
            type: "stdio";
            /** @description The program, spelt as the installation's `OPERATOR_MCP_PROGRAMS` allows it. */
            program: string;
            /**
             * @description What the program is started with. Everybody who may read this sees it: put secrets in `environment`.
             * @default []
             */
            arguments?: string[];
            /**
             * @description Environment variables beside PATH and HOME, by name. Every value is kept as a secret and shown as null. A null keeps the value that is stored, for the same host or program as before; a name that is left out is dropped.
             * @default {}
             */
            environment?: {
                [key: string]: string | null;
            };
        };
        /**
         * @description A document whose operations become tools.
         * @example {
         *       "name": "Shop",
         *       "url": "https://shop.example.com/openapi.yaml",
         *       "name_prefix": "shop_",
         *       "headers": {
         *         "Authorization": "Bearer 4f1c…"
         *       },
         *       "operations": [
         *         "listOrders"
         *       ]
         *     }
         */
        NewOpenApiSource: {
            /** @description The source's unique name, for people. */
            name: string;
            /**
             * @description Where the document is fetched, up to 32 MiB, also when it is compared again. Give this or `document`.
             * @default null
             */
            url?: string | null;
            /**
             * @description The document itself, OpenAPI 3.0 or 3.1: JSON or YAML as text, or an object. Up to 32 MiB.
             * @default null
             */
            document?: (string | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description Where the service is called, instead of at the servers that the document names.
             * @default null
             */
            base_url?: string | null;
            /**
             * @description Stands before the name of every tool.
             * @default
             */
            name_prefix?: string;
            /**
             * @description Headers that every tool sends, such as the service's key. Every value is a secret, never shown again.
             * @default {}
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description The operations to import, by their keys; null for all that can be.
             * @default null
             */
            operations?: string[] | null;
            /**
             * @description How long a turn waits for each tool, in seconds.
             * @default 15
             */
            time_limit_sec?: number;
        };
        /**
         * @description A procedural agent to be made.
         * @example {
         *       "name": "Wishes",
         *       "description": "Notes what customers wanted.",
         *       "config": {
         *         "filter_statuses": [
         *           "completed"
         *         ],
         *         "runtime": {
         *           "model": "openai/gpt-4o",
         *           "reasoning_effort": "low",
         *           "prompt": {
         *             "type": "fixed",
         *             "text": "Find out what the customer wanted, and note it with @set_custom_fields."
         *           }
         *         },
         *         "tool": {
         *           "tools": [
         *             {
         *               "ns": "syscall",
         *               "name": "set_custom_fields"
         *             }
         *           ]
         *         },
         *         "output": {
         *           "output_schema": {
         *             "type": "object",
         *             "properties": {
         *               "wish": {
         *                 "type": "string"
         *               }
         *             },
         *             "required": [
         *               "wish"
         *             ]
         *           },
         *           "post_url": "https://example.com/wishes"
         *         }
         *       }
         *     }
         */
        NewProceduralAgent: {
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /** @description The full configuration; the smallest is a model and a prompt. */
            config: components["schemas"]["ProceduralAgentConfigInput"];
        };
        /**
         * @description A schedule by which a procedural agent is to run.
         * @example {
         *       "agent_id": "pa_2Gt7Lz4Yc9D",
         *       "cron": "0 9 * * MON-FRI",
         *       "time_zone": "Europe/Zurich",
         *       "input": {
         *         "report": "yesterday"
         *       }
         *     }
         */
        NewProcedureSchedule: {
            /** @description The procedural agent that runs: `pa_…` the version that is released by then, `pa_…@vN` that one. */
            agent_id: string;
            /** @description When it runs: minute, hour, day, month, weekday, e.g. `30 9 * * MON-FRI`; seven fields, `0 30 9 1 1 * 2027`, name years as well; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. A time that the clocks skip comes once, right after the gap; one that they show twice comes the first time. With a `*` or a step in the minutes or hours the hours that pass count instead. */
            cron: string;
            /**
             * @description Whose clocks count, as an IANA name, e.g. `Europe/Zurich`.
             * @default UTC
             */
            time_zone?: string;
            /**
             * @description What the procedure is given. `$schedule` is added: `id`, `scheduled_for`, `time_zone` and `previous_run`, which is null the first time.
             * @default {}
             */
            input?: {
                [key: string]: unknown;
            };
            /**
             * @description Whether it runs. Switched on again, it runs at the next time to come.
             * @default true
             */
            is_enabled?: boolean;
            /** @description False for runs in test mode; true by default, false for test keys. */
            livemode?: boolean;
        };
        /**
         * @description An address that test conversations may reach.
         * @example {
         *       "address": "+14155550123",
         *       "name": "Kim's telephone"
         *     }
         */
        NewTestAddress: {
            /** @description A telephone number in E.164 form, or an e-mail address. */
            address: string;
            /**
             * @description Whose it is, for people; null when that is known anyway.
             * @default null
             */
            name?: string | null;
        };
        /**
         * @description A tool to be made.
         * @example {
         *       "name": "book_appointment",
         *       "description": "Books an appointment and returns its confirmation code, which the customer must be told.",
         *       "method": "POST",
         *       "url": "https://api.example.com/shops/{shop}/appointments",
         *       "input_schema": {
         *         "type": "object",
         *         "properties": {
         *           "shop": {
         *             "type": "string"
         *           },
         *           "day": {
         *             "type": "string",
         *             "format": "date"
         *           },
         *           "time": {
         *             "type": "string"
         *           }
         *         },
         *         "required": [
         *           "shop",
         *           "day",
         *           "time"
         *         ]
         *       },
         *       "headers": {
         *         "Authorization": "Bearer 4f1c…"
         *       }
         *     }
         */
        NewTool: {
            /**
             * @description `http`: an endpoint of yours, called signed. `client`: carried out by whoever holds the session.
             * @default http
             * @enum {string}
             */
            type?: "http" | "client";
            /** @description The tool's unique name, which agents enable and the model calls; it never changes. */
            name: string;
            /** @description What it does and when to use it: all that the model knows of it beside the schema. */
            description: string;
            /**
             * @description The HTTP method; null for a `client` tool.
             * @default null
             */
            method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
            /**
             * @description The endpoint; `{name}` after the host stands for that argument. Null for a `client` tool.
             * @default null
             */
            url?: string | null;
            /** @description JSON Schema of the arguments, of type object; checked before anything is sent. OpenAPI 3.0 and 3.1 are understood. */
            input_schema: {
                [key: string]: unknown;
            };
            /**
             * @description JSON Schema of the result; null when any will do.
             * @default null
             */
            output_schema?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description How long a turn waits for an answer, in seconds, with all attempts.
             * @default 15
             */
            time_limit_sec?: number;
            /**
             * @description Whether the agent goes on talking while it runs, and is told of the answer when it is there.
             * @default false
             */
            runs_in_background?: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @default finish
             * @enum {string}
             */
            on_interrupt?: "finish" | "cancel";
            /**
             * @description Where each argument goes. Null: placeholders of the URL first, the rest in the query of a GET or DELETE, else as a JSON body.
             * @default null
             */
            request?: components["schemas"]["ToolRequestInput"] | null;
            /**
             * @description Headers of each request, by name. Every value is kept as a secret and never shown again.
             * @default {}
             */
            headers?: {
                [key: string]: string;
            };
        };
        /**
         * @description A webhook endpoint to be made.
         * @example {
         *       "url": "https://hooks.example.com/operator",
         *       "description": "Our CRM."
         *     }
         */
        NewWebhookEndpoint: {
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url: string;
            /**
             * @description What it is for, for people.
             * @default
             */
            description?: string;
            /**
             * @description The types of events it is sent. `conversation.setup` is asked, and its answer used.
             * @default [
             *       "conversation.setup",
             *       "conversation.ended",
             *       "conversation.custom_fields.updated"
             *     ]
             */
            types?: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /**
             * @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits.
             * @default true
             */
            is_enabled?: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. Null by default, for the event says which it is; a test key makes `false` only. */
            livemode?: boolean | null;
        };
        /**
         * @description A sample to be sent.
         * @example {
         *       "type": "conversation.ended"
         *     }
         */
        NewWebhookTest: {
            /**
             * @description The type of the sample.
             * @enum {string}
             */
            type: "conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics";
        };
        /**
         * @description How a document stands to what was imported of it.
         * @example {
         *       "openapi": "3.1.0",
         *       "title": "Shop",
         *       "version": "2.5.0",
         *       "problems": [],
         *       "operations": [
         *         {
         *           "operation": "listOrders",
         *           "method": "GET",
         *           "path": "/orders",
         *           "summary": "List orders",
         *           "is_deprecated": false,
         *           "name": "shop_listOrders",
         *           "is_importable": true,
         *           "reason": null,
         *           "notes": [],
         *           "change": "changed",
         *           "imported_as": "listOrders",
         *           "differences": [
         *             {
         *               "field": "input_schema.properties.limit.maximum",
         *               "before": 100,
         *               "after": 50,
         *               "message": "input_schema.properties.limit.maximum: 100 → 50"
         *             }
         *           ],
         *           "hand_changes": [
         *             {
         *               "field": "description",
         *               "is_kept": true
         *             }
         *           ]
         *         },
         *         {
         *           "operation": "POST /receipts",
         *           "method": "POST",
         *           "path": "/receipts",
         *           "summary": null,
         *           "is_deprecated": false,
         *           "name": "shop_post_receipts",
         *           "is_importable": false,
         *           "reason": "Its body is multipart/form-data; tools send JSON and application/x-www-form-urlencoded.",
         *           "notes": [],
         *           "change": "new",
         *           "imported_as": null,
         *           "differences": [],
         *           "hand_changes": []
         *         }
         *       ]
         *     }
         */
        OpenApiComparison: {
            /** @description The version of OpenAPI of the document. */
            openapi: string;
            /** @description The title that the document has. */
            title: string;
            /** @description The version of the API that it describes. */
            version: string;
            /** @description What is wrong with the document as a whole, or with where it leads. */
            problems: string[];
            /** @description The operations of the document in its order, then those that are no longer in it. */
            operations: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The HTTP method. */
                method: string;
                /** @description The path in the document, with placeholders. */
                path: string;
                /** @description What the document says of it in short; null for nothing. */
                summary: string | null;
                /** @description Whether the document advises against it. */
                is_deprecated: boolean;
                /** @description What its tool is, or would be, called. */
                name: string;
                /** @description Whether it can be a tool. */
                is_importable: boolean;
                /** @description Why it cannot be a tool; null when it can. */
                reason: string | null;
                /** @description What to know of its tool, such as parameters that are left out. */
                notes: string[];
                /**
                 * @description `new`: not imported. `removed`: imported, and not in the document any more.
                 * @enum {string}
                 */
                change: "new" | "unchanged" | "changed" | "removed";
                /** @description The key it was imported under; null for one that was not. */
                imported_as: string | null;
                /** @description In what it differs from what was imported; up to 100 entries. */
                differences: {
                    /** @description Where, e.g. `input_schema.properties.limit.maximum`. */
                    field: string;
                    /** @description What stood there when it was imported; null for nothing, cut when long. */
                    before: unknown;
                    /** @description What stands there now; null for nothing, cut when long. */
                    after: unknown;
                    /** @description The same in a line for people. */
                    message: string;
                }[];
                /** @description What was changed of the tool itself since; its other settings an import never touches. */
                hand_changes: {
                    /**
                     * @description The field of the tool.
                     * @enum {string}
                     */
                    field: "description" | "method" | "url" | "input_schema" | "output_schema" | "request";
                    /** @description Whether an import keeps it; false where the document's word replaces it. */
                    is_kept: boolean;
                }[];
            }[];
        };
        /**
         * @description What to compare a source with.
         * @example {
         *       "document": null
         *     }
         */
        OpenApiComparisonRequest: {
            /**
             * @description The document as it is now; null fetches it from the source's `url`.
             * @default null
             */
            document?: (string | {
                [key: string]: unknown;
            }) | null;
        };
        /**
         * @description What a document offers to import.
         * @example {
         *       "openapi": "3.1.0",
         *       "title": "Shop",
         *       "version": "2.4.0",
         *       "problems": [],
         *       "credentials": [
         *         {
         *           "in": "header",
         *           "name": "Authorization",
         *           "description": "Bearer …"
         *         }
         *       ],
         *       "operations": [
         *         {
         *           "operation": "listOrders",
         *           "method": "GET",
         *           "path": "/orders",
         *           "summary": "List orders",
         *           "is_deprecated": false,
         *           "name": "shop_listOrders",
         *           "is_importable": true,
         *           "reason": null,
         *           "notes": [],
         *           "tool": {
         *             "name": "shop_listOrders",
         *             "description": "List orders. Newest first.",
         *             "method": "GET",
         *             "url": "https://api.shop.example.com/v2/orders",
         *             "input_schema": {
         *               "type": "object",
         *               "properties": {
         *                 "limit": {
         *                   "type": "integer",
         *                   "description": "How many at most.",
         *                   "maximum": 100
         *                 }
         *               },
         *               "additionalProperties": false
         *             },
         *             "output_schema": {
         *               "type": "array",
         *               "items": {
         *                 "type": "object"
         *               }
         *             },
         *             "request": {
         *               "parameters": [
         *                 {
         *                   "argument": "limit",
         *                   "in": "query",
         *                   "name": "limit",
         *                   "style": "form",
         *                   "explode": true
         *                 }
         *               ],
         *               "body": null
         *             }
         *           }
         *         },
         *         {
         *           "operation": "POST /receipts",
         *           "method": "POST",
         *           "path": "/receipts",
         *           "summary": null,
         *           "is_deprecated": false,
         *           "name": "shop_post_receipts",
         *           "is_importable": false,
         *           "reason": "Its body is multipart/form-data; tools send JSON and application/x-www-form-urlencoded.",
         *           "notes": [],
         *           "tool": null
         *         }
         *       ]
         *     }
         */
        OpenApiContents: {
            /** @description The version of OpenAPI of the document. */
            openapi: string;
            /** @description The title that the document has. */
            title: string;
            /** @description The version of the API that it describes. */
            version: string;
            /** @description What is wrong with the document as a whole, or with where it leads. */
            problems: string[];
            /** @description What the service wants to know its callers by; those of headers belong into `headers`. */
            credentials: {
                /**
                 * @description Where the service looks for it.
                 * @enum {string}
                 */
                in: "header" | "query" | "cookie";
                /** @description The name of the header, parameter or cookie. */
                name: string;
                /** @description What goes there. */
                description: string;
            }[];
            /** @description All operations, in the order of the document. */
            operations: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The HTTP method. */
                method: string;
                /** @description The path in the document, with placeholders. */
                path: string;
                /** @description What the document says of it in short; null for nothing. */
                summary: string | null;
                /** @description Whether the document advises against it. */
                is_deprecated: boolean;
                /** @description What its tool is, or would be, called. */
                name: string;
                /** @description Whether it can be a tool. */
                is_importable: boolean;
                /** @description Why it cannot be a tool; null when it can. */
                reason: string | null;
                /** @description What to know of its tool, such as parameters that are left out. */
                notes: string[];
                /** @description The tool it makes; null when it can be none. */
                tool: components["schemas"]["OpenApiToolDraft"] | null;
            }[];
        };
        /**
         * @description What to import anew of a source.
         * @example {
         *       "operations": [
         *         "listOrders"
         *       ]
         *     }
         */
        OpenApiImport: {
            /**
             * @description The document as it is now; null fetches it from the source's `url`.
             * @default null
             */
            document?: (string | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description The operations to bring up to date, by their keys: new ones get tools, changed ones are updated, tools of removed ones are deleted. Null for all that are changed, and none that is new or removed.
             * @default null
             */
            operations?: string[] | null;
        };
        /**
         * @description What an import did.
         * @example {
         *       "id": "oas_6Hd2Lm9Qx0B",
         *       "created": [],
         *       "updated": [
         *         {
         *           "operation": "listOrders",
         *           "name": "shop_listOrders",
         *           "kept": [
         *             "description"
         *           ],
         *           "replaced": []
         *         }
         *       ],
         *       "removed": [],
         *       "skipped": []
         *     }
         */
        OpenApiImportResult: {
            /** @description The source, `oas_…`. */
            id: string;
            /** @description Tools that were made. */
            created: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The tool. */
                name: string;
            }[];
            /** @description Tools that were updated. */
            updated: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The tool. */
                name: string;
                /** @description Fields that stay as they were changed by hand. */
                kept: ("description" | "method" | "url" | "input_schema" | "output_schema" | "request")[];
                /** @description Fields changed by hand that the document's word replaced. */
                replaced: ("description" | "method" | "url" | "input_schema" | "output_schema" | "request")[];
            }[];
            /** @description Tools that were deleted. */
            removed: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The tool. */
                name: string;
            }[];
            /** @description Changed operations that cannot be tools as they are now; their tools stay as they are. */
            skipped: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The tool. */
                name: string;
                /** @description Why nothing was done. */
                reason: string;
            }[];
        };
        /**
         * @description A document to look into.
         * @example {
         *       "url": "https://shop.example.com/openapi.yaml",
         *       "name_prefix": "shop_"
         *     }
         */
        OpenApiPreview: {
            /**
             * @description Where the document is fetched, up to 32 MiB, also when it is compared again. Give this or `document`.
             * @default null
             */
            url?: string | null;
            /**
             * @description The document itself, OpenAPI 3.0 or 3.1: JSON or YAML as text, or an object. Up to 32 MiB.
             * @default null
             */
            document?: (string | {
                [key: string]: unknown;
            }) | null;
            /**
             * @description Where the service is called, instead of at the servers that the document names.
             * @default null
             */
            base_url?: string | null;
            /**
             * @description Stands before the name of every tool.
             * @default
             */
            name_prefix?: string;
            /**
             * @description The headers that every tool is to send by itself; no argument is made of them.
             * @default []
             */
            header_names?: string[];
        };
        /**
         * @description A document that tools were imported from, with its tools.
         * @example {
         *       "id": "oas_6Hd2Lm9Qx0B",
         *       "name": "Shop",
         *       "url": "https://shop.example.com/openapi.yaml",
         *       "base_url": null,
         *       "name_prefix": "shop_",
         *       "headers": {
         *         "Authorization": null
         *       },
         *       "time_limit_sec": 15,
         *       "openapi": "3.1.0",
         *       "title": "Shop",
         *       "version": "2.4.0",
         *       "tool_count": 1,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z",
         *       "tools": [
         *         {
         *           "operation": "listOrders",
         *           "method": "GET",
         *           "path": "/orders",
         *           "name": "shop_listOrders"
         *         }
         *       ]
         *     }
         */
        OpenApiSource: {
            /** @description The source, `oas_…`. */
            id: string;
            /** @description The source's unique name, for people. */
            name: string;
            /** @description Where the document is fetched; null when it was sent. */
            url: string | null;
            /** @description Where the service is called; null for the servers of the document. */
            base_url: string | null;
            /** @description Stands before the name of every tool. */
            name_prefix: string;
            /** @description The names of the headers that new tools are given. Their values are secrets, and shown as null. */
            headers: {
                [key: string]: null;
            };
            /** @description The time limit that new tools are given, in seconds. */
            time_limit_sec: number;
            /** @description The version of OpenAPI of the document, e.g. `3.1.0`. */
            openapi: string;
            /** @description The title that the document has. */
            title: string;
            /** @description The version of the API that the document describes. */
            version: string;
            /** @description How many tools there are of it. */
            tool_count: number;
            /**
             * Format: date-time
             * @description When it was first imported, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last imported, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description The operations that were imported, by path, each with its tool. */
            tools: {
                /** @description By which the operation is known: its operation id, else method and path, as in `GET /orders/{id}`. */
                operation: string;
                /** @description The HTTP method. */
                method: string;
                /** @description The path in the document, with placeholders. */
                path: string;
                /** @description The tool, as `GET /tools/{name}` shows it. */
                name: string;
            }[];
        };
        /**
         * @description A document that tools were imported from.
         * @example {
         *       "id": "oas_6Hd2Lm9Qx0B",
         *       "name": "Shop",
         *       "url": "https://shop.example.com/openapi.yaml",
         *       "base_url": null,
         *       "name_prefix": "shop_",
         *       "headers": {
         *         "Authorization": null
         *       },
         *       "time_limit_sec": 15,
         *       "openapi": "3.1.0",
         *       "title": "Shop",
         *       "version": "2.4.0",
         *       "tool_count": 1,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        OpenApiSourceItem: {
            /** @description The source, `oas_…`. */
            id: string;
            /** @description The source's unique name, for people. */
            name: string;
            /** @description Where the document is fetched; null when it was sent. */
            url: string | null;
            /** @description Where the service is called; null for the servers of the document. */
            base_url: string | null;
            /** @description Stands before the name of every tool. */
            name_prefix: string;
            /** @description The names of the headers that new tools are given. Their values are secrets, and shown as null. */
            headers: {
                [key: string]: null;
            };
            /** @description The time limit that new tools are given, in seconds. */
            time_limit_sec: number;
            /** @description The version of OpenAPI of the document, e.g. `3.1.0`. */
            openapi: string;
            /** @description The title that the document has. */
            title: string;
            /** @description The version of the API that the document describes. */
            version: string;
            /** @description How many tools there are of it. */
            tool_count: number;
            /**
             * Format: date-time
             * @description When it was first imported, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last imported, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description A tool as a document describes it.
         * @example {
         *       "name": "shop_listOrders",
         *       "description": "List orders. Newest first.",
         *       "method": "GET",
         *       "url": "https://api.shop.example.com/v2/orders",
         *       "input_schema": {
         *         "type": "object",
         *         "properties": {
         *           "limit": {
         *             "type": "integer",
         *             "description": "How many at most.",
         *             "maximum": 100
         *           }
         *         },
         *         "additionalProperties": false
         *       },
         *       "output_schema": {
         *         "type": "array",
         *         "items": {
         *           "type": "object"
         *         }
         *       },
         *       "request": {
         *         "parameters": [
         *           {
         *             "argument": "limit",
         *             "in": "query",
         *             "name": "limit",
         *             "style": "form",
         *             "explode": true
         *           }
         *         ],
         *         "body": null
         *       }
         *     }
         */
        OpenApiToolDraft: {
            /** @description The name of the tool. */
            name: string;
            /** @description What a model is told that it does. */
            description: string;
            /**
             * @description The HTTP method.
             * @enum {string}
             */
            method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description The endpoint; `{name}` is a placeholder. */
            url: string;
            /** @description JSON Schema of the arguments. */
            input_schema: {
                [key: string]: unknown;
            };
            /** @description JSON Schema of the result; null where the document says none. */
            output_schema: {
                [key: string]: unknown;
            } | null;
            /** @description Where each argument goes. */
            request: components["schemas"]["ToolRequest"];
        };
        /**
         * @description One version of a procedural agent, whole.
         * @example {
         *       "id": "pa_4Hc7Wq1Zn9E",
         *       "version_id": "pa_4Hc7Wq1Zn9E@v0",
         *       "name": "Wishes",
         *       "description": "Notes what customers wanted.",
         *       "version_status": "released",
         *       "is_released": true,
         *       "config": {
         *         "filter_statuses": [
         *           "completed"
         *         ],
         *         "filter_condition": null,
         *         "runtime": {
         *           "model": "openai/gpt-4o",
         *           "fallback_models": [],
         *           "reasoning_effort": "low",
         *           "prompt": {
         *             "type": "fixed",
         *             "text": "Find out what the customer wanted, and note it with @set_custom_fields."
         *           },
         *           "variables": []
         *         },
         *         "tool": {
         *           "tools": [
         *             {
         *               "ns": "syscall",
         *               "name": "set_custom_fields"
         *             }
         *           ]
         *         },
         *         "output": {
         *           "output_schema": {
         *             "type": "object",
         *             "properties": {
         *               "wish": {
         *                 "type": "string"
         *               }
         *             },
         *             "required": [
         *               "wish"
         *             ]
         *           },
         *           "slack_channel": null,
         *           "post_url": "https://example.com/wishes"
         *         }
         *       },
         *       "triggered_by": [
         *         {
         *           "id": "ca_7Yd2Kp0QxLm",
         *           "name": "Appointments"
         *         }
         *       ]
         *     }
         */
        ProceduralAgent: {
            /** @description The agent's id, `pa_…`. */
            id: string;
            /** @description The version's id, `pa_…@vN`. */
            version_id: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
            /** @description Whether this version is the released one; `version_status` says more. */
            is_released: boolean;
            /** @description The full configuration, with every default and every field of yours. */
            config: components["schemas"]["ProceduralAgentConfig"];
            /** @description The conversational agents whose released or draft version runs this one: after its conversations, to sum them up, or as a tool. */
            triggered_by: components["schemas"]["AgentUser"][];
        };
        /**
         * @description What to change of a procedural agent; absent and null fields stay as they are.
         * @example {
         *       "description": "Notes what customers wanted, and why."
         *     }
         */
        ProceduralAgentChange: {
            /** @description The agent's name, for people; null leaves it as it is. */
            name?: string | null;
            /** @description What the agent is for; null leaves it as it is. */
            description?: string | null;
            /** @description The full configuration; null leaves it as it is. */
            config?: components["schemas"]["ProceduralAgentConfigInput"] | null;
        };
        /**
         * @description A procedural agent's full configuration. Fields it does not name are kept and given back untouched.
         * @example {
         *       "filter_statuses": [
         *         "completed"
         *       ],
         *       "filter_condition": null,
         *       "runtime": {
         *         "model": "openai/gpt-4o",
         *         "fallback_models": [],
         *         "reasoning_effort": "low",
         *         "prompt": {
         *           "type": "fixed",
         *           "text": "Find out what the customer wanted, and note it with @set_custom_fields."
         *         },
         *         "variables": []
         *       },
         *       "tool": {
         *         "tools": [
         *           {
         *             "ns": "syscall",
         *             "name": "set_custom_fields"
         *           }
         *         ]
         *       },
         *       "output": {
         *         "output_schema": {
         *           "type": "object",
         *           "properties": {
         *             "wish": {
         *               "type": "string"
         *             }
         *           },
         *           "required": [
         *             "wish"
         *           ]
         *         },
         *         "slack_channel": null,
         *         "post_url": "https://example.com/wishes"
         *       }
         *     }
         */
        ProceduralAgentConfig: {
            /**
             * @description It runs after conversations that ended with one of these statuses.
             * @default [
             *       "completed"
             *     ]
             */
            filter_statuses: ("completed" | "voicemail" | "failed" | "busy" | "no-answer")[];
            /**
             * @description A sentence that the model judges by the transcript, e.g. `The customer asked for a refund.` When it is not true the run is `skipped`; null runs always.
             * @default null
             */
            filter_condition: string | null;
            /** @description The model and what it is told. */
            runtime: {
                /** @description The language model, as `vendor/model`. `conversation/model` takes the model of the agent that held the conversation, with its fallbacks. */
                model: string;
                /**
                 * @description Models asked in this order when the first fails.
                 * @default []
                 */
                fallback_models: string[];
                /**
                 * @description How long the model thinks before it answers, where it can.
                 * @default medium
                 * @enum {string}
                 */
                reasoning_effort: "low" | "medium" | "high";
                /** @description The agent's instructions. */
                prompt: {
                    /**
                     * @description One text for the whole conversation.
                     * @constant
                     */
                    type: "fixed";
                    /** @description The agent's instructions, in Markdown. */
                    text: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description Values the prompt takes in with `$name`.
                 * @default []
                 */
                variables: ({
                    /** @description The name after `$` in the prompt. */
                    name: string;
                    /**
                     * @description What the value means.
                     * @default null
                     */
                    description: string | null;
                    /**
                     * @description The value when none is given; null makes the variable required.
                     * @default null
                     */
                    default_value: string | null;
                    /**
                     * @description Whether its value says something of a person, and is left out of all logs.
                     * @default false
                     */
                    is_personal: boolean;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /** @description What the agent may do. */
            tool: {
                /**
                 * @description The tools the agent may use beside `record_output`, which it always has.
                 * @default []
                 */
                tools: ({
                    /**
                     * @description Who carries the tool out; `syscall` are the platform's own.
                     * @enum {string}
                     */
                    ns: "syscall" | "api" | "mcp" | "integration" | "procedure" | "client";
                    /** @description The tool's name. */
                    name: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /** @description What it is to write, and who is sent it. */
            output: {
                /**
                 * @description A JSON Schema that the output has to fit, 2020-12 or as in OpenAPI 3.0; a model whose output does not is told why and tries again. Null takes any JSON.
                 * @default null
                 */
                output_schema: {
                    [key: string]: unknown;
                } | null;
                /**
                 * @description The Slack channel that is sent a readable message with the output; null for none.
                 * @default null
                 */
                slack_channel: string | null;
                /**
                 * @description The address that is sent the output in a signed POST; null for none.
                 * @default null
                 */
                post_url: string | null;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A procedural agent's full configuration. Fields it does not name are kept and given back untouched.
         * @example {
         *       "filter_statuses": [
         *         "completed"
         *       ],
         *       "runtime": {
         *         "model": "openai/gpt-4o",
         *         "reasoning_effort": "low",
         *         "prompt": {
         *           "type": "fixed",
         *           "text": "Find out what the customer wanted, and note it with @set_custom_fields."
         *         }
         *       },
         *       "tool": {
         *         "tools": [
         *           {
         *             "ns": "syscall",
         *             "name": "set_custom_fields"
         *           }
         *         ]
         *       },
         *       "output": {
         *         "output_schema": {
         *           "type": "object",
         *           "properties": {
         *             "wish": {
         *               "type": "string"
         *             }
         *           },
         *           "required": [
         *             "wish"
         *           ]
         *         },
         *         "post_url": "https://example.com/wishes"
         *       }
         *     }
         */
        ProceduralAgentConfigInput: {
            /**
             * @description It runs after conversations that ended with one of these statuses.
             * @default [
             *       "completed"
             *     ]
             */
            filter_statuses?: ("completed" | "voicemail" | "failed" | "busy" | "no-answer")[];
            /**
             * @description A sentence that the model judges by the transcript, e.g. `The customer asked for a refund.` When it is not true the run is `skipped`; null runs always.
             * @default null
             */
            filter_condition?: string | null;
            /** @description The model and what it is told. */
            runtime: {
                /** @description The language model, as `vendor/model`. `conversation/model` takes the model of the agent that held the conversation, with its fallbacks. */
                model: string;
                /**
                 * @description Models asked in this order when the first fails.
                 * @default []
                 */
                fallback_models?: string[];
                /**
                 * @description How long the model thinks before it answers, where it can.
                 * @default medium
                 * @enum {string}
                 */
                reasoning_effort?: "low" | "medium" | "high";
                /** @description The agent's instructions. */
                prompt: {
                    /**
                     * @description One text for the whole conversation.
                     * @constant
                     */
                    type: "fixed";
                    /** @description The agent's instructions, in Markdown. */
                    text: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description Values the prompt takes in with `$name`.
                 * @default []
                 */
                variables?: ({
                    /** @description The name after `$` in the prompt. */
                    name: string;
                    /**
                     * @description What the value means.
                     * @default null
                     */
                    description?: string | null;
                    /**
                     * @description The value when none is given; null makes the variable required.
                     * @default null
                     */
                    default_value?: string | null;
                    /**
                     * @description Whether its value says something of a person, and is left out of all logs.
                     * @default false
                     */
                    is_personal?: boolean;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /**
             * @description What the agent may do.
             * @default {}
             */
            tool?: {
                /**
                 * @description The tools the agent may use beside `record_output`, which it always has.
                 * @default []
                 */
                tools?: ({
                    /**
                     * @description Who carries the tool out; `syscall` are the platform's own.
                     * @enum {string}
                     */
                    ns: "syscall" | "api" | "mcp" | "integration" | "procedure" | "client";
                    /** @description The tool's name. */
                    name: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
            /**
             * @description What it is to write, and who is sent it.
             * @default {}
             */
            output?: {
                /**
                 * @description A JSON Schema that the output has to fit, 2020-12 or as in OpenAPI 3.0; a model whose output does not is told why and tries again. Null takes any JSON.
                 * @default null
                 */
                output_schema?: {
                    [key: string]: unknown;
                } | null;
                /**
                 * @description The Slack channel that is sent a readable message with the output; null for none.
                 * @default null
                 */
                slack_channel?: string | null;
                /**
                 * @description The address that is sent the output in a signed POST; null for none.
                 * @default null
                 */
                post_url?: string | null;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A procedural agent as lists show it: its latest version.
         * @example {
         *       "id": "pa_4Hc7Wq1Zn9E",
         *       "version_id": "pa_4Hc7Wq1Zn9E@v0",
         *       "name": "Wishes",
         *       "description": "Notes what customers wanted.",
         *       "version_status": "released",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ProceduralAgentItem: {
            /** @description The agent's id, `pa_…`. */
            id: string;
            /** @description The version's id, `pa_…@vN`. */
            version_id: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
            /**
             * Format: date-time
             * @description When it was created, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description One entry of a procedural agent's history.
         * @example {
         *       "version_id": "pa_4Hc7Wq1Zn9E@v0",
         *       "name": "Wishes",
         *       "description": "Notes what customers wanted.",
         *       "version_status": "released",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ProceduralAgentVersion: {
            /** @description The version's id, `pa_…@vN`. */
            version_id: string;
            /**
             * Format: date-time
             * @description When it was created, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
            /** @description The agent's name, for people. */
            name: string;
            /** @description What the agent is for, for people. */
            description: string;
            /**
             * @description Where the version stands.
             * @enum {string}
             */
            version_status: "draft" | "released" | "archived";
        };
        /**
         * @description Which version a change ended in.
         * @example {
         *       "id": "pa_4Hc7Wq1Zn9E",
         *       "version_id": "pa_4Hc7Wq1Zn9E@v0"
         *     }
         */
        ProceduralAgentVersionId: {
            /** @description The agent's id, `pa_…`. */
            id: string;
            /** @description The version's id, `pa_…@vN`. */
            version_id: string;
            /** @description Fields that were not understood; absent when there are none. */
            warnings?: components["schemas"]["Warning"][];
        };
        /**
         * @description A schedule by which a procedural agent runs.
         * @example {
         *       "id": "psch_5Rk2Wd8Nq4Z",
         *       "agent_id": "pa_2Gt7Lz4Yc9D",
         *       "cron": "0 9 * * MON-FRI",
         *       "time_zone": "Europe/Zurich",
         *       "input": {
         *         "report": "yesterday"
         *       },
         *       "is_enabled": true,
         *       "livemode": true,
         *       "next_runs": [
         *         "2025-06-20T07:00:00.000Z",
         *         "2025-06-23T07:00:00.000Z"
         *       ],
         *       "last_run": {
         *         "scheduled_for": "2025-06-19T07:00:00.000Z",
         *         "procedure_id": "trun_8Fm3Jx6Vb1K",
         *         "error": null
         *       },
         *       "created_at": "2025-06-18T16:00:00.000Z",
         *       "updated_at": "2025-06-18T16:00:00.000Z"
         *     }
         */
        ProcedureSchedule: {
            /** @description The schedule's id, `psch_…`. */
            id: string;
            /** @description The procedural agent that runs: `pa_…` the version that is released by then, `pa_…@vN` that one. */
            agent_id: string;
            /** @description When it runs: minute, hour, day, month, weekday, e.g. `30 9 * * MON-FRI`; seven fields, `0 30 9 1 1 * 2027`, name years as well; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. A time that the clocks skip comes once, right after the gap; one that they show twice comes the first time. With a `*` or a step in the minutes or hours the hours that pass count instead. */
            cron: string;
            /** @description Whose clocks count, as an IANA name, e.g. `Europe/Zurich`. */
            time_zone: string;
            /** @description What the procedure is given. `$schedule` is added: `id`, `scheduled_for`, `time_zone` and `previous_run`, which is null the first time. */
            input: {
                [key: string]: unknown;
            };
            /** @description Whether it runs. Switched on again, it runs at the next time to come. */
            is_enabled: boolean;
            /** @description False for runs in test mode. */
            livemode: boolean;
            /** @description The next times, five at most; empty while it is off, or when no time is left to come. */
            next_runs: string[];
            /** @description The last time; null before the first. */
            last_run: components["schemas"]["LastScheduledRun"] | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed.
             */
            updated_at: string;
        };
        /**
         * @description What to change of a schedule.
         * @example {
         *       "is_enabled": false
         *     }
         */
        ProcedureScheduleChange: {
            /** @description The procedural agent that runs: `pa_…` the version that is released by then, `pa_…@vN` that one. */
            agent_id?: string;
            /** @description When it runs: minute, hour, day, month, weekday, e.g. `30 9 * * MON-FRI`; seven fields, `0 30 9 1 1 * 2027`, name years as well; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. A time that the clocks skip comes once, right after the gap; one that they show twice comes the first time. With a `*` or a step in the minutes or hours the hours that pass count instead. */
            cron?: string;
            /** @description Whose clocks count, as an IANA name, e.g. `Europe/Zurich`. */
            time_zone?: string;
            /** @description What the procedure is given. `$schedule` is added: `id`, `scheduled_for`, `time_zone` and `previous_run`, which is null the first time. */
            input?: {
                [key: string]: unknown;
            };
            /** @description Whether it runs. Switched on again, it runs at the next time to come. */
            is_enabled?: boolean;
        };
        /**
         * @description How to replace a key by a new one.
         * @example {
         *       "overlap_seconds": 3600
         *     }
         */
        Rotation: {
            /**
             * @description How long the former key stays good, in seconds: at most 30 days; 0 ends it at once.
             * @default 86400
             */
            overlap_seconds?: number;
        };
        /** @description The server could not handle something a client sent; the session goes on. */
        ServerError: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "server.error";
            /** @description A stable name of the fault, e.g. `malformed_json`. */
            code: string;
            /** @description What is wrong and what to do. */
            message: string;
            /** @description The id of the client's event it answers; null when unknown. */
            client_event_id: string | null;
        };
        /** @description What the platform sends: the same on SSE, WebSocket and webhooks. */
        ServerEvent: {
            /** @description The event's id, `ev_…`: what to resume from. */
            id: string;
            /**
             * Format: date-time
             * @description When it happened, ISO 8601 in UTC.
             */
            created_at: string;
            /** @description The agent's version that holds the conversation, `ca_…@vN`. */
            agent_id: string;
            /** @description False in a test conversation. */
            livemode: boolean;
            /** @description The conversation's id, `conv_…`. */
            conversation_id: string;
            /** @description What happened. */
            payload: components["schemas"]["ConversationSetup"] | components["schemas"]["ConversationStarted"] | components["schemas"]["AgentMessageDelta"] | components["schemas"]["AgentMessageCompleted"] | components["schemas"]["AgentToolCallCreated"] | components["schemas"]["AgentToolCallReturned"] | components["schemas"]["AgentNoticeSent"] | components["schemas"]["UserMessageReceived"] | components["schemas"]["ConversationContextUpdated"] | components["schemas"]["ConversationCustomFieldsUpdated"] | components["schemas"]["ConversationEnded"] | components["schemas"]["ServerError"] | components["schemas"]["AgentModelFailed"] | components["schemas"]["AgentRouteChanged"] | components["schemas"]["AgentLanguageChanged"] | components["schemas"]["AgentWaitBegan"] | components["schemas"]["AgentWaitEnded"] | components["schemas"]["ConversationReminderDue"] | components["schemas"]["AgentTurnMetrics"];
            /** @description Whether the type of event may still change. */
            experimental: boolean;
        };
        /** @description A message to an async chat. */
        SessionMessage: {
            /** @description Chosen by the client. A message sent twice under one id, say after a reconnect, is taken once. */
            id?: string;
            /** @description The message. */
            payload: components["schemas"]["UserMessageSend"];
        };
        /**
         * @description An API key with what opens the API, which is shown only once.
         * @example {
         *       "id": "key_6Hb3Nq9Zt2W",
         *       "name": "Web shop",
         *       "livemode": true,
         *       "scopes": [
         *         "conversations:write"
         *       ],
         *       "hint": "op_prod_…0Pg2",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "last_used_at": null,
         *       "revoked_at": null,
         *       "former_expires_at": null,
         *       "secret": "op_prod_c8Vn2Kx7Tq4Wd9Lz1Rb5Hm3Yf6Js0Pg2"
         *     }
         */
        ShownApiKey: {
            /** @description The key's id, `key_…`. */
            id: string;
            /** @description What people call the key. */
            name: string;
            /** @description False for a test key. */
            livemode: boolean;
            /** @description What the key may do: `<resource>:read` and `<resource>:write`, which does not include reading; null is everything, and what will be added to the API too. */
            scopes: ("agents:read" | "agents:write" | "conversations:read" | "conversations:write" | "procedures:read" | "procedures:write" | "customers:read" | "customers:write" | "channels:read" | "channels:write" | "tools:read" | "tools:write" | "webhooks:read" | "webhooks:write" | "keys:read" | "keys:write" | "logs:read" | "logs:write" | "metrics:read" | "metrics:write")[] | null;
            /** @description How the key begins and ends, to tell it by. */
            hint: string;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /** @description When it was used last, to the minute; null when never. */
            last_used_at: string | null;
            /** @description When it was revoked; null while it works. */
            revoked_at: string | null;
            /** @description Until when what it was before its rotation works as well; null when only one works. */
            former_expires_at: string | null;
            /** @description The key itself, to be sent as `Authorization: Bearer …`. Shown only here. */
            secret: string;
        };
        /**
         * @description A key to check signatures with.
         * @example {
         *       "key": "op_sign_d1Fw6Yq8Mz3Kc5Xv7Bt9Hn2Lp4Rs0Gj",
         *       "standard_webhooks_secret": "whsec_b3Bfc2lnbl9kMUZ3NllxOE16M0tjNVh2N0J0OUhuMkxwNFJzMEdq",
         *       "created_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ShownSigningKey: {
            /** @description The key as UTF-8 text: what `X-Signature` is computed with. */
            key: string;
            /** @description The same key as verifiers of Standard Webhooks take it, for `webhook-signature`. */
            standard_webhooks_secret: string;
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
        };
        /**
         * @description The code of a one-time link.
         * @example {
         *       "code": "k3Vq8Zt1Ln5Rw0Xb7Ys2Dc9Ha4Jm6Pf"
         *     }
         */
        SignIn: {
            /** @description The code from the link. */
            code: string;
        };
        /**
         * @description The installation's signing key.
         * @example {
         *       "current": {
         *         "key": "op_sign_d1Fw6Yq8Mz3Kc5Xv7Bt9Hn2Lp4Rs0Gj",
         *         "standard_webhooks_secret": "whsec_b3Bfc2lnbl9kMUZ3NllxOE16M0tjNVh2N0J0OUhuMkxwNFJzMEdq",
         *         "created_at": "2025-06-19T09:30:00.000Z"
         *       },
         *       "next": null,
         *       "switches_at": null
         *     }
         */
        SigningKey: {
            /** @description The key that signs. */
            current: components["schemas"]["ShownSigningKey"];
            /** @description The key that will replace it: `webhook-signature` holds its signature as well. Null when none waits. */
            next: components["schemas"]["ShownSigningKey"] | null;
            /** @description When the next key replaces the current one; null when none waits. */
            switches_at: string | null;
        };
        /**
         * @description An address that test conversations may reach.
         * @example {
         *       "id": "tadr_5Tn8Wd2Kx0Q",
         *       "address": "+14155550123",
         *       "name": "Kim's telephone",
         *       "created_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        TestAddress: {
            /** @description The listing's id, `tadr_…`. */
            id: string;
            /** @description The number or mail address, as it is compared. */
            address: string;
            /** @description Whose it is, for people; null when nobody said. */
            name: string | null;
            /**
             * Format: date-time
             * @description When it was listed, ISO 8601 in UTC.
             */
            created_at: string;
        };
        /**
         * @description A tool that agents can be given.
         * @example {
         *       "type": "http",
         *       "name": "book_appointment",
         *       "description": "Books an appointment and returns its confirmation code, which the customer must be told.",
         *       "method": "POST",
         *       "url": "https://api.example.com/shops/{shop}/appointments",
         *       "input_schema": {
         *         "type": "object",
         *         "properties": {
         *           "shop": {
         *             "type": "string"
         *           },
         *           "day": {
         *             "type": "string",
         *             "format": "date"
         *           },
         *           "time": {
         *             "type": "string"
         *           }
         *         },
         *         "required": [
         *           "shop",
         *           "day",
         *           "time"
         *         ]
         *       },
         *       "output_schema": {
         *         "type": "object",
         *         "properties": {
         *           "confirmation_code": {
         *             "type": "string"
         *           }
         *         }
         *       },
         *       "headers": {
         *         "Authorization": null
         *       },
         *       "time_limit_sec": 15,
         *       "runs_in_background": false,
         *       "on_interrupt": "finish",
         *       "request": {
         *         "parameters": [
         *           {
         *             "argument": "shop",
         *             "in": "path",
         *             "name": "shop",
         *             "style": "simple",
         *             "explode": false
         *           }
         *         ],
         *         "body": {
         *           "type": "json",
         *           "argument": null
         *         }
         *       },
         *       "used_by": [
         *         {
         *           "id": "ca_7Yd2Kp0QxLm",
         *           "name": "Appointments",
         *           "version_id": "ca_7Yd2Kp0QxLm@v0"
         *         }
         *       ],
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "updated_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        Tool: {
            /**
             * @description `http`: an endpoint of yours, called signed. `client`: carried out by whoever holds the session.
             * @enum {string}
             */
            type: "http" | "client";
            /** @description The tool's unique name, which agents enable and the model calls; it never changes. */
            name: string;
            /** @description What it does and when to use it: all that the model knows of it beside the schema. */
            description: string;
            /** @description The HTTP method; null for a `client` tool. */
            method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
            /** @description The endpoint; `{name}` after the host stands for that argument. Null for a `client` tool. */
            url: string | null;
            /** @description JSON Schema of the arguments, of type object; checked before anything is sent. OpenAPI 3.0 and 3.1 are understood. */
            input_schema: {
                [key: string]: unknown;
            };
            /** @description JSON Schema of the result; null when any will do. */
            output_schema: {
                [key: string]: unknown;
            } | null;
            /** @description The names of the headers that are sent. Their values are secrets, and shown as null. */
            headers: {
                [key: string]: null;
            };
            /** @description How long a turn waits for an answer, in seconds, with all attempts. */
            time_limit_sec: number;
            /** @description Whether the agent goes on talking while it runs, and is told of the answer when it is there. */
            runs_in_background: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @enum {string}
             */
            on_interrupt: "finish" | "cancel";
            /** @description Where each argument goes. Null: placeholders of the URL first, the rest in the query of a GET or DELETE, else as a JSON body. */
            request: components["schemas"]["ToolRequest"] | null;
            /** @description The agents whose released or draft version enables the tool. */
            used_by: {
                /** @description The agent, `ca_…`. */
                id: string;
                /** @description The agent's name in that version. */
                name: string;
                /** @description The released or draft version that enables the tool, `ca_…@vN`. */
                version_id: string;
            }[];
            /**
             * Format: date-time
             * @description When it was made, ISO 8601 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601 in UTC.
             */
            updated_at: string;
        };
        /**
         * @description A tool call's entry in the ledger.
         * @example {
         *       "call_id": "call_9Ws2Ld6Qy3F",
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "procedure_id": null,
         *       "ns": "api",
         *       "name": "book_appointment",
         *       "arguments": "{\"shop\":\"main-street\",\"day\":\"2025-06-20\",\"time\":\"14:00\"}",
         *       "status": "succeeded",
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "settled_at": "2025-06-19T09:30:00.000Z"
         *     }
         */
        ToolCall: {
            /** @description The call, `call_…`; also the idempotency key that its receiver was sent. */
            call_id: string;
            /** @description The conversation in which, or about which, it was made, `conv_…`; null for a run without one. */
            conversation_id: string | null;
            /** @description The run of a procedural agent that made it, `trun_…`; null for a call of the conversation's own agent. */
            procedure_id: string | null;
            /** @description Who carries the tool out, e.g. `api`; null where that was not noted. */
            ns: string | null;
            /** @description The tool's name, as the model called it. */
            name: string;
            /** @description The arguments as the model wrote them: JSON text. */
            arguments: string;
            /**
             * @description `started` until it is settled; `unknown`: it may or may not have been carried out.
             * @enum {string}
             */
            status: "started" | "succeeded" | "failed" | "unknown";
            /**
             * Format: date-time
             * @description When it was entered, before anything was sent; ISO 8601 in UTC.
             */
            created_at: string;
            /** @description When its outcome was entered; null until then. */
            settled_at: string | null;
        };
        /**
         * @description What to change of a tool; what is absent stays as it is.
         * @example {
         *       "description": "Books an appointment, today or later.",
         *       "headers": {
         *         "Authorization": null
         *       }
         *     }
         */
        ToolChange: {
            /**
             * @description As it is: the type never changes.
             * @enum {string}
             */
            type?: "http" | "client";
            /** @description As it is: the name never changes. */
            name?: string;
            /** @description What it does and when to use it: all that the model knows of it beside the schema. */
            description?: string;
            /** @description The HTTP method; null for a `client` tool. */
            method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
            /** @description The endpoint; `{name}` after the host stands for that argument. Null for a `client` tool. */
            url?: string | null;
            /** @description JSON Schema of the arguments, of type object; checked before anything is sent. OpenAPI 3.0 and 3.1 are understood. */
            input_schema?: {
                [key: string]: unknown;
            };
            /** @description JSON Schema of the result; null when any will do. */
            output_schema?: {
                [key: string]: unknown;
            } | null;
            /** @description Headers of each request, by name. Every value is kept as a secret and never shown again. A null keeps the value that is stored; a header left out of a given object is dropped. */
            headers?: {
                [key: string]: string | null;
            };
            /** @description How long a turn waits for an answer, in seconds, with all attempts. */
            time_limit_sec?: number;
            /** @description Whether the agent goes on talking while it runs, and is told of the answer when it is there. */
            runs_in_background?: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @enum {string}
             */
            on_interrupt?: "finish" | "cancel";
            /** @description Where each argument goes. Null: placeholders of the URL first, the rest in the query of a GET or DELETE, else as a JSON body. */
            request?: components["schemas"]["ToolRequestInput"] | null;
            /** @description Ignored: it may be sent back as it was read. */
            used_by?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            created_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description A tool as it is to be from now on; what is left out gets its default.
         * @example {
         *       "name": "book_appointment",
         *       "description": "Books an appointment and returns its confirmation code, which the customer must be told.",
         *       "method": "POST",
         *       "url": "https://api.example.com/shops/{shop}/appointments",
         *       "input_schema": {
         *         "type": "object",
         *         "properties": {
         *           "shop": {
         *             "type": "string"
         *           },
         *           "day": {
         *             "type": "string",
         *             "format": "date"
         *           },
         *           "time": {
         *             "type": "string"
         *           }
         *         },
         *         "required": [
         *           "shop",
         *           "day",
         *           "time"
         *         ]
         *       },
         *       "headers": {
         *         "Authorization": null
         *       },
         *       "time_limit_sec": 10
         *     }
         */
        ToolReplacement: {
            /**
             * @description As it is: the type never changes.
             * @enum {string}
             */
            type?: "http" | "client";
            /** @description As it is: the name never changes. */
            name?: string;
            /** @description What it does and when to use it: all that the model knows of it beside the schema. */
            description: string;
            /**
             * @description The HTTP method; null for a `client` tool.
             * @default null
             */
            method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE") | null;
            /**
             * @description The endpoint; `{name}` after the host stands for that argument. Null for a `client` tool.
             * @default null
             */
            url?: string | null;
            /** @description JSON Schema of the arguments, of type object; checked before anything is sent. OpenAPI 3.0 and 3.1 are understood. */
            input_schema: {
                [key: string]: unknown;
            };
            /**
             * @description JSON Schema of the result; null when any will do.
             * @default null
             */
            output_schema?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description How long a turn waits for an answer, in seconds, with all attempts.
             * @default 15
             */
            time_limit_sec?: number;
            /**
             * @description Whether the agent goes on talking while it runs, and is told of the answer when it is there.
             * @default false
             */
            runs_in_background?: boolean;
            /**
             * @description When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.
             * @default finish
             * @enum {string}
             */
            on_interrupt?: "finish" | "cancel";
            /**
             * @description Where each argument goes. Null: placeholders of the URL first, the rest in the query of a GET or DELETE, else as a JSON body.
             * @default null
             */
            request?: components["schemas"]["ToolRequestInput"] | null;
            /**
             * @description Headers of each request, by name. Every value is kept as a secret and never shown again. A null keeps the value that is stored; a header left out of a given object is dropped.
             * @default {}
             */
            headers?: {
                [key: string]: string | null;
            };
            /** @description Ignored: it may be sent back as it was read. */
            used_by?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            created_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description Where each argument goes in the request.
         * @example {
         *       "parameters": [
         *         {
         *           "argument": "shop",
         *           "in": "path",
         *           "name": "shop",
         *           "style": "simple",
         *           "explode": false
         *         }
         *       ],
         *       "body": {
         *         "type": "json",
         *         "argument": null
         *       }
         *     }
         */
        ToolRequest: {
            /**
             * @description The arguments that go elsewhere than the body.
             * @default []
             */
            parameters: {
                /** @description The argument that holds its value. */
                argument: string;
                /**
                 * @description Where it goes; `form` is a field of the body, where that is a form made of several arguments.
                 * @enum {string}
                 */
                in: "query" | "header" | "path" | "form";
                /** @description Its name there; of a path parameter, the placeholder in the URL. */
                name: string;
                /**
                 * @description How lists and objects are written, as OpenAPI defines it: `simple` in a path or header, else the others.
                 * @enum {string}
                 */
                style: "form" | "simple" | "deepObject" | "spaceDelimited" | "pipeDelimited";
                /** @description Whether each entry of a list or object is written as a parameter of its own. */
                explode: boolean;
            }[];
            /**
             * @description The body; null for a request that has none.
             * @default null
             */
            body: {
                /**
                 * @description `form` is application/x-www-form-urlencoded, nested values in brackets: `items[0][price]=3`.
                 * @enum {string}
                 */
                type: "json" | "form";
                /**
                 * @description The argument that is the whole body; null makes an object of all that are no parameter.
                 * @default null
                 */
                argument: string | null;
            } | null;
        };
        /**
         * @description Where each argument goes in the request.
         * @example {
         *       "parameters": [
         *         {
         *           "argument": "shop",
         *           "in": "path",
         *           "name": "shop",
         *           "style": "simple",
         *           "explode": false
         *         }
         *       ],
         *       "body": {
         *         "type": "json",
         *         "argument": null
         *       }
         *     }
         */
        ToolRequestInput: {
            /**
             * @description The arguments that go elsewhere than the body.
             * @default []
             */
            parameters?: {
                /** @description The argument that holds its value. */
                argument: string;
                /**
                 * @description Where it goes; `form` is a field of the body, where that is a form made of several arguments.
                 * @enum {string}
                 */
                in: "query" | "header" | "path" | "form";
                /** @description Its name there; of a path parameter, the placeholder in the URL. */
                name: string;
                /**
                 * @description How lists and objects are written, as OpenAPI defines it: `simple` in a path or header, else the others.
                 * @enum {string}
                 */
                style: "form" | "simple" | "deepObject" | "spaceDelimited" | "pipeDelimited";
                /** @description Whether each entry of a list or object is written as a parameter of its own. */
                explode: boolean;
            }[];
            /**
             * @description The body; null for a request that has none.
             * @default null
             */
            body?: {
                /**
                 * @description `form` is application/x-www-form-urlencoded, nested values in brackets: `items[0][price]=3`.
                 * @enum {string}
                 */
                type: "json" | "form";
                /**
                 * @description The argument that is the whole body; null makes an object of all that are no parameter.
                 * @default null
                 */
                argument?: string | null;
            } | null;
        };
        /** @description The answer to a tool that the connected client carries out. */
        ToolResultSend: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "tool.result.send";
            /** @description The call that is answered. */
            call_id: string;
            /** @description The answer, any JSON value. */
            result?: unknown;
            /** @description Why there is no answer, in plain words. */
            error?: string;
        };
        /**
         * @description A call to be made to see how it goes.
         * @example {
         *       "arguments": {
         *         "shop": "main-street",
         *         "day": "2025-06-20",
         *         "time": "14:00"
         *       }
         *     }
         */
        ToolTrial: {
            /** @description The arguments, as a model would give them: an object. */
            arguments?: unknown;
        };
        /**
         * @description How a call went that was made to see how it goes.
         * @example {
         *       "request": {
         *         "url": "https://api.example.com/shops/main-street/appointments",
         *         "method": "POST",
         *         "headers": {
         *           "accept": "application/json",
         *           "content-type": "application/json",
         *           "authorization": "[secret]",
         *           "X-Timestamp": "1750325400",
         *           "X-Idempotency-Key": "call_9Ws2Ld6Qy3F",
         *           "X-Signature": "5f0a1d0c8f0e4c54f31b9bb0a5b4c0a3b8d2c6f7e1a9d3b4c5e6f708192a3b4c",
         *           "webhook-id": "call_9Ws2Ld6Qy3F",
         *           "webhook-timestamp": "1750325400",
         *           "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="
         *         },
         *         "body": "{\"day\":\"2025-06-20\",\"time\":\"14:00\"}"
         *       },
         *       "response": {
         *         "status": 200,
         *         "headers": {
         *           "content-type": "application/json"
         *         },
         *         "body": "{\"confirmation_code\":\"K7Q2\"}",
         *         "duration_ms": 84
         *       },
         *       "outcome": {
         *         "status": "succeeded",
         *         "result": {
         *           "confirmation_code": "K7Q2"
         *         },
         *         "error": null
         *       },
         *       "output_problems": []
         *     }
         */
        ToolTrialResult: {
            /** @description The request; null when nothing was to be sent, e.g. because the arguments do not fit. */
            request: {
                /** @description The whole address. */
                url: string;
                /** @description The HTTP method. */
                method: string;
                /** @description What was sent, the signature included; the tool's own values are masked as `[secret]`. */
                headers: {
                    [key: string]: string;
                };
                /** @description The exact body; null without one. */
                body: string | null;
            } | null;
            /** @description What came back; null when there was no answer. */
            response: {
                /** @description The HTTP status. */
                status: number;
                /** @description The headers, by lower-case name. */
                headers: {
                    [key: string]: string;
                };
                /** @description The body as text, the tool's secrets masked in it. */
                body: string;
                /** @description How long it took, in milliseconds. */
                duration_ms: number;
            } | null;
            /** @description How the call ended, as an agent would be told. */
            outcome: {
                /**
                 * @description `unknown`: it may or may not have been carried out.
                 * @enum {string}
                 */
                status: "succeeded" | "failed" | "unknown";
                /** @description The result as an agent is given it; null without one. */
                result: unknown;
                /** @description What an agent would be told went wrong; null when nothing did. */
                error: string | null;
            };
            /** @description What of the result does not fit `output_schema`; an agent is given the result all the same. */
            output_problems: string[];
            /** @description Fields that were not understood; absent when there are none. */
            warnings?: components["schemas"]["Warning"][];
        };
        /** @description A message of the user. */
        UserMessageReceived: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "user.message.received";
            /** @description The message. */
            text: string;
            /** @description The id under which the client sent it, or that of the request it was posted with; null when it gave none. */
            client_event_id: string | null;
        };
        /** @description A message to the agent. */
        UserMessageSend: {
            /**
             * @description The kind of event.
             * @constant
             */
            type: "user.message.send";
            /** @description The message. Sent while the agent is speaking, it interrupts. */
            text: string;
        };
        /**
         * @description Something in the request that had no effect.
         * @example {
         *       "param": "config.runtime.modle",
         *       "message": "This field is not known here and has no effect. Did you mean model?"
         *     }
         */
        Warning: {
            /** @description The place in the request. */
            param: string;
            /** @description What was noticed there, with a guess at what was meant. */
            message: string;
        };
        /**
         * @description One attempt to deliver: the request and its answer.
         * @example {
         *       "number": 1,
         *       "trigger": "event",
         *       "at": "2025-06-19T09:31:33.702Z",
         *       "duration_ms": 86,
         *       "request_url": "https://hooks.example.com/operator",
         *       "request_headers": {
         *         "Content-Type": "application/json; charset=utf-8",
         *         "X-Timestamp": "1750325493",
         *         "X-Idempotency-Key": "whd_0Hc5Yt2Rk9S",
         *         "X-Signature": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *         "webhook-id": "whd_0Hc5Yt2Rk9S",
         *         "webhook-timestamp": "1750325493",
         *         "webhook-signature": "v1,n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
         *       },
         *       "response_status": 204,
         *       "response_headers": {
         *         "date": "Thu, 19 Jun 2025 09:31:33 GMT"
         *       },
         *       "response_body": "",
         *       "error": null
         *     }
         */
        WebhookAttempt: {
            /** @description The first is 1. */
            number: number;
            /**
             * @description What it was due to: the event itself, a retry or a replay.
             * @enum {string}
             */
            trigger: "event" | "retry" | "replay";
            /**
             * Format: date-time
             * @description When it was sent.
             */
            at: string;
            /** @description How long it took until the answer was there, or was given up, in ms. */
            duration_ms: number;
            /** @description The address that was called. */
            request_url: string;
            /** @description What was sent before the body, signature and all. */
            request_headers: {
                [key: string]: string;
            };
            /** @description The HTTP status of the answer; null without one. */
            response_status: number | null;
            /** @description The headers of the answer; null without one. */
            response_headers: {
                [key: string]: string;
            } | null;
            /** @description The answer's body, cut after 16 KiB; null without one. */
            response_body: string | null;
            /** @description Why it failed, in plain words; null when it did not. */
            error: string | null;
        };
        /**
         * @description A delivery with its body and its attempts.
         * @example {
         *       "id": "whd_0Hc5Yt2Rk9S",
         *       "target": "endpoint",
         *       "endpoint_id": "whe_6Tn1Qx8Lp0V",
         *       "address": null,
         *       "procedure_id": null,
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "event_id": "ev_8Kd3Nz10007",
         *       "type": "conversation.ended",
         *       "livemode": true,
         *       "status": "delivered",
         *       "attempts": 1,
         *       "next_attempt_at": null,
         *       "last_error": null,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "settled_at": "2025-06-19T09:31:33.790Z",
         *       "payload": "{\"id\":\"ev_8Kd3Nz10007\",\"created_at\":\"2025-06-19T09:30:00.000Z\",\"agent_id\":\"ca_7Yd2Kp0QxLm@v0\",\"livemode\":true,\"conversation_id\":\"conv_3fTz9Wb1RcA\",\"payload\":{\"type\":\"conversation.ended\",\"status\":\"completed\",\"reason\":\"agent_ended\",\"duration_sec\":92.4},\"experimental\":false}",
         *       "attempt_log": [
         *         {
         *           "number": 1,
         *           "trigger": "event",
         *           "at": "2025-06-19T09:31:33.702Z",
         *           "duration_ms": 86,
         *           "request_url": "https://hooks.example.com/operator",
         *           "request_headers": {
         *             "Content-Type": "application/json; charset=utf-8",
         *             "X-Timestamp": "1750325493",
         *             "X-Idempotency-Key": "whd_0Hc5Yt2Rk9S",
         *             "X-Signature": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *             "webhook-id": "whd_0Hc5Yt2Rk9S",
         *             "webhook-timestamp": "1750325493",
         *             "webhook-signature": "v1,n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
         *           },
         *           "response_status": 204,
         *           "response_headers": {
         *             "date": "Thu, 19 Jun 2025 09:31:33 GMT"
         *           },
         *           "response_body": "",
         *           "error": null
         *         }
         *       ]
         *     }
         */
        WebhookDelivery: {
            /** @description The delivery's id, `whd_…`; also its `X-Idempotency-Key` and `webhook-id`. */
            id: string;
            /**
             * @description `endpoint`: a webhook endpoint. `post_url`, `slack`: where a procedural agent's `output` says.
             * @enum {string}
             */
            target: "endpoint" | "post_url" | "slack";
            /** @description Whom it is for, `whe_…`; null unless that is an endpoint. */
            endpoint_id: string | null;
            /** @description The `post_url` or the Slack channel that a procedure's output goes to; null for an endpoint. */
            address: string | null;
            /** @description The conversation it is about, `conv_…`; null for a procedure that ran without one. */
            conversation_id: string | null;
            /** @description The event it brings, `ev_…`; null for a procedure's output. */
            event_id: string | null;
            /** @description The procedure whose output it brings, `trun_…`; null for an event. */
            procedure_id: string | null;
            /**
             * @description The type of that event; `procedure.ended` for a procedure's output.
             * @enum {string}
             */
            type: "conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics" | "procedure.ended";
            /** @description False in test mode. */
            livemode: boolean;
            /**
             * @description `pending` until it is `delivered`, or given up: `dead`. Both can be replayed.
             * @enum {string}
             */
            status: "pending" | "delivered" | "dead";
            /** @description How often it was tried. */
            attempts: number;
            /** @description When it is tried next at the earliest; null when it is settled. Later events wait for it. */
            next_attempt_at: string | null;
            /** @description Why the last attempt failed; null when there was none, or it did not. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When the event happened, or the procedure ended.
             */
            created_at: string;
            /** @description When it was delivered or given up; null before. */
            settled_at: string | null;
            /** @description The exact body of every attempt as JSON text: the event's envelope, or a procedure's output. For Slack the message; the channel is added where it is sent with a token. */
            payload: string;
            /** @description The attempts, newest first, a hundred at most. */
            attempt_log: components["schemas"]["WebhookAttempt"][];
        };
        /**
         * @description A delivery to a webhook endpoint, or of a procedure's output, as lists show it.
         * @example {
         *       "id": "whd_0Hc5Yt2Rk9S",
         *       "target": "endpoint",
         *       "endpoint_id": "whe_6Tn1Qx8Lp0V",
         *       "address": null,
         *       "procedure_id": null,
         *       "conversation_id": "conv_3fTz9Wb1RcA",
         *       "event_id": "ev_8Kd3Nz10007",
         *       "type": "conversation.ended",
         *       "livemode": true,
         *       "status": "delivered",
         *       "attempts": 1,
         *       "next_attempt_at": null,
         *       "last_error": null,
         *       "created_at": "2025-06-19T09:30:00.000Z",
         *       "settled_at": "2025-06-19T09:31:33.790Z"
         *     }
         */
        WebhookDeliveryItem: {
            /** @description The delivery's id, `whd_…`; also its `X-Idempotency-Key` and `webhook-id`. */
            id: string;
            /**
             * @description `endpoint`: a webhook endpoint. `post_url`, `slack`: where a procedural agent's `output` says.
             * @enum {string}
             */
            target: "endpoint" | "post_url" | "slack";
            /** @description Whom it is for, `whe_…`; null unless that is an endpoint. */
            endpoint_id: string | null;
            /** @description The `post_url` or the Slack channel that a procedure's output goes to; null for an endpoint. */
            address: string | null;
            /** @description The conversation it is about, `conv_…`; null for a procedure that ran without one. */
            conversation_id: string | null;
            /** @description The event it brings, `ev_…`; null for a procedure's output. */
            event_id: string | null;
            /** @description The procedure whose output it brings, `trun_…`; null for an event. */
            procedure_id: string | null;
            /**
             * @description The type of that event; `procedure.ended` for a procedure's output.
             * @enum {string}
             */
            type: "conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics" | "procedure.ended";
            /** @description False in test mode. */
            livemode: boolean;
            /**
             * @description `pending` until it is `delivered`, or given up: `dead`. Both can be replayed.
             * @enum {string}
             */
            status: "pending" | "delivered" | "dead";
            /** @description How often it was tried. */
            attempts: number;
            /** @description When it is tried next at the earliest; null when it is settled. Later events wait for it. */
            next_attempt_at: string | null;
            /** @description Why the last attempt failed; null when there was none, or it did not. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When the event happened, or the procedure ended.
             */
            created_at: string;
            /** @description When it was delivered or given up; null before. */
            settled_at: string | null;
        };
        /**
         * @description A webhook endpoint with how it has been doing.
         * @example {
         *       "id": "whe_6Tn1Qx8Lp0V",
         *       "url": "https://hooks.example.com/operator",
         *       "description": "Our CRM.",
         *       "types": [
         *         "conversation.setup",
         *         "conversation.ended",
         *         "conversation.custom_fields.updated"
         *       ],
         *       "is_enabled": true,
         *       "livemode": null,
         *       "created_at": "2025-06-18T16:00:00.000Z",
         *       "updated_at": "2025-06-18T16:00:00.000Z",
         *       "health": {
         *         "pending": 0,
         *         "dead": 0,
         *         "last_success_at": "2025-06-19T09:31:33.702Z",
         *         "last_failure": null
         *       }
         *     }
         */
        WebhookEndpoint: {
            /** @description The endpoint's id, `whe_…`. */
            id: string;
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url: string;
            /** @description What it is for, for people. */
            description: string;
            /** @description The types of events it is sent. `conversation.setup` is asked, and its answer used. */
            types: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /** @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits. */
            is_enabled: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. */
            livemode: boolean | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed.
             */
            updated_at: string;
            /** @description How it has been doing. */
            health: components["schemas"]["WebhookHealth"];
        };
        /**
         * @description What to change of a webhook endpoint.
         * @example {
         *       "is_enabled": false
         *     }
         */
        WebhookEndpointChange: {
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url?: string;
            /** @description What it is for, for people. */
            description?: string;
            /** @description The types of events it is sent. `conversation.setup` is asked, and its answer used. */
            types?: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /** @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits. */
            is_enabled?: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. */
            livemode?: boolean | null;
        };
        /**
         * @description A webhook endpoint as lists show it.
         * @example {
         *       "id": "whe_6Tn1Qx8Lp0V",
         *       "url": "https://hooks.example.com/operator",
         *       "description": "Our CRM.",
         *       "types": [
         *         "conversation.setup",
         *         "conversation.ended",
         *         "conversation.custom_fields.updated"
         *       ],
         *       "is_enabled": true,
         *       "livemode": null,
         *       "created_at": "2025-06-18T16:00:00.000Z",
         *       "updated_at": "2025-06-18T16:00:00.000Z"
         *     }
         */
        WebhookEndpointItem: {
            /** @description The endpoint's id, `whe_…`. */
            id: string;
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url: string;
            /** @description What it is for, for people. */
            description: string;
            /** @description The types of events it is sent. `conversation.setup` is asked, and its answer used. */
            types: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /** @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits. */
            is_enabled: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. */
            livemode: boolean | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its settings were last changed.
             */
            updated_at: string;
        };
        /**
         * @description The settings of a webhook endpoint from now on; what is left out gets its default.
         * @example {
         *       "url": "https://hooks.example.com/operator",
         *       "description": "Our CRM.",
         *       "types": [
         *         "conversation.setup",
         *         "conversation.ended",
         *         "conversation.custom_fields.updated"
         *       ],
         *       "is_enabled": true,
         *       "livemode": null
         *     }
         */
        WebhookEndpointReplacement: {
            /** @description Where the events are sent, `https://…` or `http://…`. */
            url: string;
            /**
             * @description What it is for, for people.
             * @default
             */
            description?: string;
            /**
             * @description The types of events it is sent. `conversation.setup` is asked, and its answer used.
             * @default [
             *       "conversation.setup",
             *       "conversation.ended",
             *       "conversation.custom_fields.updated"
             *     ]
             */
            types?: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /**
             * @description Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits.
             * @default true
             */
            is_enabled?: boolean;
            /** @description `true`: live conversations only. `false`: those of test mode only. Null: both. Null by default, for the event says which it is; a test key makes `false` only. */
            livemode?: boolean | null;
            /** @description Ignored: it may be sent back as it was read. */
            id?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            health?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            created_at?: unknown;
            /** @description Ignored: it may be sent back as it was read. */
            updated_at?: unknown;
        };
        /**
         * @description A page of an endpoint's events.
         * @example {
         *       "data": [
         *         {
         *           "delivery_id": "whd_0Hc5Yt2Rk9S",
         *           "event": {
         *             "id": "ev_8Kd3Nz10007",
         *             "created_at": "2025-06-19T09:30:00.000Z",
         *             "agent_id": "ca_7Yd2Kp0QxLm@v0",
         *             "livemode": true,
         *             "conversation_id": "conv_3fTz9Wb1RcA",
         *             "payload": {
         *               "type": "conversation.ended",
         *               "status": "completed",
         *               "reason": "agent_ended",
         *               "duration_sec": 92.4
         *             },
         *             "experimental": false
         *           },
         *           "status": "delivered"
         *         }
         *       ],
         *       "cursor": "WyJ3aGVfNlRuMVF4OExwMFYiLCI0MSIsIjAiXQ",
         *       "has_more": false
         *     }
         */
        WebhookFeed: {
            /** @description The events, oldest first. */
            data: components["schemas"]["WebhookFeedEntry"][];
            /** @description Give it back to read on, now or whenever there is more. */
            cursor: string;
            /** @description Whether there is more already. */
            has_more: boolean;
        };
        /**
         * @description One event that an endpoint was, or is to be, sent.
         * @example {
         *       "delivery_id": "whd_0Hc5Yt2Rk9S",
         *       "event": {
         *         "id": "ev_8Kd3Nz10007",
         *         "created_at": "2025-06-19T09:30:00.000Z",
         *         "agent_id": "ca_7Yd2Kp0QxLm@v0",
         *         "livemode": true,
         *         "conversation_id": "conv_3fTz9Wb1RcA",
         *         "payload": {
         *           "type": "conversation.ended",
         *           "status": "completed",
         *           "reason": "agent_ended",
         *           "duration_sec": 92.4
         *         },
         *         "experimental": false
         *       },
         *       "status": "delivered"
         *     }
         */
        WebhookFeedEntry: {
            /** @description The delivery's id, `whd_…`, as the receiver got it in `webhook-id`. */
            delivery_id: string;
            /** @description The event as it is sent. */
            event: components["schemas"]["ServerEvent"];
            /**
             * @description Where the delivery stands.
             * @enum {string}
             */
            status: "pending" | "delivered" | "dead";
        };
        /**
         * @description How an endpoint has been doing. It is never switched off because of it.
         * @example {
         *       "pending": 0,
         *       "dead": 0,
         *       "last_success_at": "2025-06-19T09:31:33.702Z",
         *       "last_failure": null
         *     }
         */
        WebhookHealth: {
            /** @description How many deliveries wait for their next attempt. */
            pending: number;
            /** @description How many were given up and were not replayed since. */
            dead: number;
            /** @description When it last took a delivery; null if it never did. */
            last_success_at: string | null;
            /** @description The latest attempt that failed; null if none did. */
            last_failure: {
                /**
                 * Format: date-time
                 * @description When it was tried.
                 */
                at: string;
                /** @description What could not be delivered, `whd_…`. */
                delivery_id: string;
                /** @description Why, in plain words. */
                error: string;
            } | null;
        };
        /**
         * @description Which deliveries of an endpoint to send once more.
         * @example {
         *       "status": "dead",
         *       "created_at_gte": "2025-06-19T00:00:00Z"
         *     }
         */
        WebhookReplay: {
            /**
             * @description Those of this status.
             * @default dead
             * @enum {string}
             */
            status?: "pending" | "delivered" | "dead";
            /** @description Those of these types; all by default. */
            types?: ("conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics")[];
            /**
             * Format: date-time
             * @description Those whose event happened at this moment or later.
             */
            created_at_gte?: string;
            /**
             * Format: date-time
             * @description Those whose event happened before this moment.
             */
            created_at_lt?: string;
        };
        /**
         * @description The key that signs what is sent to a webhook endpoint.
         * @example {
         *       "current": {
         *         "key": "op_sign_EXAMPLEexampleEXAMPLEexample0000",
         *         "standard_webhooks_secret": "whsec_b3Bfc2lnbl9FWEFNUExFZXhhbXBsZUVYQU1QTEVleGFtcGxlMDAwMA=="
         *       },
         *       "next": null,
         *       "switches_at": null
         *     }
         */
        WebhookSigningKey: {
            /** @description The key that signs. */
            current: {
                /** @description The key as UTF-8 text: what `X-Signature` is computed with. */
                key: string;
                /** @description The same key as verifiers of Standard Webhooks take it, for `webhook-signature`. */
                standard_webhooks_secret: string;
            };
            /** @description The key that will replace it: `webhook-signature` holds its signature as well. Null when none waits. */
            next: {
                /** @description The key as UTF-8 text: what `X-Signature` is computed with. */
                key: string;
                /** @description The same key as verifiers of Standard Webhooks take it, for `webhook-signature`. */
                standard_webhooks_secret: string;
            } | null;
            /** @description When the next key replaces the current one; null when none waits. */
            switches_at: string | null;
        };
        /**
         * @description A sample event was sent: the request and its answer.
         * @example {
         *       "at": "2025-06-19T09:31:33.702Z",
         *       "duration_ms": 86,
         *       "request_url": "https://hooks.example.com/operator",
         *       "request_headers": {
         *         "Content-Type": "application/json; charset=utf-8",
         *         "X-Timestamp": "1750325493",
         *         "X-Idempotency-Key": "whd_0Hc5Yt2Rk9S",
         *         "X-Signature": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *         "webhook-id": "whd_0Hc5Yt2Rk9S",
         *         "webhook-timestamp": "1750325493",
         *         "webhook-signature": "v1,n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
         *       },
         *       "response_status": 204,
         *       "response_headers": {
         *         "date": "Thu, 19 Jun 2025 09:31:33 GMT"
         *       },
         *       "response_body": "",
         *       "error": null,
         *       "request_body": "{\"id\":\"ev_8Kd3Nz10007\",\"created_at\":\"2025-06-19T09:30:00.000Z\",\"agent_id\":\"ca_7Yd2Kp0QxLm@v0\",\"livemode\":false,\"conversation_id\":\"conv_3fTz9Wb1RcA\",\"payload\":{\"type\":\"conversation.ended\",\"status\":\"completed\",\"reason\":\"agent_ended\",\"duration_sec\":92.4},\"experimental\":false}"
         *     }
         */
        WebhookTest: {
            /** @description The exact body that was sent: a sample event. */
            request_body: string;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            at: string;
            /** @description How long it took until the answer was there, or was given up, in ms. */
            duration_ms: number;
            /** @description The address that was called. */
            request_url: string;
            /** @description What was sent before the body, signature and all. */
            request_headers: {
                [key: string]: string;
            };
            /** @description The HTTP status of the answer; null without one. */
            response_status: number | null;
            /** @description The headers of the answer; null without one. */
            response_headers: {
                [key: string]: string;
            } | null;
            /** @description The answer's body, cut after 16 KiB; null without one. */
            response_body: string | null;
            /** @description Why it failed, in plain words; null when it did not. */
            error: string | null;
        };
    };
    responses: never;
    parameters: {
        /** @description The version of the API that the caller was written for. */
        OperatorVersion: "2025-06-19";
        /** @description The version of the API that the caller was written for; required with an API key, not with a token. */
        OperatorVersionWithKey: "2025-06-19";
        /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the logs. */
        "X-Request-Id": string;
        /** @description How many requests a minute are allowed. */
        "RateLimit-Limit": number;
        /** @description How many are left of them. */
        "RateLimit-Remaining": number;
        /** @description In how many seconds all of them are there again. */
        "RateLimit-Reset": number;
        /** @description After how many seconds another try may succeed. */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listConversationalAgents: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the agents. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The agents, newest first. */
                        data: components["schemas"]["ConversationalAgentItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createConversationalAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversationalAgent"];
            };
        };
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationalAgentVersionId"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_config`: The configuration contradicts itself or names what the installation does not have.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getConversationalAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description `ca_…` means the agent's latest version, `ca_…@vN` that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of an agent, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationalAgent"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateConversationalAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description `ca_…` means the agent's latest version, `ca_…@vN` that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationalAgentChange"];
            };
        };
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationalAgentVersionId"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_config`: The configuration contradicts itself or names what the installation does not have.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteConversationalAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The agent, `ca_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ca_7Yd2Kp0QxLm",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the agent that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `conversation_active`: A conversation forbids it: it is open, or it is live and not merely queued. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    releaseConversationalAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The version, `ca_…@vN`. */
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationalAgentVersionId"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listConversationalAgentVersions: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The agent, `ca_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of the agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The versions, newest first. */
                        data: components["schemas"]["ConversationalAgentVersion"][];
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listProceduralAgents: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the agents. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The agents, newest first. */
                        data: components["schemas"]["ProceduralAgentItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createProceduralAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProceduralAgent"];
            };
        };
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProceduralAgentVersionId"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_config`: The configuration contradicts itself or names what the installation does not have.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getProceduralAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description `pa_…` means the agent's latest version, `pa_…@vN` that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a procedural agent, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProceduralAgent"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateProceduralAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description `pa_…` means the agent's latest version, `pa_…@vN` that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProceduralAgentChange"];
            };
        };
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProceduralAgentVersionId"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_config`: The configuration contradicts itself or names what the installation does not have.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteProceduralAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The agent, `pa_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pa_4Hc7Wq1Zn9E",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the agent that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    releaseProceduralAgent: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The version, `pa_…@vN`. */
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which version a change ended in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProceduralAgentVersionId"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listProceduralAgentVersions: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The agent, `pa_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of the agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The versions, newest first. */
                        data: components["schemas"]["ProceduralAgentVersion"][];
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listProcedureSchedules: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Of this agent, `pa_…`. */
                agent_id?: string;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the schedules. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The schedules, newest first. */
                        data: components["schemas"]["ProcedureSchedule"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createProcedureSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProcedureSchedule"];
            };
        };
        responses: {
            /** @description A schedule by which a procedural agent runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureSchedule"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getProcedureSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The schedule, `psch_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A schedule by which a procedural agent runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureSchedule"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteProcedureSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The schedule, `psch_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "psch_5Rk2Wd8Nq4Z",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the schedule that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeProcedureSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The schedule, `psch_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProcedureScheduleChange"];
            };
        };
        responses: {
            /** @description A schedule by which a procedural agent runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureSchedule"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Created at this moment or later. */
                created_at_gte?: string;
                /** @description Created before this moment. */
                created_at_lt?: string;
                /** @description Ended at this moment or later. */
                completed_at_gte?: string;
                /** @description Ended before this moment. */
                completed_at_lt?: string;
                /** @description Held by this agent, `ca_…`, or by this version of it, `ca_…@vN`. */
                agent_id?: string;
                /** @description Held with this customer, `cus_…`. */
                customer_id?: string;
                /** @description Of this status. */
                status?: "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";
                /** @description On this type of channel. */
                channel_type?: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
                /** @description Of this direction. */
                direction?: "inbound" | "outbound";
                /** @description `true` for live ones, `false` for those of test mode. */
                livemode?: "true" | "false";
                /** @description Words that occur in a message of the transcript. */
                q?: string;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the conversations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The conversations, newest first. */
                        data: components["schemas"]["ConversationItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversation"];
            };
        };
        responses: {
            /** @description A conversation that was just created. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedConversation"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `channel_unavailable`: The installation does not offer this type of channel; the message lists those it does.
             *     - `invalid_config`: The configuration contradicts itself or names what the installation does not have.
             *     - `missing_variables`: The agent's prompt needs variables that have no value and no default.
             *     - `model_unavailable`: The agent's model cannot be used on this installation; the message says how to configure it.
             *     - `unknown_reference`: The request names something that does not exist.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's.
             *     - `not_a_test_address`: Test mode reaches only the numbers and addresses that are listed as test addresses.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`.
             *     - `conversation_active`: A conversation forbids it: it is open, or it is live and not merely queued.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version of the API that the caller was written for; required with an API key, not with a token. */
                "Operator-Version"?: components["parameters"]["OperatorVersionWithKey"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A conversation, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             *     - `invalid_token`: The token is not the conversation's active one: it is another's, was refreshed, or has expired.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "conv_3fTz9Wb1RcA",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the conversation that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `conversation_active`: A conversation forbids it: it is open, or it is live and not merely queued. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateConversationContext: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddedContext"];
            };
        };
        responses: {
            /** @description The context was taken. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "context": {
                     *         "$customer": {
                     *           "name": "Kim"
                     *         },
                     *         "loyalty_card": "gold"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description The whole context after the change. */
                        context: {
                            [key: string]: unknown;
                        };
                        /** @description Fields that were not understood; absent when there are none. */
                        warnings?: components["schemas"]["Warning"][];
                    };
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `conversation_not_active`: The conversation is not in progress: it has not started, or has ended.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    refreshConversationToken: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new token. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "ot_Jx1c9oVb0mB2n3Q4r5S6t7U8v9W0x1Y2z3A4b5C6d7E",
                     *       "expires_at": "2025-06-19T12:30:00.000Z"
                     *     }
                     */
                    "application/json": {
                        /** @description The new token. */
                        token: string;
                        /**
                         * Format: date-time
                         * @description When it expires, ISO 8601 in UTC.
                         */
                        expires_at: string;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `conversation_not_active`: The conversation is not in progress: it has not started, or has ended.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    streamConversationEvents: {
        parameters: {
            query?: {
                /** @description As the header `Last-Event-ID`, which wins over it. */
                last_event_id?: string;
            };
            header?: {
                /** @description The last event seen; only what came after it is sent. */
                "Last-Event-Id"?: string;
                /** @description The version of the API that the caller was written for; required with an API key, not with a token. */
                "Operator-Version"?: components["parameters"]["OperatorVersionWithKey"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, one JSON object in each block's `data:`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerEvent"];
                };
            };
            /** @description The conversation is over and everything was seen: do not come back. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             *     - `invalid_token`: The token is not the conversation's active one: it is another's, was refreshed, or has expired.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    postSessionMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version of the API that the caller was written for; required with an API key, not with a token. */
                "Operator-Version"?: components["parameters"]["OperatorVersionWithKey"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The conversation, `conv_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionMessage"];
            };
        };
        responses: {
            /** @description The events of the turn, one JSON object in each block's `data:`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerEvent"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `channel_unavailable`: The installation does not offer this type of channel; the message lists those it does.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             *     - `invalid_token`: The token is not the conversation's active one: it is another's, was refreshed, or has expired.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `conversation_not_active`: The conversation is not in progress: it has not started, or has ended.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description With this telephone number, however it is written. */
                phone_no?: string;
                /** @description With this e-mail address, in whatever case. */
                email?: string;
                /** @description With this id in your own system. */
                external_id?: string;
                /** @description `true` for live ones, `false` for those of test mode. */
                livemode?: "true" | "false";
                /** @description Words, or beginnings of words, that all occur in the name, the number, the address or an id. */
                q?: string;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the customers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The customers, newest first. */
                        data: components["schemas"]["CustomerItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description A customer, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The customer, `cus_…`; the id of one who was merged into another means that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The customer, `cus_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer that was deleted, and what went with them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedCustomer"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The customer, `cus_…`; the id of one who was merged into another means that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
            };
        };
        responses: {
            /** @description A customer, whole. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `name_taken`: There is one of that name already: choose another, or change that one. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    mergeCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer, `cus_…`; the id of one who was merged into another means that one. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerMerge"];
            };
        };
        responses: {
            /** @description What came of a merge. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedCustomers"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `unknown_reference`: The request names something that does not exist.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the keys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The keys, newest first. */
                        data: components["schemas"]["ApiKey"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description An API key with what opens the API, which is shown only once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An API key, without what opens the API. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An API key, without what opens the API. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyChange"];
            };
        };
        responses: {
            /** @description An API key, without what opens the API. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The key, `key_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description An API key with what opens the API, which is shown only once. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getSigningKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The installation's signing key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKey"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateSigningKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description The installation's signing key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKey"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTestAddresses: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the addresses. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The addresses, newest first. */
                        data: components["schemas"]["TestAddress"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createTestAddress: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTestAddress"];
            };
        };
        responses: {
            /** @description An address that test conversations may reach. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAddress"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteTestAddress: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The number or mail address, percent-encoded. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address is off the list. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "+14155550123",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description What was taken off the list. */
                        address: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listFollowUps: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Of this conversation, `conv_…`. */
                conversation_id?: string;
                /** @description Of this customer, `cus_…`. */
                customer_id?: string;
                /** @description Of this status. */
                status?: "pending" | "done" | "cancelled" | "failed";
                /** @description Due at this moment or later. */
                due_at_gte?: string;
                /** @description Due before this moment. */
                due_at_lt?: string;
                /** @description `true` for live ones, `false` for those of test mode. */
                livemode?: "true" | "false";
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the follow-ups. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The follow-ups, newest first. */
                        data: components["schemas"]["FollowUp"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createFollowUp: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFollowUp"];
            };
        };
        responses: {
            /** @description Something that an agent comes back to at a later time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUp"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`.
             *     - `conversation_not_active`: The conversation is not in progress: it has not started, or has ended.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getFollowUp: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The follow-up's id, `fup_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something that an agent comes back to at a later time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUp"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelFollowUp: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The follow-up's id, `fup_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something that an agent comes back to at a later time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUp"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMailboxes: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the mailboxes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The mailboxes, newest first. */
                        data: components["schemas"]["Mailbox"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createMailbox: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMailbox"];
            };
        };
        responses: {
            /** @description An address at which an agent answers mails. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             *     - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMailbox: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The mailbox's id, `mbx_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An address at which an agent answers mails. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMailbox: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The mailbox's id, `mbx_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mailbox was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mbx_4Qz8Lw1Nc7T",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the mailbox that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeMailbox: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The mailbox's id, `mbx_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailboxChange"];
            };
        };
        responses: {
            /** @description An address at which an agent answers mails. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_released`: The agent has no released version: release one or name one, `ca_…@vN`. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTools: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Of this type. */
                type?: "http" | "client";
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The tools, newest first. */
                        data: components["schemas"]["Tool"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTool"];
            };
        };
        responses: {
            /** @description A tool that agents can be given. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The tool's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tool that agents can be given. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replaceTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The tool's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolReplacement"];
            };
        };
        responses: {
            /** @description A tool that agents can be given. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The tool's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tool was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "book_appointment",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The name of the tool that was deleted. */
                        name: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The tool's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolChange"];
            };
        };
        responses: {
            /** @description A tool that agents can be given. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tool"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    tryTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The tool's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolTrial"];
            };
        };
        responses: {
            /** @description How a call went that was made to see how it goes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolTrialResult"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listToolCalls: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Made in, or about, this conversation, `conv_…`. */
                conversation_id?: string;
                /** @description Made by this run of a procedural agent, `trun_…`. */
                procedure_id?: string;
                /** @description Of the tool of this name, as the model called it. */
                name?: string;
                /** @description Of this status. */
                status?: "started" | "succeeded" | "failed" | "unknown";
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the calls. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The calls, newest first. */
                        data: components["schemas"]["ToolCall"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getToolCall: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The call, `call_…`. */
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tool call's entry in the ledger. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolCall"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMcpServers: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the mcp servers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The MCP servers, newest first. */
                        data: components["schemas"]["McpServer"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMcpServer"];
            };
        };
        responses: {
            /** @description An MCP server with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpServerWithTools"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An MCP server with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpServerWithTools"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replaceMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpServerReplacement"];
            };
        };
        responses: {
            /** @description An MCP server with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpServerWithTools"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `in_use`: Something needs it: the message names what, and what to do first.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The MCP server was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mcp_6Rt2Wq9Zk4D",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the MCP server that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpServerChange"];
            };
        };
        responses: {
            /** @description An MCP server with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpServerWithTools"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `in_use`: Something needs it: the message names what, and what to do first.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    syncMcpServer: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a synchronisation found. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpSync"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeMcpTool: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The server, `mcp_…`. */
                id: string;
                /** @description The server's own name of the tool. */
                tool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpToolChange"];
            };
        };
        responses: {
            /** @description A tool of an MCP server. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpTool"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    previewOpenApi: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenApiPreview"];
            };
        };
        responses: {
            /** @description What a document offers to import. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiContents"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_document`: A document in the request, e.g. an OpenAPI description, cannot be read; the message says where.
             *     - `unreachable`: An address named in the request did not answer as it should, or may not be called from here.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOpenApiSources: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the sources. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The sources, newest first. */
                        data: components["schemas"]["OpenApiSourceItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createOpenApiSource: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOpenApiSource"];
            };
        };
        responses: {
            /** @description A document that tools were imported from, with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiSource"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_document`: A document in the request, e.g. an OpenAPI description, cannot be read; the message says where.
             *     - `unknown_reference`: The request names something that does not exist.
             *     - `unreachable`: An address named in the request did not answer as it should, or may not be called from here.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOpenApiSource: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The source, `oas_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document that tools were imported from, with its tools. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiSource"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteOpenApiSource: {
        parameters: {
            query?: {
                /** @description What becomes of the tools that were imported. */
                tools?: "keep" | "delete";
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The source, `oas_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI source was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "oas_6Hd2Lm9Qx0B",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the OpenAPI source that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `in_use`: Something needs it: the message names what, and what to do first. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    compareOpenApiSource: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The source, `oas_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenApiComparisonRequest"];
            };
        };
        responses: {
            /** @description How a document stands to what was imported of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiComparison"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_document`: A document in the request, e.g. an OpenAPI description, cannot be read; the message says where.
             *     - `unreachable`: An address named in the request did not answer as it should, or may not be called from here.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    importOpenApiSource: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The source, `oas_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenApiImport"];
            };
        };
        responses: {
            /** @description What an import did. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiImportResult"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_document`: A document in the request, e.g. an OpenAPI description, cannot be read; the message says where.
             *     - `unknown_reference`: The request names something that does not exist.
             *     - `unreachable`: An address named in the request did not answer as it should, or may not be called from here.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet.
             *     - `in_use`: Something needs it: the message names what, and what to do first.
             *     - `name_taken`: There is one of that name already: choose another, or change that one.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the webhook endpoints. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The webhook endpoints, newest first. */
                        data: components["schemas"]["WebhookEndpointItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description A webhook endpoint that was just made, with its signing key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookEndpoint"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook endpoint with how it has been doing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replaceWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointReplacement"];
            };
        };
        responses: {
            /** @description A webhook endpoint with how it has been doing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook endpoint was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_6Tn1Qx8Lp0V",
                     *       "deleted": true
                     *     }
                     */
                    "application/json": {
                        /** @description The id of the webhook endpoint that was deleted. */
                        id: string;
                        /**
                         * @description Always true.
                         * @enum {boolean}
                         */
                        deleted: true;
                    };
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description A webhook endpoint with how it has been doing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getWebhookSigningKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key that signs what is sent to a webhook endpoint. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSigningKey"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    rotateWebhookSigningKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description The key that signs what is sent to a webhook endpoint. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSigningKey"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookTest"];
            };
        };
        responses: {
            /** @description A sample event was sent: the request and its answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replayWebhookDeliveries: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description They are on their way. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "replayed": 12
                     *     }
                     */
                    "application/json": {
                        /** @description How many there are. */
                        replayed: number;
                    };
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readWebhookFeed: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the oldest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The endpoint, `whe_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of an endpoint's events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookFeed"];
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description For this endpoint, `whe_…`. */
                endpoint_id?: string;
                /** @description About this conversation, `conv_…`. */
                conversation_id?: string;
                /** @description Of events of this type; `procedure.ended` for outputs of procedures. */
                type?: "conversation.setup" | "conversation.ended" | "conversation.custom_fields.updated" | "conversation.started" | "agent.message.completed" | "agent.tool_call.created" | "agent.tool_call.returned" | "agent.notice.sent" | "user.message.received" | "conversation.context.updated" | "agent.model.failed" | "agent.route.changed" | "agent.language.changed" | "agent.wait.began" | "agent.wait.ended" | "conversation.reminder.due" | "agent.turn.metrics" | "procedure.ended";
                /** @description Of the output of this procedure, `trun_…`. */
                procedure_id?: string;
                /** @description To endpoints, or to where procedural agents send outputs. */
                target?: "endpoint" | "post_url" | "slack";
                /** @description Of this status; `dead` lists what was given up. */
                status?: "pending" | "delivered" | "dead";
                /** @description Whose event happened at this moment or later. */
                created_at_gte?: string;
                /** @description Whose event happened before this moment. */
                created_at_lt?: string;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The deliveries, newest first. */
                        data: components["schemas"]["WebhookDeliveryItem"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The delivery, `whd_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A delivery with its body and its attempts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
                /** @description A name of your choice for this request; sent again under the same one, it is not carried out again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The delivery, `whd_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A delivery with its body and its attempts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `idempotency_conflict`: The `Idempotency-Key` was used with another request, or its first request has no answer yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listLogs: {
        parameters: {
            query?: {
                /** @description Where to go on, from the answer before; absent begins at the newest. */
                cursor?: string;
                /** @description The most items to answer with. */
                limit?: number;
                /** @description Of this kind. */
                kind?: "api_request" | "webhook_delivery" | "tool_call" | "model_call" | "job" | "sign_in";
                /** @description That ended so. */
                outcome?: "succeeded" | "failed" | "unknown" | "refused";
                /** @description That belong to this conversation, `conv_…`. */
                conversation_id?: string;
                /** @description That belong to this request, `req_…`, as `X-Request-Id` names it. */
                request_id?: string;
                /** @description Done by this API key, `key_…`, or this version of an agent, `ca_…@vN`. */
                actor_id?: string;
                /** @description `true` for those that concern live data, `false` for those of test mode. */
                livemode?: "true" | "false";
                /** @description At this moment or later. */
                at_gte?: string;
                /** @description Before this moment. */
                at_lt?: string;
                /** @description Words that all occur in the summary, the actor's name or the details. */
                q?: string;
            };
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list: the entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The entries, newest first. */
                        data: components["schemas"]["Activity"][];
                        /** @description Give it back to read on; null when there is no more. */
                        cursor: string | null;
                    };
                };
            };
            /**
             * @description - `invalid_cursor`: The cursor was not given out by a list. Leave it out to begin at the newest.
             *     - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getLog: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path: {
                /** @description The entry, `log_…`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One thing that was done, as the log has it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_found`: There is no such thing, or it is not the caller's to see. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    streamLogs: {
        parameters: {
            query?: {
                /** @description Of this kind. */
                kind?: "api_request" | "webhook_delivery" | "tool_call" | "model_call" | "job" | "sign_in";
                /** @description That ended so. */
                outcome?: "succeeded" | "failed" | "unknown" | "refused";
                /** @description That belong to this conversation, `conv_…`. */
                conversation_id?: string;
                /** @description That belong to this request, `req_…`, as `X-Request-Id` names it. */
                request_id?: string;
                /** @description Done by this API key, `key_…`, or this version of an agent, `ca_…@vN`. */
                actor_id?: string;
                /** @description `true` for those that concern live data, `false` for those of test mode. */
                livemode?: "true" | "false";
                /** @description At this moment or later. */
                at_gte?: string;
                /** @description Before this moment. */
                at_lt?: string;
                /** @description Words that all occur in the summary, the actor's name or the details. */
                q?: string;
                /** @description As the header `Last-Event-ID`, which wins over it. */
                last_event_id?: string;
            };
            header: {
                /** @description The last entry seen; only what came after it is sent. */
                "Last-Event-Id"?: string;
                /** @description The version of the API that the caller was written for. */
                "Operator-Version": components["parameters"]["OperatorVersion"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, one JSON object in each block's `data:`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Activity"];
                };
            };
            /**
             * @description - `unsupported_version`: The `Operator-Version` header is missing or names a version this server does not speak.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description - `missing_key`: No API key was sent: use `Authorization: Bearer op_…`.
             *     - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked.
             */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `not_allowed`: The key may not do this: it lacks the scope, or is a test key and this is live or the installation's. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description A new API key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_key": "op_prod_c8Vn2Kx7Tq4Wd9Lz1Rb5Hm3Yf6Js0Pg2"
                     *     }
                     */
                    "application/json": {
                        /** @description A new API key, shown only here. */
                        api_key: string;
                        /** @description Fields that were not understood; absent when there are none. */
                        warnings?: components["schemas"]["Warning"][];
                    };
                };
            };
            /**
             * @description - `malformed_json`: The body is not valid JSON.
             *     - `unsupported_media_type`: The body is not JSON: send `Content-Type: application/json`.
             *     - `missing_field`: A required field is absent; `param` names it.
             *     - `invalid_field`: A field has a value that is not allowed; `param` names it.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `invalid_key`: The API key, or the sign-in code, is malformed, unknown or revoked. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `too_large`: The body is larger than 1 MiB, or, of calls that take an OpenAPI document, 32 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The platform answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Always `ok`.
                         * @enum {string}
                         */
                        status: "ok";
                    };
                };
            };
            /** @description - `invalid_field`: A field has a value that is not allowed; `param` names it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `rate_limited`: Too many requests: wait the seconds that `Retry-After` says. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `internal`: A fault of ours. Give its `request_id` when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description - `unavailable`: The server is starting, restarting or without its database. Try again; with a POST, under the same key. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
