import type { Customer, CustomerItem } from "../domain/customer.ts";
import { addRemoved } from "../domain/customer-removal.ts";

/** The id of the customer that examples share. */
export const EXAMPLE_CUSTOMER_ID = "cus_2Bv8Xn5Ht1J";
const OTHER_ID = "cus_9Lq3Wd7Kz0M";

const ITEM: CustomerItem = {
  id: EXAMPLE_CUSTOMER_ID,
  created_at: "2025-06-19T09:30:00.000Z",
  updated_at: "2025-06-19T09:30:00.000Z",
  organization_id: "org_5e81c0d27fa",
  phone_no: "+14155550123",
  email: "kim@example.com",
  name: "Kim",
  external_id: "4711",
  zendesk_user_id: null,
  salesforce_lead_id: null,
  salesforce_contact_id: null,
  preferred_language: "English",
  extra: { plan: "gold" },
  time_zone: "America/New_York",
  livemode: true,
};

const CUSTOMER: Customer = { ...ITEM, conversation_count: 3, last_conversation_at: "2025-06-19T09:30:00.000Z" };
const REMOVED = addRemoved({ conversations: 3, events: 64, tool_calls: 2, messages: 5, activities: 31 }, {});

/** Examples of what concerns customers, by the name of their component. */
export const CUSTOMER_EXAMPLES = {
  CustomerItem: ITEM,
  Customer: CUSTOMER,
  NewCustomer: { name: "Kim", phone_no: "+1 415 555 0123", external_id: "4711" },
  CustomerChange: { preferred_language: "German", email: null },
  CustomerMerge: { from: OTHER_ID },
  MergedCustomers: {
    customer: CUSTOMER,
    moved: { conversations: 1, follow_ups: 0 },
    conflicts: [{ field: "name", kept: "Kim", dropped: "Kimberly" }],
  },
  DeletedCustomer: { id: EXAMPLE_CUSTOMER_ID, deleted: true, removed: REMOVED },
};
