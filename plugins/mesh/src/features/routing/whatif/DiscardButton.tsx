import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';

/** Takes a draft back to what the cluster has, after one more question. */
export function DiscardButton(props: {
  name: string;
  isDisabled: boolean;
  onDiscard: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <DialogTrigger>
      <Button variant="secondary" isDisabled={props.isDisabled}>
        {t('whatIf.discard.button')}
      </Button>
      <Dialog>
        <DialogHeader>
          {t('whatIf.discard.title', { name: props.name })}
        </DialogHeader>
        <DialogBody>{t('whatIf.discard.text')}</DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('whatIf.discard.keep')}
          </Button>
          <Button
            variant="primary"
            destructive
            slot="close"
            onPress={props.onDiscard}
          >
            {t('whatIf.discard.confirm')}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
