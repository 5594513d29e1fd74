/**
 * Switches faults of the Kubernetes API of the sandbox; none when absent.
 *
 * @throws Error when the sandbox refuses
 */
export async function setKubernetesFaults(
  faults?: Record<string, unknown>,
): Promise<void> {
  const url = `${process.env.FAIRWAY_KUBERNETES_URL}/sandbox/faults`;
  const response = await fetch(
    url,
    faults
      ? { method: 'PUT', body: JSON.stringify(faults) }
      : { method: 'DELETE' },
  );
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
}
