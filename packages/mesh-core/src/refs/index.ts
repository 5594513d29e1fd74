export * from './ResourceRef';
export * from './gatewayNames';
export * from './hosts';
export * from './resourceRefSchema';
export * from './resourceRefSchema';
