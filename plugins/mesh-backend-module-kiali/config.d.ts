import type { HumanDuration } from '@backstage/types';

export interface Config {
  mesh?: {
    /**
     * Where the traffic graph comes from. Without this section the module does nothing.
     */
    kiali?: {
      /**
       * Address of Kiali with its web root, as in `https://kiali.example.com/kiali`. The backend must reach it.
       *
       * @visibility backend
       */
      url: string;
      /**
       * How the backend identifies itself. The graph is read with this identity for everybody and filtered afterwards.
       */
      auth?: {
        /**
         * `none` for a Kiali with the strategy `anonymous`; `token` for the strategies `token`, `header` and `openshift`.
         * Default: `token` when a token is given, else `none`.
         *
         * @visibility backend
         */
        type?: 'none' | 'token';
        /**
         * Token of a service account that may read the namespaces of the mesh.
         *
         * @visibility secret
         */
        token?: string;
      };
      /**
       * What Kiali calls the clusters, by their name in Backstage, as in `sandbox: Kubernetes`. When left out, Kiali is asked
       * without naming a cluster: right for a Kiali that knows one only.
       *
       * @visibility backend
       */
      clusters?: { [cluster: string]: string };
      /**
       * How long an answer of Kiali may take. Default: 10 seconds.
       *
       * @visibility backend
       */
      timeout?: HumanDuration | string;
      /**
       * How long the last graph is shown, marked as stale, while Kiali does not deliver. Default: 15 minutes.
       *
       * @visibility backend
       */
      keepStaleFor?: HumanDuration | string;
    };
  };
}
