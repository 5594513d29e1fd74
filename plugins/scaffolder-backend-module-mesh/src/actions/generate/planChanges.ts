import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { GeneratedFiles } from '@fairway/mesh-core';

/** A file with its place. */
export interface FileChange {
  /** Path in the workspace, with forward slashes. */
  path: string;
  /** Path on disk, inside the workspace. */
  absolutePath: string;
}

/** What a run changes. Nothing has been changed yet. */
export interface Changes {
  write: (FileChange & { content: string })[];
  unchanged: FileChange[];
  remove: FileChange[];
}

/** Where files go and what may happen to those that are there. */
export interface Target {
  /** Absolute path of the workspace. */
  workspacePath: string;
  /** Folder in the workspace. */
  targetPath: string;
  overwrite: boolean;
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Refuses a path that leaves the workspace, also through a symbolic link. */
function place(
  { workspacePath, targetPath }: Target,
  name: string,
): FileChange {
  const path = posix.join(targetPath, name);
  return { path, absolutePath: resolveSafeChildPath(workspacePath, path) };
}

async function planWrites(
  target: Target,
  files: GeneratedFiles['files'],
): Promise<Pick<Changes, 'write' | 'unchanged'> & { differing: string[] }> {
  const places = await Promise.all(
    files.map(async ({ name, content }) => {
      const file = place(target, name);
      return { file, content, before: await readIfPresent(file.absolutePath) };
    }),
  );
  const changed = places.filter(({ before, content }) => before !== content);
  return {
    write: changed.map(({ file, content }) => ({ ...file, content })),
    unchanged: places
      .filter(({ before, content }) => before === content)
      .map(({ file }) => file),
    differing: changed
      .filter(({ before }) => before !== undefined)
      .map(({ file }) => file.path),
  };
}

async function planRemovals(
  target: Target,
  leftovers: readonly string[],
): Promise<FileChange[]> {
  const found = await Promise.all(
    leftovers.map(async name => {
      const file = place(target, name);
      const content = await readIfPresent(file.absolutePath);
      return content === undefined ? [] : [file];
    }),
  );
  return found.flat();
}

/**
 * Compares the generated files with those in the workspace and decides what to write and remove. Reads only.
 *
 * @throws NotAllowedError when a path leaves the workspace
 * @throws ConflictError when a file would be replaced or removed and `overwrite` is not set
 */
export async function planChanges(
  target: Target,
  { files, leftovers }: GeneratedFiles,
): Promise<Changes> {
  const { write, unchanged, differing } = await planWrites(target, files);
  const remove = await planRemovals(target, leftovers);
  if (!target.overwrite && differing.length > 0) {
    throw new ConflictError(
      `There are other files where mesh:generate would write: ${differing.join(', ')}. Nothing was written. Choose another targetPath, or set overwrite to true to replace them.`,
    );
  }
  if (!target.overwrite && remove.length > 0) {
    const paths = remove.map(({ path }) => path).join(', ');
    throw new ConflictError(
      `There are files of another plan for the same service, which would contradict the new ones: ${paths}. Nothing was written. Delete them, or set overwrite to true to have them removed.`,
    );
  }
  return { write, unchanged, remove };
}
