/**
 * Ports and extension points of the mesh backend plugin.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './ports';
