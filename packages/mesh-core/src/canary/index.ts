export * from './model';
export * from './evaluateCanary';
export * from './liveWeights';
