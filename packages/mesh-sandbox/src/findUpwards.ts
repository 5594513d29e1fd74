import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path `relative` in `from` or the nearest folder above it that has it; undefined when none has. */
export function findUpwards(
  relative: string,
  from: string,
): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, relative);
    if (existsSync(candidate)) {
      return candidate;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}
