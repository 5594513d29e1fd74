export * from './GatewayController';
