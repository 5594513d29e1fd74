import type { ReactElement, ReactNode } from 'react';
import '../theme/tokens.css';
import styles from './Tag.module.css';

/** What a colour may mean. @public */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad' | 'line';

/**
 * A word with an icon and the colour of its meaning. BUI's Badge knows no meanings.
 *
 * @public
 */
export function Tag(props: {
  tone?: Tone;
  icon?: ReactElement;
  children: ReactNode;
}): JSX.Element {
  const tone = props.tone ?? 'neutral';
  return (
    <span className={`${styles.tag} ${tone === 'neutral' ? '' : styles[tone]}`}>
      {props.icon}
      {props.children}
    </span>
  );
}
