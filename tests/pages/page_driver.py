# SPDX-License-Identifier: MIT
"""page_driver.py PAGE: reads keys from stdin, a line each ("ArrowRight 3"), and after every line prints what the page
shows then, as a line of JSON; at the end a line with what it complained of and what it asked for."""
import json
import sys

from chromium import Chromium

SHOWN = """(() => {
  const text = (id) => document.getElementById(id).textContent.trim();
  const cells = {};
  for (const cell of document.querySelectorAll('#lanes .cell:not(.kept-not)')) {
    const shown = cell.querySelector('.value').textContent.replace('…', '');
    const name = cell.querySelector('.label').textContent;
    const owner = ['host', 'guest', 'plumbing', 'scratch'].find((one) => cell.classList.contains(one + '-hue'));
    cells[name] = {value: shown, owner, written: cell.classList.contains('written'), pointed: cell.classList.contains('pointed'),
                   said: cell.querySelector('.hidden').textContent};
  }
  const current = document.querySelectorAll('#bands [aria-current]');
  return {instruction: text('instruction'), sentence: text('sentence'), world: text('world'), place: text('place'),
          title: text('timeline-title'), note: text('note'), cells,
          next: [...current].map((line) => line.children[2].textContent),
          macro: [...document.querySelectorAll('#timeline .now')].map((band) => band.textContent),
          arrows: document.querySelectorAll('#arrows .now').length,
          trail: document.querySelectorAll('#arrows .trail').length,
          live: document.getElementById('say').getAttribute('aria-live'),
          focus: document.activeElement ? document.activeElement.id || document.activeElement.tagName : '',
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth};
})()"""


def main():
    with Chromium() as browser:
        width, height = (int(one) for one in sys.argv[2:4]) if len(sys.argv) > 3 else (1600, 1000)
        browser.look(width, height, mobile=width < 500)
        browser.open(sys.argv[1])
        for line in sys.stdin:
            key, _, times = line.strip().partition(" ")
            if key:
                browser.press(key, int(times or 1))
            print(json.dumps(browser.evaluate(SHOWN)), flush=True)
        print(json.dumps({"console": browser.console, "requests": browser.requests}))


main()
