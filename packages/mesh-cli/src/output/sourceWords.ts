import type { ResourceRef, RouteSource } from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import { positionText } from '../input/ManifestObject';
import { originalPath } from '../input/originalPath';

/** `VirtualService shop/cart` */
export function refWords({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/**
 * Where a rule is written, as in `VirtualService shop/cart spec.http[1] (routing.yaml:12)`.
 */
export function sourceWords(
  { owner, delegate, rootRule, path }: RouteSource,
  { snapshot, positionOf }: LoadedMesh,
): string {
  const holder = delegate ?? owner;
  const written = originalPath(snapshot, holder, path);
  const position = positionOf(holder, written);
  const root =
    rootRule === undefined
      ? ''
      : ` ${originalPath(snapshot, owner, `spec.http[${rootRule}]`)}`;
  return [
    `${refWords(holder)} ${written}`,
    ...(position ? [`(${positionText(position)})`] : []),
    ...(delegate ? [`by ${refWords(owner)}${root}`] : []),
  ].join(' ');
}
