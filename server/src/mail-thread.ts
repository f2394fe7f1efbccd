import { readMail, type ReadMailTask } from "./domain/mail-reading.ts";
import { answerTask } from "./lib/thread-task.ts";

answerTask((task) => {
  const { raw, envelope } = task as ReadMailTask;
  return readMail(raw, envelope);
});
