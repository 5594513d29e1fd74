import type { CanaryPhase } from '@fairway/mesh-core';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoopLeftLine,
  RiPauseMiniLine,
  RiPlayMiniLine,
  RiQuestionLine,
  RiSkipForwardLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import { Tag, type Tone } from './Tag';

const LOOK: Record<CanaryPhase, [Tone, ReactElement]> = {
  Initializing: ['neutral', <RiLoopLeftLine key="i" size={14} />],
  Initialized: ['neutral', <RiCheckboxCircleLine key="i" size={14} />],
  Waiting: ['warn', <RiPauseMiniLine key="i" size={14} />],
  Progressing: ['info', <RiPlayMiniLine key="i" size={14} />],
  WaitingPromotion: ['warn', <RiPauseMiniLine key="i" size={14} />],
  Promoting: ['info', <RiSkipForwardLine key="i" size={14} />],
  Finalising: ['info', <RiSkipForwardLine key="i" size={14} />],
  Succeeded: ['ok', <RiCheckboxCircleLine key="i" size={14} />],
  Failed: ['bad', <RiCloseCircleLine key="i" size={14} />],
  Terminating: ['neutral', <RiLoopLeftLine key="i" size={14} />],
  Terminated: ['neutral', <RiCloseCircleLine key="i" size={14} />],
  Unknown: ['neutral', <RiQuestionLine key="i" size={14} />],
};

/**
 * The phase of a Canary as Flagger calls it, in words. A suspended Canary keeps its phase; that it stands still matters more.
 *
 * @public
 */
export function PhaseBadge(props: {
  phase: CanaryPhase;
  /** What Flagger wrote, for phases of a newer Flagger. */
  rawPhase?: string;
  suspended?: boolean;
}): JSX.Element {
  const { t } = useMeshTranslation();
  if (props.suspended) {
    return (
      <Tag tone="warn" icon={<RiPauseMiniLine size={14} />}>
        {t('phase.suspended')}
      </Tag>
    );
  }
  const [tone, icon] = LOOK[props.phase];
  return (
    <Tag tone={tone} icon={icon}>
      {props.phase === 'Unknown' && props.rawPhase
        ? props.rawPhase
        : t(`phase.${props.phase}`)}
    </Tag>
  );
}
