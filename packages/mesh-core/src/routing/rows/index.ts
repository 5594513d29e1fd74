export * from './model';
export { effectiveRows } from './effectiveRows';
export { explainRequest } from './explainRequest';
export type { TableReader } from './RowReader';
export { visibleObject, type VisibleObject } from './visibleObject';
export { askableHosts, isEntityCaller, mayAsk } from './askable';
