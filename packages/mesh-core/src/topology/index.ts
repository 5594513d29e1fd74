export * from './model';
export * from './focusGraph';
export * from './fromKiali';
export { worstHealth } from './health';
export * from './mergeGraphs';
