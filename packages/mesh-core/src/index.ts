/**
 * The pure domain of Fairway: resources, references, snapshot and the rules on them. No I/O, no clock, no randomness.
 *
 * @packageDocumentation
 */
export * from './analysis';
export * from './canary';
export * from './manifests';
export * from './refs';
export * from './resources';
export * from './routing';
export * from './snapshot';
export * from './topology';
export * from './verdict';
