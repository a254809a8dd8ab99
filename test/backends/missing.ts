/**
 * Says that a backend cannot be had on this machine, so that its tests are left out. With `CI=true`
 * that is an error, so that no test is left out unseen.
 */
export function missing(what: string, why: string): undefined {
  const message = `${what}: ${why}`;
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(`${message}; its tests are left out`);
  return undefined;
}
