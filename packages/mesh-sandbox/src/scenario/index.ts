export { parseTimeline } from './parseTimeline';
export { ReleaseDirector } from './ReleaseDirector';
export { ScenarioPlayer } from './ScenarioPlayer';
export type { CanaryStory, Release, Timeline } from './Timeline';
