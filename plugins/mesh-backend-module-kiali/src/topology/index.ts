export * from './KialiTopologySource';
