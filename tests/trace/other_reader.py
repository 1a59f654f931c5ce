#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second reader of recordings, written from docs/recording-format.md alone. It prints each step
of a file as a line of JSON with all fields. It reads what is in chunks, and refuses damage."""
import json
import struct
import sys

import xxhash
import zstandard

MASK = (1 << 64) - 1
GPR, CSR, SLOT, MEMORY = range(4)


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        part = self.data[self.at:self.at + size]
        assert len(part) == size, "cut off"
        self.at += size
        return part

    def u8(self):
        return self.take(1)[0]

    def u32(self):
        return struct.unpack("<I", self.take(4))[0]

    def u64(self):
        return struct.unpack("<Q", self.take(8))[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.u8()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value & MASK

    def svarint(self):
        value = self.varint()
        return (value >> 1) ^ (MASK if value & 1 else 0)

    def text(self):
        return self.take(self.varint()).decode()

    def optional(self):
        return self.u64() if self.u8() else None

    def packed(self):
        size, content = self.u32(), self.u32()
        frame = self.take(size)
        assert zstandard.frame_content_size(frame) == content
        return Bytes(zstandard.ZstdDecompressor().decompress(frame))

    def end(self):
        return self.at == len(self.data)


def signed(value):
    return value - (1 << 64) if value >> 63 else value


def read_area(data):
    area = {"address": data.u64()}
    has = data.u8()
    area["physical"] = data.u64() if has & 1 else None
    area["id"] = data.varint() if has & 2 else None
    area["vm"] = data.u64() if has & 4 else None
    area["slots"] = [data.optional() for _ in range(data.varint())]
    return area


def read_hart(data):
    state = {"pc": data.u64(), "world": data.u8(), "hart": data.varint(), "area": data.varint()}
    state["gprs"] = [data.u64() for _ in range(32)]
    state["csrs"] = {}
    for _ in range(data.varint()):
        number = data.varint()
        state["csrs"][number] = data.optional()
    return state


def read_state(data, major):
    state = read_hart(data)
    state["areas"] = [read_area(data) for _ in range(data.varint())]
    state["parked"] = [read_hart(data) for _ in range(data.varint())] if major > 1 else []
    return state


def read_numbers(data):
    numbers = {}
    for _ in range(data.varint()):
        hart = data.varint()
        numbers[hart] = data.u64()
    return numbers


class Chunk:
    """The records of one chunk."""

    def __init__(self, body, major):
        self.data, self.major = body, major
        if major == 1:
            body.optional()  # the switch entered last
            self.newest = body.u64()
            self.numbers = {None: self.newest}
        else:
            read_numbers(body)  # the switches entered last
            self.newest = body.u64()
            self.numbers = read_numbers(body)
        self.values, self.shapes, self.areas, self.time = {}, [], 0, 0
        self.last_shape, self.last_address, self.last_pc_after = None, 0, 0
        state = read_state(body, major)
        self.last_area = state["area"]
        for hart in [state] + state["parked"]:
            owner = self.owner(hart["hart"])
            for number, value in enumerate(hart["gprs"]):
                self.values[GPR, owner, number] = value
            for number, value in hart["csrs"].items():
                self.values[CSR, owner, number] = value
        for area in state["areas"]:
            self.meet(area)

    def owner(self, hart):
        return None if self.major == 1 else hart

    def meet(self, area):
        for index, value in enumerate(area["slots"]):
            self.values[SLOT, self.areas, index] = value
        self.areas += 1

    def read_place(self):
        head = self.data.u8()
        place = {"kind": head & 3, "size": head >> 3, "area": 0, "id": 0}
        if place["size"] == 31:
            place["size"] = self.data.u8()
        if place["kind"] == SLOT:
            place["area"] = self.data.varint()
        if place["kind"] != MEMORY:
            place["id"] = self.data.varint()
        return place, bool(head & 4)

    def read_shape(self):
        data = self.data
        worlds, flags = data.u8(), data.u8()
        step = {"kind": worlds & 1, "world": worlds >> 1 & 3, "world_after": worlds >> 3 & 3,
                "half": worlds >> 5, "verified": flags & 1, "corrected": flags >> 1 & 1,
                "trapped": flags >> 2 & 1, "size": data.u8(), "encoding": data.u32(),
                "hart": data.varint(), "area": data.varint()}
        if self.major > 1:
            step["area_before"] = data.varint()
        step["span"] = signed(data.svarint())
        step["pc"] = (self.last_pc_after + data.svarint()) & MASK
        step["pc_after"] = (step["pc"] + step["size"] + data.svarint()) & MASK
        self.last_pc_after = step["pc_after"]
        effects = []
        for _ in range(data.varint()):
            at, moved = self.read_place()
            effects.append({"at": at, "from": self.read_place()[0] if moved else None,
                            "last": None, "added": 0,
                            "addresses": [self.last_address, self.last_address]})
        self.shapes.append({"step": step, "switch": flags >> 3 & 3, "time": flags >> 5,
                            "effects": effects, "next": None})

    def key(self, place, hart):
        if place["kind"] == SLOT:
            return SLOT, place["area"], place["id"]
        if place["kind"] == MEMORY:
            return MEMORY, place["size"], place["id"]
        return place["kind"], self.owner(hart), place["id"]

    def read_values(self, effects, follow):
        data, tags = self.data, []
        for _ in effects:
            tag = data.u8() if follow else 0
            one = {"tag": tag, "moves": [data.svarint() if tag & 0x40 else 0,
                                         data.svarint() if tag & 0x80 else 0]}
            if tag >> 3 & 3 == 2:
                one["before"] = data.u64()
            read = {3: data.svarint, 4: data.svarint, 5: data.varint, 6: data.u64}.get(tag & 7)
            one["number"] = read() if read else 0
            tags.append(one)
        return tags

    def steps(self):
        while not self.data.end():
            head = self.data.varint()
            what, follow = head >> 1, head & 1
            if what == 2:
                self.meet(read_area(self.data))
                continue
            if what == 0:
                index = self.shapes[self.last_shape]["next"]
            elif what == 1:
                self.read_shape()
                index = len(self.shapes) - 1
            else:
                index = what - 4
            yield self.step(index, follow)

    def step(self, index, follow):
        shape = self.shapes[index]
        hart = shape["step"]["hart"]
        number = self.numbers.get(self.owner(hart), 0)
        if shape["switch"] == 1:
            number = self.newest = (self.newest + 1) & MASK
        elif shape["switch"] == 2:
            number = self.newest = (number + self.data.svarint()) & MASK
        self.numbers[self.owner(hart)] = number
        step = dict(shape["step"], switch_number=number, time=None, effects=[])
        if shape["time"]:
            unit = {1: 1000, 2: 1}[shape["time"]]
            step["time"] = self.time = (self.time + unit * self.data.svarint()) & MASK
        step.setdefault("area_before", self.last_area)
        self.last_area = step["area"]
        tags = self.read_values(shape["effects"], follow)
        work = []
        for effect, one in zip(shape["effects"], tags):
            places = [dict(effect["at"]), dict(effect["from"]) if effect["from"] else None]
            for n, place in enumerate(places):
                if place and place["kind"] == MEMORY:
                    place["id"] = (effect["addresses"][n] + one["moves"][n]) & MASK
                    effect["addresses"][n] = self.last_address = place["id"]
            at, source = places
            expected = self.values.get(self.key(source, hart)) if source else None
            if expected is not None:
                if at["size"] < 8:
                    expected &= (1 << 8 * at["size"]) - 1
            elif effect["last"] is not None:
                expected = effect["last"]
            else:
                expected = self.values.get(self.key(at, hart))
            work.append((effect, one, at, source, expected))
        for effect, one, at, source, expected in work:
            held = self.values.get(self.key(at, hart))
            before = [held, None, one.get("before")][one["tag"] >> 3 & 3]
            code, number = one["tag"] & 7, one["number"]
            after = {0: lambda: expected,
                     1: lambda: (before + effect["added"]) & MASK,
                     2: lambda: None,
                     3: lambda: (before + number) & MASK,
                     4: lambda: (effect["last"] + number) & MASK,
                     5: lambda: number,
                     6: lambda: number}[code]()
            self.values[self.key(at, hart)] = after
            if before is not None and after is not None:
                effect["added"] = (after - before) & MASK
            effect["last"] = after
            step["effects"].append({"at": at, "before": before, "after": after, "from": source})
        if self.last_shape is not None:
            self.shapes[self.last_shape]["next"] = index
        self.last_shape = index
        return step


def blocks(data):
    assert data[:8] == b"\x89SWREC\r\n", "not a recording"
    major, _, check = struct.unpack("<HHI", data[8:16])
    assert check == xxhash.xxh3_64_intdigest(data[:12]) & 0xFFFFFFFF
    assert major in (1, 2), "another major version"
    at = 16
    while data[at:at + 8] == b"\xf0\x9f\x94\x80SWB\n":
        kind, steps, first, size, check, own = struct.unpack("<IIQQQQ", data[at + 8:at + 48])
        assert own == xxhash.xxh3_64_intdigest(data[at:at + 40])
        payload = data[at + 48:at + 48 + size]
        assert check == xxhash.xxh3_64_intdigest(payload)
        yield major, kind & 0xFF, first, steps, payload
        at += 48 + size
    if at < len(data):
        index, magic, check = struct.unpack("<Q8sQ", data[at:at + 24])
        assert magic == b"SWREND\r\n" and check == xxhash.xxh3_64_intdigest(data[at:at + 16])
        assert data[index:index + 8] == b"\xf0\x9f\x94\x80SWB\n"


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    total = 0
    for major, kind, first, steps, payload in blocks(data):
        if kind == 2:
            assert first == total
            content = Bytes(payload)
            content.packed()  # the summary
            chunk = Chunk(content.packed(), major)
            for step in chunk.steps():
                print(json.dumps(step, sort_keys=True, separators=(",", ":")))
                total += 1
            assert total == first + steps
        elif kind == 3:
            assert first == total
            index, offset = Bytes(payload).packed(), 0
            for _ in range(index.varint()):
                offset += index.varint()
                assert data[offset:offset + 4] == b"\xf0\x9f\x94\x80"
                index.varint()


main()
