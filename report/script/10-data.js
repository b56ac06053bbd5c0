// SPDX-License-Identifier: Apache-2.0
// The data of the page, unpacked. cli/report_json.cpp writes it; a connection is one of `check --format json`, packed.

const report = JSON.parse(document.getElementById('data').textContent);
const stageIds = report.stages.map((s) => s.id);
const rulesByName = new Map(Object.values(report.rules).map((r) => [r.name, r]));
const isComparison = report.sides.length === 2;

// A fact of a side, by its number; made when it is first asked for. cli/report_side_json.cpp says what stands where.
function unpackedFact(side, i) {
  const known = side.unpackedFacts ??= [];
  if (known[i]) return known[i];
  const [name, subject, value, kind, origin, source, from, evidence] = side.facts[i].map((p) => side.pool[p]);
  known[i] = { name, subject, value, kind, origin, source, from: from.length ? from : undefined, evidence };
  return known[i];
}

// Facts come in groups that many connections share.
function factsIn(side, groups) {
  return groups.flatMap((group) => side.pool[group]).map((i) => unpackedFact(side, i));
}

// The text of a picture from the lines that it shares with others; empty where it is not drawn.
function pictureText(side, lines) {
  return (lines || []).map((i) => side.pool[i]).join('\n');
}

// What many connections share stands once in the pool of a side; a connection is unpacked when it is looked at.
class Connection {
  constructor(packed, side) {
    this.packed = packed;
    this.side = side;
    side.shared.forEach((key, i) => { packed[key] = side.pool[packed.shared[i]]; });
  }
  get id() { return this.packed.id; }
  get verdict() { return this.packed.verdict; }
  get blocker() { return this.packed.first_blocker; }
  get error() { return this.packed.error; }
  get repairs() { return this.packed.repairs; }
  get stages() { return this.packed.stages; }
  get assumptions() { return factsIn(this.side, this.packed.assumptions); }
  get accepted() { return this.packed.accepted; }
  get zones() { return [this.side.zones[this.packed.from], this.side.zones[this.packed.to]]; }

  // [rule, truth] of the rules that apply or may apply, in the order of the stages.
  get outcomes() { return this.packed.findings; }
  get findings() {
    return this.outcomes.map(([rule, truth]) => ({ rule: report.rules[rule], truth, message: this.packed.messages[rule] }));
  }
  get facts() {
    return new Map(factsIn(this.side, this.side.pool[this.packed.facts]).map((f) => [f.name, f]));
  }
  message(rule) {
    const found = this.findings.find((f) => f.rule.name === rule);
    return found ? found.message || found.rule.summary : rule;
  }
  // Where it fails or begins to be uncertain; empty where it connects.
  get stage() {
    if (this.blocker) return this.blocker.stage;
    if (this.verdict === 'connects') return '';
    return stageIds[this.stages.findIndex((s) => s === 'failed' || s === 'undetermined')] || '';
  }
  // Why, in one line.
  get reason() {
    const p = this.packed;
    if (this.blocker) return this.message(this.blocker.rule);
    if (p.either.length) return p.either.map((r) => this.message(r)).join(', or ');
    if (p.missing.length) {
      const shown = p.missing.slice(0, 2).map((m) => m.subject);
      if (p.missing.length > shown.length) shown.push(`${p.missing.length - shown.length} more`);
      return 'missing: ' + shown.join(', ');
    }
    return p.limits.map((r) => this.message(r)).join('; ');
  }
}

// One line of the table: a connection, or what stands in its place before and after.
class Row {
  constructor(id, before, after, change) {
    this.id = id;
    this.before = before;
    this.after = after;
    this.change = change;
    this.now = after || before;
    this.sides = [before, after].filter(Boolean);
  }
  get changeKind() {
    if (!this.before) return 'added';
    if (!this.after) return 'removed';
    return this.change ? this.change.kind : 'unchanged';
  }
  get rules() {
    this.ruleSet ??= new Set(this.sides.flatMap((c) => c.outcomes.filter(([, truth]) => truth !== 'holds').map(([rule]) => report.rules[rule].name)));
    return this.ruleSet;
  }
  get text() {
    this.lowerText ??= this.sides.map((c) => [c.packed.request, c.packed.found, c.reason, ...c.zones].join(' ')).concat(this.id).join(' ').toLowerCase();
    return this.lowerText;
  }
}

function connectionsOf(side) {
  return side.connections.map((packed) => new Connection(packed, side));
}

function rowsOfReport() {
  const last = connectionsOf(report.sides[report.sides.length - 1]);
  if (!isComparison) return last.map((c) => new Row(c.id, null, c, null));
  const before = new Map(connectionsOf(report.sides[0]).map((c) => [c.id, c]));
  const changes = new Map(report.difference.changes.map((c) => [c.id, c]));
  const rows = last.map((c) => new Row(c.id, before.get(c.id) || null, c, changes.get(c.id) || null));
  const known = new Set(last.map((c) => c.id));
  for (const c of before.values()) if (!known.has(c.id)) rows.push(new Row(c.id, c, null, null));
  return rows;
}

const rows = rowsOfReport();
const rowsById = new Map(rows.map((r) => [r.id, r]));

const anyAccepted = rows.some((r) => r.sides.some((c) => c.accepted));

function counted(n, word) {
  return `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
}

// How often each key occurs, in the order of first occurrence.
function tally(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) || 0) + 1);
  return counts;
}
