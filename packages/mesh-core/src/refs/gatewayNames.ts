/**
 * The gateway name that stands for the sidecars of the mesh.
 *
 * @public
 */
export const MESH_GATEWAY = 'mesh';

/**
 * Completes the name of an Istio Gateway, as written in `gateways` of a
 * VirtualService, to `namespace/name`. `mesh` stays as it is. The old form
 * `name.namespace` and its longer spellings are read too.
 *
 * @param gateway - as written
 * @param namespace - of the VirtualService that names it
 * @see Istio `pilot/pkg/model/config.go`, `resolveGatewayName`
 * @public
 */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === MESH_GATEWAY) {
    return gateway;
  }
  if (gateway.startsWith('./')) {
    return `${namespace}/${gateway.slice(2)}`;
  }
  if (gateway.includes('/')) {
    return gateway;
  }
  const [name, owner] = gateway.split('.');
  return `${owner || namespace}/${name}`;
}
