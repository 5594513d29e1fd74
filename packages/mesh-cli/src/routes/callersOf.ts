import { InputError } from '@backstage/errors';
import type { MeshSnapshot, RouteCaller } from '@fairway/mesh-core';
import { parseCaller } from '../arguments/parseCaller';
import { resolveCaller } from '../input/resolveCaller';

/** A caller, and how the user named it. */
export interface NamedCaller {
  text: string;
  caller: RouteCaller;
}

/**
 * The callers that were asked for.
 *
 * @throws InputError when there is none, NotFoundError when one is asked for by a name that nothing has
 */
export function callersOf(
  snapshot: MeshSnapshot,
  texts: readonly string[] | undefined,
): NamedCaller[] {
  if (!texts?.length) {
    throw new InputError(
      'Say who calls with --caller, as in --caller sidecar:shop or --caller gateway:istio-ingress/public-gateway.',
    );
  }
  return texts.map(text => ({
    text,
    caller: resolveCaller(snapshot, parseCaller(text)),
  }));
}
