import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { CliIo } from '../io/CliIo';
import type { Diagnostics } from '../io/Diagnostics';
import { listFiles } from './listFiles';
import { positionText, type ManifestObject } from './ManifestObject';
import { parseManifest } from './parseManifest';

const MAX_BYTES = 1024 * 1024;
const STDIN = '-';

async function readStdin({ stdin }: CliIo): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    chunks.push(bytes);
    if (size > MAX_BYTES) {
      return undefined;
    }
  }
  return Buffer.concat(chunks);
}

/** `undefined` when there is too much of it. */
async function readLimited(
  path: string,
  io: CliIo,
): Promise<Buffer | undefined> {
  if (path === STDIN) {
    return readStdin(io);
  }
  const { size } = await stat(path);
  return size > MAX_BYTES ? undefined : readFile(path);
}

/** A file is named as the user would name it from where they are. */
function nameOf(path: string, io: CliIo): string {
  if (path === STDIN) {
    return 'stdin';
  }
  const name = relative(io.cwd(), path);
  return name.startsWith('..') ? path : name;
}

/**
 * Reads the objects of files and folders. What cannot be read is a problem with file and line; everything else is used.
 *
 * @param paths - files, folders, or `-` for stdin
 * @throws NotFoundError when a path does not exist
 */
export async function readManifests(
  paths: readonly string[],
  io: CliIo,
  diagnostics: Diagnostics,
): Promise<ManifestObject[]> {
  const objects: ManifestObject[] = [];
  const files = new Set<string>();
  for (const path of paths) {
    const found =
      path === STDIN ? [STDIN] : await listFiles(resolve(io.cwd(), path));
    found.forEach(file => files.add(file));
  }
  for (const path of files) {
    const file = nameOf(path, io);
    try {
      const bytes = await readLimited(path, io);
      if (!bytes) {
        diagnostics.problem(`${file}: larger than 1 MB: not read`);
        continue;
      }
      const manifest = parseManifest(bytes.toString('utf8'), file);
      objects.push(...manifest.objects);
      for (const problem of manifest.problems) {
        const text = `${positionText(problem)}: ${problem.message}: not used`;
        if (problem.isForeign) {
          diagnostics.note(text);
        } else {
          diagnostics.problem(text);
        }
      }
    } catch (error) {
      diagnostics.problem(`${file}: cannot be read: ${String(error)}`);
    }
  }
  return objects;
}
