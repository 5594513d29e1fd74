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
import {
  RiAddCircleLine,
  RiApps2Line,
  RiSettings3Line,
} from '@remixicon/react';
import { FairwayMark, FairwayWordmark } from './FairwayWordmark';
import styles from './Nav.module.css';

/** Icons of the pages that Backstage brings, in the style of the icons of Fairway. */
const ICONS: Readonly<Record<string, JSX.Element>> = {
  'page:catalog': <RiApps2Line />,
  'page:scaffolder': <RiAddCircleLine />,
  'page:user-settings': <RiSettings3Line />,
};

function HomeLink() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link href="/" className={styles.home} aria-label="Fairway, to the catalog">
      {isOpen ? <FairwayWordmark height={28} /> : <FairwayMark />}
    </Link>
  );
}

function NavItem({ node, href, title, icon }: NavContentNavItem) {
  const shown = ICONS[node.spec.id] ?? icon;
  return <SidebarItem to={href} text={title} icon={() => shown} />;
}

/** Navigation of the app: the catalog first, settings last, between them whatever plugins bring. */
export function Nav({ navItems }: NavContentComponentProps): JSX.Element {
  const items = navItems.withComponent(NavItem);
  const catalog = items.take('page:catalog');
  const scaffolder = items.take('page:scaffolder');
  const settings = items.take('page:user-settings');
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
