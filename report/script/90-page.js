// SPDX-License-Identifier: Apache-2.0
// The frame of the page: which view an address shows, the way there and back, keys, and paper.

const views = { connections: connectionsView, connection: connectionView, rules: rulesView, rule: ruleView, estate: estateView, trusts: trustsView, pairs: pairsView, requirements: requirementsView, missing: missingView, assumptions: assumptionsView };
const tabOf = { connection: 'connections', rule: 'rules' };

const tabs = [
  ['connections', isComparison ? 'Before and after' : 'Connections', rows.length],
  isComparison && report.difference.pairs && ['pairs', 'Pairs', changedPairs()],
  report.sides.some((s) => s.estate_picture.length) && ['estate', 'Estate', ''],
  report.sides.some((s) => s.trust_map.length) && ['trusts', 'Trusts', ''],
  report.sides.some((s) => s.requirements.length) && ['requirements', 'Requirements', report.sides[report.sides.length - 1].requirements.length],
  ['missing', 'Missing facts', missingFacts().length],
  ['assumptions', 'Assumptions', ''],
  ['rules', 'Rules', Object.keys(report.rules).length],
].filter(Boolean);

const side = report.sides[report.sides.length - 1];
const pageTitle = side.title || side.file;

function drawFrame() {
  document.getElementById('bar').replaceChildren(h('a', { class: 'brand', href: '#connections' }, 'wmireach'), h('p', { class: 'scenario' }, pageTitle),
    h('p', { class: 'quiet file' }, report.sides.map((s) => s.file).join(' → ')));
  document.getElementById('tabs').replaceChildren(...tabs.map(([view, text, n]) => h('a', { href: '#' + view, 'data-view': view }, text, n !== '' && h('span', { class: 'count' }, ' ' + n.toLocaleString('en')))));
  document.getElementById('footer').prepend(h('p', {}, `wmireach ${report.engine.version}, ${report.engine.rules} rules, catalogue ${report.engine.catalogue_hash}`, side.hash && `, scenario ${side.hash}`,
    report.assumptions ? '' : ', without assumptions'), h('p', {}, h('kbd', {}, '/'), ' search  ', h('kbd', {}, '↑'), ' ', h('kbd', {}, '↓'), ' rows  ', h('kbd', {}, 'Enter'), ' open  ', h('kbd', {}, 'Esc'), ' back to the table'));
}

// Where the reader was in a view that is returned to.
const positions = new Map();
let shownHash = null, shownAddress = null;
history.scrollRestoration = 'manual';

// Another address for what is shown.
function replaceAddress(text) {
  history.replaceState(null, '', text);
  noteAddress();
}

function noteAddress() {
  shownHash = location.hash;
  shownAddress = here();
  if (shownAddress.view === 'connections') lastQuery = shownAddress.query;
}

function show() {
  const before = shownAddress;
  if (shownHash !== null) positions.set(shownHash, scrollY);
  const to = here();
  // A link to another stage of what is shown leads there, and leaves the rest as it is.
  const stays = before && to.view === 'connection' && before.view === 'connection' && before.path[0] === to.path[0] && to.path[1];
  noteAddress();
  if (stays && reopen(to)) return;
  const content = document.getElementById('content');
  content.replaceChildren(...(views[to.view] || (() => notFound('There is no such part of the report.')))(to).flat(Infinity).filter(Boolean));
  content.className = to.view;
  for (const link of document.querySelectorAll('#tabs a')) {
    if (link.dataset.view === (tabOf[to.view] || to.view)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const heading = content.querySelector('h1');
  document.title = `${heading.textContent} – ${pageTitle}`;
  scrollTo(0, positions.get(location.hash) || 0);
  if (before === null) return void leadToStage(to);
  if (leadToStage(to)) return;
  const back = before.view === 'connection' && to.view === 'connections' && [...content.querySelectorAll('.row-link')].find((a) => a.textContent === before.path[0]);
  (back || heading).focus({ preventScroll: !back });
}

function reopen(to) {
  const rung = document.querySelector(`.rung[data-stage="${CSS.escape(to.path[1])}"] details`);
  if (rung) rung.open = true;
  for (const a of document.querySelectorAll('.picture a')) a.classList.toggle('focused', a.getAttribute('href').endsWith('/' + to.path[1]));
  return leadToStage(to);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches('input, select, textarea');
  const text = document.getElementById('filter-text');
  if (event.key === '/' && !typing && text) {
    event.preventDefault();
    text.focus();
  } else if (event.key === 'Escape' && shownAddress.view === 'connection') location.hash = address('connections', [], lastQuery);
  else if (event.key === 'ArrowDown' && event.target === text) {
    const first = document.querySelector('.row-link');
    if (first) {
      event.preventDefault();
      first.focus();
    }
  }
}

// Paper has no pages to turn and nothing to open: all rows that match, and every stage of which there is more to say than that it is passed.
const openedForPaper = [];
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll(':is(.limited, .latent) > .stage:not([open]), .aside details:not([open], .fact)')) {
    details.open = true;
    openedForPaper.push(details);
  }
  const body = document.querySelector('.connections .results tbody');
  if (body) body.replaceChildren(...filteredRows(here().query).map((row) => tableRow(row)));
});
addEventListener('afterprint', () => {
  for (const details of openedForPaper.splice(0)) details.open = false;
  if (shownAddress.view === 'connections') show();
});

drawFrame();
show();
addEventListener('hashchange', show);
addEventListener('keydown', onKey);
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('content').focus();
});
