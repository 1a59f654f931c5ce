// SPDX-License-Identifier: MIT
// Find the bug: a machine that is broken on purpose, and runs.
lesson({ en: "Find the bug", zh: "找出错误" }, { demo: "broken" });

const kept = ["ra", "sp", "gp", "tp", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11"];
const before = {};
for (const name of kept) before[name] = read(name);
narrate({
    en: `This machine has run for a while: no guest complained, and no trap struck. But after 1024 world switches its console says
        *1024 times the entry's number was 0 afterwards: something lost it*. C code keeps that number in a register that every function must
        give back as it found it. One of them does not come back. **Which one, and why?** The next note is at the end of this switch.`,
    zh: `这台机器已经运行了一阵子：没有客户机抱怨，也没有陷入出错。可是 1024 次世界切换之后，控制台上写着：
        *1024 times the entry's number was 0 afterwards: something lost it*（有 1024 次，进入的编号事后变成了 0：有什么东西把它弄丢了）。
        C 代码把这个编号放在一个被调用者必须原样归还的寄存器里。有一个寄存器没有回来。**是哪一个？为什么？** 下一条说明位于本次切换的结尾。`,
});
highlight("ra", "s0", "s11");
expect("world == host");

half();
macro();
expect("world == host", "the guest ran and came back");
half();
const lost = kept.filter((name) => read(name) != before[name]);
expect(lost.length == 1 && lost[0] == "s4", `s4 is lost, and nothing else: ${lost}`);
const load = provenance("s4").steps[0] ?? -1;
narrate({
    en: `\`ret\`: back in C. Nothing looks wrong, and yet one of the registers that C counts on holds something else than at the switch's
        entry. Step back to the entry (Ctrl+Shift+Home) and compare, or select registers here and read in the inspector where their values came from.`,
    zh: `\`ret\`：回到 C 代码。看上去一切正常，但 C 代码所依赖的寄存器中，有一个的值和进入切换时不同。可以退回入口（Ctrl+Shift+Home）对比，
        也可以在这里逐个选中寄存器，在检查器里看它们的值从哪里来。`,
});
predict({
    question: { en: "Which register of the host's was lost?", zh: "宿主的哪个寄存器丢了？" },
    answer: "s4",
    holds: `s4 != ${before.s4}`,
    hints: {
        a0: { en: "`a0` is the caller's to lose: it carried the struct pointer.", zh: "`a0` 本来就由调用者自己负责：它带的是结构体指针。" },
        t3: { en: "No caller counts on `t0`–`t6`: lesson 4 is about them.", zh: "没有调用者会依赖 `t0`–`t6`：第 4 课讲的就是它们。" },
        s3: { en: "`s3` is what it was at the entry. Close, though.", zh: "`s3` 和入口处一样。不过已经很接近了。" },
    },
    why: {
        en: `\`s4\` was \`${before.s4}\` when the switch began: the entry's number. Now it is \`${read("s4")}\`.`,
        zh: `切换开始时 \`s4\` 是 \`${before.s4}\`，即进入的编号。现在它是 \`${read("s4")}\`。`,
    },
});
expect(findings().some((one) => one.id.endsWith(":s4")), "the check of the recording names s4");

step();
expect("host.s4 == s4", "the load took what the slot held");
narrate({
    en: `Select \`s4\`: its value came out of \`host.s4\`, by \`ld s4\` in \`RESTORE_HOST_GPRS\`. That load is as it should be: the right register, the right
        slot. So the slot held something else than what the host had in \`s4\`.`,
    zh: `选中 \`s4\`：它的值来自 \`host.s4\`，由 \`RESTORE_HOST_GPRS\` 里的 \`ld s4\` 载入。这条载入没有错：寄存器对，槽位也对。
        所以是槽位里的值，并不是宿主当初放在 \`s4\` 里的值。`,
});
highlight("s4", "host.s4");
expect(load >= 0, "s4 was loaded in this switch");
const stores = { s3: 0, s4: 0, s5: 0 };
predict({
    question: { en: "What is the matter with `host.s4`?", zh: "`host.s4` 出了什么问题？" },
    after: "worldSwitch",
    choices: [
        {
            text: { en: "It was saved, and something overwrote it later", zh: "存过，但后来被别的东西覆盖了" },
            because: { en: "Then it would have been written at least once. The inspector lists every write of a place.", zh: "那样的话它至少被写过一次。检查器会列出一个位置的每一次写入。" },
            holds: () => stores.s4 > 0,
        },
        {
            text: { en: "Another register was saved into it", zh: "别的寄存器被存到了它里面" },
            because: { en: "Then it would have been written, with another register's value.", zh: "那样的话它会被写入另一个寄存器的值。" },
            holds: () => stores.s4 > 0,
        },
        {
            text: { en: "Nothing ever saved `s4` into it", zh: "从来没有人把 `s4` 存进去" },
            holds: () => {
                // All of the switch that is over, step by step.
                const end = state().position;
                goTo(0);
                while (state().position < end) {
                    step();
                    for (const name of Object.keys(stores)) {
                        stores[name] += state().changed.includes("host_context." + name) ? 1 : 0;
                    }
                }
                return stores.s4 == 0 && stores.s3 == 1 && stores.s5 == 1;
            },
        },
    ],
    answer: 2,
    why: {
        en: "No step of this switch writes `host.s4`. What was loaded from it is what has been there since the vCPU was made: `0`.",
        zh: "这次切换中没有任何一步写入 `host.s4`。从中载入的，是 vCPU 创建以来就在那里的值：`0`。",
    },
});

worldSwitch();
const number = read("s4");
expect("s4 != host.s4", "C has given s4 another value: the next entry's number");
narrate({
    en: `The next switch begins; \`s4\` holds the next number, \`${number}\`. Now watch \`SAVE_HOST_GPRS\` closely, where the 23 registers go to their slots
        one by one.`,
    zh: `下一次切换开始，\`s4\` 里是下一个编号 \`${number}\`。现在盯紧 \`SAVE_HOST_GPRS\`：23 个寄存器在那里一个接一个存入各自的槽位。`,
});
highlight("s4", "host.s4");

const entry = state().position;
while (!state().changed.includes("host_context.s3")) step();
narrate({
    en: `\`${state().instruction}\`: \`s3\` is safe.`,
    zh: `\`${state().instruction}\`：\`s3\` 安全了。`,
});
predict({
    question: { en: "Which slot is written next? Look at the routine, not at what you would expect.", zh: "下一个被写入的是哪个槽位？看例程里的指令，不要凭想当然。" },
    answer: "host.s5",
    hints: {
        "host.s4": {
            en: "That is what everybody expects. It is the bug: read the next instruction in the routine.",
            zh: "人人都会这么想。错误就在这里：请看例程里的下一条指令。",
        },
    },
    why: { en: "From `s3` the macro goes on to `s5`. **The line that stores `s4` is missing.**", zh: "这个宏从 `s3` 直接跳到了 `s5`。**存储 `s4` 的那一行不见了。**" },
});

while (state().macro == "SAVE_HOST_GPRS" && !state().changed.includes("host_context.s11")) step();
const saved = state().position - entry;
expect(saved == 22, `22 registers are stored, not ${saved}`);
expect("host.s4 != s4", "host.s4 does not have it");
narrate({
    en: `The macro is over after ${saved} stores; the one of the macro variant has 23. \`host.s4\` is what it was. Until the guest's \`s4\` is loaded the
        number is still in the register: the loss shows only later, when \`RESTORE_HOST_GPRS\` loads a value that was never saved.`,
    zh: `这个宏只有 ${saved} 条存储就结束了，而 macro 变体有 23 条。\`host.s4\` 还是老样子。在载入客户机的 \`s4\` 之前，编号仍在寄存器里：
        损失要到后来才显现，那时 \`RESTORE_HOST_GPRS\` 载入了一个从未保存过的值。`,
});
highlight("s4", "host.s4");

worldSwitch();
const found = findings();
expect(found.length == 1, `one finding, not ${found.length}`);
expect(found[0].rule == "host-register-lost" && found[0].id.endsWith(":s4"), found[0].id);
narrate({
    en: `You found it. So does the check of every recorded switch: *${found[0].message}* And \`switchscope check\` proves it from the code alone, in
        milliseconds, before any machine has run. **A register that is not saved is seen when it is restored, and missed when C needs it.**`,
    zh: `你找到了。每次记录的切换也都会被自动检查出来：*${found[0].message}* 而 \`switchscope check\` 只看代码、不运行任何机器，几毫秒就能证明这一点。
        **没有保存的寄存器，要到恢复时才看得出，要到 C 代码用到它时才出事。**`,
});
highlight("s4", "host.s4");
