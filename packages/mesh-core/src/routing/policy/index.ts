export * from './model';
export * from './policyLookup';
