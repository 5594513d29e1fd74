import type { ResourceRef } from '@fairway/mesh-core';
import {
  Drawer,
  shortName,
  useMeshObject,
} from '@fairway/backstage-plugin-mesh-react';
import { useMeshEntity } from '../../../entity/useMeshEntity';
import { ObjectFailure } from './ObjectFailure';
import { ObjectSkeleton } from './ObjectSkeleton';
import { ObjectContent } from './ObjectContent';

interface ObjectDrawerProps {
  /** Instead of the one that the reference names. */
  cluster?: string;
  /** The drawer is closed without one. */
  resourceRef: ResourceRef | undefined;
  /** What to mark, as in `spec.http[2].match[0]`. */
  path?: string;
  onClose: () => void;
  /** Offers to edit the object in the simulation. */
  onEdit?: (resourceRef: ResourceRef) => void;
}

/** One object that acts on the service: its YAML with what matters marked, and where it comes from. */
export function ObjectDrawer(props: ObjectDrawerProps): JSX.Element {
  const { resourceRef, cluster } = props;
  const named = resourceRef && {
    ...resourceRef,
    cluster: cluster ?? resourceRef.cluster,
  };
  return (
    <Drawer
      isOpen={named !== undefined}
      onClose={props.onClose}
      title={named && `${named.kind} ${shortName(named)}`}
    >
      {named && (
        <OpenObject
          resourceRef={named}
          path={props.path}
          onEdit={props.onEdit}
        />
      )}
    </Drawer>
  );
}

function OpenObject(props: {
  resourceRef: ResourceRef;
  path?: string;
  onEdit?: (resourceRef: ResourceRef) => void;
}): JSX.Element {
  const { resourceRef, path, onEdit } = props;
  const { entityRef } = useMeshEntity();
  const { query, refetch } = useMeshObject(entityRef, resourceRef);
  switch (query.state) {
    case 'loading':
      return <ObjectSkeleton />;
    case 'failed':
      return (
        <ObjectFailure
          failure={query.failure}
          resourceRef={resourceRef}
          onRetry={refetch}
        />
      );
    default:
      return (
        <ObjectContent
          object={query.data}
          path={path}
          stale={query.state === 'stale'}
          onEdit={onEdit && (() => onEdit(resourceRef))}
        />
      );
  }
}
