// SPDX-License-Identifier: MIT
// The anatomy of an MMIO exit: a device that is not there.
lesson({ en: "The anatomy of an MMIO exit", zh: "解剖一次 MMIO 退出" });

// The guest's mailbox device is at guest-physical 0x10000000; htval holds such an address without its lowest two bits.
runUntil("cause == 23 && htval == 0x4000000", 4000);
const at = read("sepc");
const stored = read("a3");
narrate({
    en: `The guest did \`${state().instruction}\`: a store to its mailbox device. No page is mapped at that guest-physical address, on purpose,
        so the store faults: *store guest-page fault*, cause 23.`,
    zh: `客户机执行了 \`${state().instruction}\`：向它的信箱设备写数据。那个客户机物理地址特意没有映射任何页，于是写操作出错：
        *store guest-page fault*，原因 23。`,
});
highlight("s0", "a3", "sepc");
expect("scause == 23");
expect("stval == s0", "stval is the guest-virtual address");
expect(Number(read("htval")) * 4 == Number(read("s0")), "htval is the guest-physical address, shifted right by 2");
predict({
    question: { en: "When the guest is saved: which address will `guest.sepc` hold?", zh: "客户机保存完毕后，`guest.sepc` 里会是哪个地址？" },
    after: "half",
    choices: [
        {
            text: { en: "That of the store itself", zh: "那条存储指令自己的地址" },
            holds: `guest.sepc == ${at}`,
        },
        {
            text: { en: "That of the instruction behind it", zh: "它后面一条指令的地址" },
            because: { en: "The store has not happened: a fault comes before the instruction has done anything.", zh: "存储并没有发生：出错时，指令还什么都没做。" },
            holds: `guest.sepc == 0x${(Number(at) + 4).toString(16)}`,
        },
        {
            text: { en: "That of the device", zh: "设备的地址" },
            because: { en: "That one is in `stval` and, shifted, in `htval`.", zh: "那个地址在 `stval` 里，移位后也在 `htval` 里。" },
            holds: "guest.sepc == stval",
        },
    ],
    answer: 0,
    why: { en: "A trap that is a fault leaves the guest in front of the instruction, to be tried again or stepped over.", zh: "出错型的陷入把客户机停在那条指令之前，留待重试或跳过。" },
});

half();
expect("guest.a3 == " + stored);
expect(read("guest.sepc") == at, "the guest stands on the store: it has not happened");
narrate({
    en: `The guest's registers are in their slots. The value to be stored is in \`guest.a3\`; \`guest.sepc\` is the address of the store itself: for the guest it has not happened yet.`,
    zh: `客户机的寄存器都进了槽位。要写的值在 \`guest.a3\`；\`guest.sepc\` 是那条存储指令自己的地址：对客户机来说它还没有发生。`,
});
highlight("guest.a3", "guest.sepc", "guest.s0");

worldSwitch();
expect(Number(read("guest.sepc")) == Number(at) + 4, "C code emulated the store and stepped over it");
narrate({
    en: `C code decoded the instruction, gave the value to the device it plays, and added 4 to \`guest.sepc\`. That is all the guest will notice: nothing.`,
    zh: `C 代码译码了这条指令，把值交给它所模拟的设备，再给 \`guest.sepc\` 加 4。客户机能察觉到的，就是什么也没发生。`,
});
highlight("guest.sepc");

half();
expect("world == guest");
expect(Number(state().pc) == Number(at) + 4);
narrate({
    en: `The guest goes on behind its store, with all its registers as they were.`,
    zh: `客户机从存储指令之后继续，所有寄存器一如从前。`,
});
expect(read("a3") == stored);
expect(findings().length == 0);
