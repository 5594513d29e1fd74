export * from './Failure';
export * from './KubernetesClient';
export * from './KubernetesProxyClient';
export * from './parseRetryAfter';
export * from './readFailure';
