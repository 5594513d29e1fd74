/**
 * Whether an Istio object is visible in a namespace. Absent or empty is the default of the mesh, which is everywhere.
 *
 * @param exportTo - `spec.exportTo`: `*` everywhere, `.` its own namespace, `~` nowhere, else namespaces by name
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 * @public
 */
export function isExportedTo(
  exportTo: readonly string[] | undefined,
  ownNamespace: string,
  namespace: string,
): boolean {
  if (!exportTo || exportTo.length === 0 || exportTo.includes('*')) {
    return true;
  }
  return exportTo.some(
    entry =>
      entry === namespace || (entry === '.' && namespace === ownNamespace),
  );
}
