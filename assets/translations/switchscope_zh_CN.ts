<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>actions</name>
    <message>
        <source>Step Instruction</source>
        <translation>单步一条指令</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Execute one instruction</source>
        <translation>执行一条指令</translation>
    </message>
    <message>
        <source>Step Macro</source>
        <translation>单步一个宏</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Execute to the end of this macro, of the guest&apos;s run, or of the C code in between</source>
        <translation>执行到本宏、客户机运行段或其间 C 代码的结尾</translation>
    </message>
    <message>
        <source>To the End of the Half</source>
        <translation>到半程结尾</translation>
    </message>
    <message>
        <source>End of half</source>
        <translation>半程结尾</translation>
    </message>
    <message>
        <source>Execute until the guest&apos;s first instruction, or until the switch is back in C</source>
        <translation>执行到客户机的第一条指令，或切换返回 C 代码</translation>
    </message>
    <message>
        <source>To the Next Switch</source>
        <translation>到下一次切换</translation>
    </message>
    <message>
        <source>Next switch</source>
        <translation>下一次切换</translation>
    </message>
    <message>
        <source>Execute until the next world switch begins</source>
        <translation>执行到下一次世界切换开始</translation>
    </message>
    <message>
        <source>Run to Here</source>
        <translation>运行到此处</translation>
    </message>
    <message>
        <source>Go on until the instruction that is picked in the routine is about to be executed</source>
        <translation>继续运行，直到例程中选定的指令即将执行</translation>
    </message>
    <message>
        <source>Run to a Breakpoint</source>
        <translation>运行到断点</translation>
    </message>
    <message>
        <source>Let the target run until one of the breakpoints stops it</source>
        <translation>让目标运行，直到某个断点使其停下</translation>
    </message>
    <message>
        <source>Breakpoint</source>
        <translation>断点</translation>
    </message>
    <message>
        <source>Set a breakpoint on the instruction that is picked in the routine, or take it away</source>
        <translation>在例程中选定的指令上设置断点，或将其移除</translation>
    </message>
    <message>
        <source>Back One Instruction</source>
        <translation>后退一条指令</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Go back one instruction in the recording; the target stays where it is</source>
        <translation>在录制中后退一条指令；目标停在原处</translation>
    </message>
    <message>
        <source>Back One Macro</source>
        <translation>后退一个宏</translation>
    </message>
    <message>
        <source>Go back to the start of this macro in the recording</source>
        <translation>在录制中后退到本宏的开头</translation>
    </message>
    <message>
        <source>To the Start of the Recording</source>
        <translation>到录制开头</translation>
    </message>
    <message>
        <source>Show the first recorded moment</source>
        <translation>显示录制的第一个时刻</translation>
    </message>
    <message>
        <source>To Now</source>
        <translation>到现在</translation>
    </message>
    <message>
        <source>Show where the target is now</source>
        <translation>显示目标现在所在的位置</translation>
    </message>
    <message>
        <source>Show the Next Instruction</source>
        <translation>显示下一条指令</translation>
    </message>
    <message>
        <source>Open the macro that is executed now and show where in it the hart stands</source>
        <translation>展开正在执行的宏，显示硬件线程停在哪里</translation>
    </message>
    <message>
        <source>Previous Write of the Selection</source>
        <translation>所选项的上一次写入</translation>
    </message>
    <message>
        <source>Go to the step that last wrote the selected register or slot</source>
        <translation>转到上次写入所选寄存器或槽位的步骤</translation>
    </message>
    <message>
        <source>Next Write of the Selection</source>
        <translation>所选项的下一次写入</translation>
    </message>
    <message>
        <source>Go to the step that writes the selected register or slot next</source>
        <translation>转到下一次写入所选寄存器或槽位的步骤</translation>
    </message>
    <message>
        <source>Edit the Value…</source>
        <translation>修改值…</translation>
    </message>
    <message>
        <source>Put another value into the selected register or slot of the target</source>
        <translation>向目标的所选寄存器或槽位写入另一个值</translation>
    </message>
    <message>
        <source>Bookmark Here…</source>
        <translation>在此添加书签…</translation>
    </message>
    <message>
        <source>Set a bookmark with a note at this moment, or change the one that is there</source>
        <translation>在这一时刻设置带备注的书签，或修改已有的书签</translation>
    </message>
    <message>
        <source>Next Bookmark</source>
        <translation>下一个书签</translation>
    </message>
    <message>
        <source>Go to the next bookmark in the recording</source>
        <translation>转到录制中的下一个书签</translation>
    </message>
    <message>
        <source>Previous Bookmark</source>
        <translation>上一个书签</translation>
    </message>
    <message>
        <source>Go to the bookmark before</source>
        <translation>转到上一个书签</translation>
    </message>
    <message>
        <source>Set Marker A</source>
        <translation>设置标记 A</translation>
    </message>
    <message>
        <source>Mark this moment as the first of two to compare</source>
        <translation>把这一时刻标记为要比较的第一个时刻</translation>
    </message>
    <message>
        <source>Set Marker B</source>
        <translation>设置标记 B</translation>
    </message>
    <message>
        <source>Mark this moment as the second of two; what differs is listed</source>
        <translation>把这一时刻标记为要比较的第二个时刻；列出差异</translation>
    </message>
    <message>
        <source>Compare with the Previous Switch</source>
        <translation>与上一次切换比较</translation>
    </message>
    <message>
        <source>List what differs from the same place of the world switch before</source>
        <translation>列出与上一次世界切换同一位置的差异</translation>
    </message>
    <message>
        <source>Proof or Inspector</source>
        <translation>证明或检查器</translation>
    </message>
    <message>
        <source>Show what is proven about the routine, or the inspector again</source>
        <translation>显示对例程的证明，或回到检查器</translation>
    </message>
    <message>
        <source>Next Finding</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Show the next place where the routine breaks what a world switch must keep</source>
        <translation>显示例程违反世界切换约束的下一处</translation>
    </message>
    <message>
        <source>Previous Finding</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Show the finding before</source>
        <translation>显示上一个问题</translation>
    </message>
    <message>
        <source>To the Step of the Finding</source>
        <translation>到问题所在的步骤</translation>
    </message>
    <message>
        <source>Go to where this world switch has executed the instruction of the finding</source>
        <translation>转到本次世界切换执行问题指令的地方</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop waiting for the target; what was recorded stays</source>
        <translation>不再等待目标；已录制的内容保留</translation>
    </message>
    <message>
        <source>Open Recording…</source>
        <translation>打开录制…</translation>
    </message>
    <message>
        <source>Show a recording file (.swrec); dropping it onto the window does the same</source>
        <translation>显示录制文件（.swrec）；拖放到窗口上也可以</translation>
    </message>
    <message>
        <source>Record to File…</source>
        <translation>录制到文件…</translation>
    </message>
    <message>
        <source>Keep everything recorded so far, and every step to come, in a file; again ends it</source>
        <translation>把已录制的全部内容和之后的每一步保存到文件；再按一次结束</translation>
    </message>
    <message>
        <source>Choose a Target…</source>
        <translation>选择目标…</translation>
    </message>
    <message>
        <source>End this session and go to the start page</source>
        <translation>结束本次会话并回到起始页</translation>
    </message>
    <message>
        <source>Restart the Target</source>
        <translation>重新启动目标</translation>
    </message>
    <message>
        <source>Start the same target again with an empty recording</source>
        <translation>以空录制重新启动同一目标</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>例程</translation>
    </message>
    <message>
        <source>Show or put away the routine</source>
        <translation>显示或收起例程</translation>
    </message>
    <message>
        <source>Inspector and Proof</source>
        <translation>检查器与证明</translation>
    </message>
    <message>
        <source>Show or put away the inspector and the proof</source>
        <translation>显示或收起检查器与证明</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Show or put away the list of bookmarks</source>
        <translation>显示或收起书签列表</translation>
    </message>
    <message>
        <source>Exits</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Show or put away the list of the guest&apos;s exits</source>
        <translation>显示或收起客户机退出列表</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Show or put away what differs between two moments</source>
        <translation>显示或收起两个时刻之间的差异</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>Show or put away the registers and slots that are watched</source>
        <translation>显示或收起被监视的寄存器和槽位</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Show or put away what goes over the connection to the target</source>
        <translation>显示或收起与目标之间的通信</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监控台</translation>
    </message>
    <message>
        <source>Show or put away the console for commands to the monitor of QEMU</source>
        <translation>显示或收起 QEMU 监控命令的控制台</translation>
    </message>
    <message>
        <source>Layout Teach</source>
        <translation>教学布局</translation>
    </message>
    <message>
        <source>Arrange the panels for teaching: the routine, the lanes and the inspector</source>
        <translation>按教学需要排列面板：例程、泳道和检查器</translation>
    </message>
    <message>
        <source>Layout Debug</source>
        <translation>调试布局</translation>
    </message>
    <message>
        <source>Layout Trace</source>
        <translation>追踪布局</translation>
    </message>
    <message>
        <source>Arrange the panels for long recordings: with exits, bookmarks and differences</source>
        <translation>按长录制的需要排列面板：退出、书签和差异</translation>
    </message>
    <message>
        <source>Arrange as at First</source>
        <translation>恢复初始排列</translation>
    </message>
    <message>
        <source>Put every panel of this layout where it was at first</source>
        <translation>把此布局的每个面板放回初始位置</translation>
    </message>
    <message>
        <source>Export the Layout…</source>
        <translation>导出布局…</translation>
    </message>
    <message>
        <source>Write where the panels are to a file</source>
        <translation>把面板的位置写入文件</translation>
    </message>
    <message>
        <source>Import a Layout…</source>
        <translation>导入布局…</translation>
    </message>
    <message>
        <source>Arrange the panels as a file says</source>
        <translation>按文件排列面板</translation>
    </message>
    <message>
        <source>Copy as Text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy the table that has the keyboard, or else the lanes, as text</source>
        <translation>把拥有键盘焦点的表格（否则为泳道）复制为文本</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy the table that has the keyboard, or else the lanes, as a Markdown table</source>
        <translation>把拥有键盘焦点的表格（否则为泳道）复制为 Markdown 表格</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Copy the table that has the keyboard, or else the lanes, as comma separated values</source>
        <translation>把拥有键盘焦点的表格（否则为泳道）复制为逗号分隔值</translation>
    </message>
    <message>
        <source>Save the Picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save the lanes as they are now as a picture (PNG or SVG)</source>
        <translation>把当前泳道保存为图片（PNG 或 SVG）</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Fill the screen with the lanes, larger and without panels, or end that</source>
        <translation>用泳道占满屏幕，放大并收起面板；再按一次结束</translation>
    </message>
    <message>
        <source>Dark or Light</source>
        <translation>深色或浅色</translation>
    </message>
    <message>
        <source>Change between the dark and the light theme</source>
        <translation>在深色与浅色主题之间切换</translation>
    </message>
    <message>
        <source>Theme of the System</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Dark or light as the system is</source>
        <translation>深浅与系统一致</translation>
    </message>
    <message>
        <source>Reduce Motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Show everything in English</source>
        <translation>全部用英文显示</translation>
    </message>
    <message>
        <source>Show everything in Chinese</source>
        <translation>全部用中文显示</translation>
    </message>
    <message>
        <source>All Actions…</source>
        <translation>所有操作…</translation>
    </message>
    <message>
        <source>Find an action by a few letters of its name and run it</source>
        <translation>输入名称中的几个字母查找并运行操作</translation>
    </message>
    <message>
        <source>Change Keys…</source>
        <translation>更改快捷键…</translation>
    </message>
    <message>
        <source>Give actions other keys</source>
        <translation>为操作指定其他按键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Show every key on one sheet</source>
        <translation>在一页上显示所有按键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>End the session and the program</source>
        <translation>结束会话和程序</translation>
    </message>
    <message>
        <source>Let the target go on</source>
        <translation>让目标继续</translation>
    </message>
    <message>
        <source>Move in the recording</source>
        <translation>在录制中移动</translation>
    </message>
    <message>
        <source>Follow a value</source>
        <translation>追踪一个值</translation>
    </message>
    <message>
        <source>Bookmarks and markers</source>
        <translation>书签与标记</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Copy and save</source>
        <translation>复制与保存</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Attach to a Machine…</source>
        <translation>连接到机器…</translation>
    </message>
    <message>
        <source>Step a machine that runs already; it runs on afterwards</source>
        <translation>单步已在运行的机器；之后它继续运行</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Connect to the same machine again and go on with this recording</source>
        <translation>再次连接同一台机器，并继续这份录制</translation>
    </message>
    <message>
        <source>Lanes by Register</source>
        <translation>泳道按寄存器排列</translation>
    </message>
    <message>
        <source>A row a register: the host&apos;s slot, the CPU and the guest&apos;s slot</source>
        <translation>每个寄存器一行：主机槽位、CPU 和客户机槽位</translation>
    </message>
    <message>
        <source>Lanes in the Order of Memory</source>
        <translation>泳道按内存顺序排列</translation>
    </message>
    <message>
        <source>The slots as they lie in memory, byte by byte, with what the switch leaves untouched; the CPU in the middle</source>
        <translation>槽位按其在内存中的位置逐字节排列，并标出切换不触及的部分；CPU 在中间</translation>
    </message>
    <message>
        <source>Lanes Compact</source>
        <translation>紧凑泳道</translation>
    </message>
    <message>
        <source>All registers side by side with short values, so that a small screen shows them all</source>
        <translation>所有寄存器并排显示、数值缩短，小屏幕也能全部显示</translation>
    </message>
    <message>
        <source>Lanes Larger</source>
        <translation>放大泳道</translation>
    </message>
    <message>
        <source>Only the lanes larger; Ctrl and the wheel do the same</source>
        <translation>仅放大泳道；Ctrl 加滚轮效果相同</translation>
    </message>
    <message>
        <source>Lanes Smaller</source>
        <translation>缩小泳道</translation>
    </message>
    <message>
        <source>Only the lanes smaller</source>
        <translation>仅缩小泳道</translation>
    </message>
    <message>
        <source>Lanes at 100%</source>
        <translation>泳道 100%</translation>
    </message>
    <message>
        <source>The lanes in their normal size</source>
        <translation>泳道恢复正常大小</translation>
    </message>
    <message>
        <source>Everything Larger</source>
        <translation>全部放大</translation>
    </message>
    <message>
        <source>The whole window larger</source>
        <translation>放大整个窗口</translation>
    </message>
    <message>
        <source>Everything Smaller</source>
        <translation>全部缩小</translation>
    </message>
    <message>
        <source>The whole window smaller</source>
        <translation>缩小整个窗口</translation>
    </message>
    <message>
        <source>Everything at 100%</source>
        <translation>全部 100%</translation>
    </message>
    <message>
        <source>The whole window in its normal size</source>
        <translation>整个窗口恢复正常大小</translation>
    </message>
    <message>
        <source>Draw arrows at once instead of letting values travel along them</source>
        <translation>直接画出箭头，不让数值沿箭头移动</translation>
    </message>
    <message>
        <source>New Breakpoint…</source>
        <translation>新建断点…</translation>
    </message>
    <message>
        <source>Type where and when the target is to stop: guest-exit if cause == 23</source>
        <translation>输入目标在何处、何时停下：guest-exit if cause == 23</translation>
    </message>
    <message>
        <source>Remove All Breakpoints</source>
        <translation>移除所有断点</translation>
    </message>
    <message>
        <source>Take every breakpoint away, those that are switched off as well</source>
        <translation>移除每一个断点，包括已停用的</translation>
    </message>
    <message>
        <source>Follow the Next Hart</source>
        <translation>跟随下一个 hart</translation>
    </message>
    <message>
        <source>Show another hart at this moment and move along it; the target steps it next</source>
        <translation>显示此刻的另一个 hart 并沿它移动；目标接下来单步它</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>断点</translation>
    </message>
    <message>
        <source>Show or put away the list of breakpoints</source>
        <translation>显示或收起断点列表</translation>
    </message>
    <message>
        <source>Arrange the panels for debugging: with breakpoints, watched values, packets and the monitor</source>
        <translation>按调试的需要排列面板：断点、监视的值、数据包和监控台</translation>
    </message>
    <message>
        <source>Zoom the Timeline In</source>
        <translation>放大时间线</translation>
    </message>
    <message>
        <source>Show half as much of it, about the cursor</source>
        <translation>以光标为中心，只显示一半</translation>
    </message>
    <message>
        <source>Zoom the Timeline Out</source>
        <translation>缩小时间线</translation>
    </message>
    <message>
        <source>Show twice as much of it</source>
        <translation>显示两倍的范围</translation>
    </message>
    <message>
        <source>Zoom the Timeline to the Switch</source>
        <translation>时间线缩放到此次切换</translation>
    </message>
    <message>
        <source>Show the world switch of the cursor, macro by macro</source>
        <translation>逐个宏显示光标所在的世界切换</translation>
    </message>
    <message>
        <source>Show the Whole Timeline</source>
        <translation>显示整条时间线</translation>
    </message>
    <message>
        <source>Show all that is recorded</source>
        <translation>显示录制的全部内容</translation>
    </message>
    <message>
        <source>next single stepi</source>
        <translation>下一条 单步 指令 next</translation>
    </message>
    <message>
        <source>next over</source>
        <translation>下一个 跳过 next</translation>
    </message>
    <message>
        <source>finish out guest</source>
        <translation>完成 跳出 客户机</translation>
    </message>
    <message>
        <source>continue go resume entry</source>
        <translation>继续 运行 下一次 入口</translation>
    </message>
    <message>
        <source>until cursor</source>
        <translation>运行到 光标</translation>
    </message>
    <message>
        <source>continue go resume</source>
        <translation>继续 运行</translation>
    </message>
    <message>
        <source>stop halt remove delete clear toggle</source>
        <translation>停止 清除 删除 取消 切换</translation>
    </message>
    <message>
        <source>stop halt condition add</source>
        <translation>停止 条件 添加</translation>
    </message>
    <message>
        <source>delete clear</source>
        <translation>删除 清除</translation>
    </message>
    <message>
        <source>reverse undo previous</source>
        <translation>后退 撤销 上一个 反向</translation>
    </message>
    <message>
        <source>Back to the Start of the Switch</source>
        <translation>回到本次切换的开头</translation>
    </message>
    <message>
        <source>Go back to where this world switch begins in the recording; from there, to where the one before does</source>
        <translation>在记录中回到本次世界切换开始处；已在那里时，回到上一次开始处</translation>
    </message>
    <message>
        <source>reverse previous before entry</source>
        <translation>后退 上一次 反向 入口</translation>
    </message>
    <message>
        <source>first begin home rewind</source>
        <translation>开头 最初 第一步</translation>
    </message>
    <message>
        <source>end last latest live</source>
        <translation>末尾 最新 最后 实时</translation>
    </message>
    <message>
        <source>cpu core processor smp</source>
        <translation>处理器 核心</translation>
    </message>
    <message>
        <source>where program counter current</source>
        <translation>当前 位置 程序计数器</translation>
    </message>
    <message>
        <source>who wrote history last</source>
        <translation>谁写的 历史 上次</translation>
    </message>
    <message>
        <source>history</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>set change poke modify write</source>
        <translation>修改 设置 写入 更改</translation>
    </message>
    <message>
        <source>Go to a Register or Slot…</source>
        <translation>转到寄存器或槽位…</translation>
    </message>
    <message>
        <source>Find a register, a CSR or a slot by a part of its name and inspect it</source>
        <translation>按名称的一部分查找寄存器、CSR 或槽位并查看它</translation>
    </message>
    <message>
        <source>find search select inspect csr</source>
        <translation>查找 搜索 选择 查看</translation>
    </message>
    <message>
        <source>note comment delete remove</source>
        <translation>备注 注释 删除</translation>
    </message>
    <message>
        <source>compare diff</source>
        <translation>比较 差异</translation>
    </message>
    <message>
        <source>diff difference</source>
        <translation>差异 区别</translation>
    </message>
    <message>
        <source>check verify findings</source>
        <translation>检查 验证 问题</translation>
    </message>
    <message>
        <source>stop abort interrupt break</source>
        <translation>停止 中止 中断</translation>
    </message>
    <message>
        <source>connect gdb remote qemu</source>
        <translation>连接 远程</translation>
    </message>
    <message>
        <source>load file swrec</source>
        <translation>加载 文件</translation>
    </message>
    <message>
        <source>save trace capture log swrec stop</source>
        <translation>保存 跟踪 日志 录制 停止</translation>
    </message>
    <message>
        <source>close end disconnect home</source>
        <translation>关闭 结束 断开 首页</translation>
    </message>
    <message>
        <source>reboot again rerun</source>
        <translation>重启 重新运行</translation>
    </message>
    <message>
        <source>attach again</source>
        <translation>重连 再次附加</translation>
    </message>
    <message>
        <source>Ask before Steps Are Lost</source>
        <translation>丢失步骤前询问</translation>
    </message>
    <message>
        <source>Offer to save steps that no file has before the session ends</source>
        <translation>会话结束前，提示保存尚未存入文件的步骤</translation>
    </message>
    <message>
        <source>confirm question warn unsaved</source>
        <translation>确认 提问 警告 未保存</translation>
    </message>
    <message>
        <source>details value</source>
        <translation>详情 值</translation>
    </message>
    <message>
        <source>traps causes</source>
        <translation>陷入 原因</translation>
    </message>
    <message>
        <source>diff compare</source>
        <translation>差异 比较</translation>
    </message>
    <message>
        <source>variables registers</source>
        <translation>变量 寄存器</translation>
    </message>
    <message>
        <source>gdb protocol log</source>
        <translation>协议 日志</translation>
    </message>
    <message>
        <source>qemu console terminal command</source>
        <translation>控制台 终端 命令</translation>
    </message>
    <message>
        <source>arrange view windows</source>
        <translation>排列 视图 窗口</translation>
    </message>
    <message>
        <source>reset default layout panels restore</source>
        <translation>重置 默认 布局 恢复</translation>
    </message>
    <message>
        <source>save share arrangement</source>
        <translation>保存 分享 布局</translation>
    </message>
    <message>
        <source>load open arrangement</source>
        <translation>加载 打开 布局</translation>
    </message>
    <message>
        <source>screenshot image png svg export print</source>
        <translation>截图 图像 导出 打印</translation>
    </message>
    <message>
        <source>full screen fullscreen projector slideshow</source>
        <translation>全屏 投影 演示</translation>
    </message>
    <message>
        <source>struct offset layout bytes</source>
        <translation>结构 偏移 布局 字节</translation>
    </message>
    <message>
        <source>small dense short</source>
        <translation>小 紧凑</translation>
    </message>
    <message>
        <source>zoom bigger font size</source>
        <translation>缩放 放大 字号</translation>
    </message>
    <message>
        <source>zoom tinier font size</source>
        <translation>缩放 缩小 字号</translation>
    </message>
    <message>
        <source>reset zoom normal size</source>
        <translation>重置 缩放 原始大小</translation>
    </message>
    <message>
        <source>colours colors night day mode</source>
        <translation>颜色 夜间 日间 模式</translation>
    </message>
    <message>
        <source>colours colors mode auto</source>
        <translation>颜色 模式 自动</translation>
    </message>
    <message>
        <source>animation arrows accessibility</source>
        <translation>动画 箭头 无障碍</translation>
    </message>
    <message>
        <source>language translation</source>
        <translation>语言 翻译</translation>
    </message>
    <message>
        <source>language translation chinese zhongwen</source>
        <translation>语言 翻译 中文</translation>
    </message>
    <message>
        <source>commands search find</source>
        <translation>命令 搜索 查找</translation>
    </message>
    <message>
        <source>shortcuts hotkeys bindings keyboard settings preferences</source>
        <translation>快捷键 热键 键盘 设置 首选项</translation>
    </message>
    <message>
        <source>help shortcuts hotkeys keyboard</source>
        <translation>帮助 快捷键 热键 键盘</translation>
    </message>
    <message>
        <source>exit close leave</source>
        <translation>退出 关闭 离开</translation>
    </message>
</context>
<context>
    <name>availability</name>
    <message>
        <source>no target is open</source>
        <translation>没有打开目标</translation>
    </message>
    <message>
        <source>the recording ends here</source>
        <translation>录制到此结束</translation>
    </message>
    <message>
        <source>the target has ended; Restart starts it again</source>
        <translation>目标已结束；“重新启动”可再次启动</translation>
    </message>
    <message>
        <source>the target is running; Esc stops it</source>
        <translation>目标正在运行；按 Esc 停止</translation>
    </message>
    <message>
        <source>the recording starts here</source>
        <translation>录制从此开始</translation>
    </message>
    <message>
        <source>the cursor is there</source>
        <translation>光标已在那里</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>没有选中任何项</translation>
    </message>
    <message>
        <source>no instruction of the routine is picked</source>
        <translation>没有选定例程中的指令</translation>
    </message>
    <message>
        <source>this is a recording: what happened cannot be changed</source>
        <translation>这是录制：已发生的事不能改变</translation>
    </message>
    <message>
        <source>the cursor is in the past; To Now goes to where the target is</source>
        <translation>光标在过去；“到现在”会转到目标所在处</translation>
    </message>
    <message>
        <source>its value is not known</source>
        <translation>其值未知</translation>
    </message>
    <message>
        <source>there are no bookmarks; Bookmark Here sets one</source>
        <translation>没有书签；“在此添加书签”可设置</translation>
    </message>
    <message>
        <source>no bookmark is behind the cursor</source>
        <translation>光标之后没有书签</translation>
    </message>
    <message>
        <source>no bookmark is in front of the cursor</source>
        <translation>光标之前没有书签</translation>
    </message>
    <message>
        <source>there is no world switch before</source>
        <translation>之前没有世界切换</translation>
    </message>
    <message>
        <source>this is a file already</source>
        <translation>这已经是文件</translation>
    </message>
    <message>
        <source>it was not written before</source>
        <translation>之前没有写入过</translation>
    </message>
    <message>
        <source>it is not written later in the recording</source>
        <translation>录制中之后没有写入</translation>
    </message>
    <message>
        <source>there are no breakpoints; a click at the left of an instruction sets one</source>
        <translation>没有断点；点击指令左侧可设置</translation>
    </message>
    <message>
        <source>the hart is not in the routine</source>
        <translation>硬件线程不在例程中</translation>
    </message>
    <message>
        <source>nothing is going on</source>
        <translation>没有正在进行的操作</translation>
    </message>
    <message>
        <source>this is the start page</source>
        <translation>这就是起始页</translation>
    </message>
    <message>
        <source>no target has been opened</source>
        <translation>尚未打开过目标</translation>
    </message>
    <message>
        <source>they are as large as they get</source>
        <translation>已是最大</translation>
    </message>
    <message>
        <source>they are as small as they get</source>
        <translation>已是最小</translation>
    </message>
    <message>
        <source>they have their normal size</source>
        <translation>已是正常大小</translation>
    </message>
    <message>
        <source>all breakpoints are switched off</source>
        <translation>所有断点都已停用</translation>
    </message>
    <message>
        <source>there is one hart only</source>
        <translation>只有一个 hart</translation>
    </message>
</context>
<context>
    <name>badges</name>
    <message>
        <source>The guest&apos;s instructions run: V = 1</source>
        <translation>客户机指令在运行：V = 1</translation>
    </message>
    <message>
        <source>Firmware runs, in M-mode</source>
        <translation>固件在运行，M 模式</translation>
    </message>
    <message>
        <source>The host&apos;s instructions run: HS-mode, V = 0</source>
        <translation>主机指令在运行：HS 模式，V = 0</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>The target is being started</source>
        <translation>目标正在启动</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Target gone</source>
        <translation>目标已消失</translation>
    </message>
    <message>
        <source>The target has ended; the recording stays</source>
        <translation>目标已结束；录制保留</translation>
    </message>
    <message>
        <source>Recorded · %1</source>
        <translation>已录制 · %1</translation>
    </message>
    <message>
        <source>No target: this is the recording %1</source>
        <translation>没有目标：这是录制 %1</translation>
    </message>
    <message>
        <source>In the past</source>
        <translation>在过去</translation>
    </message>
    <message>
        <source>The cursor stands in the recording; the target waits at its end</source>
        <translation>光标停在录制中；目标在其末尾等待</translation>
    </message>
    <message>
        <source>hart %1</source>
        <translation>硬件线程 %1</translation>
    </message>
    <message>
        <source>Hardware thread</source>
        <translation>硬件线程</translation>
    </message>
    <message>
        <source>vCPU %1</source>
        <translation>vCPU %1</translation>
    </message>
    <message>
        <source>%1 @ %2</source>
        <translation>%1 @ %2</translation>
    </message>
    <message>
        <source>Its save area lies at %1</source>
        <translation>其保存区位于 %1</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>The routine breaks what a world switch must keep: a click lists it</source>
        <translation>例程违反了世界切换必须保持的约束：点击列出</translation>
    </message>
    <message>
        <source>The hart that is followed, one of %1: a click lists them</source>
        <translation>正在跟随的 hart，共 %1 个：点击列出</translation>
    </message>
    <message>
        <source>REC %1</source>
        <translation>录制 %1</translation>
    </message>
    <message>
        <source>Every step goes into %1, which has %2 so far; Ctrl+R ends it</source>
        <translation>每一步都写入 %1，目前 %2；Ctrl+R 结束录制</translation>
    </message>
    <message>
        <source>REC</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>The target runs; Esc stops it</source>
        <translation>目标正在运行；按 Esc 停止</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>The cursor is where the target is; every step can be gone back to</source>
        <translation>光标就在目标所在处；每一步都可以回退查看</translation>
    </message>
</context>
<context>
    <name>file_dialogs</name>
    <message>
        <source>Import a layout</source>
        <translation>导入布局</translation>
    </message>
    <message>
        <source>Export the layout</source>
        <translation>导出布局</translation>
    </message>
    <message>
        <source>Layouts (*.json)</source>
        <translation>布局 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Record to a file</source>
        <translation>录制到文件</translation>
    </message>
    <message>
        <source>Recordings (*.swrec)</source>
        <translation>录制 (*.swrec)</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>firmware</source>
        <translation>固件</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>BIT FIELDS</source>
        <translation>位域</translation>
    </message>
    <message>
        <source>step %1 · </source>
        <translation>第 %1 步 · </translation>
    </message>
    <message>
        <source>HOW IT CAME HERE</source>
        <translation>如何到达这里</translation>
    </message>
    <message>
        <source>%1 earlier steps</source>
        <translation>之前还有 %1 步</translation>
    </message>
    <message>
        <source>Select a register or a slot to see what it holds, where that came from and who wrote it.</source>
        <translation>选择一个寄存器或槽位，查看它的值、来源和写入者。</translation>
    </message>
    <message>
        <source>whose</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>unsigned</source>
        <translation>无符号</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>有符号</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>scratch</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>from</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>HOW IT CAME HERE, IN SWITCH %1</source>
        <translation>它如何来到这里（第 %1 次切换）</translation>
    </message>
    <message>
        <source>⇤ previous write</source>
        <translation>⇤ 上一次写入</translation>
    </message>
    <message>
        <source>next write ⇥</source>
        <translation>下一次写入 ⇥</translation>
    </message>
</context>
<context>
    <name>lanes</name>
    <message>
        <source>pointers</source>
        <translation>指针</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>被保存</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>temporaries</source>
        <translation>临时寄存器</translation>
    </message>
    <message>
        <source>CSRs</source>
        <translation>CSR</translation>
    </message>
    <message>
        <source>Host slots</source>
        <translation>主机槽位</translation>
    </message>
    <message>
        <source>CPU now · %1</source>
        <translation>当前 CPU · %1</translation>
    </message>
    <message>
        <source>Guest slots</source>
        <translation>客户机槽位</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Host slot</source>
        <translation>主机槽位</translation>
    </message>
    <message>
        <source>CPU now</source>
        <translation>当前 CPU</translation>
    </message>
    <message>
        <source>Guest slot</source>
        <translation>客户机槽位</translation>
    </message>
    <message>
        <source>%1..%2: not touched by the switch, %3 bytes</source>
        <translation>%1..%2：切换不触及，%3 字节</translation>
    </message>
    <message>
        <source>%1..%2: %3 bytes</source>
        <translation>%1..%2：%3 字节</translation>
    </message>
    <message>
        <source>There: %1</source>
        <translation>其中有：%1</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>offsets from %1</source>
        <translation>偏移起点 %1</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>not touched by the switch</source>
        <translation>切换不触及</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>the picture could not be written to %1</source>
        <translation>无法将图片写入 %1</translation>
    </message>
    <message>
        <source>Is there room, and may files be made in this folder?</source>
        <translation>磁盘是否有空间？该文件夹是否允许写入？</translation>
    </message>
    <message>
        <source>World switch</source>
        <translation>世界切换</translation>
    </message>
</context>
<context>
    <name>proof</name>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Recorded switches</source>
        <translation>录制的切换</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>World</source>
        <translation>世界</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>Saved by</source>
        <translation>保存者</translation>
    </message>
    <message>
        <source>Restored by</source>
        <translation>恢复者</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
</context>
<context>
    <name>provenance</name>
    <message>
        <source>%1, not moved in this world switch.</source>
        <translation>%1，本次世界切换中没有移动。</translation>
    </message>
    <message>
        <source>%1, from a stretch that ran unobserved, step %2.</source>
        <translation>%1，来自未被观察的运行段，第 %2 步。</translation>
    </message>
    <message>
        <source>%1, made by `%2` at step %3.</source>
        <translation>%1，由 `%2` 在第 %3 步产生。</translation>
    </message>
    <message>
        <source>%1, written by the guest&apos;s `%2` at step %3.</source>
        <translation>%1，由客户机的 `%2` 在第 %3 步写入。</translation>
    </message>
    <message>
        <source>%1, brought here by `%2` at step %3.</source>
        <translation>%1，由 `%2` 在第 %3 步带到这里。</translation>
    </message>
</context>
<context>
    <name>routine</name>
    <message>
        <source>guest runs (VS)</source>
        <translation>客户机运行（VS）</translation>
    </message>
    <message>
        <source>1 instruction</source>
        <translation>1 条指令</translation>
    </message>
    <message>
        <source>%1 instructions</source>
        <translation>%1 条指令</translation>
    </message>
    <message>
        <source> and more</source>
        <translation> 及更多</translation>
    </message>
    <message>
        <source>The names of the macros come from the source.</source>
        <translation>宏的名称来自源代码。</translation>
    </message>
    <message>
        <source>The macros are named by what their instructions do: the image has no lines of macros.</source>
        <translation>宏按其指令的作用命名：映像中没有宏的行信息。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::AttachDialog</name>
    <message>
        <source>127.0.0.1:1234 or unix:/path/of/socket</source>
        <translation>127.0.0.1:1234 或 unix:/套接字路径</translation>
    </message>
    <message>
        <source>the vmlinux that runs there</source>
        <translation>在那里运行的 vmlinux</translation>
    </message>
    <message>
        <source>where the image was built</source>
        <translation>构建该映像的位置</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Attach to a Machine</source>
        <translation>连接到机器</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The Folder of the Sources</source>
        <translation>源代码文件夹</translation>
    </message>
    <message>
        <source>The Image of the Kernel</source>
        <translation>内核映像</translation>
    </message>
    <message>
        <source>A QEMU whose gdb server is open (started with -s or -gdb). It is stopped while one looks at it, and runs on when the session ends.</source>
        <translation>已打开 gdb 服务器的 QEMU（以 -s 或 -gdb 启动）。查看时它会停下，会话结束后继续运行。</translation>
    </message>
    <message>
        <source>Machines attached to before</source>
        <translation>以前连接过的机器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Attaching, and waiting for a world switch…</source>
        <translation>正在连接，并等待一次世界切换…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::BadgeRow</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::Banner</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Do not ask again</source>
        <translation>不再询问</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在这里</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::BookmarkModel</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::BreakpointModel</name>
    <message>
        <source>%1 · %2 passed</source>
        <translation>%1 · 略过 %2 次</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>入口</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>guest entry</source>
        <translation>进入客户机</translation>
    </message>
    <message>
        <source>guest exit</source>
        <translation>客户机退出</translation>
    </message>
    <message>
        <source>slot write</source>
        <translation>写槽位</translation>
    </message>
    <message>
        <source>guest address</source>
        <translation>客户机地址</translation>
    </message>
    <message>
        <source>host address</source>
        <translation>主机地址</translation>
    </message>
    <message>
        <source>instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Reached with all that must hold: %1 times
Reached otherwise: %2 times</source>
        <translation>条件全部成立时到达：%1 次
其他情况下到达：%2 次</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Hart</source>
        <translation>hart</translation>
    </message>
    <message>
        <source>vCPU</source>
        <translation>vCPU</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频次</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::BreakpointPanel</name>
    <message>
        <source>No breakpoints. Type one above, such as guest-exit if cause == 23, or click at the left of an instruction in the routine.</source>
        <translation>没有断点。在上方输入，例如 guest-exit if cause == 23，或点击例程中指令的左侧。</translation>
    </message>
    <message>
        <source>Breakpoints stop a target: %1.</source>
        <translation>断点用来停下目标：%1。</translation>
    </message>
    <message>
        <source>New breakpoint</source>
        <translation>新断点</translation>
    </message>
    <message>
        <source>New breakpoint: guest-exit if cause == 23 after 2</source>
        <translation>新断点：guest-exit if cause == 23 after 2</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Where, and when: entry, macro:NAME, guest-entry, guest-exit, write:SLOT, guest:ADDRESS, host:ADDRESS, at:+OFFSET; then if, hart, vcpu, after, every, once, off</source>
        <translation>何处、何时：entry、macro:NAME、guest-entry、guest-exit、write:SLOT、guest:ADDRESS、host:ADDRESS、at:+OFFSET；其后 if、hart、vcpu、after、every、once、off</translation>
    </message>
    <message>
        <source>No breakpoint can be set: %1</source>
        <translation>不能设置断点：%1</translation>
    </message>
    <message>
        <source>%1 is not in the routine: there is no instruction to show.</source>
        <translation>%1 不在例程中：没有可显示的指令。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::CommandPalette</name>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>Which register, CSR or slot?</source>
        <translation>哪个寄存器、CSR 或槽位？</translation>
    </message>
    <message>
        <source>What do you want to do, or which register to see?</source>
        <translation>想做什么，或查看哪个寄存器？</translation>
    </message>
    <message>
        <source>Nothing is called “%1”. Actions are found by words of their names; registers, CSRs and slots by a part of theirs, once a target is open. F1 shows all keys.</source>
        <translation>没有叫“%1”的东西。操作可按名称中的词查找；打开目标后，寄存器、CSR 和槽位可按名称的一部分查找。F1 显示所有按键。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ConsolePanel</name>
    <message>
        <source>Answers of the monitor</source>
        <translation>监控台的回答</translation>
    </message>
    <message>
        <source>Command for the monitor</source>
        <translation>监控台命令</translation>
    </message>
    <message>
        <source>A command of QEMU&apos;s monitor, such as: info registers</source>
        <translation>QEMU 监控命令，例如：info registers</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>现在不可用：%1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::DifferenceModel</name>
    <message>
        <source>step %1 · %2 · %3</source>
        <translation>第 %1 步 · %2 · %3</translation>
    </message>
    <message>
        <source>Register or slot</source>
        <translation>寄存器或槽位</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Written last by</source>
        <translation>最后写入者</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::DockArea</name>
    <message>
        <source>ROUTINE</source>
        <translation>例程</translation>
    </message>
    <message>
        <source>INSPECTOR AND PROOF</source>
        <translation>检查器与证明</translation>
    </message>
    <message>
        <source>BOOKMARKS</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>EXITS</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>DIFFERENCE</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>WATCH</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>PACKETS</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>MONITOR</source>
        <translation>监控台</translation>
    </message>
    <message>
        <source>BREAKPOINTS</source>
        <translation>断点</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::DockTitle</name>
    <message>
        <source>Close %1</source>
        <translation>关闭%1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::DropTarget</name>
    <message>
        <source>Drop to open %1</source>
        <translation>松开以打开 %1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ExitCountsModel</name>
    <message>
        <source>further ones</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>exits of the guest</source>
        <translation>客户机退出</translation>
    </message>
    <message>
        <source>instructions watched</source>
        <translation>观察到的指令</translation>
    </message>
    <message>
        <source>stretches that ran unobserved</source>
        <translation>未观察的运行段</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <translation>纳秒</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ExitsModel</name>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>About</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Guest pc</source>
        <translation>客户机 pc</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ExitsPanel</name>
    <message>
        <source>The guest has not come back in this recording yet.</source>
        <translation>此录制中客户机尚未返回。</translation>
    </message>
    <message>
        <source>No exit is of what is chosen above.</source>
        <translation>没有符合上方选择的退出。</translation>
    </message>
    <message>
        <source>Only exits with this cause</source>
        <translation>只显示此原因的退出</translation>
    </message>
    <message>
        <source>Only exits on this hart</source>
        <translation>只显示此 hart 上的退出</translation>
    </message>
    <message>
        <source>Only exits of this vCPU</source>
        <translation>只显示此 vCPU 的退出</translation>
    </message>
    <message>
        <source>Only exits of these world switches</source>
        <translation>只显示这些世界切换的退出</translation>
    </message>
    <message>
        <source>switches 3..7</source>
        <translation>切换 3..7</translation>
    </message>
    <message>
        <source>A number or a range of world switches: 3, 3..7 or 3..; the first one is 0</source>
        <translation>世界切换的编号或范围：3、3..7 或 3..；第一次是 0</translation>
    </message>
    <message>
        <source>%1 % counted</source>
        <translation>已统计 %1 %</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Show each exit</source>
        <translation>显示每次退出</translation>
    </message>
    <message>
        <source>Show how often each cause occurs, with shares</source>
        <translation>显示每种原因出现的次数和占比</translation>
    </message>
    <message>
        <source>All causes</source>
        <translation>所有原因</translation>
    </message>
    <message>
        <source>All harts</source>
        <translation>所有 hart</translation>
    </message>
    <message>
        <source>hart %1</source>
        <translation>hart %1</translation>
    </message>
    <message>
        <source>All vCPUs</source>
        <translation>所有 vCPU</translation>
    </message>
    <message>
        <source>vCPU %1</source>
        <translation>vCPU %1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ExplainBar</name>
    <message>
        <source>What the last step means</source>
        <translation>上一步的含义</translation>
    </message>
    <message>
        <source>The host is about to enter %1: its next instruction is the first of the world switch.</source>
        <translation>主机即将进入 %1：下一条指令是世界切换的第一条。</translation>
    </message>
    <message>
        <source>The recording starts here. F5 goes to the next world switch.</source>
        <translation>录制从此开始。按 F5 转到下一次世界切换。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::FindingDelegate</name>
    <message>
        <source>&lt;b&gt;Must hold&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;必须成立&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Otherwise&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;否则&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>Seen in 1 recorded switch.</source>
        <translation>在 1 次录制的切换中出现。</translation>
    </message>
    <message>
        <source>Seen in %1 recorded switches.</source>
        <translation>在 %1 次录制的切换中出现。</translation>
    </message>
    <message>
        <source>Go to step %1 →</source>
        <translation>转到第 %1 步 →</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::FindingsModel</name>
    <message>
        <source>not followed</source>
        <translation>未跟踪</translation>
    </message>
    <message>
        <source>The proof does not follow %1: what comes after it is not proven.</source>
        <translation>证明无法跟踪 %1：其后的内容未被证明。</translation>
    </message>
    <message>
        <source>Checking the recording: %1 switches so far, %2%.</source>
        <translation>正在检查录制：已检查 %1 次切换，%2%。</translation>
    </message>
    <message>
        <source>The recorded switch agrees.</source>
        <translation>录制的切换与之相符。</translation>
    </message>
    <message>
        <source>All %1 recorded switches agree.</source>
        <translation>全部 %1 次录制的切换与之相符。</translation>
    </message>
    <message>
        <source>1 recorded switch was checked as well.</source>
        <translation>还检查了 1 次录制的切换。</translation>
    </message>
    <message>
        <source>%1 recorded switches were checked as well.</source>
        <translation>还检查了 %1 次录制的切换。</translation>
    </message>
    <message>
        <source>This routine is proven correct: %1 properties hold.</source>
        <translation>此例程已被证明正确：%1 条性质成立。</translation>
    </message>
    <message>
        <source>Nothing wrong was found, and nothing is proven: not all of it can be followed.</source>
        <translation>没有发现错误，也没有证明任何结论：并非全部都能跟踪。</translation>
    </message>
    <message>
        <source>1 finding: this routine breaks what a world switch must keep.</source>
        <translation>1 个问题：此例程违反了世界切换必须保持的约束。</translation>
    </message>
    <message>
        <source>%1 findings: this routine breaks what a world switch must keep.</source>
        <translation>%1 个问题：此例程违反了世界切换必须保持的约束。</translation>
    </message>
    <message>
        <source>What must hold: %1
Otherwise: %2</source>
        <translation>必须成立：%1
否则：%2</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::FindingsPanel</name>
    <message>
        <source>SAVED AND RESTORED</source>
        <translation>保存与恢复</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>no target is open</source>
        <translation>没有打开目标</translation>
    </message>
    <message>
        <source>the routine is proven: no findings</source>
        <translation>例程已被证明：没有问题</translation>
    </message>
    <message>
        <source>no finding is selected</source>
        <translation>没有选中问题</translation>
    </message>
    <message>
        <source>this world switch has not been there yet</source>
        <translation>本次世界切换尚未到达那里</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::InspectorPanel</name>
    <message>
        <source>edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>WRITES, THE LATEST FIRST</source>
        <translation>写入，最近的在前</translation>
    </message>
    <message>
        <source>Writes of the selected place</source>
        <translation>所选位置的写入</translation>
    </message>
    <message>
        <source>pinned ×</source>
        <translation>已固定 ×</translation>
    </message>
    <message>
        <source>This place stays here whatever is stepped. Esc, or a click here, goes back to what each step writes.</source>
        <translation>无论怎样单步，这里都一直显示此位置。按 Esc 或点击这里，恢复显示每一步所写的位置。</translation>
    </message>
    <message>
        <source>⇤ previous</source>
        <translation>⇤ 上一次</translation>
    </message>
    <message>
        <source>next ⇥</source>
        <translation>下一次 ⇥</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LanesView</name>
    <message>
        <source>World switch: host slots, CPU, guest slots</source>
        <translation>世界切换：主机槽位、CPU、客户机槽位</translation>
    </message>
    <message>
        <source>World switch: the save area in the order of memory, and the CPU</source>
        <translation>世界切换：按内存顺序的保存区与 CPU</translation>
    </message>
    <message>
        <source>World switch, compact: host slots, CPU, guest slots</source>
        <translation>世界切换（紧凑）：主机槽位、CPU、客户机槽位</translation>
    </message>
    <message>
        <source>at offset 0x%1, address %2</source>
        <translation>偏移 0x%1，地址 %2</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::MainWindow</name>
    <message>
        <source>%1 — Switchscope</source>
        <translation>%1 — Switchscope</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Everything this window can do</source>
        <translation>此窗口能做的一切</translation>
    </message>
    <message>
        <source>Everything recorded so far stays here.</source>
        <translation>已录制的内容都保留在这里。</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The layout could not be written to %1.</source>
        <translation>无法将布局写入 %1。</translation>
    </message>
    <message>
        <source>Is there room, and may files be made in this folder?</source>
        <translation>磁盘是否有空间？该文件夹是否允许写入？</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>hart %1 · %2 · %3</source>
        <translation>hart %1 · %2 · %3</translation>
    </message>
    <message>
        <source>Open without Saving</source>
        <translation>不保存并打开</translation>
    </message>
    <message>
        <source>Everything recorded so far stays here until a restart.</source>
        <translation>到目前为止记录的一切都保留在这里，直到重新启动。</translation>
    </message>
    <message>
        <source>Quit without Saving</source>
        <translation>不保存并退出</translation>
    </message>
    <message>
        <source>%1: not now, %2.</source>
        <translation>%1：现在不行，%2。</translation>
    </message>
    <message>
        <source>Copied the rows of the table.</source>
        <translation>已复制表格的行。</translation>
    </message>
    <message>
        <source>Copied the lanes, as they are at step %1.</source>
        <translation>已复制第 %1 步时的泳道。</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>图片已保存到 %1。</translation>
    </message>
    <message>
        <source>Close without Saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Attach without Saving</source>
        <translation>不保存并附加</translation>
    </message>
    <message>
        <source>Restart without Saving</source>
        <translation>不保存并重新启动</translation>
    </message>
    <message>
        <source>One step of this session is in no file.</source>
        <translation>本次会话有一步尚未存入文件。</translation>
    </message>
    <message>
        <source>%1 steps of this session are in no file.</source>
        <translation>本次会话有 %1 步尚未存入文件。</translation>
    </message>
    <message>
        <source>They are lost unless they are saved first.</source>
        <translation>若不先保存，它们将会丢失。</translation>
    </message>
    <message>
        <source>Save Recording…</source>
        <translation>保存记录…</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::MatrixModel</name>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>No instruction saves it</source>
        <translation>没有指令保存它</translation>
    </message>
    <message>
        <source>No instruction restores it</source>
        <translation>没有指令恢复它</translation>
    </message>
    <message>
        <source>register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>被保存</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>已恢复</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::MatrixView</name>
    <message>
        <source>What is saved and restored, by which instruction</source>
        <translation>保存和恢复了什么，由哪条指令</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::NoteEditor</name>
    <message>
        <source>Note of the bookmark</source>
        <translation>书签的备注</translation>
    </message>
    <message>
        <source>A note, or nothing</source>
        <translation>备注，可留空</translation>
    </message>
    <message>
        <source>Enter saves, Esc cancels</source>
        <translation>Enter 保存，Esc 取消</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::PaletteModel</name>
    <message>
        <source>register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>CSR</source>
        <translation>CSR</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>Inspect %1</source>
        <translation>查看 %1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::Panels</name>
    <message>
        <source>No bookmarks. Ctrl+D sets one at the cursor.</source>
        <translation>没有书签。Ctrl+D 在光标处设置一个。</translation>
    </message>
    <message>
        <source>Set the markers A and B at two moments, or compare with the switch before: what differs is told here.</source>
        <translation>在两个时刻设置标记 A 和 B，或与上一次切换比较：差异会列在这里。</translation>
    </message>
    <message>
        <source>Type the name of a register or a slot above to keep it in sight: s3, sstatus, guest_context.a0.</source>
        <translation>在上方输入寄存器或槽位的名称以持续查看：s3、sstatus、guest_context.a0。</translation>
    </message>
    <message>
        <source>Nothing went over a connection: a recording has none.</source>
        <translation>没有任何通信：录制没有连接。</translation>
    </message>
    <message>
        <source>bookmark…</source>
        <translation>书签…</translation>
    </message>
    <message>
        <source>set A</source>
        <translation>设为 A</translation>
    </message>
    <message>
        <source>set B</source>
        <translation>设为 B</translation>
    </message>
    <message>
        <source>previous switch</source>
        <translation>上一次切换</translation>
    </message>
    <message>
        <source>Register or slot to watch</source>
        <translation>要监视的寄存器或槽位</translation>
    </message>
    <message>
        <source>Register or slot</source>
        <translation>寄存器或槽位</translation>
    </message>
    <message>
        <source>There is no register and no slot with this name.</source>
        <translation>没有此名称的寄存器或槽位。</translation>
    </message>
    <message>
        <source>A: step %1 · B: step %2 · %3 places differ</source>
        <translation>A：第 %1 步 · B：第 %2 步 · %3 处不同</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::RoutineView</name>
    <message>
        <source>Routine: macros and instructions</source>
        <translation>例程：宏与指令</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::SessionController</name>
    <message>
        <source>Stopped: %1</source>
        <translation>已停下：%1</translation>
    </message>
    <message>
        <source>no target is running</source>
        <translation>没有目标在运行</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 已损坏：%2</translation>
    </message>
    <message>
        <source> (and %1 more places)</source>
        <translation>（另有 %1 处）</translation>
    </message>
    <message>
        <source>; %1 steps are intact.</source>
        <translation>；%1 步完好。</translation>
    </message>
    <message>
        <source>`switchscope info` lists all of it, `switchscope repair` saves what is intact.</source>
        <translation>`switchscope info` 列出全部，`switchscope repair` 保存完好的部分。</translation>
    </message>
    <message>
        <source>Recording to the file has ended. </source>
        <translation>录制到文件已结束。</translation>
    </message>
    <message>
        <source>What the window shows is not touched by that.</source>
        <translation>窗口显示的内容不受影响。</translation>
    </message>
    <message>
        <source>The bookmark is not kept: %1</source>
        <translation>书签未能保存：%1</translation>
    </message>
    <message>
        <source>nothing that was attached to is open</source>
        <translation>没有打开任何已连接的机器</translation>
    </message>
    <message>
        <source>the target is running; Esc stops it</source>
        <translation>目标正在运行；按 Esc 停止</translation>
    </message>
    <message>
        <source>no target is open</source>
        <translation>没有打开目标</translation>
    </message>
    <message>
        <source>this is a recording: there is no target that could be stopped</source>
        <translation>这是录制：没有可以停下的目标</translation>
    </message>
    <message>
        <source>the target has ended; Restart starts it again</source>
        <translation>目标已结束；“重新启动”可再次启动</translation>
    </message>
    <message>
        <source>%1 steps wait already: this key press was left out. Esc drops them.</source>
        <translation>已有 %1 步在等待：这次按键被忽略。按 Esc 可取消它们。</translation>
    </message>
    <message>
        <source>Saved to %1: %2 steps.</source>
        <translation>已保存到 %1：%2 步。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::SessionPage</name>
    <message>
        <source>ROUTINE · %1</source>
        <translation>例程 · %1</translation>
    </message>
    <message>
        <source>BOOKMARK AT STEP %1</source>
        <translation>第 %1 步的书签</translation>
    </message>
    <message>
        <source>NEW BOOKMARK AT STEP %1</source>
        <translation>第 %1 步的新书签</translation>
    </message>
    <message>
        <source>Bookmark at step %1
%2</source>
        <translation>第 %1 步的书签
%2</translation>
    </message>
    <message>
        <source>Marker %1 at step %2</source>
        <translation>标记 %1 在第 %2 步</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>switch %1 · %2</source>
        <translation>第 %1 次切换 · %2</translation>
    </message>
    <message>
        <source>A: step %1. Now set B (Ctrl+2) where it is to be compared.</source>
        <translation>A：第 %1 步。现在到要比较的位置设置 B（Ctrl+2）。</translation>
    </message>
    <message>
        <source>B: step %1. Now set A (Ctrl+1) where it is to be compared.</source>
        <translation>B：第 %1 步。现在到要比较的位置设置 A（Ctrl+1）。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ShortcutDialog</name>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>As at First</source>
        <translation>恢复初始</translation>
    </message>
    <message>
        <source>All as at First</source>
        <translation>全部恢复初始</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”: setting it here takes it away there.</source>
        <translation>%1 是“%2”的按键：在此设置会把它从那里移走。</translation>
    </message>
    <message>
        <source>Take It</source>
        <translation>取用</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ShortcutModel</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::SidePanel</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已证明</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>What the selected register or slot holds</source>
        <translation>所选寄存器或槽位的内容</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::StartPage</name>
    <message>
        <source>An oscilloscope for RISC-V KVM world switches: step one, instruction by instruction or macro by macro, and see every value leave the host and the guest come in.</source>
        <translation>RISC-V KVM 世界切换的示波器：逐条指令或逐个宏地单步执行，看每个值离开主机、进入客户机。</translation>
    </message>
    <message>
        <source>OPEN A TARGET</source>
        <translation>打开目标</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open a recording…  Ctrl+O</source>
        <translation>打开录制…  Ctrl+O</translation>
    </message>
    <message>
        <source>or drop a .swrec file anywhere on this window</source>
        <translation>或把 .swrec 文件拖放到此窗口</translation>
    </message>
    <message>
        <source> %1 s</source>
        <translation> %1 秒</translation>
    </message>
    <message>
        <source>Opening %1…%2</source>
        <translation>正在打开 %1…%2</translation>
    </message>
    <message>
        <source>Attach to a machine…  %1</source>
        <translation>连接到机器…  %1</translation>
    </message>
    <message>
        <source>RECENT RECORDINGS</source>
        <translation>最近的记录</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::StatusLine</name>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 步/秒</translation>
    </message>
    <message>
        <source>interrupts held off</source>
        <translation>中断被挡住</translation>
    </message>
    <message>
        <source>interrupts let in</source>
        <translation>中断可进入</translation>
    </message>
    <message>
        <source>While stepping, no interrupt is delivered and virtual time stands still</source>
        <translation>单步时不投递中断，虚拟时间静止</translation>
    </message>
    <message>
        <source>While stepping, interrupts are delivered and time goes on</source>
        <translation>单步时投递中断，时间继续</translation>
    </message>
    <message>
        <source>◴ starting the target: %1 s</source>
        <translation>◴ 正在启动目标：%1 秒</translation>
    </message>
    <message>
        <source>◴ running: %1 s, %2 steps</source>
        <translation>◴ 正在运行：%1 秒，%2 步</translation>
    </message>
    <message>
        <source>recording of %1</source>
        <translation>%1 的记录</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::TableCopier</name>
    <message>
        <source>Copy as Text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::TimelineBar</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>not executed yet</source>
        <translation>尚未执行</translation>
    </message>
    <message>
        <source>steps %1 to %2</source>
        <translation>第 %1 至 %2 步</translation>
    </message>
    <message>
        <source>all %1 steps</source>
        <translation>全部 %1 步</translation>
    </message>
    <message>
        <source>steps %1 to %2 of %3</source>
        <translation>第 %1 至 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>Ctrl and the wheel zoom, Shift and a drag zoom to a stretch, the wheel scrolls; a double click shows all</source>
        <translation>Ctrl 加滚轮缩放，Shift 加拖动缩放到一段，滚轮滚动；双击显示全部</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::TrafficModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>→ sent</source>
        <translation>→ 发送</translation>
    </message>
    <message>
        <source>← received</source>
        <translation>← 接收</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>数据包</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::ValueEditor</name>
    <message>
        <source>0x5e63, 24163, -1 or 0b101. Enter writes it into the target, Esc does not.</source>
        <translation>0x5e63、24163、-1 或 0b101。Enter 写入目标，Esc 放弃。</translation>
    </message>
    <message>
        <source>New value of %1</source>
        <translation>%1 的新值</translation>
    </message>
    <message>
        <source>This is no number. Numbers are written as 0x5e63, 24163, -1 or 0b101.</source>
        <translation>这不是数字。数字写作 0x5e63、24163、-1 或 0b101。</translation>
    </message>
    <message>
        <source>This does not fit: the place has %1 bytes.</source>
        <translation>放不下：此处只有 %1 字节。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::WatchModel</name>
    <message>
        <source>not in this session</source>
        <translation>不在此会话中</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Before the last step</source>
        <translation>上一步之前</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>归属</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::WindowActions</name>
    <message>
        <source>Not now: %1</source>
        <translation>现在不可用：%1</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::WriteHistory</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <source>same cause as before</source>
        <translation>与之前相同的原因</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>host C code</source>
        <translation>主机 C 代码</translation>
    </message>
    <message>
        <source>VS · guest, %1 steps</source>
        <translation>VS · 客户机，%1 步</translation>
    </message>
    <message>
        <source>VS · guest</source>
        <translation>VS · 客户机</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source> · exit: %1</source>
        <translation> · 退出：%1</translation>
    </message>
    <message>
        <source> · before the first switch</source>
        <translation> · 在第一次切换之前</translation>
    </message>
    <message>
        <source> · switch %1 · %2 in all</source>
        <translation> · 切换 %1 · 共 %2 次</translation>
    </message>
    <message>
        <source>hart %1</source>
        <translation>hart %1</translation>
    </message>
    <message>
        <source>Follow hart %1</source>
        <translation>跟随 hart %1</translation>
    </message>
    <message>
        <source>Finding at step %1</source>
        <translation>问题位于第 %1 步</translation>
    </message>
    <message>
        <source>hart %1 · </source>
        <translation>hart %1 · </translation>
    </message>
    <message>
        <source>another hart was followed here</source>
        <translation>此处跟随的是另一个 hart</translation>
    </message>
    <message>
        <source>%1 · switch %2
steps %3 to %4</source>
        <translation>%1 · 切换 %2
第 %3 至 %4 步</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>about step %1: host %2 %, guest %3 %, firmware %4 %</source>
        <translation>第 %1 步附近：主机 %2 %，客户机 %3 %，固件 %4 %</translation>
    </message>
</context>
</TS>
