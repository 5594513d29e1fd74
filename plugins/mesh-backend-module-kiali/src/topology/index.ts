export * from './KialiTopologySource';
export * from './createKialiGraphReader';
