/**
 * Builders and fakes for tests and dev pages.
 *
 * @packageDocumentation
 */
export * from './FakeMeshApi';
export * from './meshErrors';
export * from './views';
