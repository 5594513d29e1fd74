export * from './EntityAuthorizer';
export * from './EntityReader';
