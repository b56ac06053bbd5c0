// SPDX-License-Identifier: Apache-2.0
// A browser that notes whatever a page does besides showing itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export class Browser {
  static async start(executablePath) {
    const profile = mkdtempSync(join(tmpdir(), 'wmireach-chromium-'));
    const context = await chromium.launchPersistentContext(profile, { executablePath, args: flags, viewport: { width: 1280, height: 900 }, env: { ...process.env, HOME: profile } });
    return new Browser(profile, context);
  }
  constructor(profile, context) {
    this.profile = profile;
    this.context = context;
  }
  async stop() {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
  }

  // `emulated` is what page.emulateMedia takes.
  async open(file, hash = '', size = { width: 1280, height: 900 }, emulated = {}) {
    const page = await this.context.newPage();
    const url = pathToFileURL(file).href;
    page.troubles = [];
    page.on('console', (m) => page.troubles.push(`console ${m.type()}: ${m.text()}`));
    page.on('pageerror', (e) => page.troubles.push(`error: ${e.message}`));
    page.on('dialog', (d) => { page.troubles.push(`dialog: ${d.message()}`); d.dismiss(); });
    page.on('request', (r) => { if (r.url().split('#')[0] !== url && r.url() !== 'data:,') page.troubles.push(`request: ${r.url()}`); });
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', ...emulated });
    await page.goto(url + hash);
    await page.waitForSelector('h1');
    return page;
  }
}

// Rules of WCAG 2.2 A and AA, and axe's best practices. The script comes by the debugger's door, which the page's policy does not guard.
export async function accessibilityProblems(page) {
  await page.evaluate(axe.source + '; undefined');
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
}

export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
