/** One end of a series: a workload, an app, a service, a class of requests, or nothing that is known. */
export interface End {
  id: string;
  nodeType: 'aggregate' | 'app' | 'service' | 'unknown' | 'workload';
  cluster: string;
  namespace: string;
  workload?: string;
  app?: string;
  version?: string;
  service?: string;
  aggregate?: string;
}
