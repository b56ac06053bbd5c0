// SPDX-License-Identifier: Apache-2.0
// The stages of one connection from client to target, with the rules of each and the facts that they look at.

// As `explain` says it: a rule is named after a problem, so what holds is that there is none.
const truthWords = { holds: 'ok', violated: 'not met', unknown: 'unknown' };

// A fact with its origin; below it, when opened, what it was computed from.
function factItem(fact, facts, above) {
  const about = report.facts[fact.name];
  const line = [h('span', { class: 'fact-name' }, fact.subject), ' = ', h('b', {}, fact.value), ' ', h('span', { class: `origin ${fact.kind}` }, fact.from ? `derived from ${counted(fact.from.length, 'fact')}` : fact.origin)];
  const details = h('details', { class: 'fact' }, h('summary', {}, line));
  // Made when it is opened: a page may hold thousands of facts.
  details.addEventListener('toggle', () => {
    if (details.childElementCount > 1) return;
    const premises = (fact.from || []).filter((name) => facts.has(name) && !above.includes(name)).map((name) => facts.get(name));
    details.append(h('div', { class: 'under' }, about && h('p', {}, about.meaning),
      (fact.evidence || []).map((e) => h('p', { class: 'quiet' }, e)),
      fact.source && report.statements[fact.source] && h('ul', { class: 'sources' }, statementLine(fact.source)),
      about && about.observe && [h('p', { class: 'quiet' }, 'Look it up:'), command(about.observe, `how to look up ${fact.name}`)],
      premises.length > 0 && h('ul', { class: 'facts' }, premises.map((p) => h('li', {}, factItem(p, facts, [...above, fact.name]))))));
  });
  return details;
}

function findingItem(finding, facts) {
  const { rule, truth } = finding;
  const limits = truth === 'violated' && rule.effect !== 'blocks';
  const word = limits ? rule.effect : truthWords[truth];
  const named = rule.facts.map((name) => facts.get(name)).filter(Boolean);
  return h('li', { class: `finding ${limits ? 'limits' : truth}` },
    h('p', {}, h('span', { class: 'truth' }, h('span', { 'aria-hidden': 'true' }, (limits ? '!' : truthMarks[truth]) + ' '), word), ' ', ruleLink(rule.name), ' ',
      truth === 'violated' ? '' : h('span', { class: 'quiet' }, rule.summary)),
    finding.message && h('p', { class: 'message' }, finding.message),
    named.length > 0 && h('details', { class: 'facts-of', open: truth !== 'holds' }, h('summary', {}, counted(named.length, 'fact')),
      h('ul', { class: 'facts' }, named.map((f) => h('li', {}, factItem(f, facts, []))))));
}

// What is not met or not known first; where there is such, the others are folded away.
function findingLists(findings, facts) {
  const list = (items) => h('ul', { class: 'findings' }, items.map((f) => findingItem(f, facts)));
  const met = findings.filter((f) => f.truth === 'holds'), rest = findings.filter((f) => f.truth !== 'holds');
  if (rest.length === 0 || met.length === 0) return list(findings);
  return [list(rest), h('details', {}, h('summary', { class: 'quiet' }, `${counted(met.length, 'other rule')} ok`), list(met))];
}

function stageItem(c, index, findings, facts, headingLevel, shown) {
  const id = stageIds[index], state = c.stages[index];
  const rungClass = state === 'passed' && findings.some((f) => f.truth === 'violated') ? 'passed limited' : state.replace(' ', '_');
  const latent = findings.some((f) => f.truth === 'violated' && f.rule.effect === 'blocks') && state !== 'failed';
  const words = { passed: 'passed', failed: 'FAILS', undetermined: 'undetermined', 'not reached': latent ? 'would also fail' : 'not reached' }[state];
  const link = c.packed.picture && h('a', { class: 'to-picture', href: address('connection', [c.id, id, 'picture']) }, 'in the picture');
  const open = state === 'failed' || state === 'undetermined' || id === shown;
  return h('li', { class: `rung ${rungClass}${latent ? ' latent' : ''}`, 'data-stage': id },
    h('details', { class: 'stage', open }, h('summary', {},
      h('span', { class: 'mark', 'aria-hidden': 'true' }, latent ? '×' : stateMarks[state]), h(`h${headingLevel}`, {}, `${index + 1} ${id}`), h('span', { class: 'state' }, words)),
      h('div', { class: 'inside' }, h('p', { class: 'quiet' }, report.stages[index].meaning, ' ', link),
        findingLists(findings, facts))));
}

// Stages that do not apply to the connection have no rung.
function ladder(c, headingLevel, shown) {
  const facts = c.facts, byStage = new Map();
  for (const f of c.findings) byStage.set(f.rule.stage, [...(byStage.get(f.rule.stage) || []), f]);
  const [from, to] = c.zones;
  const end = (what, host, zone) => h('li', { class: 'end' }, h('span', { class: 'quiet' }, what), ' ', h('b', {}, host), zone && h('span', { class: 'quiet' }, ` in zone ${zone}`));
  return h('ol', { class: 'ladder' }, end('Client', c.packed.from, from),
    stageIds.map((id, i) => c.stages[i] !== 'not applicable' && stageItem(c, i, byStage.get(id) || [], facts, headingLevel, shown)),
    end('Target', c.packed.to, to));
}
