export * from './graphWords';
export * from './TopologyGraph';
