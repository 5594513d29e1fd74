import { Button } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { RiPlayLine } from '@remixicon/react';
import type { TryPlace } from './useTryPlace';

/** Opens the page on which requests are tried. */
export function TryButton(props: { place: TryPlace }): JSX.Element {
  const { t } = useMeshTranslation();
  const { button, open } = props.place;
  return (
    <span ref={button}>
      <Button
        variant="secondary"
        iconStart={<RiPlayLine aria-hidden />}
        onPress={open}
      >
        {t('routing.calls.actions.tryIt')}
      </Button>
    </span>
  );
}
