export * from './KialiClient';
export * from './KialiFailure';
