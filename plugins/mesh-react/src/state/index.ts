export * from './StateBoundary';
