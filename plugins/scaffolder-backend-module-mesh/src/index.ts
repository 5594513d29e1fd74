/**
 * Scaffolder actions that write Istio and Flagger manifests.
 *
 * @packageDocumentation
 */
export * from './actions/generate';
export { scaffolderModuleMesh as default } from './module';
