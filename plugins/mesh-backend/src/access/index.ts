export * from './EntityAuthorizer';
export * from './EntityReader';
export * from './EntityIndex';
