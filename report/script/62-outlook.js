// SPDX-License-Identifier: Apache-2.0
// What follows from a verdict: the error, repairs, what is missing, what was assumed.

function errorBlock(c) {
  const e = c.error;
  if (!e) return null;
  const timing = (t) => (t === 'timeout' ? 'after a time-out' : 'at once');
  const line = (code) => [h('code', {}, code.code), ' ', code.symbol, ', ', timing(code.timing)];
  const own = h('dl', { class: 'error' });
  if (e.certain) own.append(h('dt', {}, 'The caller sees'), h('dd', {}, line(e)));
  else {
    const codes = [...new Map(e.candidates.map((k) => [k.code, k])).values()];
    own.append(h('dt', {}, codes.length > 1 ? 'The caller sees one of' : 'The caller may see'), ...codes.map((k) => h('dd', {}, line(k), ' ', h('span', { class: 'quiet' }, 'by '), ruleLink(k.rule))));
  }
  if (e.shown_as) own.append(h('dt', {}, 'Shown as'), h('dd', {}, e.shown_as));
  for (const s of c.packed.side_effects) own.append(h('dt', {}, `Log of the ${s.host}`), h('dd', {}, `${s.log}: ${s.event}`));
  return own;
}

function repairItem(r) {
  return h('li', { class: `repair ${r.exposure ? 'exposes' : ''}` },
    h('p', {}, h('b', {}, r.title)),
    h('p', { class: 'quiet' }, 'mends ', ruleLink(r.rule), r.where && `, on the ${r.where}`),
    r.command && command(r.command, r.title),
    r.undo && [h('p', { class: 'quiet' }, 'Undo:'), command(r.undo, `undo: ${r.title}`)],
    r.exposure && h('p', { class: 'warning' }, h('b', {}, 'Weakens security: '), r.exposure),
    h('p', {}, 'Afterwards: ', verdictBadge(r.verdict_after), r.next_blocker && [', next blocker ', ruleLink(r.next_blocker)]));
}

function missingItem(m) {
  const about = report.facts[m.fact];
  return h('li', {}, h('p', {}, h('b', {}, m.subject), m.would_flip && h('span', { class: 'flag' }, 'decides alone')),
    about && h('p', {}, about.meaning),
    h('p', { class: 'quiet' }, 'State it at ', h('code', {}, m.state_at)),
    m.would_give.length > 0 && h('p', { class: 'quiet' }, 'Known, it alone gives: ', m.would_give.join(' or ')),
    about && about.observe && [h('p', { class: 'quiet' }, 'Look it up:'), command(about.observe, `how to look up ${m.fact}`)]);
}

function ruleMessages(c, names) {
  return h('ul', {}, names.map((name) => h('li', {}, c.message(name), ' ', ruleLink(name))));
}

function outlook(c, level) {
  const p = c.packed, part = (title, ...content) => h('section', { class: 'part' }, h(`h${level}`, {}, title), ...content);
  return [
    p.either.length > 0 && part('Fails by one of these', ruleMessages(c, p.either)),
    c.repairs.length > 0 && part('Repairs', h('p', { class: 'quiet' }, 'Each was predicted again.'), h('ol', { class: 'repairs' }, c.repairs.slice(0, 3).map(repairItem)),
      c.repairs.length > 3 && h('details', {}, h('summary', {}, `${counted(c.repairs.length - 3, 'more repair')}`), h('ol', { class: 'repairs' }, c.repairs.slice(3).map(repairItem)))),
    p.latent.length > 0 && part('Would also fail', h('p', { class: 'quiet' }, 'Once the first blocker is gone.'), ruleMessages(c, p.latent)),
    p.limits.length > 0 && part('Limits and warnings', ruleMessages(c, p.limits)),
    p.missing.length > 0 && part('Missing facts', h('ul', { class: 'missing' }, p.missing.map(missingItem))),
    c.assumptions.length > 0 && part('Assumptions', h('details', { open: c.assumptions.length <= 8 }, h('summary', {}, `${counted(c.assumptions.length, 'fact')} that nobody stated`),
      h('ul', { class: 'facts' }, c.assumptions.map((a) => h('li', {}, factItem(a, c.facts, [])))))),
    p.expectation && !p.expectation.met && part('Not as expected', h('ul', {}, p.expectation.unmet.map((u) => h('li', {}, u)))),
  ].filter(Boolean);
}
