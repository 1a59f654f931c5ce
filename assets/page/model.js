// SPDX-License-Identifier: MIT
// The recording: app/pages/page_data.h says how its data is laid out. Knows nothing of the page.

const WORLDS = ['host', 'guest', 'firmware'];
const MODES = ['HS', 'VS', 'M'];
const OWNERS = [
  { name: 'host', hue: 'host-hue', glyph: '■', says: "the host's" },
  { name: 'guest', hue: 'guest-hue', glyph: '●', says: "the guest's" },
  { name: 'switch', hue: 'plumbing-hue', glyph: '◆', says: "the switch's own" },
  { name: 'scratch', hue: 'scratch-hue', glyph: '–', says: "nobody's" },
];
const KEYFRAME = 512;

async function unpacked(base64) {
  const text = atob(base64.trim());
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

/// A moment of the machine: after `position` steps. Each hart has registers, a world and a vCPU of its own, and its own
/// view of whose the values are. One hart is in force: the lanes show it.
class Moment {
  constructor(position, hart, values, owners, areas, worlds) {
    Object.assign(this, { position, hart, values, owners, areas, worlds });
  }
  get area() { return this.areas[this.hart]; }
  get world() { return this.worlds[this.hart]; }
  copy() {
    return new Moment(this.position, this.hart, this.values.slice(), this.owners.map((one) => one.slice()),
      this.areas.slice(), this.worlds.slice());
  }
}

class Recording {
  constructor(data) {
    this.data = data;
    this.rows = data.lanes.rows.length;
    this.harts = data.start.harts.length;
    this.slots = this.rows * this.harts;
    this.laneplaces = this.slots + 2 * this.rows * data.areas.length;
    const indexOf = new Map(data.harts);
    this.shapes = data.shapes.map(([pc, text, world, after, span, area, hart, flags, say, cause, next, effects]) => ({
      pc, text: data.texts[text], world, after, span, area, hart, of: indexOf.get(hart), run: !!(flags & 1),
      trapped: !!(flags & 2), corrected: !!(flags & 4), say: data.texts[say],
      cause: cause === null ? null : data.texts[cause], next,
      effects: effects.map(([at, from, owner, told]) => ({ at, from, owner, told: !!told })),
    }));
    this.index();
    this.makeKeyframes();
  }

  /// Where each step is in data.steps, and where owners begin anew.
  index() {
    const raw = this.data.steps;
    const at = [];
    this.ownersAt = new Map();
    for (let n = 0; n < raw.length;) {
      if (raw[n] < 0) {
        const there = this.ownersAt.get(at.length) ?? [];
        this.ownersAt.set(at.length, [...there, this.data.owners[-1 - raw[n]]]);
        n += 1;
        continue;
      }
      at.push(n);
      const shape = this.shapes[raw[n]];
      n += 1;
      for (const effect of shape.effects) n += effect.told ? 1 : 0;
    }
    this.at = Uint32Array.from(at);
    this.size = at.length;
    this.entries = this.data.entries;
    this.entriesOf = Array.from({ length: this.harts }, () => []);
    this.entries.forEach((entry, k) => this.entriesOf[this.shape(entry).of].push(k));
    this.indexStretches();
  }

  /// Macros, guests' runs and stretches of C code, each of one hart: steps of others may lie in between.
  indexStretches() {
    const entered = new Set(this.entries);
    this.stretches = [];
    this.stretchOf = new Uint32Array(this.size);
    const latest = [];
    for (let n = 0; n < this.size; ++n) {
      const { of, span, world } = this.shape(n);
      const before = latest[of] === undefined ? null : this.stretches[latest[of]];
      if (before === null || entered.has(n) || this.shape(before.last).span !== span
        || this.shape(before.last).world !== world) {
        latest[of] = this.stretches.length;
        this.stretches.push({ of, first: n, last: n });
      } else {
        before.last = n;
      }
      this.stretchOf[n] = latest[of];
    }
  }

  shape(n) { return this.shapes[this.data.steps[this.at[n]]]; }

  /// The first step of a hart at or behind `position`, or the last one before it; -1: there is none.
  nextStep(position, hart) {
    for (let n = position; n < this.size; ++n) if (this.shape(n).of === hart) return n;
    return -1;
  }
  previousStep(position, hart) {
    let n = position - 1;
    while (n >= 0 && this.shape(n).of !== hart) n -= 1;
    return n;
  }
  /// The position behind the stretch that a hart is in, and the one behind the hart's stretch before.
  stretchEnd(position, hart) {
    const n = this.nextStep(position, hart);
    return n < 0 ? this.size : this.stretches[this.stretchOf[n]].last + 1;
  }
  stretchBegin(position, hart) {
    const last = position - 1;
    if (last < 0) return 0;
    const first = this.shape(last).of === hart ? this.stretches[this.stretchOf[last]].first : last;
    const before = this.previousStep(first, hart);
    return before >= 0 ? before + 1 : hart === this.data.start.hart ? 0 : first;
  }

  makeKeyframes() {
    const { hart, values, harts } = this.data.start;
    const now = new Moment(0, hart, values.slice(), harts.map((one) => Uint8Array.from(one.owners, Number)),
      harts.map((one) => one.area), harts.map((one) => one.world));
    this.keyframes = [now.copy()];
    while (now.position < this.size) {
      this.step(now);
      if (now.position % KEYFRAME === 0) this.keyframes.push(now.copy());
    }
  }

  setOwners(moment, position) {
    for (const [hart, owners] of this.ownersAt.get(position) ?? []) moment.owners[hart] = Uint8Array.from(owners, Number);
  }

  /// What step n writes, given the moment before it: all sources are looked at before any place changes.
  written(n, before) {
    let told = this.at[n] + 1;
    return this.shape(n).effects.map((effect) => ({
      ...effect, before: before.values[effect.at],
      value: effect.told ? this.data.steps[told++] : before.values[effect.from],
    }));
  }

  step(moment) {
    const n = moment.position;
    const shape = this.shape(n);
    this.setOwners(moment, n);
    for (const one of this.written(n, moment)) {
      moment.values[one.at] = one.value;
      if (one.at < this.laneplaces) this.setOwner(moment, one.at, shape.of, one.owner);
    }
    moment.hart = shape.of;
    moment.areas[shape.of] = shape.area;
    moment.worlds[shape.of] = shape.after;
    moment.position = n + 1;
  }

  /// A hart that did not write a slot finds in it what belongs there: the way of the value is the other hart's.
  setOwner(moment, place, writer, owner) {
    moment.owners[writer][this.ownPlace(place, writer)] = owner;
    if (place < this.slots) return;
    moment.owners.forEach((owners, hart) => {
      if (hart !== writer) owners[this.ownPlace(place, hart)] = this.laneOf(place) === 0 ? 0 : 1;
    });
  }
  /// Where a place stands among those that a hart sees: its own registers, then all slots.
  ownPlace(place, hart) { return place < this.slots ? place - hart * this.rows : place - this.slots + this.rows; }
  ownerOf(moment, place) { return moment.owners[moment.hart][this.ownPlace(place, moment.hart)]; }

  /// The moment after `position` steps, from `near` where that is on the way (it is changed then). In force is the hart of
  /// the step that leads there.
  go(position, near) {
    const keyframe = Math.min(Math.floor(position / KEYFRAME), this.keyframes.length - 1);
    const usable = near && near.position <= position && near.position >= keyframe * KEYFRAME;
    const moment = usable ? near : this.keyframes[keyframe].copy();
    while (moment.position < position) this.step(moment);
    // In front of a switch the values are already whose they will be in it.
    this.setOwners(moment, position);
    moment.hart = position > 0 ? this.shape(position - 1).of : this.data.start.hart;
    return moment;
  }
  /// The number that a hart has in the machine.
  hartNumber(hart) { return this.data.harts.find(([, index]) => index === hart)[0]; }

  /// Index of the switch that a hart is in at a position (-1: before its first).
  switchAt(position, hart) {
    const own = this.entriesOf[hart];
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[own[middle]] <= position) low = middle + 1; else high = middle;
    }
    return low > 0 ? own[low - 1] : -1;
  }
  switchBegin(k) { return k < 0 ? 0 : this.entries[k]; }
  /// Where the hart's next switch begins: what other harts enter meanwhile ends nothing.
  switchEnd(k, hart) {
    const next = this.entriesOf[hart].find((one) => one > k);
    return next === undefined ? this.size : this.entries[next];
  }

  /// Why the guest of switch k exited; empty: it did not.
  cause(k) {
    const hart = this.shape(this.entries[k]).of;
    for (let n = this.entries[k]; n < this.switchEnd(k, hart); ++n) {
      const shape = this.shape(n);
      if (shape.of === hart && shape.cause !== null) return shape.cause;
    }
    return '';
  }

  isSlot(place) { return place >= this.slots && place < this.laneplaces; }
  /// The lane of a slot: 0 the host's, 2 the guest's.
  laneOf(place) { return Math.floor((place - this.slots) / this.rows) % 2 === 0 ? 0 : 2; }
  /// The cell that shows a place at a moment; null: none does.
  cellOf(place, moment) {
    if (place < 0 || place >= this.laneplaces) return null;
    const row = place % this.rows;
    if (place < this.slots) return Math.floor(place / this.rows) === moment.hart ? { row, lane: 1 } : null;
    const area = Math.floor((place - this.slots) / this.rows / 2);
    return area === moment.area ? { row, lane: this.laneOf(place) } : null;
  }
  placeOf(row, lane, moment) {
    return lane === 1 ? moment.hart * this.rows + row
      : this.slots + this.rows * (2 * moment.area + (lane === 0 ? 0 : 1)) + row;
  }
  nameOf(place) {
    if (place >= this.laneplaces) return this.data.others[place - this.laneplaces];
    const row = this.data.lanes.rows[place % this.rows];
    if (place < this.slots) return row.name;
    return (this.laneOf(place) === 0 ? row.host : row.guest).path;
  }

  /// What step n moved between the cells of a moment. Registers of another hart have no cell.
  movesOf(n, moment) {
    const moves = [];
    for (const effect of this.shape(n).effects) {
      const from = this.cellOf(effect.from, moment);
      const to = this.cellOf(effect.at, moment);
      if (!from || !to || effect.from === effect.at) continue;
      const opposite = moves.find((move) => move.places[0] === effect.at && move.places[1] === effect.from);
      if (opposite) opposite.swap = true;
      else moves.push({ from, to, places: [effect.from, effect.at], swap: false, owner: this.ownerOf(moment, effect.at) });
    }
    return moves;
  }
  /// What the hart's steps before the last one moved in the same macro, oldest first.
  trailOf(moment) {
    const last = moment.position - 1;
    if (last < 0 || this.shape(last).of !== moment.hart) return [];
    const trail = [];
    for (let n = this.stretches[this.stretchOf[last]].first; n < last; ++n) {
      if (this.shape(n).of === moment.hart) trail.push(...this.movesOf(n, moment));
    }
    return trail;
  }

  /// What step n means, in words.
  sentence(n, values) {
    return this.shape(n).say.replace(/\{(\d+)\}/g, (_, k) => '0x' + values[k].value);
  }

  /// The steps that brought a place's value where it is, newest first, no farther back than the entry of the hart's switch.
  /// What the guest or another hart wrote begins with that step.
  way(place, moment) {
    const way = [];
    const first = this.switchBegin(this.switchAt(Math.max(moment.position - 1, 0), moment.hart));
    let at = place;
    for (let n = moment.position - 1; n >= first; --n) {
      const shape = this.shape(n);
      const effect = shape.effects.find((one) => one.at === at);
      if (!effect) continue;
      const from = shape.of === moment.hart && shape.world !== 1 ? effect.from : -1;
      way.push({ step: n, from, at });
      if (from < 0) break;
      at = from;
    }
    return way;
  }
}
