import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import styles from './Request.module.css';
import type { TryState } from './TryState';

/** What is to be known about the command that was read. */
export function ReadNotes(props: { state: TryState }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { read } = props.state;
  const notes = [
    read?.movedTo && t('routing.request.read.moved', { caller: read.movedTo }),
    read?.literal.length &&
      t('routing.request.read.literal', { text: read.literal.join(', ') }),
    read?.rest && t('routing.request.read.rest', { text: read.rest }),
  ].filter(note => typeof note === 'string' && note !== '');
  return notes.length > 0 ? (
    <ul className={styles.notes}>
      {notes.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  ) : null;
}
