// SPDX-License-Identifier: Apache-2.0
// Which rows are shown. The filters stand in the address, so that a link leads to the same rows.

const filterTests = {
  text: (row, value) => value.toLowerCase().split(/\s+/).every((word) => row.text.includes(word)),
  verdict: (row, value) => row.now.verdict === value,
  stage: (row, value) => row.now.stage === value,
  zone: (row, value) => row.sides.some((c) => c.zones.includes(value)),
  rule: (row, value) => row.rules.has(value),
  change: (row, value) => (value === 'any' ? row.changeKind !== 'unchanged' : row.changeKind === value),
  accepted: (row, value) => (value === 'any' ? Boolean(row.now.accepted) : (row.now.accepted || {}).state === value),
  domain: (row, value) => row.sides.some((c) => [c.packed.from, c.packed.to].some((host) => c.side.domains[host] === value)),
  host: (row, value) => row.sides.some((c) => c.packed.from === value || c.packed.to === value),
  from: (row, value) => row.sides.some((c) => c.packed.from === value),
  to: (row, value) => row.sides.some((c) => c.packed.to === value),
  missing: (row, value) => row.now.packed.missing.some((m) => m.subject === value),
  assumed: (row, value) => row.now.assumptions.some((a) => a.subject === value),
};

function activeFilters(query) {
  return Object.entries(query).filter(([name, value]) => value && filterTests[name]);
}

function filteredRows(query) {
  const active = activeFilters(query);
  return active.length === 0 ? rows : rows.filter((row) => active.every(([name, value]) => filterTests[name](row, value)));
}

// What a list of choices holds, with how many rows each would show.
const filterChoices = {
  change: () => tally(rows.map((r) => r.changeKind)),
  verdict: () => tally(rows.map((r) => r.now.verdict)),
  stage: () => new Map([...tally(rows.map((r) => r.now.stage).filter(Boolean))].sort((a, b) => stageIds.indexOf(a[0]) - stageIds.indexOf(b[0]))),
  zone: () => new Map([...tally(rows.flatMap((r) => [...new Set(r.sides.flatMap((c) => c.zones).filter(Boolean))]))].sort((a, b) => (a[0] < b[0] ? -1 : 1))),
  accepted: () => tally(rows.map((r) => r.now.accepted && r.now.accepted.state).filter(Boolean)),
  rule: () => new Map([...tally(rows.flatMap((r) => [...r.rules]))].sort((a, b) => b[1] - a[1])),
};

function choice(name, label, query, change) {
  const choices = filterChoices[name]();
  if (choices.size === 0) return null;
  const select = h('select', { id: `filter-${name}` }, h('option', { value: '' }, 'any'),
    name === 'change' && h('option', { value: 'any', selected: query.change === 'any' }, 'all that change'),
    name === 'accepted' && h('option', { value: 'any', selected: query.accepted === 'any' }, 'any acceptance'),
    [...choices].map(([value, n]) => h('option', { value, selected: query[name] === value }, `${value} (${n})`)));
  select.addEventListener('change', () => change({ [name]: select.value }));
  return h('div', { class: 'field' }, h('label', { for: select.id }, label), select);
}

// `change` is told of the filters that a reader sets.
function filterForm(query, change) {
  const text = h('input', { type: 'search', id: 'filter-text', value: query.text || '', placeholder: 'host, account, error, words', autocomplete: 'off', spellcheck: 'false' });
  text.addEventListener('input', () => change({ text: text.value }));
  return h('form', { class: 'filters', role: 'search', 'aria-label': 'Filter connections', onsubmit: (e) => e.preventDefault() },
    h('div', { class: 'field wide' }, h('label', { for: text.id }, 'Text ', h('kbd', {}, '/')), text),
    isComparison && choice('change', 'Change', query, change),
    choice('verdict', 'Verdict', query, change), choice('stage', 'Stage', query, change),
    choice('zone', 'Zone', query, change), choice('rule', 'Rule not met', query, change),
    anyAccepted && choice('accepted', 'Accepted', query, change));
}

// The filters in force, each with a way to drop it.
function filterChips(query, change) {
  const active = activeFilters(query);
  if (active.length === 0) return null;
  return h('ul', { class: 'chips', 'aria-label': 'Filters in force' },
    active.map(([name, value]) => h('li', {}, h('button', { type: 'button', onclick: () => change({ [name]: '' }) }, `${name}: ${value} `, h('span', { 'aria-hidden': 'true' }, '×'),
      h('span', { class: 'spoken' }, ' remove this filter')))),
    h('li', {}, h('a', { href: '#connections' }, 'Show all')));
}
