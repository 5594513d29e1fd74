/**
 * Hooks and components of the mesh plugin.
 *
 * @packageDocumentation
 */
export * from './components';
export * from './format';
export * from './hooks';
export * from './MeshClock';
export * from './meshApiRef';
export * from './meshTranslationRef';
export * from './query';
export * from './state';
export * from './topology';
