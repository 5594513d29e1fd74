export * from './CanaryStatus';
export * from './CanaryTick';
export * from './FlaggerController';
export * from './tickCanary';
