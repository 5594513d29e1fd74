export * from './ClusterPolicyReport';
export * from './OpenClusterReport';
export * from './OpenReport';
export * from './PolicyReport';
export { policyResultSchema } from './policyReportParts';
export type { PolicyResult } from './policyReportParts';
