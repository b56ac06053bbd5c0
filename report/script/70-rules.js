// SPDX-License-Identifier: Apache-2.0
// The rules that occur in this report: a list, and a page for each.

function rowsByTruth(name) {
  const index = Object.keys(report.rules).find((i) => report.rules[i].name === name);
  const violated = [], unknown = [];
  for (const row of rows) {
    const found = row.now.outcomes.find(([rule]) => String(rule) === index);
    if (found && found[1] === 'violated') violated.push(row);
    if (found && found[1] === 'unknown') unknown.push(row);
  }
  return { violated, unknown };
}

const effectWords = { blocks: 'Blocks the connection where it is not met.', limits: 'The connection works, with less than the full right.', warns: 'The connection works; something is fragile or unsupported.' };

function connectionLinks(found) {
  const most = 50;
  return [h('ul', { class: 'links' }, found.slice(0, most).map((r) => h('li', {}, h('a', { href: address('connection', [r.id]) }, r.id)))),
    found.length > most && h('p', { class: 'quiet' }, `and ${found.length - most} more`)];
}

function ruleView({ path: [name] }) {
  const rule = rulesByName.get(name);
  if (!rule) return notFound(`The rule '${name}' does not occur in this report.`);
  const { violated, unknown } = rowsByTruth(name);
  return [h('nav', { class: 'steps', 'aria-label': 'Rules' }, h('a', { href: '#rules' }, '↑ Rules')),
    h('h1', { tabindex: '-1' }, rule.name), h('p', { class: 'lead' }, rule.summary),
    h('div', { class: 'columns' }, h('div', {},
      section('Why', 'part', h('p', {}, rule.why), h('p', { class: 'quiet' }, `Stage ${rule.stage}. ${effectWords[rule.effect] || ''}`),
        rule.errors.length > 0 && [h('h3', {}, 'What the caller sees'), h('ul', {}, rule.errors.map((e) => h('li', {}, e)))]),
      rule.remedies.length > 0 && section('What mends it', 'part', h('ol', { class: 'repairs' }, rule.remedies.map((r) => h('li', { class: `repair ${r.exposure ? 'exposes' : ''}` },
        h('p', {}, h('b', {}, r.title)), r.where && h('p', { class: 'quiet' }, `on the ${r.where}`), r.command && command(r.command, r.title),
        r.undo && [h('p', { class: 'quiet' }, 'Undo:'), command(r.undo, `undo: ${r.title}`)],
        r.exposure && h('p', { class: 'warning' }, h('b', {}, 'Weakens security: '), r.exposure))))),
      section('Sources', 'part', h('ul', { class: 'sources' }, rule.sources.map((s) => statementLine(s.statement, s.supports))))),
    h('div', { class: 'aside' },
      section('In this report', 'part',
        violated.length + unknown.length === 0 ? h('p', {}, 'Met wherever it applies.') : h('p', {}, h('a', { href: address('connections', [], { rule: name }) }, 'Show them in the table')),
        violated.length > 0 && [h('h3', {}, `Not met: ${violated.length}`), connectionLinks(violated)],
        unknown.length > 0 && [h('h3', {}, `Unknown: ${unknown.length}`), connectionLinks(unknown)]),
      section('Facts it looks at', 'part', h('dl', { class: 'vocabulary' }, rule.facts.map((f) => [h('dt', {}, f), h('dd', {}, report.facts[f] ? report.facts[f].meaning : '')])))))];
}

function rulesView() {
  const violated = tally(rows.flatMap((r) => r.now.outcomes.filter(([, t]) => t === 'violated').map(([i]) => report.rules[i].name)));
  const unknown = tally(rows.flatMap((r) => r.now.outcomes.filter(([, t]) => t === 'unknown').map(([i]) => report.rules[i].name)));
  const list = Object.values(report.rules).sort((a, b) => (violated.get(b.name) || 0) - (violated.get(a.name) || 0) || (unknown.get(b.name) || 0) - (unknown.get(a.name) || 0));
  return [h('h1', { tabindex: '-1' }, 'Rules'), h('p', { class: 'lead' }, `${counted(list.length, 'rule')} of ${report.engine.rules} come up here.`),
    h('table', { class: 'results', role: 'table', 'aria-label': 'Rules' }, h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['Rule', 'Stage', 'Not met', 'Unknown', 'Summary'].map((t) => h('th', { scope: 'col', role: 'columnheader' }, t)))),
      h('tbody', { role: 'rowgroup' }, list.map((r) => h('tr', { role: 'row' }, cell('Rule', 'id', ruleLink(r.name)), cell('Stage', 'stage', r.stage), cell('Not met', 'number', String(violated.get(r.name) || '–')),
        cell('Unknown', 'number', String(unknown.get(r.name) || '–')), cell('Summary', 'reason', r.summary)))))];
}
