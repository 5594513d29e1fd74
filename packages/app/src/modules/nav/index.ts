export { navModule } from './navModule';
export { FairwayMark, FairwayWordmark } from './FairwayWordmark';
