/**
 * The traffic graph from Kiali for the mesh backend plugin.
 *
 * @packageDocumentation
 */
export { meshModuleKiali as default } from './module';
