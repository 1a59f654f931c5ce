#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""comment_lines.py FILE...: two rules for comments in C++ sources that clang-format leaves alone.

- A line with a comment on it has at most 100 columns, whether the comment is all of it or its end.
- A member comment (///<) stands on the line of its member's name. Where `=` ends a line and the value
  follows on the next, the comment belongs above the member.

Each line that breaks a rule is printed as FILE:LINE with a sentence. Status 1: there was one.
"""
import re
import sys

COLUMNS = 100

# What may look like a comment and is none comes first: "http://...", R"(a // b)", '"'.
TOKEN = re.compile(
    r'R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*'"  # not the one in 1'000'000
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)",
    re.DOTALL,
)


def faults(text):
    """Yields (line number, sentence) for each line of `text` that breaks a rule."""
    lines = text.split("\n")
    for token in TOKEN.finditer(text):
        if token["comment"] is None:
            continue
        first = text.count("\n", 0, token.start())
        for number in range(first, first + token["comment"].count("\n") + 1):
            width = len(lines[number])
            # An address cannot be broken: alone behind the slashes it may be longer.
            alone = re.fullmatch(r"\s*(///?|\*)\s*\S+://\S+", lines[number])
            if width > COLUMNS and not alone:
                yield number + 1, f"this line has a comment and {width} columns; {COLUMNS} is the limit"
        if token["comment"].startswith("///<") and first > 0:
            above = re.sub(r"//.*", "", lines[first - 1]).rstrip()
            if above.endswith("="):
                yield first + 1, "this comment (///<) stands behind the second line of its member; put it above"


def main(paths):
    found = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for number, sentence in sorted(faults(file.read())):
                print(f"{path}:{number}: {sentence}")
                found += 1
    if found:
        print(f"Comment lines that break a rule: {found}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
