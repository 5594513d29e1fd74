export * from './Finding';
export * from './Parsed';
export * from './kindFacts';
export * from './meta/objectMeta';
