// SPDX-License-Identifier: MIT
// One world switch, end to end: every macro, what it moves, and that it moved it.
lesson({ en: "One world switch, end to end", zh: "一次完整的世界切换" });

narrate({
    en: `The host's C code has just called **${state().next ? "the switch routine" : "it"}**. Everything in the CPU is the
        host's. \`a0\` holds the address of \`struct kvm_vcpu_arch\`: the save area, whose slots stand left and right.`,
    zh: `宿主的 C 代码刚刚调用了**切换例程**。此刻 CPU 里的一切都属于宿主；\`a0\` 保存着 \`struct kvm_vcpu_arch\` 的地址，
        也就是左右两侧所有槽位所在的保存区。`,
});
highlight("a0");
expect("world == host");
predict({
    question: {
        en: `The next instruction is \`${state().next}\`. Which slot does it write?`,
        zh: `下一条指令是 \`${state().next}\`。它会写入哪个槽位？`,
    },
    answer: "host.ra",
    hints: {
        ra: {
            en: "`sd` stores: it reads `ra` and writes to memory, where the slots are.",
            zh: "`sd` 是存储指令：它读出 `ra`，写入的是内存，也就是槽位所在之处。",
        },
        "guest.ra": {
            en: "That one is for the guest's `ra`. It is still the host that runs.",
            zh: "那是给客户机的 `ra` 用的。现在运行的还是宿主。",
        },
    },
    why: {
        en: "`sd` stores a register at an address: `a0`, the save area, plus an offset, that of the host's `ra`.",
        zh: "`sd` 把寄存器存到一个地址：`a0`（保存区）加上偏移量，正是宿主的 `ra` 的槽位。",
    },
});

macro();
narrate({
    en: `\`SAVE_HOST_GPRS\` stored 23 registers: those that the calling convention says must survive a call, and the arguments.
        Not \`a0\`, which carries the struct pointer, and not \`t0\`–\`t6\`, which no caller counts on.`,
    zh: `\`SAVE_HOST_GPRS\` 保存了 23 个寄存器：调用约定要求保持不变的寄存器，以及参数寄存器。\`a0\` 除外（它带着结构体指针），
        \`t0\`–\`t6\` 也除外（调用者本来就不指望它们）。`,
});
highlight("host.ra", "host.sp", "host.s0");
for (const name of ["ra", "sp", "gp", "tp", "s0", "s11", "a1", "a7"]) {
    expect(`host.${name} == ${name}`, "the host's register is in its slot");
}

macro();
narrate({
    en: `Now the CSRs trade places. \`sstatus\` and \`sepc\` are the guest's; \`stvec\` points at a label in this very routine;
        \`sscratch\` remembers the struct pointer. What the host had in them lies in its slots.`,
    zh: `现在轮到 CSR 交换。\`sstatus\` 和 \`sepc\` 已是客户机的；\`stvec\` 指向本例程内部的一个标号；\`sscratch\` 记住结构体指针。
        宿主原来的值都已存入各自的槽位。`,
});
highlight("sstatus", "sepc", "stvec", "sscratch");
expect("sepc == guest.sepc");
expect("sstatus == guest.sstatus");
expect(provenance("stvec").owner == "switch", "stvec is the switch's own");
expect(provenance("sscratch").owner == "switch", "sscratch holds the struct pointer");

macro();
narrate({
    en: `\`RESTORE_GUEST_GPRS\` loaded all 31 registers of the guest, \`a0\` last: with it the struct pointer left the registers.
        Nothing of the host is left to see.`,
    zh: `\`RESTORE_GUEST_GPRS\` 载入了客户机的全部 31 个寄存器，\`a0\` 在最后：从此寄存器里再没有结构体指针，也看不到宿主的任何值。`,
});
for (const name of Object.keys(state().registers).filter((one) => /^([ast]\d|ra|sp|gp|tp)/.test(one) && one.length < 4)) {
    if (!/^(sie|sip)$/.test(name)) {
        expect(provenance(name).owner == "guest", `${name} is the guest's before sret`);
    }
}

half();
expect("world == guest");
narrate({
    en: `\`sret\` set V to 1. From here on the guest's own code runs, at the address that \`sepc\` had.`,
    zh: `\`sret\` 使 V 变为 1。从这里开始运行的是客户机自己的代码，地址正是 \`sepc\` 所存。`,
});

macro();
expect("world == host");
expect(exits().length == 1, "the guest exited once");
narrate({
    en: `The guest trapped: *${exits()[0].name}*. V is 0, and the hart stands where \`stvec\` pointed, in the middle of the
        routine. Every register is still the guest's.`,
    zh: `客户机陷入了（${exits()[0].name}）。V 回到 0，硬件线程停在 \`stvec\` 所指之处，即例程的中间；所有寄存器仍是客户机的。`,
});
highlight("scause", "sepc");

macro();
narrate({
    en: `\`SAVE_GUEST_GPRS\` got the struct pointer back out of \`sscratch\` with its first instruction, and stored the guest's registers.`,
    zh: `\`SAVE_GUEST_GPRS\` 的第一条指令就从 \`sscratch\` 取回结构体指针，随后保存客户机的寄存器。`,
});
expect("guest.ra == ra");
expect("guest.t6 == t6");

macro();
narrate({
    en: `The CSRs trade back: \`stvec\`, \`sscratch\` and \`sstatus\` are the host's again, the guest's \`a0\`, \`sstatus\` and \`sepc\` are in their slots.`,
    zh: `CSR 换回来了：\`stvec\`、\`sscratch\`、\`sstatus\` 重新属于宿主，客户机的 \`a0\`、\`sstatus\` 和 \`sepc\` 已进入槽位。`,
});
expect("stvec == host_stvec");
expect("sscratch == host_sscratch");
expect("sepc == guest.sepc");

half();
narrate({
    en: `\`ret\`: back in C. Every register that the caller relies on is as it left it, and nothing of the guest's is left in them. **One call, one world switch.**`,
    zh: `\`ret\`：回到 C 代码。调用者依赖的每个寄存器都和离开时一样，其中没有客户机的任何残留。**一次调用，一次世界切换。**`,
});
for (const name of ["ra", "sp", "gp", "tp", "s0", "s1", "s11", "a1", "a7"]) {
    expect(`${name} == host.${name}`, "the host's register came back");
    expect(provenance(name).owner == "host", `${name} is the host's`);
}
expect(findings().length == 0, "nothing is wrong with this switch");
