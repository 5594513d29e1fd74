import { Button } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { RiGitPullRequestLine } from '@remixicon/react';
import { useId } from 'react';
import type { PreparedChange } from './PreparedChange';
import styles from './WhatIf.module.css';

/** Takes an edit over into a pull request, or says that this comes later. */
export function PullRequestButton(props: {
  /** Absent while there is nothing to propose. */
  change: PreparedChange | undefined;
  onPropose?: (change: PreparedChange) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const reasonId = useId();
  const { change, onPropose } = props;
  return (
    <div className={styles.pullRequest}>
      <Button
        variant="primary"
        iconStart={<RiGitPullRequestLine />}
        isDisabled={!onPropose || !change}
        aria-describedby={onPropose ? undefined : reasonId}
        onPress={() => change && onPropose?.(change)}
      >
        {t('whatIf.pullRequest.button')}
      </Button>
      {!onPropose && (
        <p id={reasonId} className={styles.reason}>
          {t('whatIf.pullRequest.later')}
        </p>
      )}
    </div>
  );
}
