/**
 * Backend of the mesh plugin.
 *
 * @packageDocumentation
 */
export { meshPlugin as default } from './plugin';
