export * from './createStoreKialiWorld';
export * from './loadScenario';
export * from './WorldClock';
export * from './WorkloadController';
