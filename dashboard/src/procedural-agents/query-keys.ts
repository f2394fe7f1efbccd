/** By what runs are known. */
export const RUNS = ["procedures"];
/** By what bulk runs are known. */
export const BATCHES = ["procedure-batches"];
/** By what schedules are known. */
export const SCHEDULES = ["procedure-schedules"];
