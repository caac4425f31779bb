import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';

export type Language = 'en' | 'fr';
export type Theme = 'system' | 'light' | 'dark';
export type UnitSystem = 'metric' | 'imperial';
export type Preferences = { language: Language; theme: Theme; units: UnitSystem };

type Held = Preferences & {
  change(changes: Partial<Preferences>): void;
  /** What the theme comes to. */
  look: 'light' | 'dark';
};

const Context = createContext<Held | undefined>(undefined);
const place = 'roadwire.preferences';

/** Language, theme and units of who looks; kept in this browser, nothing else is. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(readPreferences);
  const isSystemDark = useSystemDark();
  const look = preferences.theme === 'system' ? (isSystemDark ? 'dark' : 'light') : preferences.theme;
  useEffect(() => {
    document.documentElement.dataset.theme = look;
    document.documentElement.lang = preferences.language;
  }, [look, preferences.language]);
  const held = useMemo<Held>(() => {
    const change = (changes: Partial<Preferences>) =>
      setPreferences((before) => keep({ ...before, ...changes }));
    return { ...preferences, look, change };
  }, [preferences, look]);
  return <Context value={held}>{children}</Context>;
}

export function usePreferences(): Held {
  const held = use(Context);
  if (!held) throw new Error('no PreferencesProvider around');
  return held;
}

function readPreferences(): Preferences {
  const language = navigator.language.startsWith('fr') ? 'fr' : 'en';
  const units = navigator.language === 'en-US' ? 'imperial' : 'metric';
  return { language, theme: 'system', units, ...kept() };
}

function kept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>;
  } catch {
    // Unreadable, or the browser keeps nothing: as at the first time.
    return {};
  }
}

function keep(preferences: Preferences): Preferences {
  try {
    localStorage.setItem(place, JSON.stringify(preferences));
  } catch {
    // Then they hold for as long as the page is open.
  }
  return preferences;
}

function useSystemDark(): boolean {
  const [isDark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const note = () => setDark(query.matches);
    query.addEventListener('change', note);
    return () => query.removeEventListener('change', note);
  }, []);
  return isDark;
}
