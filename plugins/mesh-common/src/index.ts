/**
 * Wire contract of the mesh plugin.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './MeshApi';
export * from './MeshClient';
export * from './permissions';
export * from './schema';
