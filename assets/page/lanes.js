// SPDX-License-Identifier: MIT
// The three lanes with their arrows, drawn over them.

function make(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}
const SVG = 'http://www.w3.org/2000/svg';
function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
function grouped(number) { return number.toLocaleString('en-US'); }
/// Text that stays is not written again: the page is not laid out anew for it.
function setText(element, text) { if (element.textContent !== text) element.textContent = text; }
function spoken(value) { return value === null || value === undefined ? 'not read' : '0x' + value; }

class Lanes {
  constructor(recording, root, select) {
    this.recording = recording;
    this.root = root;
    this.box = make('div');
    this.box.id = 'rows';
    this.box.setAttribute('role', 'rowgroup');
    root.append(this.box);
    this.addHead();
    this.cells = [];
    const { groups, rows } = recording.data.lanes;
    for (const group of groups) {
      const title = make('div', 'group', group.title);
      title.setAttribute('role', 'presentation');
      this.box.append(title);
      for (let row = group.first; row < group.first + group.count; ++row) this.addRow(row, rows[row], select);
    }
    this.arrows = shape('svg', { id: 'arrows', 'aria-hidden': 'true' });
    this.box.append(this.arrows);
    new ResizeObserver(() => this.drawArrows()).observe(this.box);
  }

  addHead() {
    const head = make('div', 'row head');
    head.setAttribute('role', 'row');
    const titles = ['■ Host', '', 'CPU now', '', 'Guest ●'];
    titles.forEach((text, n) => {
      const cell = make('span', '', text);
      if (n % 2 === 0) cell.setAttribute('role', 'columnheader');
      head.append(cell);
    });
    this.cpuHead = head.children[2];
    this.box.append(head);
  }

  addRow(row, { name, host, guest }, select) {
    const line = make('div', 'row');
    line.setAttribute('role', 'row');
    line.setAttribute('aria-label', name);
    this.cells[row] = [host, { label: name }, guest].map((what, lane) => {
      const cell = make('div', 'cell ' + ['host', 'cpu', 'guest'][lane]);
      cell.setAttribute('role', 'cell');
      cell.dataset.row = row;
      cell.dataset.lane = lane;
      line.append(cell);
      if (what.reason) {
        cell.classList.add('kept-not');
        cell.append(make('span', '', what.reason));
        cell.title = what.reason;
        return null;
      }
      const parts = { cell, said: make('span', 'hidden') };
      const glyph = make('span', 'glyph');
      const value = make('span', 'value');
      const more = make('span', 'more');
      parts.digits = ['high zero', 'high', 'zero', ''].map((kind) => make('span', kind));
      value.append(parts.digits[0], parts.digits[1], more, parts.digits[2], parts.digits[3]);
      for (const hidden of [glyph, value]) hidden.setAttribute('aria-hidden', 'true');
      Object.assign(parts, { glyph, value, more });
      const label = make('span', 'label', what.label);
      cell.append(...(lane === 1 ? [glyph] : []), label);
      if (what.offset) cell.append(make('span', 'offset', what.offset.padStart(4, '0')));
      cell.append(value, parts.said);
      cell.addEventListener('click', () => select(row, lane));
      return parts;
    });
    this.box.append(line);
  }

  show(moment, { moves, trail, way, written, sources, pointed, selected }) {
    this.moment = moment;
    const world = moment.world;
    this.cpuHead.textContent = `${world === 1 ? '●' : world === 2 ? '▲' : '■'} CPU now · ${MODES[world]}`;
    this.cpuHead.className = ['host-hue', 'guest-hue', 'firmware-hue'][world];
    this.cpuHead.style.color = 'var(--hue)';
    this.cells.forEach((row, r) => row.forEach((parts, lane) => {
      if (!parts) return;
      const place = this.recording.placeOf(r, lane, moment);
      const owner = OWNERS[this.recording.ownerOf(moment, place)];
      const value = moment.values[place];
      const state = ['cell', ['host', 'cpu', 'guest'][lane], owner.hue];
      if (written.has(place)) state.push('written');
      else if (sources.has(place)) state.push('source');
      if (pointed.has(place)) state.push('pointed');
      if (selected && selected.row === r && selected.lane === lane) state.push('selected');
      const classes = state.join(' ');
      if (parts.cell.className !== classes) parts.cell.className = classes;
      const key = `${value} ${owner.name} ${written.has(place)}`;
      if (parts.key === key) return;
      parts.key = key;
      parts.glyph.textContent = owner.glyph;
      parts.said.textContent = `${spoken(value)}, ${owner.says}${written.has(place) ? ', written now' : ''}`;
      this.showDigits(parts, value);
    }));
    this.lines = { moves, trail, way };
    this.drawArrows();
  }

  showDigits(parts, value) {
    const known = value !== null && value !== undefined;
    parts.value.classList.toggle('none', !known);
    const digits = known ? value.padStart(16, '0') : '';
    const significant = known ? Math.min(digits.search(/[^0]|.$/), 15) : 0;
    const cut = (from, to, zero) => (zero ? digits.slice(from, Math.max(from, Math.min(to, significant)))
      : digits.slice(Math.min(to, Math.max(from, significant)), to));
    parts.digits[0].textContent = cut(0, 8, true);
    parts.digits[1].textContent = cut(0, 8, false);
    parts.digits[2].textContent = cut(8, 16, true);
    parts.digits[3].textContent = known ? cut(8, 16, false) : 'not read';
    parts.more.textContent = known && significant < 8 ? '…' : '';
  }

  drawArrows() {
    this.arrows.replaceChildren();
    if (!this.lines) return;
    let reach = 0;
    const draw = (move, kind) => {
      const from = this.cells[move.from.row][move.from.lane];
      const to = this.cells[move.to.row][move.to.lane];
      if (!from || !to) return;
      const group = shape('g', { class: `${kind} ${OWNERS[move.owner].hue}` });
      const { path, tips } = this.route(from.cell, to.cell, move, reach);
      if (move.from.lane === move.to.lane) reach += 1;
      if (kind === 'now') group.append(shape('path', { d: path, class: 'halo' }));
      group.append(shape('path', { d: path }), ...tips);
      this.arrows.append(group);
    };
    this.lines.trail.forEach((move) => draw(move, 'trail'));
    this.lines.way.forEach((move) => draw(move, 'way'));
    reach = 0;
    this.lines.moves.forEach((move) => draw({ ...move, now: true }, 'now'));
  }

  /// A straight line to another lane, a curve where the row changes, a bracket in the gap within a lane.
  route(from, to, move, reach) {
    const box = this.box.getBoundingClientRect();
    const a = from.getBoundingClientRect();
    const b = to.getBoundingClientRect();
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const air = 0.3 * rem;
    const head = (move.now ? 0.75 : 0.5) * rem;
    const y = (r) => r.top + r.height / 2 - box.top;
    const tip = (x, at, direction) => shape('polygon', {
      points: `${x},${at} ${x - direction * head},${at - head * 0.55} ${x - direction * head},${at + head * 0.55}`,
    });
    if (move.from.lane === move.to.lane) {
      const right = a.right - box.left;
      const gap = this.cells[move.from.row][2] ?? this.cells[0][2];
      const room = gap.cell.getBoundingClientRect().left - a.right;
      const out = right + Math.min((1.5 + 0.7 * (reach % 3)) * rem, room - air);
      const off = move.swap ? 0 : a.height * 0.2;
      const [ya, yb] = [y(a) - off, y(b) + off];
      const corner = 0.5 * rem;
      const turn = Math.min(corner, Math.abs(yb - ya) / 2) * Math.sign(yb - ya);
      const start = right + air + (move.swap ? head : 0);
      const path = `M${start},${ya} H${out - corner} Q${out},${ya} ${out},${ya + turn} V${yb - turn} Q${out},${yb} ${out - corner},${yb} H${right + air + head}`;
      const tips = [tip(right + air, yb, -1)];
      if (move.swap) tips.push(tip(right + air, ya, -1));
      return { path, tips };
    }
    const rightward = a.left < b.left;
    const direction = rightward ? 1 : -1;
    const x0 = (rightward ? a.right : a.left) - box.left + direction * air;
    const x1 = (rightward ? b.left : b.right) - box.left - direction * air;
    const base = x1 - direction * head;
    const middle = (x0 + x1) / 2;
    const path = Math.abs(y(a) - y(b)) < 1 ? `M${x0},${y(a)} H${base}`
      : `M${x0},${y(a)} C${middle},${y(a)} ${middle},${y(b)} ${base},${y(b)}`;
    return { path, tips: [tip(x1, y(b), direction)] };
  }
}
