export * from './AlertProvider';
export * from './Canary';
export * from './MetricTemplate';
export * from './canaryAnalysis';
export * from './canaryService';
