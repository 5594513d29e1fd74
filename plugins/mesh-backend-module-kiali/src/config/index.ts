export * from './readKialiConfig';
