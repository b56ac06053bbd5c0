// SPDX-License-Identifier: Apache-2.0
// The HTML report as a reader meets it, in Chromium. Usage: node report.mjs WMIREACH CHROMIUM SOURCE_DIR. Nothing here looks at a time.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, accessibilityProblems, overflow } from './page.mjs';
import { accepting, enlarged, hostile, hostileScenario, run, write } from './estates.mjs';

const [binary, chromium, source] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'wmireach-report-'));
const branch = join(source, 'scenarios/topologies/branch-offices.json');
const hardening = join(source, 'scenarios/topologies/hardening-wave.json');
const plant = join(source, 'docs/examples/plant-behind-one-way-trust.json');

const file = (name) => join(folder, name);
const texts = (page, selector) => page.$$eval(selector, (list) => list.map((e) => e.textContent));
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const shown = async (page) => (await texts(page, '.row-link')).length;

// A link within the page takes effect when the browser gets to it, so these wait for what has to come.
const shows = (page, rows) => page.waitForFunction((n) => document.querySelectorAll('.row-link').length === n, rows);
const showsHeading = (page, text) => page.waitForFunction((h) => document.querySelector('h1').textContent === h, text);
const isFocused = (page, selector) => page.waitForFunction((s) => document.activeElement.matches(s), selector);

// To another part of the report, and back when it is shown.
const go = (page, to) => page.evaluate((hash) => hash === location.hash || new Promise((done) => {
  addEventListener('hashchange', done, { once: true });
  location.hash = hash;
}), to);

const tests = {
  async 'the table shows every verdict, and filters narrow it'(browser) {
    const page = await browser.open(file('branch.html'));
    await shows(page, 14);
    await page.selectOption('#filter-verdict', 'fails');
    await shows(page, 6);
    await page.selectOption('#filter-stage', 'service-port');
    assert.ok((await texts(page, 'td.stage')).every((t) => t === 'service-port'));
    await page.selectOption('#filter-zone', 'north');
    assert.deepEqual(await texts(page, '.row-link'), ['north-135-only']);
    await page.click('text=Show all');
    await shows(page, 14);
    await page.selectOption('#filter-rule', 'windows-firewall-blocks-endpoint-mapper');
    assert.deepEqual(await texts(page, '.row-link'), ['north-both-firewalls', 'south-firewall-not-known']);
    await page.click('.chips button');
    await shows(page, 14);
    await page.fill('#filter-text', 'WEST-DB1 fails');
    assert.deepEqual(await texts(page, '.row-link'), ['west-fixed-port-moved']);
    await page.fill('#filter-text', 'nothing of the kind');
    assert.match(await page.textContent('.empty'), /No connection matches/);
    await page.click('.empty a');
    await shows(page, 14);
    await page.click('.tile.undetermined');
    await shows(page, 3);
    return page;
  },

  async 'an address leads to the same rows again'(browser) {
    const page = await browser.open(file('branch.html'), '#connections?verdict=fails&zone=north');
    await shows(page, 2);
    assert.equal(await page.inputValue('#filter-zone'), 'north');
    return page;
  },

  async 'a connection shows its ladder, facts, repairs and picture, and links lead between them'(browser) {
    const page = await browser.open(file('branch.html'), '#connection/north-both-firewalls');
    assert.match(await page.textContent('.verdict-block'), /FAILS at endpoint-mapper.*0x800706BA/);
    const rungs = await texts(page, '.rung summary h3');
    assert.equal(rungs[0], '1 support');
    assert.match(await page.textContent('.rung.failed'), /not met windows-firewall-blocks-endpoint-mapper/);
    await page.click('.rung.failed .fact:has-text("admits_endpoint_mapper") > summary');
    assert.match(await page.textContent('.rung.failed .fact[open] .under'), /The Windows Firewall lets the other computer reach TCP 135/);
    assert.ok((await texts(page, '.repair code')).some((t) => t.startsWith('netsh advfirewall')));
    await page.click('.picture a[href$="/service%2Dport"], .picture a[href$="/service-port"]');
    await isFocused(page, '.rung[data-stage="service-port"] summary');
    assert.ok(await page.$eval('.rung[data-stage="service-port"] details', (d) => d.open));
    await page.click('.rung[data-stage="service-port"] .to-picture');
    await isFocused(page, '.picture');
    assert.ok(await page.$('.picture a.focused'));
    await page.click('.verdict-block .rule-link');
    await showsHeading(page, 'windows-firewall-blocks-endpoint-mapper');
    assert.match(await page.textContent('main'), /S4-03/);
    await page.goBack();
    await showsHeading(page, 'north-both-firewalls');
    return page;
  },

  async 'a command is copied'(browser) {
    const page = await browser.open(file('branch.html'), '#connection/north-both-firewalls');
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('.repair .copy');
    await page.waitForFunction(() => document.querySelector('.repair .copy').textContent === 'Copied');
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^netsh advfirewall/);
    return page;
  },

  async 'every link of every part leads somewhere'(browser) {
    const page = await browser.open(file('branch.html'));
    const done = new Set(), open = ['#connections', '#estate', '#trusts', '#rules', '#missing', '#assumptions'];
    while (open.length) {
      const next = open.pop();
      if (done.has(next)) continue;
      done.add(next);
      await go(page, next);
      assert.notEqual(await page.textContent('h1'), 'Not in this report', next);
      const links = await page.$$eval('main a, #tabs a', (list) => list.map((a) => a.getAttribute('href')));
      for (const l of links) {
        assert.match(l, /^#/);
        if (/^#(rule|connection)\/[^/]+$/.test(l)) open.push(l);
      }
    }
    assert.ok(done.size > 80);
    return page;
  },

  async 'the keyboard is enough'(browser) {
    const page = await browser.open(file('branch.html'));
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement.id === 'content'));
    await page.keyboard.press('/');
    await page.keyboard.type('fails');
    await shows(page, 6);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'north-135-only');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'north-both-firewalls');
    await page.keyboard.press('End');
    assert.equal(await focused(page), 'island-without-a-line');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await showsHeading(page, 'north-135-only');
    assert.equal(await focused(page), 'north-135-only');
    await page.focus('.rung[data-stage="support"] summary');
    await page.keyboard.press('Enter');
    assert.ok(await page.$eval('.rung[data-stage="support"] details', (d) => d.open));
    await page.keyboard.press('Escape');
    await showsHeading(page, 'Connections');
    assert.equal(await focused(page), 'north-135-only');
    await shows(page, 6);
    return page;
  },

  async 'names are only text'(browser) {
    const page = await browser.open(file('hostile.html'));
    for (const view of ['#connections', '#estate', '#missing', '#assumptions', '#rules', '#connection/' + encodeURIComponent('to <script> & </script>'), '#connection/' + encodeURIComponent('javascript:alert(3)')]) {
      await go(page, view);
      assert.notEqual(await page.textContent('h1'), 'Not in this report', view);
      assert.equal(await page.$$eval('main script, main img, main b:empty, .picture image, .picture style, .picture foreignObject', (l) => l.length), 0, view);
      assert.ok((await page.$$eval('.picture a', (l) => l.map((a) => a.getAttribute('href')))).every((x) => x.startsWith('#connection')));
    }
    await go(page, '#connections');
    assert.ok((await texts(page, '.pair')).some((t) => t.endsWith(hostile)));
    assert.equal(await page.$$eval('script', (l) => l.length), 2);  // the data and the script of the page
    assert.match(await page.title(), /<\/title><script>/);
    return page;
  },

  async 'the policy lets nothing in'(browser) {
    const html = readFileSync(file('branch.html'), 'utf8');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$/);
    assert.doesNotMatch(html, /<(link|script|img|iframe)[^>]*(src|href)="(?!data:)/);
    const page = await browser.open(file('branch.html'));
    const blocked = await page.evaluate(async () => {
      const refused = (make) => new Promise((done) => { document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { once: true }); make(); });
      return [await refused(() => { const s = document.createElement('script'); s.textContent = 'window.wasRun = true'; document.body.append(s); }),
        await refused(() => { const s = document.createElement('style'); s.textContent = 'body { display: none }'; document.head.append(s); }),
        await refused(() => { fetch('https://example.invalid/').catch(() => 0); }), window.wasRun ?? null];
    });
    assert.deepEqual(blocked, ['script-src-elem', 'style-src-elem', 'connect-src', null]);
    page.troubles.length = 0;  // the refusals that were asked for
    return page;
  },

  async 'five thousand connections stay a page at a time'(browser) {
    const page = await browser.open(file('large.html'));
    const elements = () => page.$$eval('*', (l) => l.length);
    await shows(page, 100);
    assert.match(await page.textContent('#shown'), /5,000 connections, 1 to 100/);
    assert.ok(await elements() < 3000);
    await page.click('text=Next page');
    await page.waitForFunction(() => document.querySelector('#shown').textContent.includes('101 to 200'));
    await page.fill('#filter-text', 'north-135-only-7');
    assert.equal(await page.textContent('.row-link'), 'north-135-only-7');
    await page.fill('#filter-text', '');
    await page.selectOption('#filter-verdict', 'undetermined');
    assert.ok(await shown(page) <= 100);
    await page.click('.row-link');
    await page.waitForSelector('.ladder');
    await page.click('text=Next →');
    assert.ok(await elements() < 5000);
    await page.click('#tabs a[data-view="assumptions"]');
    await showsHeading(page, 'Assumptions');
    assert.ok(await elements() < 12000);
    return page;
  },

  async 'before and after stand side by side'(browser) {
    const page = await browser.open(file('diff.html'), '#connections?change=any');
    await shows(page, 8);
    assert.deepEqual((await texts(page, 'thead th')).slice(0, 3), ['Change', 'Before', 'After']);
    await page.selectOption('#filter-change', 'closes');
    await shows(page, 3);
    await page.click('.row-link');
    await page.waitForSelector('.sides');
    assert.match(await page.textContent('.side:nth-child(1) .verdict-block'), /connects/);
    assert.match(await page.textContent('.side:nth-child(2) .verdict-block'), /FAILS/);
    assert.match(await page.textContent('main'), /Because.*→/s);
    const boxes = await page.$$eval('.side', (l) => l.map((s) => s.getBoundingClientRect().top));
    assert.equal(boxes[0], boxes[1]);
    return page;
  },

  async 'what is accepted says by whom and until when, and can be filtered'(browser) {
    const page = await browser.open(file('accepted.html'));
    await page.selectOption('#filter-accepted', { value: 'any' });
    await shows(page, 2);
    await page.selectOption('#filter-accepted', 'expired');
    assert.deepEqual(await texts(page, '.row-link'), ['north-both-firewalls']);
    assert.deepEqual(await texts(page, 'td.id .accepted'), ['acceptance expired']);
    await page.click('.row-link');
    await page.waitForSelector('.acceptance');
    assert.match(await page.textContent('.acceptance'), /acceptance expired new firewall in March netops, until 2001-01-31, which is over/);
    await go(page, '#connection/north-135-only');
    assert.match(await page.textContent('.acceptance'), /^accepted new firewall in March netops, until 2099-01-31$/);
    await go(page, '#requirements');
    assert.match(await page.textContent('.requirement .acceptance'), /accepted not before the move branch lead, until 2099-01-31/);
    assert.deepEqual(await accessibilityProblems(page), []);
    const without = await browser.open(file('branch.html'));
    assert.equal(await without.$('#filter-accepted'), null);
    return page;
  },

  async 'groups of pairs say what turned and which fact made the difference'(browser) {
    const page = await browser.open(file('pairs.html'), '#pairs');
    assert.match(await page.textContent('.lead'), /^With the request of .*, [\d,]+ of [\d,]+ pairs? change: \d+ /);
    const counts = (await texts(page, 'td.number')).map((t) => parseInt(t.replace(/,/g, ''), 10));
    assert.equal(counts.reduce((a, b) => a + b, 0), parseInt((await page.textContent('#tabs a[data-view="pairs"] .count')).replace(/,/g, ''), 10));
    assert.match(await page.textContent('td.reason'), /patched_to.*→/);
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.setViewportSize({ width: 400, height: 900 });
    assert.equal(await overflow(page), 0);
    return page;
  },

  async 'the trusts and what changes are drawn, and a domain leads to its connections'(browser) {
    const page = await browser.open(file('diff.html'), '#trusts');
    assert.equal(await page.$$eval('.picture svg', (l) => l.length), 2);
    await page.click('.side:nth-child(2) .picture a[href*="domain=plant"]');
    await page.waitForSelector('.row-link');
    assert.match(await page.evaluate(() => location.hash), /^#connections\?domain=plant/);
    assert.ok(await shown(page) > 0);
    await go(page, '#estate');
    assert.equal(await page.$$eval('.picture svg', (l) => l.length), 3);
    assert.match(await page.textContent('main figure'), /What changes/);
    assert.match(await page.textContent('main figure'), /≠ changed/);
    return page;
  },

  // Who sees no colours has words, signs and lines.
  async 'in grey every verdict and every state has a line, a sign and a word of its own'(browser) {
    const page = await browser.open(file('branch.html'));
    const debuggerOf = await browser.context.newCDPSession(page);
    await debuggerOf.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
    const looks = (selector) => page.$$eval(selector, (list) => [...new Set(list.map((e) => {
      const s = getComputedStyle(e);
      return `${s.borderLeftStyle}|${e.textContent.replace(/\d+/g, '').trim()}`;
    }))]);
    const distinct = (list, part) => assert.equal(new Set(list.map((l) => l.split('|')[part])).size, list.length, list.join('; '));
    for (const selector of ['td.verdict .badge', '.tile']) {
      const found = await looks(selector);
      assert.equal(found.length, 3, found.join('; '));
      distinct(found, 0);
      distinct(found, 1);
    }
    await go(page, '#connection/north-both-firewalls');
    const marks = await page.$$eval('.rung', (list) => [...new Set(list.map((e) => {
      const s = getComputedStyle(e.querySelector('.mark'));
      return `${s.borderLeftStyle} ${s.borderRadius}|${e.querySelector('.mark').textContent}|${e.querySelector('.state').textContent}`;
    }))]);
    assert.ok(marks.length >= 4, marks.join('; '));
    distinct(marks, 0);
    distinct(marks, 2);
    await debuggerOf.detach();
    return page;
  },

  async 'one connection takes few sheets of paper'(browser) {
    const page = await browser.open(file('branch.html'), '#connection/north-both-firewalls');
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(sheets <= 4, `${sheets} sheets`);
    return page;
  },

  async 'paper gets every row and every stage that matters, and nothing to click'(browser) {
    const page = await browser.open(file('large.html'), '#connections?text=north-135-only', undefined, { media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok(await shown(page) > 300);
    assert.ok(!await page.isVisible('#tabs') && !await page.isVisible('.filters'));
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await shows(page, 100);
    const one = await browser.open(file('branch.html'), '#connection/north-both-firewalls', undefined, { media: 'print', colorScheme: 'dark' });
    await one.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok(await one.$eval('.rung[data-stage="service-port"] details', (d) => d.open));  // would also fail
    assert.equal(await one.$$eval('.aside details:not([open], .fact)', (l) => l.length), 0);
    assert.equal(await one.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    assert.ok(!await one.isVisible('.copy'));
    assert.deepEqual(one.troubles, []);
    return page;
  },

  async 'without scripts the verdicts can be read'(browser) {
    const html = readFileSync(file('hostile.html'), 'utf8');
    const plain = /<noscript>([\s\S]*?)<\/noscript>/.exec(html)[1];
    assert.match(plain, /<td>to &lt;script&gt; &amp; &lt;\/script&gt;<\/td>/);
    assert.doesNotMatch(plain, /<script/);
    return browser.open(file('branch.html'));
  },
};

// Each part of the report, at each width, in light and dark.
const parts = [['branch.html', ['#connections', '#connection/north-both-firewalls', '#connection/south-firewall-not-known', '#estate', '#missing', '#assumptions', '#rules', '#rule/dynamic-ports-closed', '#nowhere']],
  ['diff.html', ['#connections', '#connection/server-not-hardened-yet', '#estate', '#trusts']], ['hostile.html', ['#connections', '#estate']], ['required.html', ['#requirements']]];
for (const [name, views] of parts)
  for (const width of [400, 1600])
    for (const colorScheme of ['light', 'dark'])
      tests[`${name} fits and is accessible at ${width} px, ${colorScheme}`] = async (browser) => {
        const page = await browser.open(file(name), '', { width, height: 900 }, { colorScheme });
        for (const view of views) {
          await go(page, view);
          assert.equal(await overflow(page), 0, `${view} is wider than the window`);
          assert.deepEqual(await accessibilityProblems(page), [], view);
        }
        return page;
      };

run(binary, 'report', branch, '-o', file('branch.html'));
run(binary, 'report', write(folder, 'hostile.json', hostileScenario()), '-o', file('hostile.html'));
run(binary, 'report', write(folder, 'large.json', enlarged(branch, 5000)), '--pictures', '20', '-o', file('large.html'));
run(binary, 'report', join(source, 'scenarios/topologies/segmented-plant.json'), '-o', file('required.html'));
run(binary, 'report', write(folder, 'accepted.json', accepting(branch)), '--pictures', '0', '-o', file('accepted.html'));
run(binary, 'whatif', hardening, '--change', 'dcom-hardening-enforced', '--pairs', 'switch-ignored', '--pictures', '0', '--format', 'html', '-o', file('pairs.html'));
run(binary, 'whatif', hardening, '--change', 'dcom-hardening-enforced', '--overlay', plant, '--format', 'html', '-o', file('diff.html'));

const browser = await Browser.start(chromium);
let failures = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    const page = await test(browser);
    assert.deepEqual(page.troubles, [], 'the page did something besides showing itself');
    console.log(`ok      ${name}`);
  } catch (e) {
    ++failures;
    console.log(`FAILED  ${name}\n${e.stack}`);
  }
  for (const page of browser.context.pages().slice(1)) await page.close();
}
await browser.stop();
rmSync(folder, { recursive: true });
console.log(`${Object.keys(tests).length} tests, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
