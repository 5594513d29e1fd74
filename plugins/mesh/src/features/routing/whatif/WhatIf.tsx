import type { ResourceRef } from '@fairway/mesh-core';
import { Panel, useMeshObject } from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import {
  useMeshTranslation,
  shortName,
} from '@fairway/backstage-plugin-mesh-react';
import { ObjectFailure } from '../object/ObjectFailure';
import { ObjectSkeleton } from '../object/ObjectSkeleton';
import type { PreparedChange } from './PreparedChange';
import { WhatIfDraft } from './WhatIfDraft';
import styles from './WhatIf.module.css';

/** A change of the object while somebody edits is said, but it is not urgent. */
const POLL_MS = 60_000;

interface WhatIfProps {
  entityRef: string;
  cluster: string;
  /** The object to edit; a new one without. */
  resourceRef?: ResourceRef;
  onClose: () => void;
  /** Takes an edit over into a pull request. Without it the action says that it comes later. */
  onPropose?: (change: PreparedChange) => void;
}

/** What would become of requests if an object were different? Nothing is written and nothing is sent. */
export function WhatIf(props: WhatIfProps): JSX.Element {
  const { resourceRef, cluster } = props;
  if (!resourceRef) {
    return <WhatIfDraft {...props} />;
  }
  const named = { ...resourceRef, cluster };
  return (
    <LoadedWhatIf
      key={[named.group, named.kind, named.namespace, named.name].join(' ')}
      {...props}
      resourceRef={named}
    />
  );
}

function LoadedWhatIf(
  props: WhatIfProps & { resourceRef: ResourceRef },
): JSX.Element {
  const { t } = useMeshTranslation();
  const { entityRef, resourceRef } = props;
  const { query, refetch } = useMeshObject(entityRef, resourceRef, {
    pollMs: POLL_MS,
  });
  if (query.state === 'ready' || query.state === 'stale') {
    return <WhatIfDraft {...props} object={query.data} />;
  }
  return (
    <div className={styles.waiting}>
      {query.state === 'failed' ? (
        <ObjectFailure
          failure={query.failure}
          resourceRef={resourceRef}
          onRetry={refetch}
        />
      ) : (
        <Panel title={shortName(resourceRef)}>
          <ObjectSkeleton />
        </Panel>
      )}
      <Button size="small" variant="secondary" onPress={props.onClose}>
        {t('whatIf.close')}
      </Button>
    </div>
  );
}
