export * from './WatchMetrics';
