import { parseEntityRef } from '@backstage/catalog-model';
import { VisuallyHidden } from '@backstage/ui';
import type {
  Binding,
  Freshness,
  Unscoped,
} from '@fairway/backstage-plugin-mesh-common';
import type { ReactElement, ReactNode } from 'react';
import { InsideCardContext } from '../components/EmptyState';
import type { MeshQueryResult } from '../hooks/useMeshQuery';
import { useMeshTranslation } from '../meshTranslationRef';
import { AnswerFootnotes, AnswerNotices } from './AnswerNotices';
import { FailureState } from './FailureState';
import { UnscopedState } from './UnscopedState';
import { useDelayed } from './useDelayed';

/** Answers about an entity: with its workloads, or why it has none. @public */
export type ScopedAnswer =
  | { status: 'ok'; freshness: Freshness; binding: Binding }
  | (Unscoped & { freshness: Freshness });

/**
 * The state of a question, and what to show once it is answered.
 *
 * @public
 */
export interface StateBoundaryProps<T extends ScopedAnswer> {
  entityRef: string;
  subject: 'routing' | 'canary' | 'topology' | 'summary';
  /** Permission that the question takes. */
  permission: string;
  owner?: ReactNode;
  result: MeshQueryResult<T>;
  skeleton: ReactElement;
  /** Stands inside a card: less around, no footnotes. */
  insideCard?: boolean;
  children: (view: Extract<T, { status: 'ok' }>) => ReactNode;
}

/** A skeleton for what takes less time would flicker. */
const SKELETON_AFTER_MS = 300;

/**
 * Every state of a question that is not an answer, and what to know about an answer. What an answer shows is the children's matter.
 *
 * @public
 */
export function StateBoundary<T extends ScopedAnswer>(
  props: StateBoundaryProps<T>,
): JSX.Element {
  return (
    <InsideCardContext.Provider value={props.insideCard ?? false}>
      <CurrentState {...props} />
    </InsideCardContext.Provider>
  );
}

function CurrentState<T extends ScopedAnswer>(
  props: StateBoundaryProps<T>,
): JSX.Element {
  const { t } = useMeshTranslation();
  const { query, refetch } = props.result;
  const { name } = parseEntityRef(props.entityRef);
  const subject = t(`subject.${props.subject}`, { name });
  switch (query.state) {
    case 'loading':
      return <Loading subject={subject} skeleton={props.skeleton} />;
    case 'failed':
      return (
        <FailureState
          failure={query.failure}
          retryAt={query.retryAt}
          name={name}
          subject={subject}
          permission={props.permission}
          owner={props.owner}
          onRetry={refetch}
        />
      );
    default:
      return (
        <>
          <AnswerNotices
            query={query}
            freshness={query.data.freshness}
            binding={
              query.data.status === 'ok' ? query.data.binding : undefined
            }
            name={name}
            onRetry={refetch}
          />
          {query.data.status === 'ok' ? (
            props.children(query.data as Extract<T, { status: 'ok' }>)
          ) : (
            <UnscopedState view={query.data} name={name} />
          )}
          {!props.insideCard && (
            <AnswerFootnotes freshness={query.data.freshness} />
          )}
        </>
      );
  }
}

function Loading(props: {
  subject: string;
  skeleton: ReactElement;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const visible = useDelayed(SKELETON_AFTER_MS);
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">
        {visible && t('state.loading', { subject: props.subject })}
      </VisuallyHidden>
      <div aria-hidden>{visible && props.skeleton}</div>
    </div>
  );
}
