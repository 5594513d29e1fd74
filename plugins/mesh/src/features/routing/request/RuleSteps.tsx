import type { RouteRow } from '@fairway/backstage-plugin-mesh-common';
import { VisuallyHidden } from '@backstage/ui';
import {
  RouteMatches,
  rowConditions,
  RowSource,
  useMeshTranslation,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { RiCheckLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './Request.module.css';

/** A rule that did not decide. */
export function RuleStep(props: {
  row: RouteRow;
  aside: ReactNode;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { row } = props;
  return (
    <li className={styles.step}>
      <span className={styles.mark}>
        <VisuallyHidden>
          {t('routing.request.trace.rule', { position: `${row.position}` })}
        </VisuallyHidden>
        <span aria-hidden>{row.position}</span>
      </span>
      <div className={styles.what}>
        <div className={styles.rule}>
          <RouteMatches matches={[rowConditions(row.match)]} />
          <span className={styles.aside}>{props.aside}</span>
        </div>
      </div>
    </li>
  );
}

/** The rule that decided, and where it is written. */
export function WinningStep(props: {
  row: RouteRow;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { row, onOpen } = props;
  return (
    <li className={`${styles.step} ${styles.won}`}>
      <span aria-hidden className={`${styles.mark} ${styles.good}`}>
        <RiCheckLine size={16} />
      </span>
      <div className={styles.what}>
        <RouteMatches matches={[rowConditions(row.match)]} />
        <b>
          {t('routing.request.trace.rule', { position: `${row.position}` })}{' '}
          {t('routing.request.trace.wins')}
        </b>
        <RowSource row={row} onOpen={onOpen} />
      </div>
    </li>
  );
}
