export { TryRequest } from './TryRequest';
