import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  shortName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { formatResourceRef, type ResourceRef } from '@fairway/mesh-core';
import { RiTestTubeLine } from '@remixicon/react';

/** Offers the objects of the rules to be changed in a simulation, and a new one. */
export function WhatIfButton(props: {
  objects: readonly ResourceRef[];
  onOpen: (object: ResourceRef | undefined) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { objects, onOpen } = props;
  const label = t('routing.calls.actions.whatIf');
  const icon = <RiTestTubeLine aria-hidden />;
  return (
    <MenuTrigger>
      <Button variant="secondary" iconStart={icon}>
        {label}
      </Button>
      <Menu
        aria-label={label}
        onAction={key =>
          onOpen(objects.find(object => formatResourceRef(object) === key))
        }
      >
        {[
          ...objects.map(object => (
            <MenuItem
              key={formatResourceRef(object)}
              id={formatResourceRef(object)}
            >
              {`${object.kind} ${shortName(object)}`}
            </MenuItem>
          )),
          <MenuItem key="new" id="new">
            {t('whatIf.newObject')}
          </MenuItem>,
        ]}
      </Menu>
    </MenuTrigger>
  );
}
