import { tool, type ToolSet } from "ai";
import { z } from "zod";
import { CUSTOMER } from "./personal-data.ts";

/** What the agent can do. There is no `delete_account`, whatever the model believes. */
export const tools: ToolSet = {
  lookup_customer: tool({
    description: "Find a customer by e-mail address",
    inputSchema: z.object({ email: z.string() }),
    execute: ({ email }) => {
      if (email !== CUSTOMER.email) throw new Error(`no customer has the address ${email}`);
      const { name, user_id, iban } = CUSTOMER;
      return { name, user_id, refund: { state: "sent", iban, amount: 129 } };
    },
  }),
  send_email: tool({
    description: "Send an e-mail to a customer",
    inputSchema: z.object({ to: z.string(), subject: z.string(), body: z.string() }),
    execute: ({ to, body }) => {
      // A mail server answers with what it was given, as real ones do.
      if (!EMAIL.test(to)) throw new Error(`550 mailbox unavailable: <${to}> "${body}"`);
      return { accepted: [to] };
    },
  }),
};

const EMAIL = /^[^\s@]+@[^\s@]+$/;
