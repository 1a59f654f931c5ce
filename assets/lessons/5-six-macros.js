// SPDX-License-Identifier: MIT
// From one function to six macros: the same 131 instructions.
lesson({ en: "From one function to six macros", zh: "从一个函数到六个宏" });

// Plays on the macro variant and on the monolithic one alike: that is the point.
const expected = [
    ["SAVE_HOST_GPRS", 23], ["SAVE_HOST_AND_RESTORE_GUEST_CSRS", 11], ["RESTORE_GUEST_GPRS", 31], ["sret", 1],
    ["SAVE_GUEST_GPRS", 31], ["SAVE_GUEST_AND_RESTORE_HOST_CSRS", 10], ["RESTORE_HOST_GPRS", 23], ["ret", 1],
];
narrate({
    en: `Until Linux 6.12 the switch was one long assembly function. Commit 8f57adac3916 cut it into six macros, so that another way into the guest (SBI nested
        acceleration) could reuse five of them. It claims that no instruction changed. Let us count.`,
    zh: `在 Linux 6.12 之前，切换是一个很长的汇编函数。提交 8f57adac3916 把它拆成六个宏，使另一种进入客户机的方式（SBI 嵌套加速）可以复用其中五个。
        它声称没有改变任何一条指令。我们来数一数。`,
});
let all = 0;
for (const [name, count] of expected) {
    if (name == "SAVE_GUEST_GPRS") {
        macro(); // the guest's run
    }
    const from = state().position;
    macro();
    const taken = state().position - from;
    expect(state().macro == name, `${name} comes next, and not ${state().macro}`);
    expect(taken == count, `${name} has ${count} instructions, not ${taken}`);
    all += taken;
    narrate({
        en: `\`${name}\`: ${taken} instruction${taken == 1 ? "" : "s"}, ${all} so far.`,
        zh: `\`${name}\`：${taken} 条指令，累计 ${all} 条。`,
    });
}
expect(all == 131, "131 instructions in all");
narrate({
    en: `**131 instructions**, whichever way they are written. \`switchscope compare\` proves it for any two kernels, byte by byte.`,
    zh: `无论怎么写，都是 **131 条指令**。\`switchscope compare\` 可以对任意两个内核逐字节地证明这一点。`,
});
expect(findings().length == 0);
