import type { PackageTree } from "./package-tree.ts";

/** Variables of the process that is looked at, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An application as it lies on disk. */
export interface Application {
  /** Its folder, as an absolute path. */
  readonly dir: string;
  readonly manifest: ApplicationManifest;
  readonly packages: PackageTree;
  /** Names of `.env` files in the folder. */
  readonly envFiles: readonly string[];
  /** The Node version that a file pins, with the name of that file. */
  readonly pinnedNode: { readonly version: string; readonly file: string } | undefined;
}

/** The part of a `package.json` that is read. */
export interface ApplicationManifest {
  readonly type?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>> | undefined;
  readonly engines?: { readonly node?: unknown } | undefined;
}

/** What the doctor looks at: one running configuration. Nothing of it was executed. */
export interface Subject {
  readonly env: Environment;
  /** Version of the Node that runs the application; undefined where it is not known. */
  readonly nodeVersion: string | undefined;
  /** Command line of the process; empty where it is not known. */
  readonly commandLine: string;
  /** Folder that relative paths in variables start from. */
  readonly cwd: string;
  /** Whether the variables are those of a file. */
  readonly fromEnvFile: boolean;
  /** Undefined where there is no `package.json`. */
  readonly app: Application | undefined;
}
