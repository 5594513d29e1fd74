import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';

const MANIFEST = /\.(ya?ml|json)$/i;

/** Folders of tools, not of manifests. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

async function filesBelow(
  folder: string,
  seen: Set<string>,
): Promise<string[]> {
  const real = await realpath(folder);
  // A link may lead back up.
  if (seen.has(real)) {
    return [];
  }
  seen.add(real);
  const names = (await readdir(folder)).filter(name => !isHidden(name)).sort();
  const files: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info?.isDirectory()) {
      files.push(...(await filesBelow(path, seen)));
    } else if (info?.isFile() && MANIFEST.test(name)) {
      files.push(path);
    }
  }
  return files;
}

/**
 * Lists the manifests that a path means: the file itself, or every YAML and JSON file in a folder and below it, in the order of their
 * names. Hidden files and `node_modules` are left out.
 *
 * @throws NotFoundError when there is no such path
 */
export async function listFiles(path: string): Promise<string[]> {
  const info = await stat(path).catch(error => {
    throw new NotFoundError(`There is no ${path}.`, error);
  });
  return info.isDirectory() ? filesBelow(path, new Set()) : [path];
}
