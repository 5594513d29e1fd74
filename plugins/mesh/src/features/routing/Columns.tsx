import type { ReactNode } from 'react';
import styles from './Routing.module.css';

/** What the page is about, and at its side what else holds; below it where the page is narrow. */
export function Columns(props: {
  children: ReactNode;
  side: ReactNode;
}): JSX.Element {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{props.children}</div>
      <div className={styles.side}>{props.side}</div>
    </div>
  );
}
