import { expect, test } from "vitest";
import { toldOfAny } from "../testing/told-of-any.ts";
import { told } from "../testing/told.ts";

const scope = { name: "@opentelemetry/instrumentation-fs" };

test.each([
  ["readFile", "file_read", "read"],
  ["readFileSync", "file_read", "read"],
  ["open", "file_read", "open"],
  ["openSync", "file_read", "open"],
  ["readdir", "file_read", "list"],
  ["opendirSync", "file_read", "list"],
  ["access", "file_read", "inspect"],
  ["existsSync", "file_read", "inspect"],
  ["stat", "file_read", "inspect"],
  ["lstatSync", "file_read", "inspect"],
  ["readlink", "file_read", "inspect"],
  ["realpath", "file_read", "inspect"],
  ["realpathSync.native", "file_read", "inspect"],
  ["realpath.native", "file_read", "inspect"],
  ["writeFile", "file_write", "write"],
  ["appendFileSync", "file_write", "write"],
  ["truncate", "file_write", "write"],
  ["mkdirSync", "file_write", "create"],
  ["mkdtemp", "file_write", "create"],
  ["copyFile", "file_write", "copy"],
  ["cpSync", "file_write", "copy"],
  ["renameSync", "file_write", "move"],
  ["rm", "file_write", "delete"],
  ["rmdir", "file_write", "delete"],
  ["unlinkSync", "file_write", "delete"],
  ["link", "file_write", "link"],
  ["symlink", "file_write", "link"],
  ["chmod", "file_write", "change_metadata"],
  ["chown", "file_write", "change_metadata"],
  ["lchownSync", "file_write", "change_metadata"],
  ["lutimes", "file_write", "change_metadata"],
  ["utimes", "file_write", "change_metadata"],
])("fs %s is a %s: %s", (called, type, operation) => {
  const event = told({ scope, name: `fs ${called}` });
  expect(event.type).toBe(type);
  expect(event.details).toEqual({ "auditspan.file.operation": operation });
});

test.each(["fs alice.txt", "fs constructor", "readFile", "fs "])(
  "%j is an operation, and its name is not kept",
  (name) => {
    const { type, details } = told({ scope, name });
    expect([type, details]).toEqual(["operation", {}]);
  },
);

test("the name alone makes no file access of another source's span", () => {
  expect(told({ name: "fs readFile" }).type).toBe("operation");
});

test("a file that is missing is told by its errno, without its path", () => {
  const attributes = { "exception.type": "ENOENT", "exception.message": "no such file, 'alice'" };
  const events = [{ name: "exception", attributes }];
  const { outcome, details } = told({ scope, name: "fs readFile", events, statusCode: 2 });
  expect(outcome).toBe("failure");
  expect(details).toEqual({ "auditspan.file.operation": "read", "error.type": "ENOENT" });
});

test.each(["exception.type", "code.function.name", "file.path", "error.type"])(
  "whatever stands under %s, nothing of it is kept",
  (key) => {
    for (const told of toldOfAny({ scope, name: "fs unlink", statusCode: 2 }, key)) {
      expect(told).toMatchObject({ type: "file_write", kept: [] });
    }
  },
);

test.each([
  "fs writeFile alice",
  "fs writeFileSyncSync",
  "fs __proto__",
  `fs ${"a".repeat(1 << 20)}`,
])("a name that only begins like a function is none", (name) => {
  expect(told({ scope, name }).type).toBe("operation");
});
