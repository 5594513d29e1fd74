export * from './dryRunRequest';
export * from './readDryRunFiles';
