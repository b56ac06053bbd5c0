// SPDX-License-Identifier: Apache-2.0
// Views of the whole estate: the picture, the requirements, what is missing, what was assumed.

function sideTitle(i) {
  return isComparison ? ['Before', 'After'][i] : '';
}

function perSide(make) {
  if (!isComparison) return make(report.sides[0], 0);
  return h('div', { class: 'sides' }, report.sides.map((side, i) => h('section', { class: 'side' }, h('h2', {}, sideTitle(i)), make(side, i))));
}

function estateView() {
  return [h('h1', { tabindex: '-1' }, 'Estate'), h('p', { class: 'lead' }, 'Zones, computers, links and trusts, with what becomes of the connections. Computers, zones and arrows lead to their connections.'),
    changePicture(), perSide((side, i) => sidePicture(side, i, side.estate_picture, 'The estate'))];
}

// A change drawn as one picture stands above the two that it lies between.
function changePicture() {
  const side = report.sides[report.sides.length - 1], drawn = pictureText(side, side.change_picture);
  return drawn ? picture(drawn, 'What changes') : null;
}

function sidePicture(side, i, lines, what) {
  const drawn = pictureText(side, lines);
  if (!drawn) return h('p', { class: 'quiet' }, 'This report was written without pictures.');
  return picture(drawn, isComparison ? `${what}, ${sideTitle(i).toLowerCase()}` : what);
}

function trustsView() {
  return [h('h1', { tabindex: '-1' }, 'Trusts'), h('p', { class: 'lead' }, 'Forests, domains and trusts. An arrow leads from the domain that trusts to the one whose accounts it accepts. Domains lead to their connections.'),
    perSide((side, i) => sidePicture(side, i, side.trust_map, 'The trusts'))];
}

const requirementMarks = { holds: '✓', violated: '×', undetermined: '?' };

function requirementItem(r) {
  const n = r.pairs.good + r.pairs.bad + r.pairs.undetermined;
  return h('li', { class: `requirement ${r.state}` }, h('p', {}, h('span', { class: 'truth' }, `${requirementMarks[r.state] || '×'} ${r.state}`), ' ', h('b', {}, r.id), `: must ${r.must === 'connect' ? 'connect' : 'not connect'}`),
    r.why && h('p', {}, r.why), acceptanceBlock(r.accepted), h('p', { class: 'quiet' }, `${counted(n, 'pair')}: ${r.pairs.good} as required, ${r.pairs.bad} not, ${r.pairs.undetermined} undetermined`),
    r.counterexamples.length > 0 && h('ul', {}, r.counterexamples.map((e) => h('li', {}, `${e.from} → ${e.to}: ${e.verdict}`, e.stage && ` at ${e.stage}`, e.rule && [', ', ruleLink(e.rule)], e.error && `, ${e.error}`, e.pairs > 1 && `, and ${counted(e.pairs - 1, 'pair')} like it`))));
}

function requirementsView() {
  return [h('h1', { tabindex: '-1' }, 'Requirements'), perSide((side) => h('ul', { class: 'requirements' }, side.requirements.map(requirementItem)))];
}

// What to find out next: facts that are missing, those that decide most first.
function missingFacts() {
  const known = new Map();
  for (const row of rows)
    for (const m of row.now.packed.missing) {
      const entry = known.get(m.subject) || { ...m, connections: 0, decides: 0 };
      entry.connections += 1;
      if (m.would_flip) entry.decides += 1;
      known.set(m.subject, entry);
    }
  return [...known.values()].sort((a, b) => b.decides - a.decides || b.connections - a.connections);
}

function missingView() {
  const missing = missingFacts();
  return [h('h1', { tabindex: '-1' }, 'Missing facts'), h('p', { class: 'lead' }, missing.length === 0 ? 'Nothing is missing.' : 'What to find out next; facts that decide most come first.'),
    h('ul', { class: 'missing whole' }, missing.slice(0, 500).map((m) => h('li', {}, h('p', {}, h('b', {}, m.subject), ' ', h('a', { href: address('connections', [], { missing: m.subject }) }, counted(m.connections, 'connection')),
      m.decides > 0 && h('span', { class: 'flag' }, `decides ${m.decides} alone`)), report.facts[m.fact] && h('p', {}, report.facts[m.fact].meaning), h('p', { class: 'quiet' }, 'State it at ', h('code', {}, m.state_at)),
      report.facts[m.fact] && report.facts[m.fact].observe && command(report.facts[m.fact].observe, `how to look up ${m.subject}`)))),
    missing.length > 500 && h('p', { class: 'quiet' }, `and ${missing.length - 500} more`)];
}

function assumptionsView() {
  const side = report.sides[report.sides.length - 1];
  const uses = tally(side.connections.flatMap((c) => c.assumptions.flatMap((group) => side.pool[group])));
  const list = [...uses].map(([i, n]) => ({ ...unpackedFact(side, i), n })).sort((a, b) => b.n - a.n);
  return [h('h1', { tabindex: '-1' }, 'Assumptions'), h('p', { class: 'lead' }, list.length === 0 ? 'Nothing was assumed.' : 'Defaults and planning assumptions that a verdict looked at, as nothing is stated.'),
    list.length > 0 && h('table', { class: 'results', role: 'table', 'aria-label': 'Assumptions' }, h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['Fact', 'Value', 'Origin', 'Connections'].map((t) => h('th', { scope: 'col', role: 'columnheader' }, t)))),
      h('tbody', { role: 'rowgroup' }, list.slice(0, 1000).map((a) => h('tr', { role: 'row' }, cell('Fact', 'id', a.subject), cell('Value', 'stage', a.value), cell('Origin', 'reason', a.origin),
        cell('Connections', 'number', h('a', { href: address('connections', [], { assumed: a.subject }) }, String(a.n))))))),
    list.length > 1000 && h('p', { class: 'quiet' }, `and ${list.length - 1000} more`)];
}

function notFound(text) {
  return [h('h1', { tabindex: '-1' }, 'Not in this report'), h('p', {}, text), h('p', {}, h('a', { href: '#connections' }, 'All connections'))];
}
