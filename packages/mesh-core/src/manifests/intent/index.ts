export { canaryIntentSchema, intervalSeconds } from './canaryIntent';
export type { CanaryIntent } from './canaryIntent';
export * from './exposureIntent';
export * from './MeshIntent';
export * from './parseMeshIntent';
export * from './resilienceIntent';
export * from './serviceIntent';
export { versionIntentSchema } from './versionIntent';
export type { VersionIntent } from './versionIntent';
