import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the Tab key misses on a page: controls that it never comes to, and those where one does not see that. */
export type Walk = { steps: number; unreached: string[]; unseen: string[] };

const stepsMost = 300;

const tries = 4;

/** Goes once around the page by the Tab key alone; anew where the page became another on the way. */
export async function walkByTab(page: Page): Promise<Walk> {
  for (let left = tries; left > 0; left -= 1) {
    const walk = await walkOnce(page);
    if (walk) return walk;
  }
  throw new Error('the page does not come to rest');
}

async function walkOnce(page: Page): Promise<Walk | undefined> {
  const controls = (await page.evaluate(numberControls)) as Record<string, string>;
  const met = await stepThrough(page);
  if (met.has(undefined)) return undefined;
  const wordsOf = (ids: (string | undefined)[]) => ids.map((id = '') => controls[id] ?? id);
  const unseen = [...met].filter(([, isSeen]) => !isSeen).map(([id]) => id);
  const unreached = Object.keys(controls).filter((id) => !met.has(id));
  return { steps: met.size, unreached: wordsOf(unreached), unseen: wordsOf(unseen) };
}

type At = { id?: string; isSeen: boolean } | null;

/** What Tab comes to from the top of the page to its end; undefined for what was not numbered. */
async function stepThrough(page: Page): Promise<Map<string | undefined, boolean>> {
  const met = new Map<string | undefined, boolean>();
  let last: string | undefined;
  for (let steps = 0; steps < stepsMost; steps += 1) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate(whereFocusIs)) as At;
    // A field for a time has several places to stop at.
    if (at && at.id === last && last !== undefined) continue;
    if (!at || met.has(at.id)) break;
    met.set(at.id, at.isSeen);
    last = at.id;
  }
  return met;
}

/** Opens what a button opens, goes around in it and leaves it by Escape, all by keys; says what went wrong. */
export async function visitDialog(page: Page, opener: Locator): Promise<string[]> {
  const faults: string[] = [];
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const isInside = () =>
    page.evaluate("document.querySelector('[role=dialog]').contains(document.activeElement)");
  if (!(await isInside())) faults.push('it does not take the focus');
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press('Tab');
    if (await isInside()) continue;
    faults.push('Tab leads out of it');
    break;
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const isBack = () => opener.evaluate((button) => button.ownerDocument.activeElement === button);
  const waits = { timeout: 2000 };
  await expect
    .poll(isBack, waits)
    .toBe(true)
    .catch(() => faults.push('it does not give the focus back'));
  return faults;
}

/**
 * Runs in the page. Numbers what can be acted on, by id the words for it. Of what belongs together, such as the choices of
 * one group, Tab comes to one, and arrows to the others.
 */
const numberControls = `(() => {
  const found = {};
  const groups = new Map();
  const within = '[role=tablist], [role=radiogroup], [role=listbox], [role=toolbar], [role=grid]';
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  for (const [index, element] of [...all].entries()) {
    const { width, height } = element.getBoundingClientRect();
    const isHidden = !element.checkVisibility({ visibilityProperty: true }) || width * height === 0;
    if (isHidden || element.disabled || element.closest('[aria-hidden=true], [inert]')) continue;
    const group = element.type === 'radio' ? 'radio ' + element.name : element.closest(within);
    const id = groups.get(group) ?? String(index);
    if (group) groups.set(group, id);
    element.dataset.walk = id;
    const name = element.getAttribute('aria-label') ?? element.innerText ?? '';
    // By the input beside them these are worked with arrows.
    if (element.tabIndex < 0 && element.closest('.combo, [role=group]')) continue;
    found[id] ??= element.tagName + ' ' + (element.name || name.trim().slice(0, 40) || element.className);
  }
  // From the top: leaving a control alone would go on from its place.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return found;
})()`;

/** Runs in the page: the number of what has the focus, and whether one sees that it has. */
const whereFocusIs = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const isMarked = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const around = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const isInWindow = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const id = at.dataset.walk;
  const isHiddenInput = at.tagName === 'INPUT' && right - left <= 1;
  return { id, isSeen: around.some(isMarked) && (isInWindow || isHiddenInput) };
})()`;
