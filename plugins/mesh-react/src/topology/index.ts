export * from './graphWords';
export * from './TopologyGraph';
export * from './TopologyGraphProps';
