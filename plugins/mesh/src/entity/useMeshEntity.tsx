import {
  getCompoundEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  EntityRefLink,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';

/** The entity of the page, as the tabs need it. */
export function useMeshEntity(): {
  entityRef: string;
  name: string;
  title: string;
  owner?: ReactNode;
} {
  const { entity } = useEntity();
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  return {
    entityRef: stringifyEntityRef(getCompoundEntityRef(entity)),
    name: entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    owner: owner && <EntityRefLink entityRef={owner} />,
  };
}
