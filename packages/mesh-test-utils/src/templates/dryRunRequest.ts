import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parse } from 'yaml';

/** A file as the scaffolder takes and gives it. */
export interface SerializedFile {
  /** In the folder, with forward slashes. */
  path: string;
  base64Content: string;
}

/** Body of `POST /api/scaffolder/v2/dry-run`. */
export interface DryRunRequest {
  /** The template entity. */
  template: unknown;
  /** What a user would fill in. */
  values: Record<string, unknown>;
  directoryContents: SerializedFile[];
}

function readFiles(folder: string): SerializedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => ({
      path: relative(folder, file).split(sep).join(posix.sep),
      base64Content: readFileSync(file).toString('base64'),
    }));
}

/**
 * Reads a folder with a `template.yaml` and makes of it what the template editor of Backstage sends for a dry run.
 *
 * @param folder - absolute path of the folder
 * @param values - what a user would fill in
 */
export function dryRunRequest(
  folder: string,
  values: Record<string, unknown>,
): DryRunRequest {
  const text = readFileSync(join(folder, 'template.yaml'), 'utf8');
  return {
    template: parse(text),
    values,
    directoryContents: readFiles(folder),
  };
}
