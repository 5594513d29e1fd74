import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  useMeshTranslation,
  useTimes,
} from '@fairway/backstage-plugin-mesh-react';
import { RiCheckLine, RiHistoryLine, RiLinksLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import type { HistoryEntry } from './RequestHistory';
import styles from './Request.module.css';
import type { SharedRequest } from './SharedRequest';

const CLEAR = 'clear';

/** The requests that were run in this browser. */
export function HistoryMenu(props: {
  history: readonly HistoryEntry[];
  onOpen: (request: SharedRequest) => void;
  onClear: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { history } = props;
  const onAction = (key: string | number) => {
    const entry = history[Number(key)];
    if (key === CLEAR) {
      props.onClear();
    } else if (entry) {
      props.onOpen(entry.request);
    }
  };
  return (
    <MenuTrigger>
      <Button size="small" variant="secondary" iconStart={<RiHistoryLine />}>
        {t('routing.request.history.button')}
      </Button>
      <Menu
        aria-label={t('routing.request.history.label')}
        placement="bottom end"
        onAction={onAction}
        disabledKeys={['none']}
      >
        {history.length === 0 ? (
          <MenuItem id="none">{t('routing.request.history.empty')}</MenuItem>
        ) : (
          [
            ...history.map(({ request, at }, index) => (
              <MenuItem
                key={index}
                id={`${index}`}
                textValue={`${request.method} ${request.url}`}
              >
                <span className={styles.entry}>
                  <span className={styles.entryText}>
                    {request.method} {request.url}
                  </span>
                  <span className={styles.muted}>{times.moment(at)}</span>
                </span>
              </MenuItem>
            )),
            <MenuItem key={CLEAR} id={CLEAR} color="danger">
              {t('routing.request.history.clear')}
            </MenuItem>,
          ]
        )}
      </Menu>
    </MenuTrigger>
  );
}

const SAID_FOR_MS = 2_000;

/** Copies the address of the page: it carries the request that was answered last. */
export function CopyLink(props: { isDisabled: boolean }): JSX.Element {
  const { t } = useMeshTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    // absent on pages that are not served from a secure origin
    await navigator.clipboard?.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <Button
      size="small"
      variant="secondary"
      isDisabled={props.isDisabled}
      iconStart={copied ? <RiCheckLine /> : <RiLinksLine />}
      onPress={copy}
    >
      <span aria-live="polite">
        {copied
          ? t('routing.request.share.copied')
          : t('routing.request.share.copy')}
      </span>
    </Button>
  );
}
