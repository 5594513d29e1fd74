export * from './kubernetes';
export * from './kiali';
export * from './Sandbox';
export { PortInUseError } from './httpListener';
export { startSandbox } from './startSandbox';
