import type { RowPlace } from '@fairway/backstage-plugin-mesh-react';
import type { ResourceRef } from '@fairway/mesh-core';
import { canBeSimulated } from './canBeSimulated';
import { ObjectDrawer } from './object';

/** The object that somebody opened, at its place; closed without one. From one that routes, an edit can be simulated. */
export function PageDrawer(props: {
  cluster: string;
  place: RowPlace | undefined;
  onClose: () => void;
  onSimulate: (object: ResourceRef) => void;
}): JSX.Element {
  const { place, onClose, onSimulate } = props;
  const simulate = (object: ResourceRef) => {
    onClose();
    onSimulate(object);
  };
  return (
    <ObjectDrawer
      cluster={props.cluster}
      resourceRef={place?.ref}
      path={place?.path}
      onClose={onClose}
      onEdit={place && canBeSimulated(place.ref) ? simulate : undefined}
    />
  );
}
