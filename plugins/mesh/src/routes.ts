import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The Routing tab. @public */
export const routingRouteRef = createRouteRef();

/** The Canary tab. @public */
export const canaryRouteRef = createRouteRef();

/** The Topology tab. @public */
export const topologyRouteRef = createRouteRef();
