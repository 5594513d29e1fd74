import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarSpace,
  useSidebarOpenState,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { Link } from '@backstage/ui';
import { FairwayMark, FairwayWordmark } from './FairwayWordmark';
import styles from './Nav.module.css';

const CATALOG = 'page:catalog';
const SCAFFOLDER = 'page:scaffolder';
const SETTINGS = 'page:user-settings';

function HomeLink() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link href="/" className={styles.home} aria-label="Fairway, to the catalog">
      {isOpen ? <FairwayWordmark height={28} /> : <FairwayMark />}
    </Link>
  );
}

function NavItem(item: NavContentNavItem) {
  return (
    <SidebarItem to={item.href} text={item.title} icon={() => item.icon} />
  );
}

/** Navigation of the app: the catalog first, settings last, between them whatever plugins bring. */
export function Nav({ navItems }: NavContentComponentProps): JSX.Element {
  const items = navItems.withComponent(NavItem);
  const catalog = items.take(CATALOG);
  const scaffolder = items.take(SCAFFOLDER);
  const settings = items.take(SETTINGS);
  return (
    <Sidebar>
      <HomeLink />
      <SidebarDivider />
      {catalog}
      {scaffolder}
      {items.rest({ sortBy: 'title' })}
      <SidebarSpace />
      <SidebarDivider />
      {settings}
    </Sidebar>
  );
}
