import { Button } from '@backstage/ui';
import type { ResourceRef } from '@fairway/mesh-core';
import {
  EmptyState,
  shortName,
  useMeshTranslation,
  type MeshFailure,
} from '@fairway/backstage-plugin-mesh-react';
import { RiGhostLine, RiLockLine, RiWifiOffLine } from '@remixicon/react';

/** Why an object cannot be shown. */
export function ObjectFailure(props: {
  failure: MeshFailure;
  resourceRef: ResourceRef;
  onRetry: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { failure, resourceRef } = props;
  const name = `${resourceRef.kind} ${shortName(resourceRef)}`;
  switch (failure.kind) {
    case 'forbidden':
      return (
        <EmptyState
          live
          icon={<RiLockLine size={20} />}
          title={t('object.forbidden.title')}
          text={t('object.forbidden.text', {
            permission: <code>mesh.routing.read</code>,
          })}
        />
      );
    case 'not-found':
      return (
        <EmptyState
          live
          icon={<RiGhostLine size={20} />}
          title={t('object.notFound.title', { name })}
          text={t('object.notFound.text', { message: failure.message })}
        />
      );
    default:
      return (
        <EmptyState
          live
          icon={<RiWifiOffLine size={20} />}
          title={t(titleKey(failure.kind))}
          text={failure.message}
        >
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('state.retry')}
          </Button>
        </EmptyState>
      );
  }
}

function titleKey(
  kind: Exclude<MeshFailure['kind'], 'forbidden' | 'not-found'>,
):
  | 'state.backendMissing.title'
  | 'state.contract.title'
  | 'state.network.title' {
  switch (kind) {
    case 'backend-missing':
      return 'state.backendMissing.title';
    case 'contract':
      return 'state.contract.title';
    default:
      return 'state.network.title';
  }
}
