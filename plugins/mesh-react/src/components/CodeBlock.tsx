import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import '../theme/tokens.css';
import styles from './Code.module.css';

/**
 * Text to take over, with a button that copies it. Lines of `added` are marked as what is new.
 *
 * @public
 */
export function CodeBlock(props: {
  text: string;
  /** Tells which lines are new, by their index. */
  isAdded?: (line: string, index: number) => boolean;
  label: string;
}): JSX.Element {
  const lines = props.text.replace(/\n$/, '').split('\n');
  return (
    <div>
      <figure className={styles.block} aria-label={props.label}>
        <pre className={styles.code}>
          {lines.map((line, index) => (
            <span
              key={index}
              className={
                props.isAdded?.(line, index) ? styles.added : styles.line
              }
            >
              {line}
              {'\n'}
            </span>
          ))}
        </pre>
      </figure>
      <div className={styles.actions}>
        <CopyButton text={props.text} />
      </div>
    </div>
  );
}

const SAID_FOR_MS = 2_000;

/** Copies a text and says so for two seconds. @public */
export function CopyButton(props: { text: string }): JSX.Element {
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
    await navigator.clipboard?.writeText(props.text);
    setCopied(true);
  };
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    >
      <span aria-live="polite">
        {copied ? t('state.copied') : t('state.copy')}
      </span>
    </Button>
  );
}
