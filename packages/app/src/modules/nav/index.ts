export { navModule } from './navModule';
export { FairwayWordmark } from './FairwayWordmark';
