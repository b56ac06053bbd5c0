// SPDX-License-Identifier: Apache-2.0
// The pairs of hosts whose verdict a change turns: `diff` and `whatif` with --pairs.

function changedPairs() {
  return report.difference.pairs.changes.reduce((n, c) => n + c.pairs, 0);
}

function pairVerdict(label, v) {
  return cell(label, 'verdict', verdictBadge(v.verdict), v.stage && h('span', { class: 'quiet zones' }, v.stage), v.rule && h('span', { class: 'zones' }, rulesByName.has(v.rule) ? ruleLink(v.rule) : v.rule),
    v.error && h('code', { class: 'zones' }, v.error));
}

function pairRow(c) {
  return h('tr', { role: 'row' }, cell('Change', 'verdict', h('span', { class: `change ${c.kind}` }, c.kind)), cell('Pairs', 'number', c.pairs.toLocaleString('en')),
    cell('Such as', 'hosts', c.from, h('span', { class: 'arrow' }, ' → '), c.to), pairVerdict('Before', c.before), pairVerdict('After', c.after),
    cell('Because', 'reason', c.because.length === 0 ? h('span', { class: 'quiet' }, 'no single fact made the difference') :
      h('ul', { class: 'because' }, c.because.map((b) => h('li', {}, b.subject, ': ', h('del', {}, b.before ?? 'unknown'), ' → ', h('ins', {}, b.after ?? 'unknown'))))));
}

function pairsView() {
  const pairs = report.difference.pairs, most = 500;
  const kinds = [...pairs.changes.reduce((m, c) => m.set(c.kind, (m.get(c.kind) || 0) + c.pairs), new Map())];
  return [h('h1', { tabindex: '-1' }, 'Pairs'),
    h('p', { class: 'lead' }, `With the request of ${pairs.of}, ${changedPairs().toLocaleString('en')} of ${counted(pairs.compared, 'pair')} change`, kinds.length > 0 && ': ',
      kinds.map(([kind, n]) => `${n.toLocaleString('en')} ${kind}`).join(', '), '.'),
    pairs.gone.length > 0 && h('p', {}, `Hosts that are gone: ${pairs.gone.slice(0, 50).join(', ')}${pairs.gone.length > 50 ? ', …' : ''}`),
    pairs.changes.length > 0 && h('table', { class: 'results', role: 'table', 'aria-label': 'Groups of pairs' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['Change', 'Pairs', 'Such as', 'Before', 'After', 'Because'].map((t) => h('th', { scope: 'col', role: 'columnheader' }, t)))),
      h('tbody', { role: 'rowgroup' }, pairs.changes.slice(0, most).map(pairRow))),
    pairs.changes.length > most && h('p', { class: 'quiet' }, `and ${pairs.changes.length - most} more groups`)];
}
