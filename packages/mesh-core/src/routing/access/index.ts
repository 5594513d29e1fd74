export { access, type Access } from './access';
export * from './accessModel';
export { authorize } from './authorize';
export type { CallerTls } from './callerTls';
export type {
  AccessDecision,
  AccessOptions,
  AccessRequest,
  AccessWorkload,
  DecidedBy,
  InactiveField,
  MtlsMode,
  PolicyAction,
  PolicyStep,
  RequestToken,
  RuleStep,
} from './model';
export type { Truth } from './truth';
export { whoMayCall, type CallersOptions } from './whoMayCall';
