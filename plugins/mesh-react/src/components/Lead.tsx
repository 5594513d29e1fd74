import type { ReactNode } from 'react';
import styles from './Lead.module.css';

/**
 * The one sentence that answers the question of a tab, and the second most important thing below it.
 * A screen reader hears it again when it changes.
 *
 * @public
 */
export function Lead(props: {
  sentence: ReactNode;
  detail?: ReactNode;
  aside?: ReactNode;
}): JSX.Element {
  return (
    <div className={styles.lead}>
      <div aria-live="polite" aria-atomic="true">
        <h2 className={styles.sentence}>{props.sentence}</h2>
        {props.detail && <p className={styles.detail}>{props.detail}</p>}
      </div>
      {props.aside && <div className={styles.aside}>{props.aside}</div>}
    </div>
  );
}
