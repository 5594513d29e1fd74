import { KubernetesObject } from '../../kubernetes';

/** A reference of the Gateway API; what is left out is a Service or a Gateway of the own namespace. */
export interface Reference {
  group?: string;
  kind?: string;
  namespace?: string;
  name: string;
  sectionName?: string;
  port?: number;
}

/** A listener of a Gateway. */
export interface Listener {
  name: string;
  hostname?: string;
  port: number;
  protocol: string;
  allowedRoutes?: {
    namespaces?: {
      from?: string;
      selector?: { matchLabels?: Record<string, string> };
    };
  };
}

/** A Gateway of the Gateway API, as far as istiod is played. */
export type GatewayObject = KubernetesObject & {
  spec: {
    gatewayClassName: string;
    listeners: Listener[];
    infrastructure?: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    };
  };
};

/** An HTTPRoute or a GRPCRoute. */
export type RouteObject = KubernetesObject & {
  spec: {
    parentRefs?: Reference[];
    hostnames?: string[];
    rules?: { backendRefs?: Reference[] }[];
  };
};

/** Kinds of routes that are played, by the key of the store. */
export const routeKinds = [
  'httproutes.gateway.networking.k8s.io',
  'grpcroutes.gateway.networking.k8s.io',
] as const;

/** Key of Gateways in the store. */
export const gatewayKind = 'gateways.gateway.networking.k8s.io';

/** True for a Gateway with a class and listeners; others are left alone. */
export function isGateway(object: KubernetesObject): object is GatewayObject {
  return (
    typeof object.spec?.gatewayClassName === 'string' &&
    Array.isArray(object.spec.listeners)
  );
}
