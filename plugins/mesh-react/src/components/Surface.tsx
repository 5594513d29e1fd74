import type { ReactNode } from 'react';
import '../theme/tokens.css';
import styles from './Surface.module.css';

/**
 * The ground that everything of Fairway stands on: colours by meaning, type, and plain lists and headings.
 * A `page` is also what narrow layouts are measured against.
 *
 * @public
 */
export function Surface(props: {
  children: ReactNode;
  page?: boolean;
}): JSX.Element {
  return (
    <div className={`${styles.surface} ${props.page ? styles.page : ''}`}>
      {props.children}
    </div>
  );
}
