export type { Consequence, SafeFix } from './CanaryRule';
export * from './lintCanary';
