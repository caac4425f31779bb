import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; impact: string; help: string; nodes: { html: string }[] };

/** Serious and critical barriers of the page, with an example of each. Goes around the page's own policy. */
export async function axeFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Runtime.evaluate', { expression: axe });
    // What is announced may be of something that has gone since: nobody sees the node that said it.
    const expression = "axe.run({ exclude: ['[data-live-announcer]'] })";
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.text}`);
    const { violations } = result.value as { violations: Violation[] };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 160)}`);
  } finally {
    await session.detach();
  }
}
