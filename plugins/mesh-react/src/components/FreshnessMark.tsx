import type { Freshness } from '@fairway/backstage-plugin-mesh-common';
import { useTimes } from '../format/useTimes';
import { useMeshTranslation } from '../meshTranslationRef';
import type { MeshQuery } from '../query/MeshQuery';
import '../theme/tokens.css';
import styles from './Freshness.module.css';

/** How current an answer is: `live`, `partial` when a source is behind, `stale` when the whole answer is. @public */
export type FreshnessState = 'live' | 'partial' | 'stale';

/** Decides how current an answer is. Sources that were never there do not make it old. @public */
export function freshnessState(
  query: Pick<MeshQuery<unknown>, 'state'>,
  freshness: Freshness,
): FreshnessState {
  if (query.state === 'stale') {
    return 'stale';
  }
  const behind = freshness.sources.some(
    source => source.state === 'stale' || source.state === 'unavailable',
  );
  return behind ? 'partial' : 'live';
}

/**
 * When the answer was put together, with a filled dot when all of it is live and a hollow one when not.
 *
 * @public
 */
export function FreshnessMark(props: {
  query: Pick<MeshQuery<unknown>, 'state'>;
  freshness: Freshness;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { observedAt } = props.freshness;
  const state = freshnessState(props.query, props.freshness);
  return (
    <span className={styles.fresh}>
      <span
        aria-hidden
        className={`${styles.dot} ${state === 'live' ? '' : styles.hollow}`}
      />
      <time dateTime={observedAt}>
        {t(`freshness.${state}`, { time: times.seconds(observedAt) })}
      </time>
    </span>
  );
}
