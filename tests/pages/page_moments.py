# SPDX-License-Identifier: MIT
"""page_moments.py PAGE: what the page shows at each of its positions, as one list of JSON: for every cell of the lanes
its value, whose that is and whether the last step wrote it; the moves of the last step and of those before it."""
import sys

from chromium import Chromium

MOMENTS = """(() => {
  const { recording } = window.switchscope;
  const text = (moves) => moves.map(({ from, to, swap, owner }) =>
    `${from.row}.${from.lane}${swap ? '<>' : '>'}${to.row}.${to.lane}=${owner}`).join(' ');
  const moments = [];
  let moment;
  for (let position = 0; position <= recording.size; ++position) {
    moment = recording.go(position, moment);
    const written = new Set(position > 0 ? recording.shape(position - 1).effects.map((one) => one.at) : []);
    const seen = { owners: '', values: '', written: '' };
    recording.data.lanes.rows.forEach(({ host, guest }, row) => [host, {}, guest].forEach((cell, lane) => {
      const place = recording.placeOf(row, lane, moment);
      seen.owners += cell.reason ? '-' : recording.ownerOf(moment, place);
      seen.values += `${cell.reason ? '' : moment.values[place] ?? '?'} `;
      seen.written += !cell.reason && written.has(place) ? '+' : '.';
    }));
    seen.moves = text(position > 0 ? recording.movesOf(position - 1, moment) : []);
    seen.trail = text(recording.trailOf(moment));
    moments.push(seen);
  }
  return JSON.stringify(moments);
})()"""


def main():
    with Chromium() as browser:
        browser.open(sys.argv[1])
        print(browser.evaluate(MOMENTS))


main()
