/** How a vendor's interface is reached. */
export interface VendorAccess {
  apiKey: string;
  /** Replaces the vendor's own address, e.g. by that of a gateway. */
  baseUrl?: string | undefined;
}
