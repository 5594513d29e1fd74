import type { CanaryStep } from '@fairway/mesh-core';
import {
  formatPercent,
  useMeshTranslation,
  useTimes,
  type MeshTranslate,
  type Times,
} from '@fairway/backstage-plugin-mesh-react';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiPauseMiniLine,
  RiPlayMiniLine,
} from '@remixicon/react';
import styles from './StepTrack.module.css';

/** Steps done and to come. */
export function StepTrack(props: { steps: CanaryStep[] }): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <ol className={styles.steps} aria-label={t('canary.steps.title')}>
      {props.steps.map((step, index) => (
        <Step key={`${step.kind} ${step.value}`} step={step} number={index} />
      ))}
    </ol>
  );
}

function Step(props: { step: CanaryStep; number: number }): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { step } = props;
  const gated = step.gated && step.state !== 'done';
  const classes = [styles.step, styles[step.state], gated && styles.gated];
  const when = whenOf(t, step, times);
  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden>
        <Mark step={step} number={props.number} gated={gated} />
      </span>
      <b className={styles.title}>{titleOf(t, step)}</b>
      <VisuallyHidden>{t(`canary.steps.state.${step.state}`)}</VisuallyHidden>
      {when && <span className={styles.when}>{when}</span>}
      {gated && <span className={styles.gate}>{t('canary.steps.gated')}</span>}
    </li>
  );
}

function Mark(props: {
  step: CanaryStep;
  number: number;
  gated: boolean;
}): JSX.Element {
  switch (props.step.state) {
    case 'done':
      return <RiCheckLine size={14} />;
    case 'failed':
      return <RiCloseLine size={14} />;
    case 'current':
      return props.gated ? (
        <RiPauseMiniLine size={14} />
      ) : (
        <RiPlayMiniLine size={14} />
      );
    default:
      return props.gated ? <RiPauseMiniLine size={14} /> : <>{props.number}</>;
  }
}

function titleOf(t: MeshTranslate, step: CanaryStep): string {
  switch (step.kind) {
    case 'start':
      return t('canary.steps.start');
    case 'promotion':
      return t('canary.steps.promotion');
    case 'iteration':
      return t('canary.steps.iteration', { value: `${step.value ?? ''}` });
    default:
      return formatPercent(step.value ?? 0);
  }
}

function whenOf(
  t: MeshTranslate,
  step: CanaryStep,
  times: Times,
): string | undefined {
  switch (step.state) {
    case 'failed':
      return t('canary.steps.failed');
    case 'current':
      return step.at
        ? t('canary.steps.since', { time: times.moment(step.at) })
        : t('canary.steps.now');
    case 'todo':
      return step.earliest
        ? t('canary.steps.about', { time: times.moment(step.earliest) })
        : undefined;
    default:
      return step.at && times.moment(step.at);
  }
}
