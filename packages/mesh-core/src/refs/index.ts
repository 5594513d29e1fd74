export * from './ResourceRef';
export * from './gatewayNames';
export * from './hosts';
