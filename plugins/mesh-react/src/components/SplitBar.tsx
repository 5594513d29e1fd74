import { formatPercent } from '../format/numbers';
import '../theme/tokens.css';
import styles from './SplitBar.module.css';
import type { SplitSegment } from './splitSegments';

/** From this share on a label fits into its segment. */
const LABEL_FROM_PERCENT = { row: 18, page: 7, dense: 101 } as const;

function toneOf(segment: SplitSegment): string {
  return segment.broken ? styles.broken : styles[segment.role];
}

/**
 * Who gets which share, as a picture. Its accessible name is the sentence, as in "primary 70 %, canary 30 %".
 *
 * @public
 */
export function SplitBar(props: {
  segments: SplitSegment[];
  size?: 'row' | 'page' | 'dense';
  /** The figures are old: colours go. */
  stale?: boolean;
}): JSX.Element {
  const size = props.size ?? 'row';
  // a share of nothing has no width, not even that of a border
  const present = props.segments.filter(({ percent }) => percent > 0);
  const classes = [
    styles.bar,
    size === 'page' && styles.page,
    size === 'dense' && styles.dense,
    props.stale && styles.stale,
  ];
  return (
    <div
      role="img"
      aria-label={splitSentence(props.segments)}
      className={classes.filter(Boolean).join(' ')}
    >
      {present.map(segment => (
        <span
          key={segment.id}
          className={`${styles.segment} ${toneOf(segment)}`}
          style={{ flexGrow: segment.percent }}
        >
          {segment.percent >= LABEL_FROM_PERCENT[size] && (
            <span className={styles.label}>
              {formatPercent(segment.percent)}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

/** A split in words, as in "primary v1.4.1 70 %, canary v1.4.2 30 %". @public */
export function splitSentence(segments: SplitSegment[]): string {
  return segments
    .map(segment =>
      [segment.label, segment.version, formatPercent(segment.percent)]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}

/**
 * Which colour is which destination; shares that do not fit into the bar stand here.
 *
 * @public
 */
export function SplitLegend(props: {
  segments: SplitSegment[];
  size?: 'row' | 'page' | 'dense';
}): JSX.Element {
  const fits = LABEL_FROM_PERCENT[props.size ?? 'row'];
  return (
    <ul className={styles.legend}>
      {props.segments.map(segment => (
        <li key={segment.id} className={styles.entry}>
          <span aria-hidden className={`${styles.swatch} ${toneOf(segment)}`} />
          <span>
            {segment.label}
            {segment.version && (
              <span className={styles.version}> {segment.version}</span>
            )}
            {segment.percent < fits && <b> {formatPercent(segment.percent)}</b>}
          </span>
        </li>
      ))}
    </ul>
  );
}
