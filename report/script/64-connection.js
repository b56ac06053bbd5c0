// SPDX-License-Identifier: Apache-2.0
// One connection: verdict, reason, stages, repairs, picture; where there is a before and an after, side by side.

// The rows as the reader last saw them, to step through.
let lastQuery = {};

function stepLinks(row) {
  const found = filteredRows(lastQuery), at = found.indexOf(row);
  const to = (other, text, rel) => other && h('a', { href: address('connection', [other.id]), rel }, text);
  return h('nav', { class: 'steps', 'aria-label': 'Connections' }, h('a', { href: address('connections', [], lastQuery), class: 'back' }, '↑ Connections', ' ', h('kbd', {}, 'Esc')),
    at >= 0 && [to(found[at - 1], '← Previous', 'prev'), h('span', { class: 'quiet' }, `${at + 1} of ${found.length}`), to(found[at + 1], 'Next →', 'next')]);
}

function verdictBlock(c) {
  const grade = c.blocker && c.blocker.grade;
  return h('div', { class: `verdict-block ${c.verdict}` },
    h('p', { class: 'headline' }, verdictBadge(c.verdict), c.stage && [' ', h('span', {}, c.verdict === 'fails' ? 'at ' : 'from ', h('b', {}, c.stage), ' on'.repeat(c.verdict === 'undetermined'))],
      c.blocker && [', ', ruleLink(c.blocker.rule)]),
    c.reason && h('p', { class: 'reason' }, c.reason),
    grade && grade !== 'documented' && h('p', { class: 'quiet' }, grade === 'secondary' ? 'Rests on a secondary source.' : 'Rests on general knowledge; no document was read for it.'),
    errorBlock(c), acceptanceBlock(c.accepted));
}

function pictureOf(c, caption, stage) {
  if (c.packed.picture) return picture(pictureText(c.side, c.packed.picture), caption, stage);
  const drawn = c.side.connections.filter((p) => p.picture).length;
  return h('p', { class: 'quiet' }, drawn === 0 ? 'This report was written without pictures.' :
    `Not drawn: this report has pictures of ${drawn} of ${counted(c.side.connections.length, 'connection')}, those that do not work first. More with --pictures.`);
}

function becauseList(change) {
  return h('section', { class: 'part' }, h('h2', {}, 'Because'), change.because.length === 0 ? h('p', { class: 'quiet' }, 'No single fact made the difference.') :
    h('ul', {}, change.because.map((b) => h('li', {}, h('b', {}, b.subject), ': ', h('del', {}, b.before ?? 'unknown'), ' → ', h('ins', {}, b.after ?? 'unknown')))));
}

function comparedSides(row, stage) {
  const side = (title, c) => h('section', { class: 'side' }, h('h2', {}, title), c ? [verdictBlock(c), pictureOf(c, `Path of ${c.id}, ${title.toLowerCase()}`, stage), h('h3', {}, 'Stages'), ladder(c, 4, stage),
    h('div', { class: 'aside' }, outlook(c, 3))] : h('p', {}, 'There is no such connection.'));
  return [row.change && becauseList(row.change), h('div', { class: 'sides' }, side('Before', row.before), side('After', row.after))];
}

function connectionView({ path: [id, stage] }) {
  const row = rowsById.get(id);
  if (!row) return notFound(`There is no connection named '${id}'.`);
  const c = row.now;
  const heading = [stepLinks(row), h('h1', { tabindex: '-1' }, id, isComparison && [' ', changeBadge(row)]), h('p', { class: 'lead' }, c.packed.request)];
  if (isComparison) return [heading, comparedSides(row, stage)].flat();
  return [...heading, verdictBlock(c),
    h('div', { class: 'columns' }, section('Stages', 'stages', ladder(c, 3, stage)), h('div', { class: 'aside' }, outlook(c, 2))),
    section('Picture', 'pictures', pictureOf(c, `Path of ${id}`, stage))];
}

// Where the address names a stage, the reader is led to its rung, or to the picture.
function leadToStage({ path: [, stage, part] }) {
  if (!stage) return false;
  const target = part === 'picture' ? document.querySelector('.picture') : document.querySelector(`.rung[data-stage="${CSS.escape(stage)}"] summary`);
  if (!target) return false;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'center' });
  return true;
}
