import { VisuallyHidden } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import {
  RiAlertLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiInformationLine,
} from '@remixicon/react';
import type { ProblemWords } from './problemWords';
import styles from './WhatIf.module.css';

const ICONS = {
  error: RiCloseCircleLine,
  warning: RiAlertLine,
  info: RiInformationLine,
} as const;

/** More would push the page; the editor marks all of them. */
const MOST = 20;

/** What is wrong with a draft, each with the way to its line. */
export function ProblemList(props: {
  problems: readonly ProblemWords[];
  onGoTo: (offset: number) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { problems } = props;
  if (problems.length === 0) {
    return (
      <p className={styles.valid} role="status">
        <RiCheckLine size={14} aria-hidden /> {t('whatIf.editor.noFindings')}
      </p>
    );
  }
  return (
    <div>
      <p className={styles.count} role="status">
        {t('whatIf.editor.findings', { count: problems.length })}
      </p>
      <ul className={styles.problems}>
        {problems.slice(0, MOST).map(problem => (
          <ProblemItem
            key={problem.key}
            problem={problem}
            onGoTo={props.onGoTo}
          />
        ))}
      </ul>
    </div>
  );
}

function ProblemItem(props: {
  problem: ProblemWords;
  onGoTo: (offset: number) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { severity, message, remedy, place } = props.problem;
  const Icon = ICONS[severity];
  return (
    <li>
      <Icon size={14} className={styles[severity]} aria-hidden />
      <div>
        <VisuallyHidden>{t(`severity.${severity}`)}: </VisuallyHidden>
        {place && (
          <button
            type="button"
            className={styles.goTo}
            onClick={() => props.onGoTo(place.from)}
          >
            {t('whatIf.editor.line', { line: `${place.line}` })}
          </button>
        )}{' '}
        {message}
        {remedy && <span className={styles.muted}> {remedy}</span>}
      </div>
    </li>
  );
}
