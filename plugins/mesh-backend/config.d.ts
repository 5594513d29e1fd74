import type { HumanDuration } from '@backstage/types';

export interface Config {
  mesh?: {
    /**
     * How the clusters are read. All requests go through the Backstage kubernetes plugin, so clusters and their credentials
     * are configured there.
     */
    kubernetes?: {
      /**
       * Names of the clusters to read, as the kubernetes plugin knows them. All of them when left out.
       *
       * @visibility backend
       */
      clusters?: string[];
      /**
       * Namespaces to read one by one where the cluster does not allow to list a kind in all namespaces (403).
       *
       * @visibility backend
       */
      namespaces?: string[];
      /**
       * Root namespace of Istio: its policies hold for the whole mesh. Default: `istio-system`.
       *
       * @visibility backend
       */
      rootNamespace?: string;
      /**
       * How long the API server may take to begin an answer, as in `{ seconds: 30 }` or `30s`. Default: 30 seconds.
       *
       * @visibility backend
       */
      requestTimeout?: HumanDuration | string;
      /**
       * How long a watch may be silent before it is opened anew. An API server sends something every minute; a connection that was
       * cut behind the proxy of the kubernetes plugin stays open and silent. Default: 90 seconds.
       *
       * @visibility backend
       */
      watchSilence?: HumanDuration | string;
    };
  };
}
