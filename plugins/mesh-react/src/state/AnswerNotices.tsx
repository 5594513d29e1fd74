import { Button } from '@backstage/ui';
import type { Binding, Freshness } from '@fairway/backstage-plugin-mesh-common';
import { Notice, NoticeStack } from '../components/Notice';
import { useTimes } from '../format/useTimes';
import { useMeshTranslation } from '../meshTranslationRef';
import type { MeshQuery } from '../query/MeshQuery';
import { sentenceOf } from './FailureState';
import { sourceNotices, type SourceNotice } from './sourceNotices';
import styles from './State.module.css';

/** What to know before reading an answer: that it is old, what is missing, whether the cluster confirms it. */
export function AnswerNotices(props: {
  query: MeshQuery<unknown>;
  freshness: Freshness;
  binding?: Binding;
  name: string;
  onRetry: () => void;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { query, freshness, binding } = props;
  const loud = sourceNotices(t, freshness, times.clock).filter(isLoud);
  const unconfirmed = binding?.state === 'unconfirmed';
  if (query.state !== 'stale' && loud.length === 0 && !unconfirmed) {
    return null;
  }
  return (
    <NoticeStack>
      {query.state === 'stale' && (
        <Notice
          kind="stale"
          title={t('state.stale.title', {
            time: times.moment(freshness.observedAt),
            age: times.age(freshness.observedAt),
          })}
          action={
            <Button size="small" variant="secondary" onPress={props.onRetry}>
              {t('state.retry')}
            </Button>
          }
        >
          {t('state.stale.text', {
            message: sentenceOf(query.failure.message),
            when: times.until(query.retryAt),
          })}
        </Notice>
      )}
      {loud.map(notice => (
        <Notice key={notice.id} kind={notice.kind} title={notice.text}>
          {[
            notice.reason && sentenceOf(notice.reason),
            notice.retryAt &&
              t('source.askedAgain', { when: times.until(notice.retryAt) }),
          ]
            .filter(Boolean)
            .join(' ')}
        </Notice>
      ))}
      {unconfirmed && (
        <Notice
          kind="info"
          title={t('state.binding.title', { name: props.name })}
        >
          {binding.reason}
        </Notice>
      )}
    </NoticeStack>
  );
}

function isLoud(
  notice: SourceNotice,
): notice is SourceNotice & { kind: 'stale' | 'missing' } {
  return notice.kind !== 'quiet';
}

/** What was never there, below an answer: good to know, nothing to act on. */
export function AnswerFootnotes(props: {
  freshness: Freshness;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const quiet = sourceNotices(t, props.freshness, times.clock).filter(
    notice => notice.kind === 'quiet',
  );
  if (quiet.length === 0) {
    return null;
  }
  return (
    <ul className={styles.footnotes}>
      {quiet.map(notice => (
        <li key={notice.id}>
          {notice.text} {notice.reason && sentenceOf(notice.reason)}
        </li>
      ))}
    </ul>
  );
}
