export * from './misroutedView';
export * from './routeObject';
export * from './routingViews';
