/** Server and database of a connection URL as they may be shown: no user, no password, no options. */
export function postgresPlace(location: string): string {
  if (!URL.canParse(location)) return "a postgres:// URL that does not parse";
  const { hostname, port, pathname, searchParams } = new URL(location);
  const host = searchParams.get("host") ?? (hostname || "localhost");
  return `postgres://${host}:${port || "5432"}${pathname}`;
}
