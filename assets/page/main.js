// SPDX-License-Identifier: MIT
// The page: one cursor, what shows it, what moves it.

const KEYS = [
  ['→', 'ArrowRight', 'forward', 'next instruction'],
  ['←', 'ArrowLeft', 'back', 'back by an instruction'],
  ['Page Down', 'PageDown', 'forward-macro', 'to the end of the macro'],
  ['Page Up', 'PageUp', 'back-macro', 'back by a macro'],
  ['N', 'n', 'next-switch', 'next world switch'],
  ['P', 'p', 'previous-switch', 'previous world switch'],
  ['J', 'j', 'next-note', 'next note of the narration'],
  ['K', 'k', 'previous-note', 'previous note'],
  ['A', 'a', 'note-answer', 'the answer to a question'],
  ['Home', 'Home', 'first', 'first step'],
  ['End', 'End', 'last', 'last step'],
  ['Space', ' ', 'play', 'play, pause'],
  ['↑ ↓', null, null, 'select a register'],
  ['L', 'l', 'lane', 'select its slot or the CPU'],
  ['T', 't', 'theme', 'dark or light'],
  ['?', '?', 'keys', 'these keys'],
];

class Page {
  constructor(recording) {
    this.recording = recording;
    this.position = 0;
    this.selected = null;
    const byId = (id) => document.getElementById(id);
    this.parts = Object.fromEntries(['instruction', 'sentence', 'count', 'world', 'hart', 'vcpu', 'slider', 'place',
      'exits', 'note', 'play', 'help', 'lanes'].map((id) => [id, byId(id)]));
    const go = (position, hart) => { this.pause(); this.go(position, hart); };
    this.lanes = new Lanes(recording, byId('lanes'), (row, lane) => this.select(row, lane));
    this.routine = new RoutinePanel(recording, byId('routine'), go);
    this.timeline = new TimelineBar(recording, go);
    this.side = new SidePanel(recording, go);
    byId('title').lang = recording.data.lesson ? recording.data.language : 'en';
    this.parts.slider.max = recording.size;
    this.addSwitches();
    this.addKeys();
    window.addEventListener('hashchange', () => this.followHash());
    this.followHash() || this.go(this.notes().length ? this.notes()[0].at : 0);
    document.documentElement.dataset.ready = 'yes';
  }

  notes() { return this.recording.data.notes; }

  addSwitches() {
    const { recording, parts } = this;
    recording.entries.forEach((_, k) => {
      const { hart } = recording.shape(recording.entries[k]);
      const of = recording.harts > 1 ? ` · hart ${hart}` : '';
      const option = make('option', '', `${k + recording.data.switch}${of} · ${recording.cause(k) || 'no exit'}`);
      option.value = k;
      parts.exits.append(option);
    });
    parts.exits.addEventListener('change', () => this.goToEntry(Number(parts.exits.value)));
    document.getElementById('exit-label').hidden = recording.entries.length < 2;
  }

  addKeys() {
    const list = document.getElementById('key-list');
    for (const [shown, , action, meaning] of KEYS) {
      if (/note/.test(action) && this.notes().length === 0) continue;
      if (action === 'note-answer' && !this.notes().some((note) => note.question)) continue;
      list.append(make('dt', '', shown), make('dd', '', meaning));
    }
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || this.parts.help.open) return;
      if (event.target.tagName === 'SELECT') return;
      if (event.key === ' ' && /^(BUTTON|SUMMARY)$/.test(event.target.tagName)) return;
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        // On a page that scrolls as a whole these keys scroll it, unless the lanes have the focus.
        if (event.target !== this.parts.lanes && document.documentElement.scrollHeight > innerHeight + 1) return;
        event.preventDefault();
        this.moveSelection(event.key === 'ArrowUp' ? -1 : 1);
        return;
      }
      const key = KEYS.find(([, name]) => name !== null && name === (event.key.length === 1 ? event.key.toLowerCase() : event.key));
      if (!key) return;
      event.preventDefault();
      this.act(key[2]);
    });
    for (const button of document.querySelectorAll('[data-go]')) {
      button.addEventListener('click', () => this.act(button.dataset.go));
    }
    document.getElementById('theme').addEventListener('click', () => this.act('theme'));
    document.getElementById('keys').addEventListener('click', () => this.act('keys'));
    this.parts.slider.addEventListener('input', () => { this.pause(); this.go(Number(this.parts.slider.value)); });
  }

  act(action) {
    const { recording, position } = this;
    const { entries, size } = recording;
    const { hart } = this.moment;
    if (action !== 'play' && action !== 'theme') this.pause();
    const notes = this.notes().map((note) => note.at);
    const places = {
      forward: () => position + 1,
      back: () => position - 1,
      first: () => 0,
      last: () => size,
      'forward-macro': () => recording.stretchEnd(position, hart),
      'back-macro': () => recording.stretchBegin(position, hart),
      'next-note': () => notes.find((at) => at > position) ?? position,
      'previous-note': () => notes.findLast((at) => at < position) ?? position,
    };
    if (places[action]) return this.go(places[action]());
    // Along the hart in force, and it stays in force: another one may have made the step in front of its entry.
    const own = recording.entriesOf[hart];
    if (action === 'next-switch') return this.go(entries[own.find((k) => entries[k] > position)] ?? size, hart);
    if (action === 'previous-switch') return this.go(entries[own.findLast((k) => entries[k] < position)] ?? 0, hart);
    if (action === 'play') return this.timer ? this.pause() : this.play();
    if (action === 'theme') {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
    }
    if (action === 'keys') this.parts.help.showModal();
    if (action === 'note-answer') {
      const answer = this.parts.note.querySelector('details');
      if (answer) answer.open = !answer.open;
    }
    if (action === 'lane' && this.selected) this.nextLane();
    return undefined;
  }

  play() {
    if (this.position >= this.recording.size) this.go(0);
    this.timer = setInterval(() => {
      this.go(this.position + 1);
      if (this.position >= this.recording.size) this.pause();
    }, 350);
    this.parts.play.textContent = '❚❚ Pause';
  }
  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.parts.play.textContent = '▶︎ Play';
  }

  select(row, lane) {
    const same = this.selected && this.selected.row === row && this.selected.lane === lane;
    this.selected = same ? null : { row, lane };
    this.show();
  }
  moveSelection(by) {
    const { rows, lanes } = { rows: this.recording.rows, lanes: this.lanes };
    const { row, lane } = this.selected || { row: by > 0 ? -1 : rows, lane: 1 };
    let next = row;
    do next = (next + by + rows) % rows; while (!lanes.cells[next][lane]);
    this.selected = { row: next, lane };
    this.show();
    lanes.cells[next][lane].cell.scrollIntoView({ block: 'nearest' });
  }
  nextLane() {
    const { row } = this.selected;
    let { lane } = this.selected;
    do lane = (lane + 1) % 3; while (!this.lanes.cells[row][lane]);
    this.selected = { row, lane };
    this.show();
  }

  followHash() {
    const step = /^#step=(\d+)$/.exec(location.hash);
    if (step) this.go(Number(step[1]) - this.recording.data.first);
    return !!step;
  }

  goToEntry(k) { this.go(this.recording.entries[k], this.recording.shape(this.recording.entries[k]).of); }

  /// `hart`: to be in force there; undefined: that of the step that leads there.
  go(position, hart) {
    this.position = Math.max(0, Math.min(this.recording.size, position));
    const { recording } = this;
    this.written = [];
    if (this.position > 0) {
      this.moment = recording.go(this.position - 1, this.moment);
      this.written = recording.written(this.position - 1, this.moment);
    }
    this.moment = recording.go(this.position, this.moment);
    this.moment.hart = hart ?? this.moment.hart;
    this.show();
    // Browsers refuse to write the address at each of many quick steps.
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => {
      history.replaceState(null, '', `#step=${this.position + recording.data.first}`);
    }, 150);
  }

  show() {
    const { recording, position, parts, moment, written } = this;
    const k = recording.switchAt(position, moment.hart);
    const step = position > 0 ? recording.shape(position - 1) : null;
    const moves = step ? recording.movesOf(position - 1, moment) : [];
    const note = this.notes().findLast((one) => one.at <= position && position > 0) ?? this.notes().find((one) => one.at === position);
    const exact = note && note.at === position;
    this.lanes.show(moment, {
      moves, trail: recording.trailOf(moment).slice(-64), way: this.wayMoves(), selected: this.selected,
      written: new Set(written.map((one) => one.at)),
      sources: new Set(moves.map((move) => move.places[0])),
      pointed: new Set(exact ? note.places : []),
    });
    parts.instruction.textContent = step ? step.text : 'Start';
    parts.sentence.textContent = step ? recording.sentence(position - 1, written)
      : `The hart stands at 0x${recording.data.start.harts[moment.hart].pc}. → goes on by one instruction.`;
    parts.count.textContent = `Step ${position} of ${recording.size}.`;
    this.showNote(note, exact);
    parts.world.textContent = `${['■', '●', '▲'][moment.world]} ${MODES[moment.world]} · ${WORLDS[moment.world]}`;
    parts.world.className = `badge ${['host-hue', 'guest-hue', 'firmware-hue'][moment.world]}`;
    parts.world.style.color = 'var(--hue)';
    parts.hart.textContent = `hart ${step && step.of === moment.hart ? step.hart : recording.hartNumber(moment.hart)}`;
    const address = recording.data.areas[moment.area];
    parts.vcpu.textContent = address ? `vCPU ${moment.area} @ …${address.slice(-6)}` : '';
    parts.slider.value = position;
    parts.slider.setAttribute('aria-valuetext', `step ${position} of ${recording.size}`);
    parts.place.textContent = `${position} / ${recording.size}`;
    if (k >= 0) parts.exits.value = k;
    this.routine.show(moment, k);
    this.timeline.show(moment, k);
    this.side.show(written, moment, this.selected);
  }

  wayMoves() {
    if (!this.selected) return [];
    const { recording, moment } = this;
    const place = recording.placeOf(this.selected.row, this.selected.lane, moment);
    return recording.way(place, moment).map(({ from, at }) => ({
      from: recording.cellOf(from, moment), to: recording.cellOf(at, moment), owner: recording.ownerOf(moment, place), swap: false,
    })).filter((move) => move.from && move.to);
  }

  noteButtons(key) {
    const row = make('div', 'note-buttons');
    const button = (text, label, action, there) => {
      const one = make('button', '', text);
      one.type = 'button';
      one.setAttribute('aria-label', label);
      one.disabled = !there;
      one.addEventListener('click', () => {
        this.act(action);
        // The buttons are made anew with each note: the focus goes to the new one.
        this.parts.note.querySelector(`[aria-label="${label}"]`)?.focus();
      });
      row.append(one);
    };
    button('◀', 'Previous note', 'previous-note', key > 0);
    row.append(make('span', 'subtle', `${key + 1} / ${this.notes().length}`));
    button('▶', 'Next note', 'next-note', key + 1 < this.notes().length);
    return row;
  }

  showNote(note, exact) {
    const { note: box } = this.parts;
    box.hidden = this.notes().length === 0;
    if (!note || box.hidden) return box.replaceChildren();
    box.lang = this.recording.data.language;
    box.setAttribute('role', 'status');
    box.style.opacity = exact ? 1 : 0.75;
    const key = this.notes().indexOf(note);
    if (box.dataset.note !== String(key)) {
      box.dataset.note = key;
      box.replaceChildren(this.noteButtons(key), ...fromMarkdown(note.text),
        ...(note.question ? [questionBox(note.question, this.recording.data.language)] : []));
    }
    return undefined;
  }
}

unpacked(document.getElementById('data').textContent)
  .then((data) => { window.switchscope = new Page(new Recording(data)); })
  .catch((error) => {
    document.querySelector('main').replaceChildren(make('p', 'failed',
      'This recording cannot be shown. A browser of 2023 or newer is needed; if this is one, the file is damaged.'));
    console.error(error);
  });
