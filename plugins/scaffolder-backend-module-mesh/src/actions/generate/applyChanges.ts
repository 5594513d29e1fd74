import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Changes } from './planChanges';

/**
 * Writes all files beside their place first and moves them there only then, so that a full disk leaves none half
 * written.
 *
 * @param folder - absolute path of the folder of the files; made when missing
 */
export async function applyChanges(
  folder: string,
  { write, remove }: Changes,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, '.mesh-generate-'));
  try {
    const staged = await Promise.all(
      write.map(async ({ absolutePath, content }, index) => {
        const from = join(staging, String(index));
        await writeFile(from, content);
        return { from, to: absolutePath };
      }),
    );
    for (const { from, to } of staged) {
      await rename(from, to);
    }
    for (const { absolutePath } of remove) {
      await rm(absolutePath);
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
