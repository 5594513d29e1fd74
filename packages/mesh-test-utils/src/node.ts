/**
 * Helpers for tests that run in Node.
 *
 * @packageDocumentation
 */
export * from './templates';
