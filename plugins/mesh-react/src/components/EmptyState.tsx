import { Card } from '@backstage/ui';
import {
  createContext,
  useContext,
  type ReactElement,
  type ReactNode,
} from 'react';
import '../theme/tokens.css';
import styles from './EmptyState.module.css';

/** Inside a card an empty state has no card of its own. */
export const InsideCardContext = createContext(false);

/**
 * A page, or a part of it, that has nothing to show: what is missing, what that means, and what fills it.
 *
 * @public
 */
export function EmptyState(props: {
  icon: ReactElement;
  title: ReactNode;
  text?: ReactNode;
  /** Read out when it appears. */
  live?: boolean;
  children?: ReactNode;
}): JSX.Element {
  const insideCard = useContext(InsideCardContext);
  const content = (
    <div className={styles.empty} role={props.live ? 'status' : undefined}>
      <span className={styles.icon} aria-hidden>
        {props.icon}
      </span>
      <div>
        <h3 className={styles.title}>{props.title}</h3>
        {props.text && <p className={styles.text}>{props.text}</p>}
        <div className={styles.more}>{props.children}</div>
      </div>
    </div>
  );
  return insideCard ? content : <Card className={styles.card}>{content}</Card>;
}
