import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Drawer.module.css';
import { Surface } from './Surface';

/**
 * Evidence at the side of the page, which it does not push around. Escape closes it and gives the focus back.
 *
 * @public
 */
export function Drawer(props: {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}): JSX.Element {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={open => {
        if (!open) {
          props.onClose();
        }
      }}
      className={styles.drawer}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Surface>
          <div className={styles.body}>{props.children}</div>
        </Surface>
      </DialogBody>
    </Dialog>
  );
}
