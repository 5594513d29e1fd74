/** A cluster as the kubernetes plugin describes it. */
export interface ClusterInfo {
  name: string;
  /** Name of the auth provider, such as `serviceAccount` or `oidc`. */
  authProvider: string;
}

/**
 * Reads from the API servers of all clusters.
 */
export interface KubernetesClient {
  /** @throws RequestFailure */
  listClusters(signal: AbortSignal): Promise<ClusterInfo[]>;
  /**
   * Sends a GET request and waits for the head of the answer.
   *
   * @param path - path and query below the API server's root, beginning with `/`
   * @returns an answer with a status of success; its body is read by the caller
   * @throws RequestFailure for every other answer and for a request that got none
   */
  get(cluster: string, path: string, signal: AbortSignal): Promise<Response>;
}
