import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';

export type TabGiven<Key extends string> = { key: Key; title: string; show(): ReactNode };

/** Several views in one place; `value` may follow the address of the page. */
export function Tabs<Key extends string>(given: {
  label: string;
  tabs: readonly TabGiven<Key>[];
  value: Key;
  onChange(key: Key): void;
}) {
  const { label, tabs, value, onChange } = given;
  return (
    <AriaTabs className="tabs" selectedKey={value} onSelectionChange={(key) => onChange(key as Key)}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ key, title }) => (
          <Tab key={key} id={key} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ key, show }) => (
        <TabPanel key={key} id={key} className="tab-panel">
          {show()}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
