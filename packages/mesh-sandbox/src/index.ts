export * from './kubernetes';
export * from './Sandbox';
export { PortInUseError } from './httpListener';
export { startSandbox } from './startSandbox';
