import type { SerializedFile } from './dryRunRequest';

/** The part of the answer to a dry run that holds the files of the workspace. */
export interface DryRunFiles {
  directoryContents: SerializedFile[];
}

/** Decodes the files that a dry run left in its workspace: text by path. */
export function readDryRunFiles({
  directoryContents,
}: DryRunFiles): Record<string, string> {
  return Object.fromEntries(
    directoryContents.map(({ path, base64Content }) => [
      path,
      Buffer.from(base64Content, 'base64').toString('utf8'),
    ]),
  );
}
