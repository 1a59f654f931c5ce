// SPDX-License-Identifier: MIT
// Why a0 and sscratch trade places.
lesson({ en: "Why a0 and sscratch trade places", zh: "为什么 a0 要和 sscratch 交换" });

const pointer = read("a0");
narrate({
    en: `To store or load anything the routine needs one register that points at the save area. The calling convention hands it over in \`a0\`.`,
    zh: `例程要存取任何东西，都需要一个指向保存区的寄存器。调用约定把它放在 \`a0\` 里交过来。`,
});
highlight("a0");
expect(provenance("a0").owner == "switch", "a0 is the struct pointer");
predict({
    question: {
        en: "The guest will get all 31 registers. Where does the pointer wait while it runs?",
        zh: "客户机将占用全部 31 个寄存器。它运行期间，指针在哪里等待？",
    },
    after: "half",
    answer: "sscratch",
    holds: `sscratch == ${pointer}`,
    hints: {
        a0: { en: "The guest has an `a0` of its own.", zh: "客户机有它自己的 `a0`。" },
        sepc: { en: "`sepc` is taken: it says where the guest goes on.", zh: "`sepc` 已有用处：它指明客户机从哪里继续。" },
        stvec: { en: "`stvec` is taken: it is the way home.", zh: "`stvec` 已有用处：它是回家的路。" },
    },
    why: {
        en: "A CSR that the guest cannot reach: while it runs, the name `sscratch` means another one, `vsscratch`.",
        zh: "这是客户机碰不到的 CSR：它运行时，`sscratch` 这个名字指的是另一个寄存器 `vsscratch`。",
    },
});

macro();
runUntil(`sscratch == ${pointer}`, 20);
narrate({
    en: `But all 31 registers have to become the guest's. So the pointer is parked in \`sscratch\`, a CSR that the guest cannot reach
        (when it says \`sscratch\`, the hart reads \`vsscratch\`). What the host had there waits in \`t3\` and goes to \`host_sscratch\`.`,
    zh: `然而全部 31 个寄存器都要变成客户机的。于是指针寄存在 \`sscratch\`：客户机碰不到这个 CSR（它读写 \`sscratch\` 时，硬件实际访问
        \`vsscratch\`）。宿主原来的值暂存在 \`t3\`，随后存入 \`host_sscratch\`。`,
});
highlight("sscratch", "a0");
expect(state().changed.includes("sscratch"));

runUntil("a0 == guest.a0 && sscratch == " + pointer, 60);
runUntil("world == guest", 60);
expect(read("sscratch") == pointer, "it waits in sscratch while the guest runs");
narrate({
    en: `\`a0\` was loaded last: the load itself still needed the pointer for its address. The guest runs with its own \`a0\`.`,
    zh: `\`a0\` 最后才载入：那条载入指令自己还要用它作地址。客户机带着自己的 \`a0\` 运行。`,
});

macro();
const guests = read("a0");
expect("world == host");
narrate({
    en: `The guest trapped. Now the riddle: every register holds something of the guest's that must not be lost, and without a pointer
        nothing can be stored.`,
    zh: `客户机陷入了。难题来了：每个寄存器里都是不能丢的客户机值，而没有指针就什么也存不了。`,
});
highlight("a0", "sscratch");
predict({
    question: {
        en: "Which instruction gets the pointer without losing any of the guest's values?",
        zh: "哪条指令能取得指针，又不丢掉客户机的任何值？",
    },
    after: "step",
    choices: [
        {
            text: "`csrr a0, sscratch`",
            because: { en: "The guest's `a0` would be overwritten, and lost.", zh: "客户机的 `a0` 会被覆盖，从此丢失。" },
            holds: () => state().instruction == "csrr a0, sscratch",
        },
        {
            text: "`csrrw a0, sscratch, a0`",
            holds: () => state().instruction == "csrrw a0, sscratch, a0",
        },
        {
            text: "`ld a0, 0(sp)`",
            because: { en: "`sp` is the guest's: it points at nothing of the host's.", zh: "`sp` 是客户机的：它指向的不是宿主的任何东西。" },
            holds: () => state().instruction.startsWith("ld a0"),
        },
    ],
    answer: 1,
    why: { en: "A swap loses nothing: each value is where the other was.", zh: "交换不会丢失任何东西：两个值互换了位置。" },
});

step();
expect(read("a0") == pointer, "a0 is the struct pointer again");
expect(read("sscratch") == guests, "the guest's a0 is safe in sscratch");
expect(provenance("sscratch").owner == "guest");
expect(provenance("a0").owner == "switch");
narrate({
    en: `One instruction solves it: \`${state().instruction}\` swaps the two. The pointer is back in \`a0\`, and the guest's \`a0\` is safe in \`sscratch\`.
        No other register was touched.`,
    zh: `一条指令就解决了：\`${state().instruction}\` 让两者互换。指针回到 \`a0\`，客户机的 \`a0\` 安然存于 \`sscratch\`，没有动用其他寄存器。`,
});

runUntil(`guest.a0 == ${guests} && sscratch != ${guests}`, 60);
macro();
expect(read("guest.a0") == guests, "the guest's a0 is in its slot");
expect("sscratch == host_sscratch");
narrate({
    en: `Later \`sscratch\` becomes the host's again; the guest's \`a0\` comes out of it into \`t1\` and goes to its slot.`,
    zh: `稍后 \`sscratch\` 重归宿主；客户机的 \`a0\` 从中换出到 \`t1\`，再存入槽位。`,
});
highlight("guest.a0", "sscratch");
