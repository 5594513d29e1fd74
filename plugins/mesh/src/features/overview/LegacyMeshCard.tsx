import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { MeshCard } from './MeshCard';

/** The card with links to the tabs at their usual places: apps of the old system mount them by hand. */
export function LegacyMeshCard(props: { pollMs?: number }): JSX.Element {
  const { entity } = useEntity();
  const page = useRouteRef(entityRouteRef)(entityRouteParams(entity));
  return (
    <MeshCard
      pollMs={props.pollMs}
      links={{
        routing: `${page}/routing`,
        canary: `${page}/canary`,
        topology: `${page}/topology`,
      }}
    />
  );
}
