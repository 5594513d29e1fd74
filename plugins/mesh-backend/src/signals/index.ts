export * from './EntitySignals';
