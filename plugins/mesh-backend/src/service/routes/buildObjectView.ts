import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { ObjectView } from '@fairway/backstage-plugin-mesh-common';
import {
  formatResourceRef,
  visibleObject,
  type ResourceRef,
  type VisibleObject,
} from '@fairway/mesh-core';
import { stringify } from 'yaml';
import type { EntityContext, UnscopedContext } from '../ContextReader';
import { routingKinds } from '../freshnessOf';
import { scopedPart } from '../scopedPart';
import { sourceLinks } from './sourceLinks';

const notice =
  ' Hosts and rules of other services are left out. Emptied rules keep their places.';

function yamlOf({ object, reduced }: VisibleObject): string {
  const text = stringify(object, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return reduced ? `#${notice}\n${text}` : text;
}

function annotationsOf({
  object: { metadata },
}: VisibleObject): Readonly<Record<string, unknown>> | undefined {
  return (metadata as { annotations?: Record<string, unknown> }).annotations;
}

/**
 * One object that acts on an entity, as YAML.
 *
 * @param now - milliseconds since 1970
 * @throws NotFoundError for one that does not, whether it exists or not
 * @throws NotAllowedError when the cluster does not confirm that the workloads belong to the entity
 */
export function buildObjectView(
  context: EntityContext | UnscopedContext,
  entityRef: string,
  ref: ResourceRef,
  now: number,
): ObjectView {
  const notFound = () =>
    new NotFoundError(
      `No object ${formatResourceRef(ref)} acts on ${entityRef}`,
    );
  if (context.status === 'unscoped') {
    throw notFound();
  }
  if (context.binding.state !== 'confirmed') {
    throw new NotAllowedError(context.binding.reason);
  }
  const found = context.scopes.find(
    ({ scope }) => scope.cluster === ref.cluster,
  );
  const visible = found && visibleObject(found.snapshot, found.scope, ref);
  if (!visible) {
    throw notFound();
  }
  const { canary, reason, reduced, resourceVersion, createdAt } = visible;
  return {
    entityRef: context.entityRef,
    freshness: scopedPart(context, routingKinds, now).freshness,
    ref: visible.ref,
    reason,
    yaml: yamlOf(visible),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(reduced ? { reduced } : {}),
    ...(canary ? { managedBy: { kind: 'Canary', ref: canary } } : {}),
    ...sourceLinks(context.entity, annotationsOf(visible)),
  };
}
