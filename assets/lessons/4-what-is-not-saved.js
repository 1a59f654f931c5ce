// SPDX-License-Identifier: MIT
// What the host does not save, and why.
lesson({ en: "What the host does not save, and why", zh: "宿主不保存什么，为什么" });

const temporaries = ["t0", "t1", "t2", "t3", "t4", "t5", "t6"];
const before = {};
for (const name of temporaries) before[name] = read(name);
narrate({
    en: `The switch is a function, and C calls it. The calling convention lets every function do to \`t0\`–\`t6\` what it likes: the caller has kept what it
        needs of them. So there are no slots for them on the host's side; the hatched places say so.`,
    zh: `切换例程是一个函数，由 C 调用。调用约定允许任何函数随意使用 \`t0\`–\`t6\`：调用者需要的值早已自己存好。所以宿主一侧没有它们的槽位，
        斜线处写明了这一点。`,
});
highlight("t0", "t3", "t6");
for (const name of temporaries) {
    expect(provenance(name).owner == "scratch" || provenance(name).owner == "switch" || provenance(name).owner == "host",
        `${name} is not the guest's yet`);
}

macro();
expect(state().macro == "SAVE_HOST_GPRS");
for (const name of temporaries) {
    expect(read(name) == before[name], `${name} was neither stored nor changed`);
}
narrate({
    en: `23 stores, and not one of a temporary. Nor of \`a0\`: the caller knows the pointer, and gets a result in \`a0\` at most.`,
    zh: `23 条存储指令，没有一条存的是临时寄存器。\`a0\` 也不存：调用者自己知道那个指针，\`a0\` 至多用来返回结果。`,
});
highlight("a0");

macro();
narrate({
    en: `That makes them free: \`t0\`–\`t3\` carried the CSRs' values across the swaps. On the guest's side every one of them has a slot, for the guest did not
        call anything: it was interrupted, and must find all 31 registers as they were.`,
    zh: `这样它们就空闲可用：\`t0\`–\`t3\` 在 CSR 交换时充当中转。而客户机一侧个个都有槽位，因为客户机没有调用任何函数，它是被打断的，
        必须发现全部 31 个寄存器原封不动。`,
});
highlight("t0", "t1", "t2", "t3", "guest.t0", "guest.t3");

macro();
for (const name of temporaries) {
    expect(`${name} == guest.${name}`);
    expect(provenance(name).owner == "guest", `${name} is the guest's`);
}
narrate({
    en: `For the guest they are loaded like all the others. \`sepc\` has no slot for the host either: the next trap writes it anyway.`,
    zh: `对客户机，它们和其他寄存器一样被载入。宿主也没有 \`sepc\` 的槽位：下一次陷入反正会改写它。`,
});
highlight("sepc", "guest.sepc");

worldSwitch();
expect(findings().length == 0, "and yet host and guest are preserved");
narrate({
    en: `The switch is over: \`t0\`–\`t6\` hold other values than before, and nobody minds.`,
    zh: `切换结束：\`t0\`–\`t6\` 的值已与之前不同，但没有人在意。`,
});
