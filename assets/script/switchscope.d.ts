// SPDX-License-Identifier: MIT
// What a script of Switchscope can call: `switchscope script FILE.js`. For editors:
//     /// <reference path="switchscope.d.ts" />
// Everything is as it is at the moment at which the script stands.

/** "0x1f": 64 bits in hex, without leading zeros. null: not available. */
type Value = string | null;
/** A register ("a0"), a CSR ("sstatus"), or a slot by path or label ("guest_context.a0", "guest.a0", "host_stvec"). */
type Place = string;
/** As `record --until` takes it: "cause == 23 && guest.a7 >= 0x10", "world == guest". */
type Condition = string;
/** A text, or one for each language: `{ en: "...", zh: "..." }`; --language chooses. */
type Words = string | { [language: string]: string };

interface State {
    /** So many steps have executed; `size` are recorded so far. */
    position: number;
    size: number;
    hart: number;
    /** Which save area is in force. */
    vcpu: number;
    /** Number of the world switch, from 0. */
    switch: number;
    pc: string;
    world: "host" | "guest" | "firmware";
    /** Of the last step; empty outside the routine. */
    half: "" | "host-to-guest" | "guest-to-host";
    macro: string;
    /** The last step's instruction; and the one that comes next, where it is one of the routine. */
    instruction: string;
    next: string;
    /** By name, CSRs too. */
    registers: { [name: string]: Value };
    /** The places that the last step wrote. */
    changed: Place[];
}

interface Provenance {
    owner: "host" | "guest" | "switch" | "scratch";
    /** "the guest's s3". */
    origin: string;
    /** The steps that brought it here, oldest first. */
    steps: number[];
}

interface Finding {
    rule: string;
    id: string;
    severity: "error" | "warning" | "note";
    message: string;
    step: number | null;
}

interface About {
    /** The variant of the demo machine ("macro", "broken") that it is played on when nothing else is asked for. */
    demo?: string;
}

/** What is true when an answer shows: a condition, a value, or a function that gives one of these. */
type Claim = Condition | boolean | (() => Condition | boolean);

interface Choice {
    text: Words;
    holds?: Claim;
    /** For those who choose it, and are wrong. */
    because?: Words;
}

interface Prediction {
    /** Markdown, as all these texts. */
    question: Words;
    /** The place to be clicked, or the number of the right choice, from 0. */
    answer: Place | number;
    /** Why it is so, for those who have answered. */
    why: Words;
    choices?: Choice[];
    /** Of a place: what is true then. Without it: the next instruction writes it. */
    holds?: Claim;
    /** Of a place: for those who click another one. */
    hints?: { [place: Place]: Words };
    /** How far to look; without it the question is about now, or about the next instruction. */
    after?: "step" | "macro" | "half" | "worldSwitch";
}

interface Exit {
    step: number;
    switch: number;
    /** What scause says, and what that is called. */
    cause: Value;
    name: string;
}

/** Goes on by one instruction, or by `count`. */
declare function step(count?: number): number;
/** Goes on to the end of the macro, of the guest's run, or of the C code in between. */
declare function macro(): number;
/** Goes on to the end of this half of the world switch. */
declare function half(): number;
/** Goes on to the entry of the next world switch. */
declare function worldSwitch(): number;
/** Goes back by one instruction, or by `count`. */
declare function back(count?: number): number;
/** Goes to the moment after so many steps of the recording. */
declare function goTo(position: number): number;
/** Goes on, one step at least, until the condition holds; fails after `most` steps (100000). */
declare function runUntil(condition: Condition, most?: number): number;
/** The value of a register, CSR or slot now; null: not available. */
declare function read(place: Place): Value;
/** Where everything stands now. */
declare function state(): State;
/** Whose value a place holds and the steps that brought it there in this world switch. */
declare function provenance(place: Place): Provenance;
/** What is wrong in the world switches that were complete by now. */
declare function findings(): Finding[];
/** The guest's exits up to now. */
declare function exits(): Exit[];
/** What the last step means, in one sentence. */
declare function explain(): string;
/** Names what the script shows, and the demo machine that it is about; the first call. */
declare function lesson(title: Words, about?: About): void;
/** Says something at this moment: a note of the page that is exported. */
declare function narrate(markdown: Words): void;
/** Points at places, beside what is said here. */
declare function highlight(...places: Place[]): void;
/** Asks what comes next, behind what is said here; a failure is noted where the answer is not true. */
declare function predict(about: Prediction): void;
/** Notes a failure where something does not hold: a text is a condition, all else is a value. */
declare function expect(what: Condition | boolean, message?: string): boolean;
/** Keeps a picture of this moment, called `name`. */
declare function capture(name: string): void;
/** Prints a line; objects as JSON. */
declare function print(...words: unknown[]): void;
