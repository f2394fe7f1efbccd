import { doOpenApiTask, type OpenApiTask } from "./domain/openapi-tasks.ts";
import { answerTask } from "./lib/thread-task.ts";

answerTask((task) => doOpenApiTask(task as OpenApiTask));
