// SPDX-License-Identifier: Apache-2.0
// The table of verdicts, a page of it at a time: however many connections there are, the document stays small.

const pageSize = 100;

// What says nothing is left out where a row is a card.
function cell(label, className, ...content) {
  if (content.length === 1 && content[0] === '–') className += ' none';
  return h('td', { 'data-label': label, class: className, role: 'cell' }, ...content);
}

function hostPair(c) {
  const [from, to] = c.zones;
  return [h('span', { class: 'pair' }, c.packed.from, h('span', { class: 'arrow' }, ' → '), c.packed.to),
    (from || to) && h('span', { class: 'quiet zones' }, `${from || 'no zone'} → ${to || 'no zone'}`)];
}

function changeBadge(row) {
  return h('span', { class: `change ${row.changeKind}` }, row.changeKind);
}

function verdictCell(label, c) {
  return cell(label, 'verdict', c ? verdictBadge(c.verdict) : h('span', { class: 'quiet' }, 'not there'));
}

function reasonOf(row) {
  const because = row.change ? row.change.because : [];
  if (because.length === 0) return [row.now.reason || '–'];
  const shown = because.slice(0, 2).map((b) => `${b.subject}: ${b.before ?? 'unknown'} → ${b.after ?? 'unknown'}`);
  if (because.length > 2) shown.push(`${because.length - 2} more`);
  return [row.now.reason && h('p', {}, row.now.reason), h('p', { class: 'quiet' }, `because ${shown.join('; ')}`)];
}

function tableRow(row) {
  const link = h('a', { href: address('connection', [row.id]), class: 'row-link' }, row.id);
  const c = row.now;
  const element = h('tr', { role: 'row' },
    isComparison && [cell('Change', 'verdict', changeBadge(row)), verdictCell('Before', row.before)],
    verdictCell(isComparison ? 'After' : 'Verdict', isComparison ? row.after : c),
    cell('Connection', 'id', link, c.packed.expectation && !c.packed.expectation.met && h('span', { class: 'unexpected' }, 'unexpected'), c.accepted && [' ', acceptanceBadge(c.accepted)]),
    cell('From → to', 'hosts', ...hostPair(c)),
    cell('Stage', 'stage', c.stage || '–'),
    cell('Reason', 'reason', ...reasonOf(row)));
  element.addEventListener('click', (e) => {
    if (!e.target.closest('a') && !String(getSelection())) link.click();
  });
  return element;
}

function pageLinks(page, pages, query) {
  if (pages < 2) return null;
  const to = (n, text) => (n >= 1 && n <= pages ? h('a', { href: address('connections', [], { ...query, page: n > 1 ? String(n) : '' }) }, text) : h('span', { class: 'quiet' }, text));
  return h('nav', { class: 'pages', 'aria-label': 'Pages of the table' }, to(page - 1 || 0, '← Previous page'), h('span', {}, `Page ${page} of ${pages}`), to(page + 1, 'Next page →'));
}

function resultTable(found, query) {
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(Math.max(1, parseInt(query.page, 10) || 1), pages);
  const heads = isComparison ? ['Change', 'Before', 'After', 'Connection', 'From → to', 'Stage', 'Reason'] : ['Verdict', 'Connection', 'From → to', 'Stage', 'Reason'];
  const body = h('tbody', { role: 'rowgroup' }, found.slice((page - 1) * pageSize, page * pageSize).map((row) => tableRow(row)));
  body.addEventListener('keydown', moveAmongRows);
  const shown = found.length === rows.length ? counted(found.length, 'connection') : `${found.length.toLocaleString('en')} of ${counted(rows.length, 'connection')}`;
  return [
    h('p', { class: 'shown', id: 'shown' }, shown, pages > 1 && `, ${(page - 1) * pageSize + 1} to ${Math.min(page * pageSize, found.length)} on this page`),
    found.length === 0 ? h('p', { class: 'empty' }, 'No connection matches these filters. ', h('a', { href: '#connections' }, 'Show all')) :
      h('table', { class: 'results', role: 'table', 'aria-describedby': 'shown', 'aria-label': 'Connections' },
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads.map((t) => h('th', { scope: 'col', role: 'columnheader' }, t)))), body),
    pageLinks(page, pages, query)];
}

// Up and down, to the first and the last row; Enter follows the link.
function moveAmongRows(event) {
  const links = [...event.currentTarget.querySelectorAll('.row-link')];
  const at = links.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 || next === undefined || !links[next]) return;
  event.preventDefault();
  links[next].focus();
}
