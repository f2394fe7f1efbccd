export { createDeliveryMemory, type DeliveryMemory } from "./webhooks/delivery-memory.ts";
export {
  type FastifyLike,
  type FastifyReplyLike,
  type FastifyRequestLike,
  fastifyPlugin,
} from "./webhooks/fastify-plugin.ts";
export { fetchHandler } from "./webhooks/fetch-handler.ts";
export { createWebhookHandler } from "./webhooks/handler.ts";
export type { EventHandlers, HandlerFailure, WebhookHandler, WebhookHandlerOptions } from "./webhooks/handler-types.ts";
export type { WebhookRequest, WebhookResponse } from "./webhooks/http-exchange.ts";
export { expressHandler, type NodeRequest, type NodeResponse, nodeListener } from "./webhooks/node-listener.ts";
export type { RequestHeaders } from "./webhooks/request-headers.ts";
export type { JsonSchema, SchemaValue } from "./webhooks/schema-value.ts";
export type { ProcedureOutput, SetupAnswer, SetupEvent, WebhookEvent } from "./webhooks/sent-objects.ts";
export type { Secret, SecretSource } from "./webhooks/signing-secret.ts";
export { SlowHandlerError } from "./webhooks/single-runs.ts";
export {
  type Delivery,
  defineTool,
  type Tool,
  type ToolArguments,
  type ToolCall,
  type ToolDefinition,
  type ToolFunction,
} from "./webhooks/tool.ts";
export { ToolError } from "./webhooks/tool-error.ts";
export { type VerificationProblem, WebhookVerificationError } from "./webhooks/verification-error.ts";
export {
  type VerifyOptions,
  type VerifyToolCallOptions,
  type VerifyWebhookOptions,
  verifyProcedureOutput,
  verifyToolCall,
  verifyWebhook,
} from "./webhooks/verify.ts";
