// SPDX-License-Identifier: Apache-2.0
// The first view: how many connections work, where the others stop, and the table.

function verdictTiles(query) {
  const counts = tally(rows.map((r) => r.now.verdict));
  const before = isComparison && tally(rows.filter((r) => r.before).map((r) => r.before.verdict));
  return h('ul', { class: 'tiles', 'aria-label': 'Verdicts' }, ['fails', 'undetermined', 'connects'].map((v) => {
    const current = query.verdict === v;
    return h('li', {}, h('a', { class: `tile ${v}`, href: address('connections', [], { ...query, verdict: current ? '' : v, page: '' }), 'aria-current': current && 'true' },
      h('b', {}, String(counts.get(v) || 0)), ' ', h('span', {}, h('span', { 'aria-hidden': 'true' }, verdictMarks[v] + ' '), { fails: 'fail', connects: 'connect' }[v] || v),
      before && h('span', { class: 'quiet was' }, ` before: ${before.get(v) || 0}`)));
  }));
}

// A row of bars, one for each stage at which a connection stops.
function stageBars(query) {
  const counts = filterChoices.stage(), failing = tally(rows.filter((r) => r.now.verdict === 'fails').map((r) => r.now.stage));
  if (counts.size < 2) return null;
  const most = Math.max(...counts.values());
  return h('div', { class: 'bars' }, h('h2', {}, 'Where connections stop'), h('ol', {}, [...counts].map(([stage, n]) => {
    const fails = failing.get(stage) || 0;
    const part = (verdict, share) => {
      const element = h('span', { class: verdict });
      element.style.setProperty('--part', String(share / most));
      return element;
    };
    const bar = h('span', { class: 'share', 'aria-hidden': 'true' }, fails > 0 && part('fails', fails), n > fails && part('undetermined', n - fails));
    const current = query.stage === stage;
    return h('li', {}, h('a', { href: address('connections', [], { ...query, stage: current ? '' : stage, page: '' }), 'aria-current': current && 'true' }, h('span', { class: 'name' }, stage), bar, h('span', { class: 'n' }, String(n))));
  })));
}

function connectionsView({ query }) {
  let current = { ...query };
  const chips = h('div', {}), results = h('div', { id: 'results' });
  const show = () => {
    const found = filteredRows(current);
    chips.replaceChildren(...[filterChips(current, set)].filter(Boolean));
    results.replaceChildren(...resultTable(found, current).filter(Boolean));
    return found;
  };
  // What is typed changes the address in place, so that "back" leaves the table and not a letter.
  const set = (changed) => {
    current = { ...current, ...changed, page: '' };
    replaceAddress(address('connections', [], current));
    const form = document.querySelector('.filters');
    for (const [name, value] of Object.entries(changed)) {
      const field = form.querySelector(`#filter-${name}`);
      if (field && field.value !== value) field.value = value;
    }
    const hadFocus = chips.contains(document.activeElement);
    spoken(`${counted(show().length, 'connection')} shown`);
    if (hadFocus) form.querySelector('input').focus();
  };
  show();
  return [h('h1', { tabindex: '-1' }, isComparison ? 'Before and after' : 'Connections'),
    isComparison && h('p', { class: 'lead' }, `${counted(rows.filter((r) => r.changeKind !== 'unchanged').length, 'connection')} of ${rows.length} differ.`),
    h('div', { class: 'summary' }, verdictTiles(query), stageBars(query)), filterForm(query, set), chips, results];
}
