/** The made-up customer of the conversation. Each value is written the same way wherever it turns up. */
export const CUSTOMER = {
  name: "Marta Lindqvist-Okafor",
  email: "marta.lindqvist@example.net",
  phone: "+46 70 174 06 05",
  iban: "SE4550000000058398257466",
  address: "Storgatan 14B, 114 55 Stockholm",
  api_key: "shop_live_7Qm2vXc9LrT4bNw8",
  date_of_birth: "1987-03-19",
  user_id: "usr_4471902",
} as const;

/** Everything personal that is said in the conversation, so that one can search for each of it afterwards. */
export const PERSONAL_DATA: readonly { readonly kind: string; readonly value: string }[] =
  Object.entries(CUSTOMER).map(([kind, value]) => ({ kind, value }));
