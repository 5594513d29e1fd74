import type { ReactNode } from 'react';
import '../theme/tokens.css';
import styles from './Facts.module.css';

/**
 * Names and what stands behind them, one line each. Lines without a value are left out.
 *
 * @public
 */
export function Facts(props: {
  facts: { id: string; label: ReactNode; value: ReactNode }[];
}): JSX.Element {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(fact => fact.value !== undefined && fact.value !== null)
        .map(fact => (
          <div key={fact.id} style={{ display: 'contents' }}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
