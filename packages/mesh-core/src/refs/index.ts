export * from './ResourceRef';
export * from './annotations';
export * from './gatewayNames';
export * from './hosts';
export * from './resourceRefSchema';
