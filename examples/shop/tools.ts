import { CUSTOMER } from "../support-agent/src/personal-data.ts";

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Finds a customer by e-mail address; throws, and names the address, when there is none. */
export function lookupCustomer({ email }: { email: string }): object {
  if (email !== CUSTOMER.email) throw new Error(`no customer has the address ${email}`);
  const { name, user_id, iban } = CUSTOMER;
  return { name, user_id, refund: { state: "sent", iban, amount: 129 } };
}

/** Sends a mail; throws what a mail server answers, which is what it was given, when that is no address. */
export function sendEmail({ to, body }: { to: string; body: string }): object {
  if (EMAIL.test(to)) return { accepted: [to] };
  const error = new Error(`550 mailbox unavailable: <${to}> "${body}"`);
  throw Object.assign(error, { code: `550 ${CUSTOMER.email}` });
}
