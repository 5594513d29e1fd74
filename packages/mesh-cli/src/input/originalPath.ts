import {
  originalIndex,
  type MeshSnapshot,
  type ResourceRef,
} from '@fairway/mesh-core';

/**
 * The path of a part of a parsed object in the object as it was written: elements that could not be read are left out of the parsed one,
 * and count in the written one.
 *
 * @param path - as in `spec.http[2].match[0]`
 */
export function originalPath(
  snapshot: MeshSnapshot,
  ref: ResourceRef,
  path: string,
): string {
  const leftOut = snapshot.leftOutOf(ref);
  if (leftOut.length === 0) {
    return path;
  }
  return path
    .split(/\[(\d+)\]/)
    .reduce((before, part, index) =>
      index % 2 === 0
        ? before + part
        : `${before}[${originalIndex(leftOut, before, Number(part))}]`,
    );
}
