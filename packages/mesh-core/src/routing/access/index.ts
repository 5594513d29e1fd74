export { access, type Access } from './access';
export * from './accessModel';
export { accessOptionsOf } from './accessOptionsOf';
export { authorize } from './authorize';
export type { CallerTls } from './callerTls';
export * from './decisionModel';
export type {
  AccessOptions,
  AccessRequest,
  AccessWorkload,
  MtlsMode,
  RequestToken,
} from './model';
export { whoMayCall, type CallersOptions } from './whoMayCall';
