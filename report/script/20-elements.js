// SPDX-License-Identifier: Apache-2.0
// Elements of the page. Every text becomes a text node: nothing of a scenario is ever read as HTML.

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== ''));
  return element;
}

const verdictMarks = { connects: '✓', fails: '×', undetermined: '?' };
const stateMarks = { passed: '✓', failed: '×', undetermined: '?', 'not reached': '·' };
const truthMarks = { holds: '✓', violated: '×', unknown: '?' };

function verdictBadge(verdict) {
  return h('span', { class: `badge ${verdict}` }, h('span', { 'aria-hidden': 'true' }, verdictMarks[verdict]), ' ', verdict === 'fails' ? 'FAILS' : verdict);
}

// Who answers for it that something is not as it should be, and until when.
const acceptanceWords = { 'in-force': 'accepted', expired: 'acceptance expired', undated: 'acceptance without a date' };

function acceptanceBadge(accepted) {
  return accepted && h('span', { class: `accepted ${accepted.state}` }, acceptanceWords[accepted.state] || accepted.state);
}

function acceptanceBlock(accepted) {
  return accepted && h('p', { class: 'acceptance' }, acceptanceBadge(accepted), ' ', accepted.reason, ' ',
    h('span', { class: 'quiet' }, `${accepted.owner}, ${accepted.state === 'expired' ? 'until ' + accepted.until + ', which is over' : 'until ' + accepted.until}`,
      accepted.state === 'undated' && ', which does not count, as no date is known'));
}

function section(title, className, ...content) {
  return h('section', { class: className }, h('h2', {}, title), ...content);
}

function spoken(text) {
  document.getElementById('spoken').textContent = text;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard for this page: by way of a selection.
    const area = h('textarea', { class: 'spoken', 'aria-hidden': 'true', tabindex: '-1' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

// What is typed, with a button that copies it.
function command(text, what) {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy: ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    await copyText(text);
    button.textContent = 'Copied';
    spoken(`Copied: ${what}`);
    button.addEventListener('blur', () => { button.textContent = 'Copy'; }, { once: true });
  });
  return h('div', { class: 'command' }, h('code', {}, text), button);
}

function ruleLink(name, text) {
  return h('a', { href: address('rule', [name]), class: 'rule-link' }, text || name);
}

function statementLine(id, supports) {
  const s = report.statements[id];
  if (!s) return h('li', {}, h('b', {}, id));
  return h('li', {}, h('b', {}, id), ` ${s.document}${s.section ? ', ' + s.section : ''} `, h('span', { class: 'quiet' }, `(${s.grade})`),
    h('blockquote', {}, s.says), supports && h('p', { class: 'quiet' }, `Backs: ${supports}`));
}
