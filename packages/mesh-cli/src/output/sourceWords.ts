import type { ResourceRef, RouteSource } from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import { positionText } from '../input/ManifestObject';

/** `VirtualService shop/cart` */
export function refWords({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/**
 * Where a rule is written, as in `VirtualService shop/cart spec.http[1] (routing.yaml:12)`.
 */
export function sourceWords(
  { owner, delegate, rootRule, path }: RouteSource,
  { positionOf }: Pick<LoadedMesh, 'positionOf'>,
): string {
  const holder = delegate ?? owner;
  const position = positionOf(holder, path);
  return [
    `${refWords(holder)} ${path}`,
    ...(position ? [`(${positionText(position)})`] : []),
    ...(delegate
      ? [
          `by ${refWords(owner)}${rootRule === undefined ? '' : ` spec.http[${rootRule}]`}`,
        ]
      : []),
  ].join(' ');
}
