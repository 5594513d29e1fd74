import type { HealthVerdict } from '@fairway/mesh-core';
import {
  RiAlertLine,
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useMeshTranslation } from '../meshTranslationRef';
import '../theme/tokens.css';
import type { Tone } from './Tag';
import styles from './Verdict.module.css';

/**
 * States of health that have a mark.
 *
 * @public
 */
export type HealthState = HealthVerdict['state'];

const LOOK: Record<
  HealthState,
  {
    tone: Tone;
    Icon: RemixiconComponentType;
  }
> = {
  healthy: { tone: 'ok', Icon: RiCheckboxCircleLine },
  degraded: { tone: 'warn', Icon: RiAlertLine },
  failure: { tone: 'bad', Icon: RiCloseCircleLine },
  'not-ready': { tone: 'warn', Icon: RiTimeLine },
  idle: { tone: 'neutral', Icon: RiCheckboxBlankCircleLine },
  unknown: { tone: 'neutral', Icon: RiCheckboxBlankCircleLine },
};

/** The tone of a health, for lines and frames. @public */
export function toneOfHealth(state: HealthState): Tone {
  return LOOK[state].tone;
}

/**
 * A health as icon, and as word where there is room; without the word the icon carries it as its name.
 *
 * @public
 */
export function HealthMark(props: {
  state: HealthState;
  word?: boolean;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { tone, Icon } = LOOK[props.state];
  const word = t(`health.${props.state}`);
  return (
    <span
      className={`${styles.mark} ${styles[tone]}`}
      {...(props.word ? {} : { role: 'img', 'aria-label': word })}
    >
      <Icon size={16} aria-hidden />
      {props.word && word}
    </span>
  );
}
