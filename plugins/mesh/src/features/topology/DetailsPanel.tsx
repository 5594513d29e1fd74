import type { MeshGraph } from '@fairway/mesh-core';
import {
  useMeshTranslation,
  type GraphSelection,
} from '@fairway/backstage-plugin-mesh-react';
import { ButtonIcon, Card } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useRef, type ReactNode } from 'react';
import { EdgeDetails } from './EdgeDetails';
import type { Connection } from './graphFacts';
import { NodeDetails } from './NodeDetails';
import styles from './Topology.module.css';
import { useEscape } from './useEscape';

/** The figures of what is selected. Escape closes them. */
export function DetailsPanel(props: {
  graph: MeshGraph;
  connections: Connection[];
  selection: GraphSelection | undefined;
  windowSeconds: number;
  onClose: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const root = useRef<HTMLDivElement>(null);
  useEscape(root, props.onClose);
  return (
    <Card className={styles.panel}>
      <div
        ref={root}
        role="group"
        aria-label={t('topology.panel.title')}
        aria-live="polite"
      >
        {detailsOf(props) ?? (
          <p className={styles.hint}>{t('topology.panel.choose')}</p>
        )}
      </div>
    </Card>
  );
}

function detailsOf(
  props: Parameters<typeof DetailsPanel>[0],
): ReactNode | undefined {
  const { graph, connections, selection, windowSeconds } = props;
  const close = <CloseButton onClose={props.onClose} />;
  if (selection?.kind === 'edge') {
    const connection = connections.find(({ edge }) => edge.id === selection.id);
    return (
      connection && (
        <EdgeDetails
          graph={graph}
          connection={connection}
          windowSeconds={windowSeconds}
          close={close}
        />
      )
    );
  }
  const node = graph.nodes.find(({ id }) => id === selection?.id);
  return node && <NodeDetails node={node} close={close} />;
}

function CloseButton(props: { onClose: () => void }): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      aria-label={t('topology.panel.close')}
      icon={<RiCloseLine />}
      onPress={props.onClose}
    />
  );
}
