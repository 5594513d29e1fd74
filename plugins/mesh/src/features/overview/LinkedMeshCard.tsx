import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  canaryRouteRef,
  routingRouteRef,
  topologyRouteRef,
} from '../../routes';
import { MeshCard } from './MeshCard';

/** The card with links to the tabs, where the app shows them. */
export function LinkedMeshCard(props: { pollMs?: number }): JSX.Element {
  const routing = useRouteRef(routingRouteRef);
  const canary = useRouteRef(canaryRouteRef);
  const topology = useRouteRef(topologyRouteRef);
  return (
    <MeshCard
      pollMs={props.pollMs}
      links={{
        routing: routing?.(),
        canary: canary?.(),
        topology: topology?.(),
      }}
    />
  );
}
