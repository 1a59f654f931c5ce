// SPDX-License-Identifier: MIT
// What stands around the lanes: the routine, the timeline, the details, what is narrated.

class RoutinePanel {
  constructor(recording, root, go) {
    this.recording = recording;
    this.root = root;
    this.go = go;
    const { name, spans, code } = recording.data.routine;
    document.getElementById('routine-title').textContent = `Routine · ${name}`;
    this.indexOf = new Map(code.map(([address], n) => [address, n]));
    this.bands = [];
    const list = document.getElementById('bands');
    spans.forEach((span, s) => {
      if (span.half === 2 && (s === 0 || spans[s - 1].half !== 2)) {
        this.guest = make('li', 'guest-runs', '● guest runs (VS)');
        list.append(this.guest);
      }
      list.append(this.band(span, code));
    });
  }

  band(span, code) {
    const box = make('li', `band-box ${span.role}-hue`);
    const title = make('button');
    title.type = 'button';
    const [mark, count] = [make('span', 'mark', '○'), make('span', 'count')];
    mark.setAttribute('aria-hidden', 'true');
    title.append(mark, make('span', 'name', span.name), count);
    title.addEventListener('click', () => this.goInto(span.first));
    const bar = make('span', 'bar');
    bar.append(make('i'));
    const lines = make('ol', 'code');
    const items = [];
    for (let n = span.first; n < span.first + span.count; ++n) {
      const [address, text, source] = code[n];
      const line = make('button');
      line.type = 'button';
      line.tabIndex = -1;
      line.title = `0x${address}  ${text}${source ? '\n' + source : ''}`;
      const arrow = make('span', '', '');
      const tick = make('span', 'tick');
      line.append(arrow, make('span', 'address', address.slice(-5)), make('span', '', text), tick);
      line.addEventListener('click', () => this.goInto(n));
      const item = make('li');
      item.append(line);
      lines.append(item);
      items.push({ line, arrow, tick });
    }
    box.append(title, bar, lines);
    this.bands.push({ span, box, mark, count, bar: bar.firstChild, items });
    return box;
  }

  /// To where instruction n is next, in the switch that is shown.
  goInto(n) {
    const address = this.recording.data.routine.code[n][0];
    for (let at = this.begin; at < this.end; ++at) {
      const { of, pc } = this.recording.shape(at);
      if (of === this.hart && pc === address) return this.go(at, this.hart);
    }
    return undefined;
  }

  show({ position, hart }, k) {
    const recording = this.recording;
    this.hart = hart;
    this.begin = recording.switchBegin(k);
    this.end = recording.switchEnd(k, hart);
    const done = new Set();
    for (let n = this.begin; n < position; ++n) {
      const { of, pc, world } = recording.shape(n);
      const index = of === hart ? this.indexOf.get(pc) : undefined;
      if (index !== undefined && world === 0) done.add(index);
    }
    const following = recording.nextStep(position, hart);
    const next = following >= 0 && following < this.end ? recording.shape(following) : null;
    const current = next && next.world === 0 ? this.indexOf.get(next.pc) : undefined;
    if (this.guest) this.guest.classList.toggle('now', !!next && next.world === 1);
    for (const { span, box, mark, count, bar, items } of this.bands) {
      const executed = items.filter((_, i) => done.has(span.first + i)).length;
      const isCurrent = current !== undefined && current >= span.first && current < span.first + span.count;
      box.classList.toggle('current', isCurrent);
      box.classList.toggle('done', executed === span.count);
      setText(mark, isCurrent ? '▶' : executed === span.count ? '✓' : '○');
      setText(count, `${executed}/${span.count}`);
      bar.style.width = `${(100 * executed) / span.count}%`;
      items.forEach(({ line, arrow, tick }, i) => {
        const n = span.first + i;
        line.classList.toggle('executed', done.has(n));
        setText(tick, done.has(n) ? '✓' : '');
        setText(arrow, n === current ? '▶' : '');
        if (n === current) line.setAttribute('aria-current', 'step'); else line.removeAttribute('aria-current');
      });
      if (isCurrent) this.reveal(box, items[current - span.first].line);
    }
  }

  /// Scrolls the panel, never the page.
  reveal(box, line) {
    const height = this.root.clientHeight;
    if (this.root.scrollHeight <= height + 1) return;
    const top = (element) => element.getBoundingClientRect().top - this.root.getBoundingClientRect().top;
    const at = top(line);
    if (at < 60 || at > height - 60) this.root.scrollTop += Math.min(at - height / 2, Math.max(top(box) - 8, at - height + 60));
  }
}

class TimelineBar {
  constructor(recording, go) {
    this.recording = recording;
    this.go = go;
    this.root = document.getElementById('timeline');
    this.title = document.getElementById('timeline-title');
    this.cursor = make('div');
    this.cursor.id = 'cursor';
    new ResizeObserver(() => this.place()).observe(this.root);
  }

  build(k, hart) {
    const recording = this.recording;
    this.shown = k;
    this.hart = hart;
    this.bands = [];
    this.root.replaceChildren();
    const begin = recording.switchBegin(k);
    const end = recording.switchEnd(k, hart);
    const start = recording.nextStep(begin, hart);
    const { stretches } = recording;
    for (let s = start < 0 ? stretches.length : recording.stretchOf[start]; s < stretches.length && stretches[s].first < end; ++s) {
      if (stretches[s].of !== hart) continue;
      const from = stretches[s].first;
      const to = Math.min(stretches[s].last + 1, end);
      const step = recording.shape(from);
      const span = step.world === 0 && step.span >= 0 ? recording.data.routine.spans[step.span] : null;
      const name = span ? span.name : step.world === 1 ? `VS · guest, ${to - from} step${to - from === 1 ? '' : 's'}`
        : step.world === 2 ? 'firmware' : 'host C code';
      const role = span ? span.role : ['host', 'guest', 'firmware'][step.world];
      const band = make('button', `${role}-hue`, name);
      band.type = 'button';
      band.title = `${name}: steps ${from + 1 + recording.data.first}–${to + recording.data.first}`;
      band.style.flexGrow = Math.min(Math.max(to - from, 4), 60);
      band.addEventListener('click', () => this.go(from, hart));
      this.root.append(band);
      this.bands.push({ band, from, to });
    }
    this.root.append(this.cursor);
    const cause = k < 0 ? '' : recording.cause(k);
    this.title.textContent = k < 0 ? 'Timeline · before the first world switch'
      : `Timeline · world switch ${grouped(k + recording.data.switch)} · ${grouped(recording.entries.length)} in all${cause ? ' · exit: ' + cause : ''}`;
  }

  show({ position, hart }, k) {
    if (this.shown !== k || this.hart !== hart) this.build(k, hart);
    this.position = position;
    for (const { band, from, to } of this.bands) {
      band.classList.toggle('past', to <= position);
      const now = position >= from && position < to;
      band.classList.toggle('now', now);
      if (now) band.setAttribute('aria-current', 'true'); else band.removeAttribute('aria-current');
    }
    this.place();
  }

  place() {
    if (!this.bands || this.bands.length === 0) return;
    const { band, from, to } = this.bands.find((one) => this.position < one.to) || this.bands.at(-1);
    const along = Math.min(1, Math.max(0, (this.position - from) / (to - from)));
    this.cursor.style.left = `${band.offsetLeft + along * band.offsetWidth}px`;
  }
}

/// Paragraphs, lists, `code`, *emphasis* and **strong** of Markdown, as elements: text never becomes markup.
function fromMarkdown(text) {
  const inline = (to, words) => {
    for (const [, strong, emphasis, code, plain] of words.matchAll(/\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|([^*`]+|[*`])/gs)) {
      if (strong !== undefined) inline(to.appendChild(make('strong')), strong);
      else if (emphasis !== undefined) inline(to.appendChild(make('em')), emphasis);
      else if (code !== undefined) to.append(make('code', '', code));
      else to.append(plain);
    }
    return to;
  };
  return text.trim().split(/\n\s*\n/).map((block) => {
    const lines = block.split('\n').map((line) => line.trim());
    if (lines.every((line) => line.startsWith('- '))) {
      const list = make('ul');
      for (const line of lines) inline(list.appendChild(make('li')), line.slice(2));
      return list;
    }
    const heading = /^#+ /.test(lines[0]);
    return inline(make(heading ? 'h3' : 'p'), lines.join(' ').replace(/^#+ /, ''));
  });
}

/// What is asked; the answer opens for those who have thought about it.
function questionBox(question, language) {
  const box = make('section', 'question');
  box.append(...fromMarkdown(question.text));
  if (question.choices.length > 0) {
    const list = make('ol', 'choices');
    for (const choice of question.choices) {
      const item = make('li');
      item.append(...fromMarkdown(choice)[0].childNodes);
      list.append(item);
    }
    box.append(list);
  }
  const answer = make('details');
  answer.append(make('summary', '', language.startsWith('zh') ? '答案' : 'Answer'),
    ...fromMarkdown(question.answer), ...fromMarkdown(question.why));
  box.append(answer);
  return box;
}

class SidePanel {
  constructor(recording, go) {
    this.recording = recording;
    this.go = go;
    const root = document.getElementById('side');
    const section = (title) => {
      const box = make('section');
      const body = make('div');
      box.append(make('h2', '', title), body);
      root.append(box);
      return body;
    };
    this.changes = section('What this step writes');
    this.inspector = section('Selected');
    this.proof(section('Proof'));
    const legend = make('ul', 'legend');
    for (const owner of OWNERS) {
      const item = make('li', owner.hue);
      item.append(make('span', 'glyph', owner.glyph), make('span', '', owner.says));
      legend.append(item);
    }
    section('Whose value').append(legend);
    const about = recording.data;
    section('Recording').append(make('p', 'subtle', `${about.title} · ${about.target} · ${about.routine.of}`));
  }

  proof(body) {
    const { findings, switches, clauses, unknown } = this.recording.data.proof;
    if (findings.length === 0) {
      body.append(switches === 0 ? make('p', 'subtle', 'No world switch is recorded from its entry to its end.')
        : make('p', 'proven', `✓ ${switches} world switch${switches === 1 ? '' : 'es'} checked: host and guest preserved`));
      body.append(make('p', 'subtle', `${clauses} values compared${unknown ? `, ${unknown} not available` : ''}`));
      return;
    }
    const list = make('ul');
    for (const finding of findings) {
      const item = make('li');
      const button = make('button', 'broken', `✗ ${finding.message}${finding.times > 1 ? ` (${finding.times} times)` : ''}`);
      button.type = 'button';
      if (finding.step !== null) button.addEventListener('click', () => this.go(finding.step + 1));
      item.append(button);
      list.append(item);
    }
    body.append(list);
  }

  show(written, moment, selected) {
    const recording = this.recording;
    const list = make('ul');
    for (const one of written.slice(0, 40)) {
      const owner = OWNERS[one.owner];
      const item = make('li', `change ${owner.hue}`);
      const words = make('span');
      words.append(make('code', '', `${recording.nameOf(one.at)} = ${spoken(one.value)}`));
      if (one.from >= 0) words.append(` from ${recording.nameOf(one.from)}`);
      item.append(make('span', 'glyph', owner.glyph), words);
      list.append(item);
    }
    if (written.length > 40) list.append(make('li', 'subtle', `and ${written.length - 40} more`));
    this.changes.replaceChildren(written.length ? list : make('p', 'subtle', 'Nothing that is followed here.'));
    this.inspect(moment, selected);
  }

  inspect(moment, selected) {
    const recording = this.recording;
    if (!selected) {
      this.inspector.replaceChildren(make('p', 'subtle', 'Click a value, or move with ↑ and ↓.'));
      return;
    }
    const place = recording.placeOf(selected.row, selected.lane, moment);
    const value = moment.values[place];
    const owner = OWNERS[recording.ownerOf(moment, place)];
    const facts = make('dl', 'fact');
    const fact = (name, text, classes) => facts.append(make('dt', '', name), make('dd', classes || '', text));
    fact('place', recording.nameOf(place), 'mono');
    fact('value', spoken(value), 'mono');
    if (value) fact('decimal', BigInt('0x' + value).toLocaleString('en-US'), 'mono');
    fact('whose', `${owner.glyph} ${owner.name}`);
    const way = make('ol');
    for (const { step } of recording.way(place, moment).reverse()) {
      const item = make('li');
      const button = make('button', '', `${recording.shape(step).text} · step ${step + 1 + recording.data.first}`);
      button.type = 'button';
      button.addEventListener('click', () => this.go(step + 1));
      item.append(button);
      way.append(item);
    }
    this.inspector.replaceChildren(facts, way.children.length ? way
      : make('p', 'subtle', 'Not moved in this world switch.'));
  }
}
