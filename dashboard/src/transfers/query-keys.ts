/** By what transfers are known to the pages. */
export const TRANSFERS = ["transfers"] as const;
/** By what one of them is. */
export const TRANSFER = ["transfer"] as const;
/** What lists them: read again when one is gone, whose own page must not ask for it any more. */
export const TRANSFER_LISTS = [TRANSFERS, ["capabilities"]] as const;
