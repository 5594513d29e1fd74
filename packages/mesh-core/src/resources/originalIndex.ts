import type { LeftOut } from './Parsed';

/**
 * Where an element of a parsed list stood in the original, whose elements may
 * have been left out in part. Findings and the object's own YAML count that way.
 *
 * @param leftOut - of the parsed object
 * @param path - of the list in the original, such as `spec.http`
 * @param index - in the parsed list
 * @public
 */
export function originalIndex(
  leftOut: readonly LeftOut[] | undefined,
  path: string,
  index: number,
): number {
  const gone = new Set(leftOut?.map(left => left.path));
  let original = -1;
  for (let kept = 0; kept <= index; kept++) {
    do {
      original += 1;
    } while (gone.has(`${path}[${original}]`));
  }
  return original;
}
