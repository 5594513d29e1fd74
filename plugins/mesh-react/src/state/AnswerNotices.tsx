import { Button } from '@backstage/ui';
import type { Binding, Freshness } from '@fairway/backstage-plugin-mesh-common';
import { Notice, NoticeStack } from '../components/Notice';
import { useTimes } from '../format/useTimes';
import { useMeshTranslation } from '../meshTranslationRef';
import type { MeshQuery } from '../query/MeshQuery';
import { sentenceOf } from './FailureState';
import { sourceNotices } from './sourceNotices';

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
  const sources = sourceNotices(t, freshness, times.clock);
  const unconfirmed = binding?.state === 'unconfirmed';
  if (query.state !== 'stale' && sources.length === 0 && !unconfirmed) {
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
      {sources.map(notice => (
        <Notice
          key={notice.id}
          kind={notice.kind}
          {...(notice.kind === 'quiet'
            ? { children: quietText(notice.text, notice.reason) }
            : {
                title: notice.text,
                children: [
                  notice.reason && sentenceOf(notice.reason),
                  notice.retryAt &&
                    t('source.askedAgain', {
                      when: times.until(notice.retryAt),
                    }),
                ]
                  .filter(Boolean)
                  .join(' '),
              })}
        />
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

function quietText(text: string, reason?: string): string {
  return reason ? `${text} ${sentenceOf(reason)}` : text;
}
