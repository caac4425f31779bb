import { usePreferences } from '../../preferences/preferences.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Select } from '../../ui/select.tsx';
import { useWords } from '../../words/use-words.ts';
import { settingsWords } from './settings-words.ts';

const languages = [
  { key: 'en', text: 'English' },
  { key: 'fr', text: 'Français' },
] as const;

/** Language, colours and units. */
export function Settings() {
  const { language, theme, units, change } = usePreferences();
  const words = useWords(settingsWords);
  const themes = (['system', 'light', 'dark'] as const).map((key) => ({ key, text: words[key] }));
  const systems = (['metric', 'imperial'] as const).map((key) => ({ key, text: words[key] }));
  return (
    <div className="screen">
      <ScreenTitle title={words.title} />
      <Card title={words.look}>
        <div className="form">
          <Select
            label={words.language}
            choices={languages}
            value={language}
            onChange={(next) => change({ language: next })}
          />
          <Select
            label={words.theme}
            choices={themes}
            value={theme}
            onChange={(next) => change({ theme: next })}
          />
          <Select
            label={words.units}
            choices={systems}
            value={units}
            onChange={(next) => change({ units: next })}
          />
        </div>
        <p className="hint">{words.kept}</p>
      </Card>
    </div>
  );
}
