export { ScenarioPlayer } from './ScenarioPlayer';
export type { CanaryStory, Release, Timeline } from './Timeline';
