import { Card } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/**
 * A card with a heading. `flush` lets tables reach the edges.
 *
 * @public
 */
export function Panel(props: {
  title: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}): JSX.Element {
  const headingId = useId();
  const classes = [styles.panel, props.flush && styles.flush, props.className];
  return (
    <Card className={classes.filter(Boolean).join(' ')}>
      <section aria-labelledby={headingId}>
        <div className={styles.head}>
          <h3 id={headingId}>{props.title}</h3>
          {props.aside && <div className={styles.aside}>{props.aside}</div>}
        </div>
        {props.children}
      </section>
    </Card>
  );
}
