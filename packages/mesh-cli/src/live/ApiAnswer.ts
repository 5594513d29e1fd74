/** An answer of the Kubernetes API. */
export interface ApiAnswer {
  status: number;
  body: string;
}

/**
 * Asks the Kubernetes API.
 *
 * @param path - with the query, as in `/api/v1/services?limit=500`
 * @throws Error when there is no answer
 */
export type ApiGet = (path: string) => Promise<ApiAnswer>;
