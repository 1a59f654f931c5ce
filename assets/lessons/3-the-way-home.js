// SPDX-License-Identifier: MIT
// How the trap finds its way home: stvec.
lesson({ en: "How the trap finds its way home", zh: "陷入如何找到回家的路" });

const vector = read("stvec");
narrate({
    en: `A trap goes to the address in \`stvec\`. The host's own is its general trap handler, which would know nothing of a guest's registers.`,
    zh: `陷入会跳到 \`stvec\` 里的地址。宿主自己的 \`stvec\` 指向通用陷入处理程序，它对客户机的寄存器一无所知。`,
});
highlight("stvec");
expect(provenance("stvec").owner == "host");

macro();
runUntil("t1 != host.t1 && t1 != stvec", 10);
step();
narrate({
    en: `\`auipc\` and \`addi\` (the assembler's \`la\`) make an address: a label inside this routine, right behind its \`sret\`.`,
    zh: `\`auipc\` 和 \`addi\`（即汇编里的 \`la\`）算出一个地址：本例程内、紧跟在 \`sret\` 之后的标号。`,
});
highlight("t1");

runUntil(`stvec != ${vector}`, 20);
const label = read("stvec");
expect(read("t1") == vector, "the host's vector waits in t1");
expect(provenance("stvec").owner == "switch");
expect(parseInt(label.slice(-1), 16) % 4 == 0, "the two lowest bits of stvec are a mode: the label is aligned to 4 bytes");
narrate({
    en: `\`${state().instruction}\` puts it into \`stvec\` and takes the host's vector out, all at once. The label is aligned to 4 bytes, for the lowest two bits
        of \`stvec\` say how traps are dispatched.`,
    zh: `\`${state().instruction}\` 同时完成两件事：把它放进 \`stvec\`，把宿主的向量取出来。标号按 4 字节对齐，因为 \`stvec\` 最低两位表示分派方式。`,
});
highlight("stvec", "t1");

runUntil("world == guest", 80);
const left = state().position;
expect(read("stvec") == label);
narrate({
    en: `The guest runs. What it calls \`stvec\` is \`vstvec\`: it cannot change the way home.`,
    zh: `客户机在运行。它口中的 \`stvec\` 其实是 \`vstvec\`：它改不了回家的路。`,
});
predict({
    question: { en: "The guest is about to trap. Where does the hart go on?", zh: "客户机即将陷入。硬件线程会在哪里继续？" },
    after: "macro",
    choices: [
        {
            text: { en: "In the host's general trap handler", zh: "宿主的通用陷入处理程序" },
            because: { en: "Its address was taken out of `stvec`; it waits in `host_stvec`.", zh: "它的地址已从 `stvec` 中取出，正在 `host_stvec` 里等待。" },
            holds: `pc == ${vector}`,
        },
        {
            text: { en: "Right behind the `sret` of this routine", zh: "本例程的 `sret` 之后" },
            holds: `pc == ${label}`,
        },
        {
            text: { en: "Where the host was before the switch", zh: "切换之前宿主所在之处" },
            because: { en: "The routine has to save the guest first.", zh: "例程必须先保存客户机。" },
            holds: "pc == host.ra",
        },
    ],
    answer: 1,
    why: { en: "`stvec` says where: at the label, in the middle of the routine.", zh: "由 `stvec` 决定：例程中间的那个标号。" },
});

macro();
expect("world == host");
expect(state().pc == label, "the trap landed on the label");
narrate({
    en: `The guest trapped (*${exits()[exits().length - 1].name}*), and the hart stands on the label: the routine goes on behind its own \`sret\`, as if the guest
        had been a function it called. \`sepc\` keeps where the guest was.`,
    zh: `客户机陷入了（${exits()[exits().length - 1].name}），硬件线程正停在那个标号上：例程从自己的 \`sret\` 之后继续，仿佛客户机只是它调用的一个函数。
        \`sepc\` 记着客户机停在哪里。`,
});
highlight("sepc", "stvec");
expect(state().position > left);

runUntil(`stvec == ${vector}`, 60);
narrate({
    en: `As soon as the guest's registers are safe, \`stvec\` is the host's own vector again.`,
    zh: `客户机的寄存器一旦保存妥当，\`stvec\` 就恢复为宿主自己的向量。`,
});
highlight("stvec", "host_stvec");
expect("stvec == host_stvec");
