import { Button } from '@backstage/ui';
import {
  RiGhostLine,
  RiLockLine,
  RiPlugLine,
  RiSwapLine,
  RiWifiOffLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import { EmptyState } from '../components/EmptyState';
import { useTimes } from '../format/useTimes';
import { useMeshTranslation } from '../meshTranslationRef';
import type { MeshFailure } from '../query/MeshFailure';

/** What a page without any answer says: why, and what to do. */
export function FailureState(props: {
  failure: MeshFailure;
  retryAt: number;
  name: string;
  subject: string;
  permission: string;
  owner?: ReactNode;
  onRetry: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { failure, name, subject } = props;
  const retry = (
    <Button size="small" variant="secondary" onPress={props.onRetry}>
      {t('state.retry')}
    </Button>
  );
  switch (failure.kind) {
    case 'forbidden':
      return (
        <EmptyState
          live
          icon={<RiLockLine size={20} />}
          title={t('state.forbidden.title', { subject })}
          text={
            <>
              {t('state.forbidden.text', {
                permission: <code>{props.permission}</code>,
              })}{' '}
              {props.owner &&
                t('state.forbidden.owner', { owner: <>{props.owner}</> })}
            </>
          }
        />
      );
    case 'not-found':
      return (
        <EmptyState
          live
          icon={<RiGhostLine size={20} />}
          title={t('state.notFound.title', { name })}
          text={t('state.notFound.text', { message: failure.message })}
        />
      );
    case 'backend-missing':
      return (
        <EmptyState
          live
          icon={<RiPlugLine size={20} />}
          title={t('state.backendMissing.title')}
          text={t('state.backendMissing.text')}
        >
          {retry}
        </EmptyState>
      );
    case 'contract':
      return (
        <EmptyState
          live
          icon={<RiSwapLine size={20} />}
          title={t('state.contract.title')}
          text={t('state.contract.text')}
        >
          <details>
            <summary>{t('state.contract.more')}</summary>
            <code>{failure.message}</code>
          </details>
        </EmptyState>
      );
    default:
      return (
        <EmptyState
          live
          icon={<RiWifiOffLine size={20} />}
          title={t('state.network.title')}
          text={t('state.network.text', {
            message: sentenceOf(failure.message),
            when: times.until(props.retryAt),
          })}
        >
          {retry}
        </EmptyState>
      );
  }
}

/** Closes what a backend said with a full stop, so that our words can follow. */
export function sentenceOf(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
