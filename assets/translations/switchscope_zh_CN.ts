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
        <translation>每个寄存器一行：宿主槽位、CPU 和客户机槽位</translation>
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
        <translation>跟随下一个硬件线程</translation>
    </message>
    <message>
        <source>Show another hart at this moment and move along it; the target steps it next</source>
        <translation>显示此刻的另一个硬件线程并沿它移动；目标接下来单步它</translation>
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
        <source>Next Note</source>
        <translation>下一条说明</translation>
    </message>
    <message>
        <source>Go to the next note of the lesson, and to its moment</source>
        <translation>转到课程的下一条说明及其时刻</translation>
    </message>
    <message>
        <source>Previous Note</source>
        <translation>上一条说明</translation>
    </message>
    <message>
        <source>Go to the note before, and to its moment</source>
        <translation>转到上一条说明及其时刻</translation>
    </message>
    <message>
        <source>Back to the Lesson</source>
        <translation>回到课程</translation>
    </message>
    <message>
        <source>Go to the moment that the lesson speaks of</source>
        <translation>转到课程正在讲的时刻</translation>
    </message>
    <message>
        <source>Play a Script…</source>
        <translation>播放脚本…</translation>
    </message>
    <message>
        <source>Play a script of your own (.js) as a lesson: on the recording that is open, or else on the demo machine that it names</source>
        <translation>把自己的脚本（.js）当作课程播放：在打开的录制上，否则在脚本指定的演示机器上</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Show or put away the lessons</source>
        <translation>显示或收起课程</translation>
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
    <message>
        <source>tutorial learn course</source>
        <translation>教程 学习 课程</translation>
    </message>
    <message>
        <source>Keep the selected register or slot in sight in the list of what is watched</source>
        <translation>把选中的寄存器或槽位放进监视列表，一直看得见</translation>
    </message>
    <message>
        <source>list keep add follow</source>
        <translation>列表 保留 添加 跟踪 监视</translation>
    </message>
    <message>
        <source>Breakpoint on Writes</source>
        <translation>写入断点</translation>
    </message>
    <message>
        <source>Set a breakpoint behind whatever writes the selected slot, or take it away</source>
        <translation>在写入选中槽位的任何指令之后设断点，或将其去掉</translation>
    </message>
    <message>
        <source>stop halt watchpoint data</source>
        <translation>停止 暂停 监视点 数据断点</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back what was removed last: what was watched, a bookmark, a breakpoint</source>
        <translation>恢复最后移除的内容：监视项、书签或断点</translation>
    </message>
    <message>
        <source>restore revert delete back</source>
        <translation>恢复 还原 删除 找回</translation>
    </message>
    <message>
        <source>Copy the Value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy what the selected register or slot holds, in hex</source>
        <translation>以十六进制复制选中的寄存器或槽位的内容</translation>
    </message>
    <message>
        <source>clipboard hex number</source>
        <translation>剪贴板 十六进制 数字</translation>
    </message>
    <message>
        <source>Copy the Name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy the name of the selected register or slot</source>
        <translation>复制选中的寄存器或槽位的名称</translation>
    </message>
    <message>
        <source>clipboard path</source>
        <translation>剪贴板 路径</translation>
    </message>
    <message>
        <source>Copy the Row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Copy the selected register with its slots, in columns that a spreadsheet takes apart</source>
        <translation>复制选中的寄存器及其槽位，分成电子表格能识别的列</translation>
    </message>
    <message>
        <source>clipboard tabs tsv</source>
        <translation>剪贴板 制表符 tsv</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Show what the colours, shapes and arrows of the lanes mean, or put it away</source>
        <translation>显示或收起通道中颜色、形状和箭头的含义</translation>
    </message>
    <message>
        <source>explain colours colors symbols meaning</source>
        <translation>颜色 符号 含义 解释</translation>
    </message>
    <message>
        <source>close end disconnect home start page demo lessons recent</source>
        <translation>关闭 结束 断开 首页 开始页 演示 课程 最近</translation>
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
        <translation>只有一个硬件线程</translation>
    </message>
    <message>
        <source>no font here has Chinese characters; install one, such as Debian&apos;s fonts-droid-fallback</source>
        <translation>这里没有字体含有中文字符；请安装一个，例如 Debian 的 fonts-droid-fallback</translation>
    </message>
    <message>
        <source>no lesson is open; Lessons lists those there are</source>
        <translation>没有打开课程；“课程”列出全部课程</translation>
    </message>
    <message>
        <source>this is the last note</source>
        <translation>这是最后一条说明</translation>
    </message>
    <message>
        <source>this is the first note</source>
        <translation>这是第一条说明</translation>
    </message>
    <message>
        <source>the cursor is at the moment of the note</source>
        <translation>光标就在这条说明的时刻</translation>
    </message>
    <message>
        <source>this window cannot play scripts</source>
        <translation>此窗口不能播放脚本</translation>
    </message>
    <message>
        <source>a register is selected; only writes of slots can be waited for</source>
        <translation>选中的是寄存器；只能等待对槽位的写入</translation>
    </message>
    <message>
        <source>memory is selected; only registers and slots can be watched</source>
        <translation>选中的是内存；只能监视寄存器和槽位</translation>
    </message>
    <message>
        <source>nothing was removed</source>
        <translation>没有移除过任何内容</translation>
    </message>
    <message>
        <source>no bookmark comes after this step</source>
        <translation>这一步之后没有书签</translation>
    </message>
    <message>
        <source>no bookmark comes before this step</source>
        <translation>这一步之前没有书签</translation>
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
        <translation>宿主指令在运行：HS 模式，V = 0</translation>
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
        <translation>正在跟随的硬件线程，共 %1 个：点击列出</translation>
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
    <name>copy_actions</name>
    <message>
        <source>Copied the lanes, as they are at step %1.</source>
        <translation>已复制第 %1 步时的泳道。</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>图片已保存到 %1。</translation>
    </message>
    <message>
        <source>Copied the rows of the table.</source>
        <translation>已复制表格的行。</translation>
    </message>
    <message>
        <source>Copied one row.</source>
        <translation>已复制一行。</translation>
    </message>
    <message>
        <source>Copied %1 rows.</source>
        <translation>已复制 %1 行。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>what it held before</source>
        <translation>它原先的内容</translation>
    </message>
    <message>
        <source>a computation on whose result %1 depends (%2)</source>
        <translation>决定 %1 的一次计算（%2）</translation>
    </message>
    <message>
        <source>`%1` moves only %2 of the 8 bytes</source>
        <translation>`%1` 只搬运了 8 字节中的 %2 字节</translation>
    </message>
    <message>
        <source>The return label %1 is not aligned to 4 bytes: written to stvec, its two lowest bits are taken for the mode, and the trap does not land there.</source>
        <translation>返回标号 %1 未按 4 字节对齐：写入 stvec 后，最低两位会被当作模式位，陷入不会落到那里。</translation>
    </message>
    <message>
        <source>has its address</source>
        <translation>持有其地址</translation>
    </message>
    <message>
        <source>an address outside the struct, %1 bytes from its start</source>
        <translation>结构体之外的地址，距其起始 %1 字节</translation>
    </message>
    <message>
        <source>%1 instead of the struct pointer</source>
        <translation>%1，而不是结构体指针</translation>
    </message>
    <message>
        <source>From `%1` on a load or store goes through %2, which holds %3</source>
        <translation>从 `%1` 起，有一次加载或存储经由 %2，而其中是%3</translation>
    </message>
    <message>
        <source>From `%1` on %4 loads and stores go through %2, which holds %3</source>
        <translation>从 `%1` 起，有 %4 次加载和存储经由 %2，而其中是%3</translation>
    </message>
    <message>
        <source>%1: `%2` put it there.</source>
        <translation>%1：是 `%2` 放进去的。</translation>
    </message>
    <message>
        <source>%1: nothing has put it there yet.</source>
        <translation>%1：此时还没有任何指令把它放进去。</translation>
    </message>
    <message>
        <source>the first access that goes astray</source>
        <translation>第一次走错地址的访问</translation>
    </message>
    <message>
        <source>has the struct pointer</source>
        <translation>持有结构体指针</translation>
    </message>
    <message>
        <source>`%1` writes %2 bytes at offset %3 of struct %4, where no register is kept.</source>
        <translation>`%1` 在结构体 %4 的偏移 %3 处写入 %2 字节，而那里不保存任何寄存器。</translation>
    </message>
    <message>
        <source>After `%1` accesses through %2 miss their slots; the first: %3</source>
        <translation>执行 `%1` 之后，经由 %2 的访问都偏离了各自的槽位；第一处：%3</translation>
    </message>
    <message>
        <source>misses its slot</source>
        <translation>偏离了它的槽位</translation>
    </message>
    <message>
        <source>the host&apos;s %1</source>
        <translation>宿主的 %1</translation>
    </message>
    <message>
        <source>the guest&apos;s %1</source>
        <translation>客户机的 %1</translation>
    </message>
    <message>
        <source>the struct pointer</source>
        <translation>结构体指针</translation>
    </message>
    <message>
        <source>the return label</source>
        <translation>返回标号</translation>
    </message>
    <message>
        <source>While the guest runs sscratch holds %1 instead of the struct pointer</source>
        <translation>客户机运行期间，sscratch 中是%1，而不是结构体指针</translation>
    </message>
    <message>
        <source>While the guest runs stvec holds %1 instead of the return label</source>
        <translation>客户机运行期间，stvec 中是%1，而不是返回标号</translation>
    </message>
    <message>
        <source>Firmware is called with %1 in %2</source>
        <translation>调用固件时，%2 中是%1</translation>
    </message>
    <message>
        <source>The guest is entered with %1 in %2 instead of its own</source>
        <translation>进入客户机时，%2 中是%1，而不是客户机自己的值</translation>
    </message>
    <message>
        <source>After the switch slot %1 holds %2 instead of %3</source>
        <translation>切换之后，槽位 %1 中是%2，而不是%3</translation>
    </message>
    <message>
        <source>After the switch %1 holds %2 instead of %3</source>
        <translation>切换之后，%1 中是%2，而不是%3</translation>
    </message>
    <message>
        <source>nothing stores %1 there</source>
        <translation>没有指令把%1存到那里</translation>
    </message>
    <message>
        <source>nothing brings %1 into %2</source>
        <translation>没有指令把%1送入 %2</translation>
    </message>
    <message>
        <source>`%1` loads slot %2, into which nothing has stored %3</source>
        <translation>`%1` 加载槽位 %2，但没有指令把%3存入其中</translation>
    </message>
    <message>
        <source>`%1` loads slot %2, not slot %3</source>
        <translation>`%1` 加载的是槽位 %2，而不是槽位 %3</translation>
    </message>
    <message>
        <source>`%1` loads %2, not slot %3</source>
        <translation>`%1` 加载的是 %2，而不是槽位 %3</translation>
    </message>
    <message>
        <source>`%1` loads slot %2</source>
        <translation>`%1` 加载的是槽位 %2</translation>
    </message>
    <message>
        <source>`%1` loads %2</source>
        <translation>`%1` 加载的是 %2</translation>
    </message>
    <message>
        <source>`%1` takes %2 where %3 is wanted</source>
        <translation>`%1` 取用了 %2，而此处需要的是%3</translation>
    </message>
    <message>
        <source>`%1` stores %2 into slot %3</source>
        <translation>`%1` 把 %2 存入了槽位 %3</translation>
    </message>
    <message>
        <source>`%1` takes %2, which does not hold %3 at that point</source>
        <translation>`%1` 取用了 %2，而它此时并不持有%3</translation>
    </message>
    <message>
        <source>`%1` leaves another value there</source>
        <translation>`%1` 在那里留下了另一个值</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1 stores no register through its argument</source>
        <translation>%1 没有经由其参数保存任何寄存器</translation>
    </message>
    <message>
        <source>Is this the world-switch routine? Name another one with --routine, or give its address with --at.</source>
        <translation>这是世界切换例程吗？请用 --routine 指定另一个，或用 --at 给出其地址。</translation>
    </message>
    <message>
        <source>%1 (`%2` has fetched it)</source>
        <translation>%1（`%2` 已把它取出）</translation>
    </message>
    <message>
        <source>%1 (next to `%2`)</source>
        <translation>%1（应在 `%2` 旁边）</translation>
    </message>
    <message>
        <source>moves what is there instead</source>
        <translation>搬运了取而代之的值</translation>
    </message>
    <message>
        <source>passes it on</source>
        <translation>把它传了下去</translation>
    </message>
    <message>
        <source>moves the value that is wanted</source>
        <translation>搬运了所需的值</translation>
    </message>
    <message>
        <source>loads the slot</source>
        <translation>加载该槽位</translation>
    </message>
    <message>
        <source>has the address of the return label</source>
        <translation>持有返回标号的地址</translation>
    </message>
    <message>
        <source>next to this it would be stored</source>
        <translation>它本应存在这条指令旁边</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1; %2 was to be there</source>
        <translation>%1；那里本应是 %2</translation>
    </message>
    <message>
        <source>After the switch ra, sp, gp, tp, s0-s11 and a1-a7 hold what they held at its entry.</source>
        <translation>切换之后，ra、sp、gp、tp、s0-s11 和 a1-a7 保持进入时的值。</translation>
    </message>
    <message>
        <source>The C code around the switch goes on with a wrong pointer or value: the host crashes or computes nonsense, often much later.</source>
        <translation>切换前后的 C 代码会带着错误的指针或数值继续运行：宿主崩溃或算出错误结果，往往很久之后才显现。</translation>
    </message>
    <message>
        <source>After the switch every CSR that it swaps holds what it held at its entry.</source>
        <translation>切换之后，它所交换的每个 CSR 都保持进入时的值。</translation>
    </message>
    <message>
        <source>The host goes on with the guest&apos;s interrupt enables, trap vector or scratch register: its next trap or interrupt goes astray.</source>
        <translation>宿主会带着客户机的中断使能、陷入向量或暂存寄存器继续运行：它的下一次陷入或中断将走错地方。</translation>
    </message>
    <message>
        <source>When the guest is entered each of its 31 registers holds what its slot holds.</source>
        <translation>进入客户机时，它的 31 个寄存器各自等于其槽位中的值。</translation>
    </message>
    <message>
        <source>The guest finds a register changed that it never wrote; to its user that is silent corruption.</source>
        <translation>客户机会发现自己从未写过的寄存器变了；对其用户来说，这是悄无声息的数据损坏。</translation>
    </message>
    <message>
        <source>When the guest is entered sepc, sstatus and every other swapped CSR hold what the guest&apos;s slots hold.</source>
        <translation>进入客户机时，sepc、sstatus 以及其他被交换的 CSR 都等于客户机槽位中的值。</translation>
    </message>
    <message>
        <source>The guest goes on at a wrong address or in a wrong mode.</source>
        <translation>客户机会在错误的地址或以错误的模式继续运行。</translation>
    </message>
    <message>
        <source>After the switch the guest&apos;s slots hold its 31 registers as they were when it trapped.</source>
        <translation>切换之后，客户机的槽位保存着它陷入时的 31 个寄存器。</translation>
    </message>
    <message>
        <source>The guest loses a value at this exit and gets an old or a foreign one at its next entry.</source>
        <translation>客户机在这次退出时丢失一个值，下次进入时得到旧的或别人的值。</translation>
    </message>
    <message>
        <source>After the switch the guest&apos;s slots hold sepc, sstatus and every other swapped CSR as the guest had them.</source>
        <translation>切换之后，客户机的槽位保存着客户机的 sepc、sstatus 以及其他被交换的 CSR。</translation>
    </message>
    <message>
        <source>The guest resumes at a wrong address or in a wrong mode at its next entry.</source>
        <translation>客户机下次进入时，会在错误的地址或以错误的模式恢复运行。</translation>
    </message>
    <message>
        <source>When the guest is entered no register holds a value of the host&apos;s.</source>
        <translation>进入客户机时，没有寄存器持有宿主的值。</translation>
    </message>
    <message>
        <source>The guest can read the value: kernel addresses and secrets get out of the host.</source>
        <translation>客户机可以读到该值：内核地址和机密由此泄出宿主。</translation>
    </message>
    <message>
        <source>After the switch no callee-saved register holds a value of the guest&apos;s.</source>
        <translation>切换之后，没有被调用者保存的寄存器持有客户机的值。</translation>
    </message>
    <message>
        <source>The host computes with a number that the guest chose: a way into the kernel.</source>
        <translation>宿主用客户机选定的数进行计算：这是侵入内核的途径。</translation>
    </message>
    <message>
        <source>A slot is written only from the register that it is named after.</source>
        <translation>每个槽位只由与它同名的寄存器写入。</translation>
    </message>
    <message>
        <source>Whatever reads the slot by its name (C code, a debugger, migration) gets another register&apos;s value.</source>
        <translation>凡是按名称读取该槽位的（C 代码、调试器、迁移），得到的都是另一个寄存器的值。</translation>
    </message>
    <message>
        <source>The switch writes nothing but the slots of registers.</source>
        <translation>切换只写寄存器的槽位，不写别处。</translation>
    </message>
    <message>
        <source>Other members of the struct, or memory behind it, are overwritten at every switch.</source>
        <translation>结构体的其他成员或其后的内存，会在每次切换时被覆盖。</translation>
    </message>
    <message>
        <source>Every access goes through the struct pointer, and sscratch keeps it while the guest runs.</source>
        <translation>每次访问都经由结构体指针；客户机运行期间由 sscratch 保管它。</translation>
    </message>
    <message>
        <source>Loads and stores go to an address that the guest may have chosen.</source>
        <translation>加载和存储会落到可能由客户机选定的地址。</translation>
    </message>
    <message>
        <source>When the guest is entered stvec holds the address of the return label.</source>
        <translation>进入客户机时，stvec 中是返回标号的地址。</translation>
    </message>
    <message>
        <source>The guest&apos;s next trap does not come back into this routine: its registers are never saved.</source>
        <translation>客户机的下一次陷入不会回到此例程：它的寄存器永远不会被保存。</translation>
    </message>
    <message>
        <source>The return label is aligned to 4 bytes.</source>
        <translation>返回标号按 4 字节对齐。</translation>
    </message>
    <message>
        <source>The two lowest bits of stvec are its mode: hardware ignores the write or treats it as another mode, and the guest&apos;s trap lands elsewhere.</source>
        <translation>stvec 的最低两位是模式位：硬件会忽略这次写入，或当作另一种模式，客户机的陷入便落到别处。</translation>
    </message>
    <message>
        <source>After the switch scause, stval, htval and htinst are as the guest&apos;s trap left them.</source>
        <translation>切换之后，scause、stval、htval 和 htinst 仍是客户机陷入时留下的值。</translation>
    </message>
    <message>
        <source>The host cannot tell why the guest exited and handles the wrong thing.</source>
        <translation>宿主无法得知客户机退出的原因，会处理错误的事件。</translation>
    </message>
    <message>
        <source>When firmware is asked to enter the guest (SBI NACL) a7 and a6 hold the caller&apos;s extension and function.</source>
        <translation>请求固件进入客户机（SBI NACL）时，a7 和 a6 中是调用者给出的扩展号和功能号。</translation>
    </message>
    <message>
        <source>Firmware gets another request than the one that was meant.</source>
        <translation>固件收到的请求与本意不符。</translation>
    </message>
    <message>
        <source>%1 is of another build than %2 (build ids %3 and %4)</source>
        <translation>%1 与 %2 不是同一次构建（构建 ID 分别为 %3 和 %4）</translation>
    </message>
    <message>
        <source>Pass the symbols of this very build.</source>
        <translation>请提供这次构建的符号。</translation>
    </message>
    <message>
        <source>%1 has no symbol %2</source>
        <translation>%1 中没有符号 %2</translation>
    </message>
    <message>
        <source>Is this the image of a RISC-V KVM host (CONFIG_KVM=y)? If it was stripped, pass --symbols System.map, or the routine&apos;s address with --at.</source>
        <translation>这是 RISC-V KVM 宿主的映像吗（CONFIG_KVM=y）？如果已去除符号，请传入 --symbols System.map，或用 --at 给出例程地址。</translation>
    </message>
    <message>
        <source>%1 with %2 has no symbol %3</source>
        <translation>%1 配合 %2 也没有符号 %3</translation>
    </message>
    <message>
        <source>Or work the slots out from the code: --layout code.</source>
        <translation>或从代码推断槽位：--layout code。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>an access to the guest&apos;s memory</source>
        <translation>对客户机内存的访问</translation>
    </message>
    <message>
        <source>an access to other memory than the struct</source>
        <translation>对结构体以外内存的访问</translation>
    </message>
    <message>
        <source>a change of world in the middle of a half</source>
        <translation>半程中途的世界变换</translation>
    </message>
    <message>
        <source>a jump</source>
        <translation>跳转</translation>
    </message>
    <message>
        <source>a conditional branch</source>
        <translation>条件分支</translation>
    </message>
    <message>
        <source>an atomic memory access</source>
        <translation>原子内存访问</translation>
    </message>
    <message>
        <source>floating-point state</source>
        <translation>浮点状态</translation>
    </message>
    <message>
        <source>an instruction without a model</source>
        <translation>没有建模的指令</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>cannot open %1: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is a directory</source>
        <translation>%1 是目录</translation>
    </message>
    <message>
        <source>%1 is not a regular file</source>
        <translation>%1 不是普通文件</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 是空的</translation>
    </message>
    <message>
        <source>cannot map %1: %2</source>
        <translation>无法映射 %1：%2</translation>
    </message>
    <message>
        <source>Pass an ELF file with symbols, such as the kernel&apos;s vmlinux.</source>
        <translation>请提供带符号的 ELF 文件，例如内核的 vmlinux。</translation>
    </message>
    <message>
        <source>%1 is damaged or cut short: %2</source>
        <translation>%1 已损坏或被截断：%2</translation>
    </message>
    <message>
        <source>Copy or build the file again.</source>
        <translation>请重新复制或构建该文件。</translation>
    </message>
    <message>
        <source>Pass an ELF file with symbols, such as the kernel&apos;s vmlinux (not Image or bzImage).</source>
        <translation>请提供带符号的 ELF 文件，例如内核的 vmlinux（不是 Image 或 bzImage）。</translation>
    </message>
    <message>
        <source>%1 is not an ELF file</source>
        <translation>%1 不是 ELF 文件</translation>
    </message>
    <message>
        <source>Pass the image of a 64-bit RISC-V system.</source>
        <translation>请提供 64 位 RISC-V 系统的映像。</translation>
    </message>
    <message>
        <source>%1 is for %2, not for RISC-V</source>
        <translation>%1 属于 %2，而不是 RISC-V</translation>
    </message>
    <message>
        <source>%1 is not a 64-bit ELF file</source>
        <translation>%1 不是 64 位 ELF 文件</translation>
    </message>
    <message>
        <source>%1 is not a little-endian ELF file</source>
        <translation>%1 不是小端 ELF 文件</translation>
    </message>
    <message>
        <source>%1 is neither a program nor an object (ELF type %2)</source>
        <translation>%1 既不是程序也不是目标文件（ELF 类型 %2）</translation>
    </message>
    <message>
        <source>Pass the kernel&apos;s vmlinux, not a core dump.</source>
        <translation>请提供内核的 vmlinux，而不是核心转储。</translation>
    </message>
    <message>
        <source>struct %1 in %2 lacks %3</source>
        <translation>%2 中的结构体 %1 缺少 %3</translation>
    </message>
    <message>
        <source>Pass a kernel with KVM for RISC-V, or name the struct that the switch uses.</source>
        <translation>请提供启用 RISC-V KVM 的内核，或指定切换所用的结构体。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>initial</source>
        <translation>初始</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>dirty</source>
        <translation>脏</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 位</translation>
    </message>
    <message>
        <source>64 bits</source>
        <translation>64 位</translation>
    </message>
    <message>
        <source>128 bits</source>
        <translation>128 位</translation>
    </message>
    <message>
        <source>user</source>
        <translation>U 模式</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>S 模式</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>M 模式</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>vectored</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>interrupt</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>bare</source>
        <translation>不转换</translation>
    </message>
    <message>
        <source>illegal</source>
        <translation>非法</translation>
    </message>
    <message>
        <source>flush</source>
        <translation>刷写</translation>
    </message>
    <message>
        <source>invalidate</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>host</source>
        <translation>宿主</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>客户机</translation>
    </message>
    <message>
        <source>zero or a page table access</source>
        <translation>零，或页表访问</translation>
    </message>
    <message>
        <source>a transformed 2-byte instruction</source>
        <translation>变换后的 2 字节指令</translation>
    </message>
    <message>
        <source>a transformed instruction</source>
        <translation>变换后的指令</translation>
    </message>
    <message>
        <source>load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>float load</source>
        <translation>浮点加载</translation>
    </message>
    <message>
        <source>store</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>float store</source>
        <translation>浮点存储</translation>
    </message>
    <message>
        <source>atomic</source>
        <translation>原子</translation>
    </message>
    <message>
        <source>hypervisor access</source>
        <translation>虚拟机监控器访问</translation>
    </message>
    <message>
        <source>trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>halt request</source>
        <translation>暂停请求</translation>
    </message>
    <message>
        <source>step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>nearest, ties to even</source>
        <translation>舍入到最近，居中取偶</translation>
    </message>
    <message>
        <source>towards zero</source>
        <translation>向零</translation>
    </message>
    <message>
        <source>down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>nearest, ties away</source>
        <translation>舍入到最近，居中远离零</translation>
    </message>
    <message>
        <source>instruction address misaligned</source>
        <translation>指令地址未对齐</translation>
    </message>
    <message>
        <source>instruction access fault</source>
        <translation>指令访问错误</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>非法指令</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>断点</translation>
    </message>
    <message>
        <source>load address misaligned</source>
        <translation>加载地址未对齐</translation>
    </message>
    <message>
        <source>load access fault</source>
        <translation>加载访问错误</translation>
    </message>
    <message>
        <source>store address misaligned</source>
        <translation>存储地址未对齐</translation>
    </message>
    <message>
        <source>store access fault</source>
        <translation>存储访问错误</translation>
    </message>
    <message>
        <source>user ecall</source>
        <translation>U 模式 ecall</translation>
    </message>
    <message>
        <source>supervisor ecall</source>
        <translation>S 模式 ecall</translation>
    </message>
    <message>
        <source>virtual supervisor ecall</source>
        <translation>VS 模式 ecall</translation>
    </message>
    <message>
        <source>machine ecall</source>
        <translation>M 模式 ecall</translation>
    </message>
    <message>
        <source>instruction page fault</source>
        <translation>指令页错误</translation>
    </message>
    <message>
        <source>load page fault</source>
        <translation>加载页错误</translation>
    </message>
    <message>
        <source>store page fault</source>
        <translation>存储页错误</translation>
    </message>
    <message>
        <source>instruction guest-page fault</source>
        <translation>指令客户机页错误</translation>
    </message>
    <message>
        <source>load guest-page fault</source>
        <translation>加载客户机页错误</translation>
    </message>
    <message>
        <source>virtual instruction</source>
        <translation>虚拟指令</translation>
    </message>
    <message>
        <source>store guest-page fault</source>
        <translation>存储客户机页错误</translation>
    </message>
    <message>
        <source>supervisor software interrupt</source>
        <translation>S 模式软件中断</translation>
    </message>
    <message>
        <source>virtual supervisor software interrupt</source>
        <translation>VS 模式软件中断</translation>
    </message>
    <message>
        <source>machine software interrupt</source>
        <translation>M 模式软件中断</translation>
    </message>
    <message>
        <source>supervisor timer interrupt</source>
        <translation>S 模式定时器中断</translation>
    </message>
    <message>
        <source>virtual supervisor timer interrupt</source>
        <translation>VS 模式定时器中断</translation>
    </message>
    <message>
        <source>machine timer interrupt</source>
        <translation>M 模式定时器中断</translation>
    </message>
    <message>
        <source>supervisor external interrupt</source>
        <translation>S 模式外部中断</translation>
    </message>
    <message>
        <source>virtual supervisor external interrupt</source>
        <translation>VS 模式外部中断</translation>
    </message>
    <message>
        <source>machine external interrupt</source>
        <translation>M 模式外部中断</translation>
    </message>
    <message>
        <source>supervisor guest external interrupt</source>
        <translation>S 模式客户机外部中断</translation>
    </message>
    <message>
        <source>counter overflow interrupt</source>
        <translation>计数器溢出中断</translation>
    </message>
    <message>
        <source>interrupts are let in while in supervisor mode</source>
        <translation>处于 S 模式时允许中断进入</translation>
    </message>
    <message>
        <source>SIE as it was before the last trap; sret puts it back</source>
        <translation>上次陷入之前的 SIE；sret 会恢复它</translation>
    </message>
    <message>
        <source>user mode accesses memory big-endian</source>
        <translation>U 模式以大端序访问内存</translation>
    </message>
    <message>
        <source>mode the last trap came from; sret returns to it</source>
        <translation>上次陷入来自的模式；sret 返回该模式</translation>
    </message>
    <message>
        <source>state of the vector registers</source>
        <translation>向量寄存器的状态</translation>
    </message>
    <message>
        <source>state of the floating-point registers</source>
        <translation>浮点寄存器的状态</translation>
    </message>
    <message>
        <source>state of further user-mode extensions</source>
        <translation>其他 U 模式扩展的状态</translation>
    </message>
    <message>
        <source>supervisor mode may access pages of user mode</source>
        <translation>S 模式可以访问 U 模式的页</translation>
    </message>
    <message>
        <source>loads may read executable pages</source>
        <translation>加载指令可以读取可执行页</translation>
    </message>
    <message>
        <source>register width in user mode</source>
        <translation>U 模式下的寄存器宽度</translation>
    </message>
    <message>
        <source>some register state (FS, VS or XS) is dirty</source>
        <translation>有寄存器状态（FS、VS 或 XS）为脏</translation>
    </message>
    <message>
        <source>interrupts are let in while in VS-mode</source>
        <translation>处于 VS 模式时允许中断进入</translation>
    </message>
    <message>
        <source>the guest&apos;s SIE before its last trap</source>
        <translation>客户机上次陷入之前的 SIE</translation>
    </message>
    <message>
        <source>VU-mode accesses memory big-endian</source>
        <translation>VU 模式以大端序访问内存</translation>
    </message>
    <message>
        <source>mode the guest&apos;s last trap came from</source>
        <translation>客户机上次陷入来自的模式</translation>
    </message>
    <message>
        <source>the guest&apos;s view of the vector registers</source>
        <translation>客户机所见的向量寄存器状态</translation>
    </message>
    <message>
        <source>the guest&apos;s view of the floating-point registers</source>
        <translation>客户机所见的浮点寄存器状态</translation>
    </message>
    <message>
        <source>the guest&apos;s view of further extensions</source>
        <translation>客户机所见的其他扩展状态</translation>
    </message>
    <message>
        <source>VS-mode may access pages of VU-mode</source>
        <translation>VS 模式可以访问 VU 模式的页</translation>
    </message>
    <message>
        <source>the guest&apos;s loads may read executable pages</source>
        <translation>客户机的加载指令可以读取可执行页</translation>
    </message>
    <message>
        <source>register width in VU-mode</source>
        <translation>VU 模式下的寄存器宽度</translation>
    </message>
    <message>
        <source>some register state (FS, VS or XS) is dirty for the guest</source>
        <translation>对客户机而言，有寄存器状态（FS、VS 或 XS）为脏</translation>
    </message>
    <message>
        <source>interrupts are let in while in machine mode</source>
        <translation>处于 M 模式时允许中断进入</translation>
    </message>
    <message>
        <source>SIE as it was before the last trap to supervisor mode</source>
        <translation>上次陷入 S 模式之前的 SIE</translation>
    </message>
    <message>
        <source>MIE as it was before the last trap to machine mode</source>
        <translation>上次陷入 M 模式之前的 MIE</translation>
    </message>
    <message>
        <source>mode the last trap to supervisor mode came from</source>
        <translation>上次陷入 S 模式时来自的模式</translation>
    </message>
    <message>
        <source>mode the last trap to machine mode came from; mret returns to it</source>
        <translation>上次陷入 M 模式时来自的模式；mret 返回该模式</translation>
    </message>
    <message>
        <source>loads and stores act with the privilege of MPP and MPV</source>
        <translation>加载和存储以 MPP 与 MPV 的特权级执行</translation>
    </message>
    <message>
        <source>satp accesses and sfence.vma trap from supervisor mode</source>
        <translation>S 模式下访问 satp 和执行 sfence.vma 会陷入</translation>
    </message>
    <message>
        <source>wfi below machine mode traps after a time limit</source>
        <translation>M 模式以下的 wfi 超过时限后陷入</translation>
    </message>
    <message>
        <source>sret traps from supervisor mode</source>
        <translation>S 模式下的 sret 会陷入</translation>
    </message>
    <message>
        <source>register width in supervisor mode</source>
        <translation>S 模式下的寄存器宽度</translation>
    </message>
    <message>
        <source>supervisor mode accesses memory big-endian</source>
        <translation>S 模式以大端序访问内存</translation>
    </message>
    <message>
        <source>machine mode accesses memory big-endian</source>
        <translation>M 模式以大端序访问内存</translation>
    </message>
    <message>
        <source>mtval holds a guest virtual address</source>
        <translation>mtval 中是客户机虚拟地址</translation>
    </message>
    <message>
        <source>the last trap to machine mode came from a guest; mret returns to it</source>
        <translation>上次陷入 M 模式来自客户机；mret 返回客户机</translation>
    </message>
    <message>
        <source>VS-mode accesses memory big-endian</source>
        <translation>VS 模式以大端序访问内存</translation>
    </message>
    <message>
        <source>stval holds a guest virtual address</source>
        <translation>stval 中是客户机虚拟地址</translation>
    </message>
    <message>
        <source>guest mode that trapped, and the privilege of hlv and hsv</source>
        <translation>陷入时的客户机模式，也是 hlv 和 hsv 的特权级</translation>
    </message>
    <message>
        <source>user mode may use hlv, hlvx and hsv</source>
        <translation>U 模式可以使用 hlv、hlvx 和 hsv</translation>
    </message>
    <message>
        <source>guest external interrupt line that the guest sees as its own</source>
        <translation>客户机视为己有的客户机外部中断线</translation>
    </message>
    <message>
        <source>the guest&apos;s satp accesses and sfence.vma exit to the host</source>
        <translation>客户机访问 satp 或执行 sfence.vma 时退出到宿主</translation>
    </message>
    <message>
        <source>the guest&apos;s wfi exits to the host after a time limit</source>
        <translation>客户机的 wfi 超过时限后退出到宿主</translation>
    </message>
    <message>
        <source>the guest&apos;s sret exits to the host</source>
        <translation>客户机的 sret 退出到宿主</translation>
    </message>
    <message>
        <source>register width in VS-mode</source>
        <translation>VS 模式下的寄存器宽度</translation>
    </message>
    <message>
        <source>supervisor software interrupt is enabled</source>
        <translation>S 模式软件中断使能</translation>
    </message>
    <message>
        <source>supervisor timer interrupt is enabled</source>
        <translation>S 模式定时器中断使能</translation>
    </message>
    <message>
        <source>supervisor external interrupt is enabled</source>
        <translation>S 模式外部中断使能</translation>
    </message>
    <message>
        <source>counter overflow interrupt is enabled</source>
        <translation>计数器溢出中断使能</translation>
    </message>
    <message>
        <source>supervisor software interrupt is pending</source>
        <translation>S 模式软件中断待处理</translation>
    </message>
    <message>
        <source>supervisor timer interrupt is pending</source>
        <translation>S 模式定时器中断待处理</translation>
    </message>
    <message>
        <source>supervisor external interrupt is pending</source>
        <translation>S 模式外部中断待处理</translation>
    </message>
    <message>
        <source>counter overflow interrupt is pending</source>
        <translation>计数器溢出中断待处理</translation>
    </message>
    <message>
        <source>the guest enables its software interrupt (VSSIE, one bit down)</source>
        <translation>客户机使能自己的软件中断（即 VSSIE，低一位）</translation>
    </message>
    <message>
        <source>the guest enables its timer interrupt (VSTIE, one bit down)</source>
        <translation>客户机使能自己的定时器中断（即 VSTIE，低一位）</translation>
    </message>
    <message>
        <source>the guest enables its external interrupt (VSEIE, one bit down)</source>
        <translation>客户机使能自己的外部中断（即 VSEIE，低一位）</translation>
    </message>
    <message>
        <source>the guest enables its counter overflow interrupt</source>
        <translation>客户机使能自己的计数器溢出中断</translation>
    </message>
    <message>
        <source>the guest&apos;s software interrupt is pending (VSSIP, one bit down)</source>
        <translation>客户机的软件中断待处理（即 VSSIP，低一位）</translation>
    </message>
    <message>
        <source>the guest&apos;s timer interrupt is pending (VSTIP, one bit down)</source>
        <translation>客户机的定时器中断待处理（即 VSTIP，低一位）</translation>
    </message>
    <message>
        <source>the guest&apos;s external interrupt is pending (VSEIP, one bit down)</source>
        <translation>客户机的外部中断待处理（即 VSEIP，低一位）</translation>
    </message>
    <message>
        <source>the guest&apos;s counter overflow interrupt is pending</source>
        <translation>客户机的计数器溢出中断待处理</translation>
    </message>
    <message>
        <source>virtual supervisor software interrupt is enabled</source>
        <translation>VS 模式软件中断使能</translation>
    </message>
    <message>
        <source>virtual supervisor timer interrupt is enabled</source>
        <translation>VS 模式定时器中断使能</translation>
    </message>
    <message>
        <source>virtual supervisor external interrupt is enabled</source>
        <translation>VS 模式外部中断使能</translation>
    </message>
    <message>
        <source>supervisor guest external interrupt is enabled</source>
        <translation>S 模式客户机外部中断使能</translation>
    </message>
    <message>
        <source>virtual supervisor software interrupt is pending</source>
        <translation>VS 模式软件中断待处理</translation>
    </message>
    <message>
        <source>virtual supervisor timer interrupt is pending</source>
        <translation>VS 模式定时器中断待处理</translation>
    </message>
    <message>
        <source>virtual supervisor external interrupt is pending</source>
        <translation>VS 模式外部中断待处理</translation>
    </message>
    <message>
        <source>supervisor guest external interrupt is pending</source>
        <translation>S 模式客户机外部中断待处理</translation>
    </message>
    <message>
        <source>the hypervisor raises a software interrupt for the guest</source>
        <translation>虚拟机监控器向客户机发出软件中断</translation>
    </message>
    <message>
        <source>the hypervisor raises a timer interrupt for the guest</source>
        <translation>虚拟机监控器向客户机发出定时器中断</translation>
    </message>
    <message>
        <source>the hypervisor raises an external interrupt for the guest</source>
        <translation>虚拟机监控器向客户机发出外部中断</translation>
    </message>
    <message>
        <source>the hypervisor raises a counter overflow interrupt for the guest</source>
        <translation>虚拟机监控器向客户机发出计数器溢出中断</translation>
    </message>
    <message>
        <source>the guest&apos;s counter overflow interrupt is the hypervisor&apos;s to raise</source>
        <translation>客户机的计数器溢出中断由虚拟机监控器发出</translation>
    </message>
    <message>
        <source>machine software interrupt is enabled</source>
        <translation>M 模式软件中断使能</translation>
    </message>
    <message>
        <source>machine timer interrupt is enabled</source>
        <translation>M 模式定时器中断使能</translation>
    </message>
    <message>
        <source>machine external interrupt is enabled</source>
        <translation>M 模式外部中断使能</translation>
    </message>
    <message>
        <source>machine software interrupt is pending</source>
        <translation>M 模式软件中断待处理</translation>
    </message>
    <message>
        <source>machine timer interrupt is pending</source>
        <translation>M 模式定时器中断待处理</translation>
    </message>
    <message>
        <source>machine external interrupt is pending</source>
        <translation>M 模式外部中断待处理</translation>
    </message>
    <message>
        <source>whether interrupts spread over a vector of handlers</source>
        <translation>中断是否按向量分派到各处理程序</translation>
    </message>
    <message>
        <source>address of the trap handler without its two low bits</source>
        <translation>陷入处理程序的地址，不含最低两位</translation>
    </message>
    <message>
        <source>what happened, as an exception; interrupts number their own</source>
        <translation>发生了什么（按异常编号）；中断另有编号</translation>
    </message>
    <message>
        <source>whether the trap was an interrupt</source>
        <translation>陷入是否由中断引起</translation>
    </message>
    <message>
        <source>physical page number of the root page table</source>
        <translation>根页表的物理页号</translation>
    </message>
    <message>
        <source>address space whose translations the TLB may reuse</source>
        <translation>TLB 可复用其转换结果的地址空间</translation>
    </message>
    <message>
        <source>scheme of address translation</source>
        <translation>地址转换方案</translation>
    </message>
    <message>
        <source>guest-physical page number of the guest&apos;s root page table</source>
        <translation>客户机根页表的客户机物理页号</translation>
    </message>
    <message>
        <source>the guest&apos;s address space</source>
        <translation>客户机的地址空间</translation>
    </message>
    <message>
        <source>scheme of the guest&apos;s own translation (VS-stage)</source>
        <translation>客户机自身的地址转换方案（VS 阶段）</translation>
    </message>
    <message>
        <source>physical page number of the 16 KiB root table of the G-stage</source>
        <translation>G 阶段 16 KiB 根页表的物理页号</translation>
    </message>
    <message>
        <source>virtual machine whose translations the TLB may reuse</source>
        <translation>TLB 可复用其转换结果的虚拟机</translation>
    </message>
    <message>
        <source>scheme of guest-physical translation (G-stage)</source>
        <translation>客户机物理地址的转换方案（G 阶段）</translation>
    </message>
    <message>
        <source>the mode below may read cycle</source>
        <translation>下一级模式可以读取 cycle</translation>
    </message>
    <message>
        <source>the mode below may read time</source>
        <translation>下一级模式可以读取 time</translation>
    </message>
    <message>
        <source>the mode below may read instret</source>
        <translation>下一级模式可以读取 instret</translation>
    </message>
    <message>
        <source>the mode below may read hpmcounter3 to 31, one bit each</source>
        <translation>下一级模式可以读取 hpmcounter3 至 31，每个一位</translation>
    </message>
    <message>
        <source>cycle stands still</source>
        <translation>cycle 停止计数</translation>
    </message>
    <message>
        <source>instret stands still</source>
        <translation>instret 停止计数</translation>
    </message>
    <message>
        <source>hpmcounter3 to 31 stand still, one bit each</source>
        <translation>hpmcounter3 至 31 停止计数，每个一位</translation>
    </message>
    <message>
        <source>instruction address misaligned goes to supervisor mode</source>
        <translation>指令地址未对齐交给 S 模式</translation>
    </message>
    <message>
        <source>instruction access fault goes to supervisor mode</source>
        <translation>指令访问错误交给 S 模式</translation>
    </message>
    <message>
        <source>illegal instruction goes to supervisor mode</source>
        <translation>非法指令交给 S 模式</translation>
    </message>
    <message>
        <source>breakpoint goes to supervisor mode</source>
        <translation>断点交给 S 模式</translation>
    </message>
    <message>
        <source>load address misaligned goes to supervisor mode</source>
        <translation>加载地址未对齐交给 S 模式</translation>
    </message>
    <message>
        <source>load access fault goes to supervisor mode</source>
        <translation>加载访问错误交给 S 模式</translation>
    </message>
    <message>
        <source>store address misaligned goes to supervisor mode</source>
        <translation>存储地址未对齐交给 S 模式</translation>
    </message>
    <message>
        <source>store access fault goes to supervisor mode</source>
        <translation>存储访问错误交给 S 模式</translation>
    </message>
    <message>
        <source>ecall from user mode goes to supervisor mode</source>
        <translation>来自 U 模式的 ecall 交给 S 模式</translation>
    </message>
    <message>
        <source>ecall from supervisor mode goes to supervisor mode</source>
        <translation>来自 S 模式的 ecall 交给 S 模式</translation>
    </message>
    <message>
        <source>ecall from VS-mode goes to supervisor mode</source>
        <translation>来自 VS 模式的 ecall 交给 S 模式</translation>
    </message>
    <message>
        <source>instruction page fault goes to supervisor mode</source>
        <translation>指令页错误交给 S 模式</translation>
    </message>
    <message>
        <source>load page fault goes to supervisor mode</source>
        <translation>加载页错误交给 S 模式</translation>
    </message>
    <message>
        <source>store page fault goes to supervisor mode</source>
        <translation>存储页错误交给 S 模式</translation>
    </message>
    <message>
        <source>instruction guest-page fault goes to supervisor mode</source>
        <translation>指令客户机页错误交给 S 模式</translation>
    </message>
    <message>
        <source>load guest-page fault goes to supervisor mode</source>
        <translation>加载客户机页错误交给 S 模式</translation>
    </message>
    <message>
        <source>virtual instruction goes to supervisor mode</source>
        <translation>虚拟指令交给 S 模式</translation>
    </message>
    <message>
        <source>store guest-page fault goes to supervisor mode</source>
        <translation>存储客户机页错误交给 S 模式</translation>
    </message>
    <message>
        <source>instruction address misaligned stays in the guest</source>
        <translation>指令地址未对齐留在客户机内处理</translation>
    </message>
    <message>
        <source>instruction access fault stays in the guest</source>
        <translation>指令访问错误留在客户机内处理</translation>
    </message>
    <message>
        <source>illegal instruction stays in the guest</source>
        <translation>非法指令留在客户机内处理</translation>
    </message>
    <message>
        <source>breakpoint stays in the guest</source>
        <translation>断点留在客户机内处理</translation>
    </message>
    <message>
        <source>load address misaligned stays in the guest</source>
        <translation>加载地址未对齐留在客户机内处理</translation>
    </message>
    <message>
        <source>load access fault stays in the guest</source>
        <translation>加载访问错误留在客户机内处理</translation>
    </message>
    <message>
        <source>store address misaligned stays in the guest</source>
        <translation>存储地址未对齐留在客户机内处理</translation>
    </message>
    <message>
        <source>store access fault stays in the guest</source>
        <translation>存储访问错误留在客户机内处理</translation>
    </message>
    <message>
        <source>ecall from VU-mode stays in the guest</source>
        <translation>来自 VU 模式的 ecall 留在客户机内处理</translation>
    </message>
    <message>
        <source>instruction page fault stays in the guest</source>
        <translation>指令页错误留在客户机内处理</translation>
    </message>
    <message>
        <source>load page fault stays in the guest</source>
        <translation>加载页错误留在客户机内处理</translation>
    </message>
    <message>
        <source>store page fault stays in the guest</source>
        <translation>存储页错误留在客户机内处理</translation>
    </message>
    <message>
        <source>supervisor software interrupt goes to supervisor mode</source>
        <translation>S 模式软件中断交给 S 模式</translation>
    </message>
    <message>
        <source>virtual supervisor software interrupt goes to supervisor mode</source>
        <translation>VS 模式软件中断交给 S 模式</translation>
    </message>
    <message>
        <source>supervisor timer interrupt goes to supervisor mode</source>
        <translation>S 模式定时器中断交给 S 模式</translation>
    </message>
    <message>
        <source>virtual supervisor timer interrupt goes to supervisor mode</source>
        <translation>VS 模式定时器中断交给 S 模式</translation>
    </message>
    <message>
        <source>supervisor external interrupt goes to supervisor mode</source>
        <translation>S 模式外部中断交给 S 模式</translation>
    </message>
    <message>
        <source>virtual supervisor external interrupt goes to supervisor mode</source>
        <translation>VS 模式外部中断交给 S 模式</translation>
    </message>
    <message>
        <source>supervisor guest external interrupt goes to supervisor mode</source>
        <translation>S 模式客户机外部中断交给 S 模式</translation>
    </message>
    <message>
        <source>counter overflow interrupt goes to supervisor mode</source>
        <translation>计数器溢出中断交给 S 模式</translation>
    </message>
    <message>
        <source>virtual supervisor software interrupt stays in the guest</source>
        <translation>VS 模式软件中断留在客户机内处理</translation>
    </message>
    <message>
        <source>virtual supervisor timer interrupt stays in the guest</source>
        <translation>VS 模式定时器中断留在客户机内处理</translation>
    </message>
    <message>
        <source>virtual supervisor external interrupt stays in the guest</source>
        <translation>VS 模式外部中断留在客户机内处理</translation>
    </message>
    <message>
        <source>counter overflow interrupt stays in the guest</source>
        <translation>计数器溢出中断留在客户机内处理</translation>
    </message>
    <message>
        <source>what the rest holds</source>
        <translation>其余各位的内容</translation>
    </message>
    <message>
        <source>major opcode of the trapped instruction</source>
        <translation>陷入指令的主操作码</translation>
    </message>
    <message>
        <source>destination register of a trapped load</source>
        <translation>陷入的加载指令的目的寄存器</translation>
    </message>
    <message>
        <source>width of the access, and whether it is unsigned</source>
        <translation>访问的宽度，以及是否无符号</translation>
    </message>
    <message>
        <source>faulting address minus the access&apos;s first address</source>
        <translation>出错地址减去该访问的首地址</translation>
    </message>
    <message>
        <source>register whose value a trapped store wrote</source>
        <translation>陷入的存储指令写出其值的寄存器</translation>
    </message>
    <message>
        <source>further opcode bits of an atomic or hypervisor access</source>
        <translation>原子访问或虚拟机监控器访问的其余操作码位</translation>
    </message>
    <message>
        <source>user-mode fences on device I/O order memory too</source>
        <translation>U 模式对设备 I/O 的 fence 也对内存排序</translation>
    </message>
    <message>
        <source>what cbo.inval does in user mode</source>
        <translation>U 模式下 cbo.inval 的作用</translation>
    </message>
    <message>
        <source>user mode may clean and flush cache blocks</source>
        <translation>U 模式可以清理和刷写缓存块</translation>
    </message>
    <message>
        <source>user mode may zero cache blocks</source>
        <translation>U 模式可以清零缓存块</translation>
    </message>
    <message>
        <source>the guest&apos;s fences on device I/O order memory too</source>
        <translation>客户机对设备 I/O 的 fence 也对内存排序</translation>
    </message>
    <message>
        <source>what cbo.inval does in the guest</source>
        <translation>客户机中 cbo.inval 的作用</translation>
    </message>
    <message>
        <source>the guest may clean and flush cache blocks</source>
        <translation>客户机可以清理和刷写缓存块</translation>
    </message>
    <message>
        <source>the guest may zero cache blocks</source>
        <translation>客户机可以清零缓存块</translation>
    </message>
    <message>
        <source>hardware sets A and D bits in the guest&apos;s page tables</source>
        <translation>由硬件设置客户机页表中的 A 位和 D 位</translation>
    </message>
    <message>
        <source>the guest&apos;s page tables may give memory types</source>
        <translation>客户机页表可以指定内存类型</translation>
    </message>
    <message>
        <source>the guest has its own stimecmp</source>
        <translation>客户机有自己的 stimecmp</translation>
    </message>
    <message>
        <source>fences on device I/O below machine mode order memory too</source>
        <translation>M 模式以下对设备 I/O 的 fence 也对内存排序</translation>
    </message>
    <message>
        <source>what cbo.inval does below machine mode</source>
        <translation>M 模式以下 cbo.inval 的作用</translation>
    </message>
    <message>
        <source>modes below may clean and flush cache blocks</source>
        <translation>下级模式可以清理和刷写缓存块</translation>
    </message>
    <message>
        <source>modes below may zero cache blocks</source>
        <translation>下级模式可以清零缓存块</translation>
    </message>
    <message>
        <source>hardware sets A and D bits in page tables</source>
        <translation>由硬件设置页表中的 A 位和 D 位</translation>
    </message>
    <message>
        <source>page tables may give memory types</source>
        <translation>页表可以指定内存类型</translation>
    </message>
    <message>
        <source>supervisor mode has stimecmp</source>
        <translation>S 模式有 stimecmp</translation>
    </message>
    <message>
        <source>PMP rules tell machine mode from the others</source>
        <translation>PMP 规则区分 M 模式与其他模式</translation>
    </message>
    <message>
        <source>machine mode is refused what no PMP rule names</source>
        <translation>没有 PMP 规则涵盖的访问，M 模式也被拒绝</translation>
    </message>
    <message>
        <source>locked PMP rules may be changed</source>
        <translation>已锁定的 PMP 规则可以修改</translation>
    </message>
    <message>
        <source>user mode may read seed</source>
        <translation>U 模式可以读取 seed</translation>
    </message>
    <message>
        <source>supervisor mode may read seed</source>
        <translation>S 模式可以读取 seed</translation>
    </message>
    <message>
        <source>a result was inexact</source>
        <translation>有结果不精确</translation>
    </message>
    <message>
        <source>a result was too small</source>
        <translation>有结果下溢</translation>
    </message>
    <message>
        <source>a result was too large</source>
        <translation>有结果上溢</translation>
    </message>
    <message>
        <source>a division by zero</source>
        <translation>发生过除以零</translation>
    </message>
    <message>
        <source>an invalid operation</source>
        <translation>发生过无效运算</translation>
    </message>
    <message>
        <source>rounding mode</source>
        <translation>舍入模式</translation>
    </message>
    <message>
        <source>one bit a letter, A is bit 0; H is bit 7</source>
        <translation>每个字母一位，A 为第 0 位，H 为第 7 位</translation>
    </message>
    <message>
        <source>register width in machine mode</source>
        <translation>M 模式下的寄存器宽度</translation>
    </message>
    <message>
        <source>mode the hart was in when it halted</source>
        <translation>硬件线程暂停时所处的模式</translation>
    </message>
    <message>
        <source>one instruction is executed, then the hart halts</source>
        <translation>执行一条指令后硬件线程暂停</translation>
    </message>
    <message>
        <source>a non-maskable interrupt is pending</source>
        <translation>有不可屏蔽中断待处理</translation>
    </message>
    <message>
        <source>MPRV counts in debug mode</source>
        <translation>MPRV 在调试模式下有效</translation>
    </message>
    <message>
        <source>the hart was in a guest when it halted</source>
        <translation>硬件线程暂停时处于客户机中</translation>
    </message>
    <message>
        <source>why the hart halted</source>
        <translation>硬件线程暂停的原因</translation>
    </message>
    <message>
        <source>time stands still in debug mode</source>
        <translation>调试模式下时间停止</translation>
    </message>
    <message>
        <source>counters stand still in debug mode</source>
        <translation>调试模式下计数器停止</translation>
    </message>
    <message>
        <source>interrupts are let in while stepping</source>
        <translation>单步时允许中断进入</translation>
    </message>
    <message>
        <source>ebreak in user mode halts</source>
        <translation>U 模式下的 ebreak 使硬件线程暂停</translation>
    </message>
    <message>
        <source>ebreak in supervisor mode halts</source>
        <translation>S 模式下的 ebreak 使硬件线程暂停</translation>
    </message>
    <message>
        <source>ebreak in machine mode halts</source>
        <translation>M 模式下的 ebreak 使硬件线程暂停</translation>
    </message>
    <message>
        <source>ebreak in VU-mode halts</source>
        <translation>VU 模式下的 ebreak 使硬件线程暂停</translation>
    </message>
    <message>
        <source>ebreak in VS-mode halts</source>
        <translation>VS 模式下的 ebreak 使硬件线程暂停</translation>
    </message>
    <message>
        <source>version of the debug specification</source>
        <translation>调试规范的版本</translation>
    </message>
    <message>
        <source>priority of the interrupt that comes first</source>
        <translation>最优先中断的优先级</translation>
    </message>
    <message>
        <source>number of the interrupt that comes first</source>
        <translation>最优先中断的编号</translation>
    </message>
    <message>
        <source>priority of the external interrupt that comes first</source>
        <translation>最优先外部中断的优先级</translation>
    </message>
    <message>
        <source>identity of the external interrupt that comes first</source>
        <translation>最优先外部中断的标识</translation>
    </message>
    <message>
        <source>priority of the interrupt given</source>
        <translation>所给中断的优先级</translation>
    </message>
    <message>
        <source>whether vstopi shows the guest the true priority</source>
        <translation>vstopi 是否向客户机显示真实优先级</translation>
    </message>
    <message>
        <source>the interrupt given ranks after external ones by default</source>
        <translation>所给中断默认排在外部中断之后</translation>
    </message>
    <message>
        <source>number of the interrupt given to the guest</source>
        <translation>给予客户机的中断编号</translation>
    </message>
    <message>
        <source>the guest&apos;s sie, sip and stimecmp accesses exit to the host</source>
        <translation>客户机访问 sie、sip 和 stimecmp 时退出到宿主</translation>
    </message>
    <message>
        <source>registers in a group</source>
        <translation>一组中的寄存器个数</translation>
    </message>
    <message>
        <source>width of an element</source>
        <translation>元素的宽度</translation>
    </message>
    <message>
        <source>elements past the end may be overwritten</source>
        <translation>末尾之后的元素可以被覆盖</translation>
    </message>
    <message>
        <source>masked-off elements may be overwritten</source>
        <translation>被屏蔽的元素可以被覆盖</translation>
    </message>
    <message>
        <source>the last configuration asked for was not possible</source>
        <translation>上次请求的配置不可行</translation>
    </message>
    <message>
        <source>what the counter counts; the vendor numbers it</source>
        <translation>计数器统计的事件；编号由厂商定义</translation>
    </message>
    <message>
        <source>does not count in VU-mode</source>
        <translation>在 VU 模式下不计数</translation>
    </message>
    <message>
        <source>does not count in VS-mode</source>
        <translation>在 VS 模式下不计数</translation>
    </message>
    <message>
        <source>does not count in user mode</source>
        <translation>在 U 模式下不计数</translation>
    </message>
    <message>
        <source>does not count in supervisor mode</source>
        <translation>在 S 模式下不计数</translation>
    </message>
    <message>
        <source>does not count in machine mode</source>
        <translation>在 M 模式下不计数</translation>
    </message>
    <message>
        <source>the counter overflowed</source>
        <translation>计数器已溢出</translation>
    </message>
    <message>
        <source>the mode below may use custom state</source>
        <translation>下一级模式可以使用自定义状态</translation>
    </message>
    <message>
        <source>the mode below may use fcsr for Zfinx</source>
        <translation>下一级模式可以为 Zfinx 使用 fcsr</translation>
    </message>
    <message>
        <source>the mode below may use jvt</source>
        <translation>下一级模式可以使用 jvt</translation>
    </message>
    <message>
        <source>the mode below may use scontext</source>
        <translation>下一级模式可以使用 scontext</translation>
    </message>
    <message>
        <source>the mode below may use its IMSIC</source>
        <translation>下一级模式可以使用自己的 IMSIC</translation>
    </message>
    <message>
        <source>the mode below may use the AIA&apos;s other state</source>
        <translation>下一级模式可以使用 AIA 的其他状态</translation>
    </message>
    <message>
        <source>the mode below may use indirect CSR access</source>
        <translation>下一级模式可以间接访问 CSR</translation>
    </message>
    <message>
        <source>the mode below may use its envcfg</source>
        <translation>下一级模式可以使用自己的 envcfg</translation>
    </message>
    <message>
        <source>the mode below may use its own stateen0</source>
        <translation>下一级模式可以使用自己的 stateen0</translation>
    </message>
    <message>
        <source>user mode may use custom state</source>
        <translation>U 模式可以使用自定义状态</translation>
    </message>
    <message>
        <source>user mode may use fcsr for Zfinx</source>
        <translation>U 模式可以为 Zfinx 使用 fcsr</translation>
    </message>
    <message>
        <source>user mode may use jvt</source>
        <translation>U 模式可以使用 jvt</translation>
    </message>
    <message>
        <source>what mhpmcounter%1 counts</source>
        <translation>mhpmcounter%1 统计的事件</translation>
    </message>
    <message>
        <source>machine performance counter</source>
        <translation>M 模式性能计数器</translation>
    </message>
    <message>
        <source>performance counter</source>
        <translation>性能计数器</translation>
    </message>
    <message>
        <source>physical memory protection: address of rule %1</source>
        <translation>物理内存保护：规则 %1 的地址</translation>
    </message>
    <message>
        <source>floating-point exceptions that happened</source>
        <translation>发生过的浮点异常</translation>
    </message>
    <message>
        <source>floating-point rounding mode</source>
        <translation>浮点舍入模式</translation>
    </message>
    <message>
        <source>floating-point rounding mode and exceptions</source>
        <translation>浮点舍入模式与异常</translation>
    </message>
    <message>
        <source>vector element to start with</source>
        <translation>起始的向量元素</translation>
    </message>
    <message>
        <source>fixed-point saturation happened</source>
        <translation>发生过定点饱和</translation>
    </message>
    <message>
        <source>fixed-point rounding mode</source>
        <translation>定点舍入模式</translation>
    </message>
    <message>
        <source>fixed-point rounding mode and saturation</source>
        <translation>定点舍入模式与饱和</translation>
    </message>
    <message>
        <source>entropy for a random number generator</source>
        <translation>供随机数发生器使用的熵</translation>
    </message>
    <message>
        <source>supervisor status</source>
        <translation>S 模式状态</translation>
    </message>
    <message>
        <source>supervisor interrupts enabled</source>
        <translation>已使能的 S 模式中断</translation>
    </message>
    <message>
        <source>where traps to supervisor mode land</source>
        <translation>陷入 S 模式时的落点</translation>
    </message>
    <message>
        <source>counters that user mode may read</source>
        <translation>U 模式可读取的计数器</translation>
    </message>
    <message>
        <source>environment of user mode</source>
        <translation>U 模式的环境配置</translation>
    </message>
    <message>
        <source>state that user mode may use</source>
        <translation>U 模式可使用的状态</translation>
    </message>
    <message>
        <source>scratch register of supervisor trap handlers</source>
        <translation>S 模式陷入处理程序的暂存寄存器</translation>
    </message>
    <message>
        <source>where sret goes, and the instruction that trapped</source>
        <translation>sret 的去处，也是发生陷入的指令</translation>
    </message>
    <message>
        <source>why the last trap to supervisor mode happened</source>
        <translation>上次陷入 S 模式的原因</translation>
    </message>
    <message>
        <source>faulting address or instruction of the last trap</source>
        <translation>上次陷入的出错地址或指令</translation>
    </message>
    <message>
        <source>supervisor interrupts pending</source>
        <translation>待处理的 S 模式中断</translation>
    </message>
    <message>
        <source>time of the next supervisor timer interrupt</source>
        <translation>下一次 S 模式定时器中断的时刻</translation>
    </message>
    <message>
        <source>which register sireg stands for</source>
        <translation>sireg 代表哪个寄存器</translation>
    </message>
    <message>
        <source>the register siselect chose</source>
        <translation>siselect 选中的寄存器</translation>
    </message>
    <message>
        <source>first supervisor external interrupt</source>
        <translation>最优先的 S 模式外部中断</translation>
    </message>
    <message>
        <source>supervisor address translation</source>
        <translation>S 模式地址转换</translation>
    </message>
    <message>
        <source>the guest&apos;s sstatus</source>
        <translation>客户机的 sstatus</translation>
    </message>
    <message>
        <source>the guest&apos;s sie</source>
        <translation>客户机的 sie</translation>
    </message>
    <message>
        <source>the guest&apos;s stvec</source>
        <translation>客户机的 stvec</translation>
    </message>
    <message>
        <source>the guest&apos;s sscratch</source>
        <translation>客户机的 sscratch</translation>
    </message>
    <message>
        <source>the guest&apos;s sepc</source>
        <translation>客户机的 sepc</translation>
    </message>
    <message>
        <source>the guest&apos;s scause</source>
        <translation>客户机的 scause</translation>
    </message>
    <message>
        <source>the guest&apos;s stval</source>
        <translation>客户机的 stval</translation>
    </message>
    <message>
        <source>the guest&apos;s sip</source>
        <translation>客户机的 sip</translation>
    </message>
    <message>
        <source>the guest&apos;s stimecmp</source>
        <translation>客户机的 stimecmp</translation>
    </message>
    <message>
        <source>the guest&apos;s siselect</source>
        <translation>客户机的 siselect</translation>
    </message>
    <message>
        <source>the guest&apos;s sireg</source>
        <translation>客户机的 sireg</translation>
    </message>
    <message>
        <source>the guest&apos;s stopei</source>
        <translation>客户机的 stopei</translation>
    </message>
    <message>
        <source>the guest&apos;s satp</source>
        <translation>客户机的 satp</translation>
    </message>
    <message>
        <source>machine status</source>
        <translation>M 模式状态</translation>
    </message>
    <message>
        <source>extensions of the hart</source>
        <translation>硬件线程支持的扩展</translation>
    </message>
    <message>
        <source>exceptions handed to supervisor mode</source>
        <translation>委托给 S 模式的异常</translation>
    </message>
    <message>
        <source>interrupts handed to supervisor mode</source>
        <translation>委托给 S 模式的中断</translation>
    </message>
    <message>
        <source>machine interrupts enabled</source>
        <translation>已使能的 M 模式中断</translation>
    </message>
    <message>
        <source>where traps to machine mode land</source>
        <translation>陷入 M 模式时的落点</translation>
    </message>
    <message>
        <source>counters that supervisor mode may read</source>
        <translation>S 模式可读取的计数器</translation>
    </message>
    <message>
        <source>interrupts that machine mode raises for supervisor mode</source>
        <translation>由 M 模式向 S 模式发出的中断</translation>
    </message>
    <message>
        <source>interrupts raised for supervisor mode</source>
        <translation>向 S 模式发出的中断</translation>
    </message>
    <message>
        <source>environment of the modes below machine mode</source>
        <translation>M 模式以下各模式的环境配置</translation>
    </message>
    <message>
        <source>state that the modes below may use</source>
        <translation>下级模式可使用的状态</translation>
    </message>
    <message>
        <source>counters that stand still</source>
        <translation>停止计数的计数器</translation>
    </message>
    <message>
        <source>scratch register of machine trap handlers</source>
        <translation>M 模式陷入处理程序的暂存寄存器</translation>
    </message>
    <message>
        <source>where mret goes, and the instruction that trapped</source>
        <translation>mret 的去处，也是发生陷入的指令</translation>
    </message>
    <message>
        <source>why the last trap to machine mode happened</source>
        <translation>上次陷入 M 模式的原因</translation>
    </message>
    <message>
        <source>faulting address or instruction of the last machine trap</source>
        <translation>上次陷入 M 模式的出错地址或指令</translation>
    </message>
    <message>
        <source>machine interrupts pending</source>
        <translation>待处理的 M 模式中断</translation>
    </message>
    <message>
        <source>the instruction that trapped to machine mode, transformed</source>
        <translation>陷入 M 模式的指令（变换形式）</translation>
    </message>
    <message>
        <source>guest physical address of a machine trap, shifted right by 2</source>
        <translation>陷入 M 模式时的客户机物理地址，右移 2 位</translation>
    </message>
    <message>
        <source>which register mireg stands for</source>
        <translation>mireg 代表哪个寄存器</translation>
    </message>
    <message>
        <source>the register miselect chose</source>
        <translation>miselect 选中的寄存器</translation>
    </message>
    <message>
        <source>first machine external interrupt</source>
        <translation>最优先的 M 模式外部中断</translation>
    </message>
    <message>
        <source>physical memory protection: rules 0 to 7</source>
        <translation>物理内存保护：规则 0 至 7</translation>
    </message>
    <message>
        <source>physical memory protection: rules 8 to 15</source>
        <translation>物理内存保护：规则 8 至 15</translation>
    </message>
    <message>
        <source>physical memory protection: rules 16 to 23</source>
        <translation>物理内存保护：规则 16 至 23</translation>
    </message>
    <message>
        <source>physical memory protection: rules 24 to 31</source>
        <translation>物理内存保护：规则 24 至 31</translation>
    </message>
    <message>
        <source>physical memory protection: rules 32 to 39</source>
        <translation>物理内存保护：规则 32 至 39</translation>
    </message>
    <message>
        <source>physical memory protection: rules 40 to 47</source>
        <translation>物理内存保护：规则 40 至 47</translation>
    </message>
    <message>
        <source>physical memory protection: rules 48 to 55</source>
        <translation>物理内存保护：规则 48 至 55</translation>
    </message>
    <message>
        <source>physical memory protection: rules 56 to 63</source>
        <translation>物理内存保护：规则 56 至 63</translation>
    </message>
    <message>
        <source>context number that triggers can match</source>
        <translation>触发器可匹配的上下文编号</translation>
    </message>
    <message>
        <source>hypervisor status</source>
        <translation>虚拟机监控器状态</translation>
    </message>
    <message>
        <source>exceptions that stay in the guest</source>
        <translation>留在客户机内处理的异常</translation>
    </message>
    <message>
        <source>interrupts that stay in the guest</source>
        <translation>留在客户机内处理的中断</translation>
    </message>
    <message>
        <source>hypervisor interrupts enabled</source>
        <translation>已使能的虚拟机监控器中断</translation>
    </message>
    <message>
        <source>what is added to time for the guest</source>
        <translation>客户机读取 time 时所加的差值</translation>
    </message>
    <message>
        <source>counters that the guest may read</source>
        <translation>客户机可读取的计数器</translation>
    </message>
    <message>
        <source>guest external interrupt lines enabled</source>
        <translation>已使能的客户机外部中断线</translation>
    </message>
    <message>
        <source>further interrupts that the hypervisor raises for the guest</source>
        <translation>由虚拟机监控器向客户机发出的其他中断</translation>
    </message>
    <message>
        <source>interrupt given to the guest directly</source>
        <translation>直接给予客户机的中断</translation>
    </message>
    <message>
        <source>environment of the guest</source>
        <translation>客户机的环境配置</translation>
    </message>
    <message>
        <source>state that the guest may use</source>
        <translation>客户机可使用的状态</translation>
    </message>
    <message>
        <source>guest physical address of the fault, shifted right by 2</source>
        <translation>出错的客户机物理地址，右移 2 位</translation>
    </message>
    <message>
        <source>hypervisor interrupts pending</source>
        <translation>待处理的虚拟机监控器中断</translation>
    </message>
    <message>
        <source>interrupts raised for the guest</source>
        <translation>向客户机发出的中断</translation>
    </message>
    <message>
        <source>priorities of the guest&apos;s interrupts</source>
        <translation>客户机各中断的优先级</translation>
    </message>
    <message>
        <source>the guest&apos;s instruction that trapped, transformed</source>
        <translation>发生陷入的客户机指令（变换形式）</translation>
    </message>
    <message>
        <source>translation of guest physical addresses (G-stage)</source>
        <translation>客户机物理地址的转换（G 阶段）</translation>
    </message>
    <message>
        <source>context number of the guest that triggers can match</source>
        <translation>触发器可匹配的客户机上下文编号</translation>
    </message>
    <message>
        <source>machine security</source>
        <translation>M 模式安全配置</translation>
    </message>
    <message>
        <source>which trigger tdata1 to tdata3 stand for</source>
        <translation>tdata1 至 tdata3 代表哪个触发器</translation>
    </message>
    <message>
        <source>kind and setting of the trigger</source>
        <translation>触发器的类型与设置</translation>
    </message>
    <message>
        <source>address or value the trigger waits for</source>
        <translation>触发器等待的地址或值</translation>
    </message>
    <message>
        <source>further conditions of the trigger</source>
        <translation>触发器的其他条件</translation>
    </message>
    <message>
        <source>kinds the trigger can be</source>
        <translation>触发器支持的类型</translation>
    </message>
    <message>
        <source>triggers in machine mode</source>
        <translation>M 模式下的触发器</translation>
    </message>
    <message>
        <source>context number that triggers can match in machine mode</source>
        <translation>M 模式下触发器可匹配的上下文编号</translation>
    </message>
    <message>
        <source>debug control and status</source>
        <translation>调试控制与状态</translation>
    </message>
    <message>
        <source>where the hart goes on after debug mode</source>
        <translation>离开调试模式后硬件线程继续执行之处</translation>
    </message>
    <message>
        <source>scratch register of debug mode</source>
        <translation>调试模式的暂存寄存器</translation>
    </message>
    <message>
        <source>cycles the hart has run</source>
        <translation>硬件线程已运行的周期数</translation>
    </message>
    <message>
        <source>instructions the hart has finished</source>
        <translation>硬件线程已完成的指令数</translation>
    </message>
    <message>
        <source>real time in ticks</source>
        <translation>以节拍计的实际时间</translation>
    </message>
    <message>
        <source>vector elements to work on</source>
        <translation>要处理的向量元素个数</translation>
    </message>
    <message>
        <source>vector element width and grouping</source>
        <translation>向量元素的宽度与分组</translation>
    </message>
    <message>
        <source>bytes in a vector register</source>
        <translation>一个向量寄存器的字节数</translation>
    </message>
    <message>
        <source>performance counters that overflowed, one bit each</source>
        <translation>已溢出的性能计数器，每个一位</translation>
    </message>
    <message>
        <source>first supervisor interrupt</source>
        <translation>最优先的 S 模式中断</translation>
    </message>
    <message>
        <source>guest external interrupt lines pending</source>
        <translation>待处理的客户机外部中断线</translation>
    </message>
    <message>
        <source>the guest&apos;s stopi</source>
        <translation>客户机的 stopi</translation>
    </message>
    <message>
        <source>vendor of the hart</source>
        <translation>硬件线程的厂商</translation>
    </message>
    <message>
        <source>design of the hart</source>
        <translation>硬件线程的设计编号</translation>
    </message>
    <message>
        <source>version of the hart</source>
        <translation>硬件线程的版本</translation>
    </message>
    <message>
        <source>number of the hart</source>
        <translation>硬件线程的编号</translation>
    </message>
    <message>
        <source>address of the platform&apos;s description</source>
        <translation>平台描述数据的地址</translation>
    </message>
    <message>
        <source>first machine interrupt</source>
        <translation>最优先的 M 模式中断</translation>
    </message>
    <message>
        <source>interrupt %1</source>
        <translation>中断 %1</translation>
    </message>
    <message>
        <source>exception %1</source>
        <translation>异常 %1</translation>
    </message>
    <message>
        <source>the condition `%1` is not understood: at character %2 %3 is wanted</source>
        <translation>无法理解条件 `%1`：第 %2 个字符处应为 %3</translation>
    </message>
    <message>
        <source>For example: cause == 23 &amp;&amp; guest_context.a7 &gt;= 0x10</source>
        <translation>例如：cause == 23 &amp;&amp; guest_context.a7 &gt;= 0x10</translation>
    </message>
    <message>
        <source>trap to the firmware</source>
        <translation>陷入固件</translation>
    </message>
    <message>
        <source>cause not available</source>
        <translation>原因不可得</translation>
    </message>
    <message>
        <source>%1 at guest pc %2</source>
        <translation>%1，客户机 pc 为 %2</translation>
    </message>
    <message>
        <source>VU-mode</source>
        <translation>VU 模式</translation>
    </message>
    <message>
        <source>VS-mode</source>
        <translation>VS 模式</translation>
    </message>
    <message>
        <source>%1 before the guest&apos;s instruction at %2</source>
        <translation>%1，发生在 %2 处的客户机指令之前</translation>
    </message>
    <message>
        <source>%1 (guest pc not available)</source>
        <translation>%1（客户机 pc 不可得）</translation>
    </message>
    <message>
        <source>ecall from %1: SBI call, a7 not available</source>
        <translation>来自 %1的 ecall：SBI 调用，a7 不可得</translation>
    </message>
    <message>
        <source>ecall from %1: %2(...)</source>
        <translation>来自 %1的 ecall：%2(...)</translation>
    </message>
    <message>
        <source>ecall from %1: %2(%3)</source>
        <translation>来自 %1的 ecall：%2(%3)</translation>
    </message>
    <message>
        <source>the guest waits, and hstatus.VTW gives its time to the host</source>
        <translation>客户机在等待，hstatus.VTW 把这段时间交给宿主</translation>
    </message>
    <message>
        <source>the guest waits</source>
        <translation>客户机在等待</translation>
    </message>
    <message>
        <source>hstatus.VTSR is set</source>
        <translation>hstatus.VTSR 已置位</translation>
    </message>
    <message>
        <source>not allowed in %1</source>
        <translation>在 %1下不允许</translation>
    </message>
    <message>
        <source>hstatus.VTVM is set</source>
        <translation>hstatus.VTVM 已置位</translation>
    </message>
    <message>
        <source>hcounteren or the guest&apos;s scounteren does not give this counter to %1</source>
        <translation>hcounteren 或客户机的 scounteren 未把此计数器开放给 %1</translation>
    </message>
    <message>
        <source>%1: `%2`, %3</source>
        <translation>%1：`%2`，%3</translation>
    </message>
    <message>
        <source>%1: %2, which this decoder does not know</source>
        <translation>%1：%2，此解码器不认识</translation>
    </message>
    <message>
        <source>%1, which one is not known</source>
        <translation>%1，不知是哪一条</translation>
    </message>
    <message>
        <source>%1, at guest pc %2</source>
        <translation>%1，客户机 pc 为 %2</translation>
    </message>
    <message>
        <source>GPA %1</source>
        <translation>GPA %1</translation>
    </message>
    <message>
        <source>walk of page tables</source>
        <translation>遍历页表</translation>
    </message>
    <message>
        <source>%1, walk of page tables</source>
        <translation>%1，遍历页表</translation>
    </message>
    <message>
        <source>%1, in the walk of the guest&apos;s own page tables</source>
        <translation>%1，发生在遍历客户机自身页表时</translation>
    </message>
    <message>
        <source>%1: the guest&apos;s next instruction cannot be fetched</source>
        <translation>%1：无法取到客户机的下一条指令</translation>
    </message>
    <message>
        <source>%1 at GPA %2</source>
        <translation>%1，位于 GPA %2</translation>
    </message>
    <message>
        <source>%1 at a GPA that is not available</source>
        <translation>%1，GPA 不可得</translation>
    </message>
    <message>
        <source>%1 (guest virtual %2)</source>
        <translation>%1（客户机虚拟地址 %2）</translation>
    </message>
    <message>
        <source>%1, guest virtual %2</source>
        <translation>%1，客户机虚拟地址 %2</translation>
    </message>
    <message>
        <source>%1, by an instruction that is not known (guest pc %2)</source>
        <translation>%1，由未知的指令引起（客户机 pc 为 %2）</translation>
    </message>
    <message>
        <source>%1, by an instruction that is not known</source>
        <translation>%1，由未知的指令引起</translation>
    </message>
    <message>
        <source>GPA %1, %2</source>
        <translation>GPA %1，%2</translation>
    </message>
    <message>
        <source>%1: `%2`</source>
        <translation>%1：`%2`</translation>
    </message>
    <message>
        <source>%1: `%2`, 1 byte</source>
        <translation>%1：`%2`，1 字节</translation>
    </message>
    <message>
        <source>%1: `%2`, %3 bytes</source>
        <translation>%1：`%2`，%3 字节</translation>
    </message>
    <message>
        <source>%1, value %2</source>
        <translation>%1，值为 %2</translation>
    </message>
    <message>
        <source>The host&apos;s %1 is saved in its slot, %2.</source>
        <translation>宿主的 %1 保存到它的槽位 %2。</translation>
    </message>
    <message>
        <source>The guest&apos;s %1 is saved in its slot, %2.</source>
        <translation>客户机的 %1 保存到它的槽位 %2。</translation>
    </message>
    <message>
        <source>The host&apos;s %1, held in %2 since the swap, is saved in its slot, %3.</source>
        <translation>宿主的 %1 自交换以来暂存在 %2，现在保存到它的槽位 %3。</translation>
    </message>
    <message>
        <source>The guest&apos;s %1, held in %2 since the swap, is saved in its slot, %3.</source>
        <translation>客户机的 %1 自交换以来暂存在 %2，现在保存到它的槽位 %3。</translation>
    </message>
    <message>
        <source>Slot %1 is written.</source>
        <translation>写入槽位 %1。</translation>
    </message>
    <message>
        <source>Last of all the guest&apos;s a0 is loaded: the struct pointer leaves the register file and lives on in sscratch.</source>
        <translation>客户机的 a0 最后载入：结构体指针离开通用寄存器，只留在 sscratch 中。</translation>
    </message>
    <message>
        <source>The host&apos;s %1 comes back from its slot: from here on %1 belongs to the host.</source>
        <translation>宿主的 %1 从槽位取回：从此 %1 归宿主所有。</translation>
    </message>
    <message>
        <source>The guest&apos;s %1 comes back from its slot: from here on %1 belongs to the guest.</source>
        <translation>客户机的 %1 从槽位取回：从此 %1 归客户机所有。</translation>
    </message>
    <message>
        <source>The host&apos;s %1 is fetched into %2, on its way into the CSR.</source>
        <translation>宿主的 %1 取到 %2，即将写入 CSR。</translation>
    </message>
    <message>
        <source>The guest&apos;s %1 is fetched into %2, on its way into the CSR.</source>
        <translation>客户机的 %1 取到 %2，即将写入 CSR。</translation>
    </message>
    <message>
        <source>stvec now points at the return label, so the guest&apos;s next trap lands in this routine; the host&apos;s trap vector waits in %1.</source>
        <translation>stvec 现在指向返回标号，客户机的下一次陷入将落到此例程；宿主的陷入向量暂存在 %1。</translation>
    </message>
    <message>
        <source>stvec is the host&apos;s own trap vector again.</source>
        <translation>stvec 重新成为宿主自己的陷入向量。</translation>
    </message>
    <message>
        <source>The struct pointer goes into sscratch, the one place the guest cannot touch; the host&apos;s sscratch waits in %1.</source>
        <translation>结构体指针存入 sscratch，这是客户机唯一碰不到的地方；宿主的 sscratch 暂存在 %1。</translation>
    </message>
    <message>
        <source>a0 and sscratch trade places: a0 is the struct pointer again, the guest&apos;s a0 is safe in sscratch.</source>
        <translation>a0 与 sscratch 互换：a0 重新成为结构体指针，客户机的 a0 安然存于 sscratch。</translation>
    </message>
    <message>
        <source>sscratch is the host&apos;s again; the guest&apos;s a0 comes out into %1.</source>
        <translation>sscratch 重归宿主；客户机的 a0 从中换出到 %1。</translation>
    </message>
    <message>
        <source>sepc is set to where the guest will go on.</source>
        <translation>sepc 设为客户机将继续执行之处。</translation>
    </message>
    <message>
        <source>sepc is written.</source>
        <translation>写入 sepc。</translation>
    </message>
    <message>
        <source>The guest&apos;s counter permissions take effect; the host&apos;s wait in %1.</source>
        <translation>客户机的计数器权限生效；宿主的暂存在 %1。</translation>
    </message>
    <message>
        <source>The host&apos;s counter permissions take effect again.</source>
        <translation>宿主的计数器权限重新生效。</translation>
    </message>
    <message>
        <source>%1 now holds the guest&apos;s value; the host&apos;s waits in %2 to be saved.</source>
        <translation>%1 现在是客户机的值；宿主的值暂存在 %2，等待保存。</translation>
    </message>
    <message>
        <source>%1 now holds the host&apos;s value; the guest&apos;s waits in %2 to be saved.</source>
        <translation>%1 现在是宿主的值；客户机的值暂存在 %2，等待保存。</translation>
    </message>
    <message>
        <source>%1 now holds the guest&apos;s value.</source>
        <translation>%1 现在是客户机的值。</translation>
    </message>
    <message>
        <source>%1 now holds the host&apos;s value.</source>
        <translation>%1 现在是宿主的值。</translation>
    </message>
    <message>
        <source>sret drops into the guest: V becomes 1 and the guest goes on at %1.</source>
        <translation>sret 进入客户机：V 变为 1，客户机从 %1 继续执行。</translation>
    </message>
    <message>
        <source>The guest exits: %1. V is 0 again and the hart stands at %2, in machine mode.</source>
        <translation>客户机退出：%1。V 重新为 0，硬件线程停在 %2，处于 M 模式。</translation>
    </message>
    <message>
        <source>The guest exits: %1. V is 0 again and the hart stands at %2, where stvec pointed.</source>
        <translation>客户机退出：%1。V 重新为 0，硬件线程停在 stvec 所指的 %2。</translation>
    </message>
    <message>
        <source>From the host to the firmware, at %1.</source>
        <translation>从宿主进入固件，位于 %1。</translation>
    </message>
    <message>
        <source>From the firmware to the host, at %1.</source>
        <translation>从固件返回宿主，位于 %1。</translation>
    </message>
    <message>
        <source>Nothing that this view shows changes.</source>
        <translation>此视图所示的内容都没有变化。</translation>
    </message>
    <message>
        <source>%1 is read into %2: it is where the guest stopped.</source>
        <translation>%1 读入 %2：这是客户机停下之处。</translation>
    </message>
    <message>
        <source>%1 is read into %2.</source>
        <translation>%1 读入 %2。</translation>
    </message>
    <message>
        <source>The address of the return label is being formed in %1.</source>
        <translation>正在 %1 中形成返回标号的地址。</translation>
    </message>
    <message>
        <source>%1 is computed.</source>
        <translation>计算 %1。</translation>
    </message>
    <message>
        <source>The guest ran on, unwatched, until it exited: %1. V is 0 again and the hart stands at %2.</source>
        <translation>客户机在未被观察的情况下继续运行，直到退出：%1。V 重新为 0，硬件线程停在 %2。</translation>
    </message>
    <message>
        <source>The guest ran on to %1 without being watched instruction by instruction; %2 values differ afterwards.</source>
        <translation>客户机继续运行到 %1，其间未逐条观察；之后有 %2 个值不同。</translation>
    </message>
    <message>
        <source>The firmware ran to %1 without being watched instruction by instruction; %2 values differ afterwards.</source>
        <translation>固件运行到 %1，其间未逐条观察；之后有 %2 个值不同。</translation>
    </message>
    <message>
        <source>C code of the host ran to %1 without being watched instruction by instruction; %2 values differ afterwards.</source>
        <translation>宿主的 C 代码运行到 %1，其间未逐条观察；之后有 %2 个值不同。</translation>
    </message>
    <message>
        <source>The guest&apos;s own code runs.</source>
        <translation>客户机自己的代码在运行。</translation>
    </message>
    <message>
        <source>Code outside the switch runs.</source>
        <translation>切换之外的代码在运行。</translation>
    </message>
    <message>
        <source>The guest&apos;s own code sets %1.</source>
        <translation>客户机自己的代码设置 %1。</translation>
    </message>
    <message>
        <source>Code outside the switch sets %1.</source>
        <translation>切换之外的代码设置 %1。</translation>
    </message>
    <message>
        <source>The guest&apos;s own code sets %1 to %2.</source>
        <translation>客户机自己的代码把 %1 设为 %2。</translation>
    </message>
    <message>
        <source>Code outside the switch sets %1 to %2.</source>
        <translation>切换之外的代码把 %1 设为 %2。</translation>
    </message>
    <message>
        <source>The hart stands where it stood; %1 was changed meanwhile.</source>
        <translation>硬件线程停在原处；其间 %1 被修改。</translation>
    </message>
    <message>
        <source>The hart stands where it stood; %1 values were changed meanwhile.</source>
        <translation>硬件线程停在原处；其间有 %1 个值被修改。</translation>
    </message>
    <message>
        <source>An interrupt or a fault took the hart away before the instruction; it stands at %1.</source>
        <translation>指令执行之前，中断或异常带走了硬件线程；它停在 %1。</translation>
    </message>
    <message>
        <source>Back in C: the world switch is complete, and the caller finds every register it relies on as it left it.</source>
        <translation>回到 C：世界切换完成，调用者所依赖的寄存器都保持原样。</translation>
    </message>
    <message>
        <source>not kept by this routine</source>
        <translation>此例程不保存</translation>
    </message>
    <message>
        <source>carries the struct pointer</source>
        <translation>携带结构体指针</translation>
    </message>
    <message>
        <source>caller-saved: not kept</source>
        <translation>调用者保存：不保留</translation>
    </message>
    <message>
        <source>not needed: set by the next trap</source>
        <translation>无需保存：下次陷入会设置</translation>
    </message>
    <message>
        <source>return label while in the guest</source>
        <translation>在客户机中时为返回标号</translation>
    </message>
    <message>
        <source>struct pointer while in the guest</source>
        <translation>在客户机中时为结构体指针</translation>
    </message>
    <message>
        <source>swapped in C, around the call</source>
        <translation>在调用前后由 C 代码交换</translation>
    </message>
    <message>
        <source>(changed where it stands)</source>
        <translation>（在原处被修改）</translation>
    </message>
    <message>
        <source>(guest runs)</source>
        <translation>（客户机运行）</translation>
    </message>
    <message>
        <source>(runs to the next stop)</source>
        <translation>（运行到下一次停下）</translation>
    </message>
    <message>
        <source>(not fetched)</source>
        <translation>（未取到指令）</translation>
    </message>
    <message>
        <source>(unknown instruction)</source>
        <translation>（未知指令）</translation>
    </message>
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
        <source>an address the switch computed</source>
        <translation>切换代码算出的地址</translation>
    </message>
    <message>
        <source>a computed value</source>
        <translation>计算得出的值</translation>
    </message>
    <message>
        <source>what slot %1 held before</source>
        <translation>槽位 %1 原先的内容</translation>
    </message>
    <message>
        <source>what stood at %1</source>
        <translation>位于 %1 的原有内容</translation>
    </message>
    <message>
        <source>what %1 happened to hold</source>
        <translation>寄存器 %1 中恰好留有的值</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>decoding %1</source>
        <translation>解码 %1</translation>
    </message>
    <message>
        <source>%1 has no `%2` where one of its halves should end</source>
        <translation>%1 在半程应当结束之处没有 `%2`</translation>
    </message>
    <message>
        <source>Is this the world-switch routine? Name another one with --routine.</source>
        <translation>这是世界切换例程吗？请用 --routine 指定另一个。</translation>
    </message>
    <message>
        <source>%1 points stvec outside itself, at %2</source>
        <translation>%1 让 stvec 指向自身之外的 %2</translation>
    </message>
    <message>
        <source>The guest&apos;s trap would not land in this routine; check the image.</source>
        <translation>客户机的陷入不会落到此例程；请检查映像。</translation>
    </message>
    <message>
        <source>%1 never puts an address of its own into stvec before the guest runs</source>
        <translation>%1 在客户机运行之前从未把自身的地址写入 stvec</translation>
    </message>
    <message>
        <source>Is this the image of a RISC-V KVM host (CONFIG_KVM=y), with its symbol table?</source>
        <translation>这是带符号表的 RISC-V KVM 宿主映像吗（CONFIG_KVM=y）？</translation>
    </message>
    <message>
        <source>reading the code of %1 in %2</source>
        <translation>读取 %2 中 %1 的代码</translation>
    </message>
    <message>
        <source>SBI extension %1 (experimental)</source>
        <translation>SBI 扩展 %1（实验性）</translation>
    </message>
    <message>
        <source>SBI extension %1 (vendor)</source>
        <translation>SBI 扩展 %1（厂商）</translation>
    </message>
    <message>
        <source>SBI extension %1 (firmware)</source>
        <translation>SBI 扩展 %1（固件）</translation>
    </message>
    <message>
        <source>SBI extension %1</source>
        <translation>SBI 扩展 %1</translation>
    </message>
    <message>
        <source>%1 function %2</source>
        <translation>%1 功能 %2</translation>
    </message>
    <message>
        <source>%1 function not available</source>
        <translation>%1 功能号不可得</translation>
    </message>
    <message>
        <source>the breakpoint `%1` is not understood: at character %2 %3 is wanted</source>
        <translation>无法理解断点 `%1`：第 %2 个字符处应为 %3</translation>
    </message>
    <message>
        <source>For example: guest-exit if cause == 23 after 3</source>
        <translation>例如：guest-exit if cause == 23 after 3</translation>
    </message>
    <message>
        <source>the breakpoint %1 belongs to another routine or save area than %2</source>
        <translation>断点 %1 属于 %2 以外的例程或保存区</translation>
    </message>
    <message>
        <source>Set it anew for this machine.</source>
        <translation>请为此机器重新设置。</translation>
    </message>
    <message>
        <source>the target ended while it was running</source>
        <translation>目标在运行时结束了</translation>
    </message>
    <message>
        <source>What was recorded so far is kept. Start it again to go on.</source>
        <translation>已录制的内容保留。重新启动目标即可继续。</translation>
    </message>
    <message>
        <source>Use QEMU&apos;s own gdb server, or record with --mode step.</source>
        <translation>请使用 QEMU 自带的 gdb 服务器，或用 --mode step 录制。</translation>
    </message>
    <message>
        <source>tracing</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>this target has no monitor</source>
        <translation>此目标没有监控台</translation>
    </message>
    <message>
        <source>QEMU has one; other gdbservers need not.</source>
        <translation>QEMU 有监控台；其他 gdbserver 未必有。</translation>
    </message>
    <message>
        <source>running to %1</source>
        <translation>运行到 %1</translation>
    </message>
    <message>
        <source>the target ended before it reached %1</source>
        <translation>目标在到达 %1 之前结束了</translation>
    </message>
    <message>
        <source>Does its CPU have the hypervisor extension (-cpu rv64,h=true)?</source>
        <translation>它的 CPU 有 H 扩展吗（-cpu rv64,h=true）？</translation>
    </message>
    <message>
        <source>cancelled while waiting for %1</source>
        <translation>等待 %1 时被取消</translation>
    </message>
    <message>
        <source>the target did not reach %1 (%2) within %3 s</source>
        <translation>目标在 %3 秒内没有到达 %1（%2）</translation>
    </message>
    <message>
        <source>Is a guest running, and is this the image of the running kernel?</source>
        <translation>有客户机在运行吗？这是正在运行的内核的映像吗？</translation>
    </message>
    <message>
        <source>the code of %1 in the machine is not that of %2: of the %3 bytes at %4 %5 differs, the first at +%6</source>
        <translation>机器中 %1 的代码与 %2 不同：%4 处的 %3 字节中有 %5 字节不同，第一处在 +%6</translation>
    </message>
    <message>
        <source>the code of %1 in the machine is not that of %2: of the %3 bytes at %4 %5 differ, the first at +%6</source>
        <translation>机器中 %1 的代码与 %2 不同：%4 处的 %3 字节中有 %5 字节不同，第一处在 +%6</translation>
    </message>
    <message>
        <source>%1; the kernel that runs has the build id %2, the image %3</source>
        <translation>%1；正在运行的内核的构建 ID 为 %2，映像的为 %3</translation>
    </message>
    <message>
        <source>Give the image that was built together with the running kernel.</source>
        <translation>请提供与正在运行的内核一同构建的映像。</translation>
    </message>
    <message>
        <source>the code of %1 (%2) cannot be read in the machine</source>
        <translation>无法在机器中读取 %1（%2）的代码</translation>
    </message>
    <message>
        <source>Is this the image of the running kernel?</source>
        <translation>这是正在运行的内核的映像吗？</translation>
    </message>
    <message>
        <source>The machine was reset. The recording goes on when it reaches %1 again.</source>
        <translation>机器已复位。再次到达 %1 时录制会继续。</translation>
    </message>
    <message>
        <source>this target does not let its values be changed</source>
        <translation>此目标不允许修改其值</translation>
    </message>
    <message>
        <source>this session follows hart %1 alone</source>
        <translation>此会话只跟踪硬件线程 %1</translation>
    </message>
    <message>
        <source>this target writes no log that could be traced</source>
        <translation>此目标不写可供追踪的日志</translation>
    </message>
    <message>
        <source>Record with --mode step.</source>
        <translation>请用 --mode step 录制。</translation>
    </message>
    <message>
        <source>this target cannot be given breakpoints</source>
        <translation>无法在此目标上设置断点</translation>
    </message>
    <message>
        <source>this target cannot run to a breakpoint</source>
        <translation>此目标无法运行到断点</translation>
    </message>
    <message>
        <source>this target does not say whether interrupts come in while it is stepped</source>
        <translation>此目标不说明单步时中断是否进入</translation>
    </message>
    <message>
        <source>this target cannot be connected to again</source>
        <translation>无法再次连接此目标</translation>
    </message>
    <message>
        <source>nothing can be attached to from here</source>
        <translation>此处无法连接到任何机器</translation>
    </message>
    <message>
        <source>the save area that a0 points to (%1) cannot be read</source>
        <translation>无法读取 a0 所指的保存区（%1）</translation>
    </message>
    <message>
        <source>Is the image that of the running kernel?</source>
        <translation>映像属于正在运行的内核吗？</translation>
    </message>
    <message>
        <source>%1 cannot be written while the host runs</source>
        <translation>宿主运行时无法写入 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written while the guest runs</source>
        <translation>客户机运行时无法写入 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written while the firmware runs</source>
        <translation>固件运行时无法写入 %1</translation>
    </message>
    <message>
        <source>Step on until the other world runs.</source>
        <translation>请继续单步，直到另一个世界运行。</translation>
    </message>
    <message>
        <source>there is no such slot</source>
        <translation>没有这个槽位</translation>
    </message>
    <message>
        <source>the save area cannot be reached while the host runs</source>
        <translation>宿主运行时无法访问保存区</translation>
    </message>
    <message>
        <source>the save area cannot be reached while the guest runs</source>
        <translation>客户机运行时无法访问保存区</translation>
    </message>
    <message>
        <source>the save area cannot be reached while the firmware runs</source>
        <translation>固件运行时无法访问保存区</translation>
    </message>
    <message>
        <source>Step on until the host runs.</source>
        <translation>请继续单步，直到宿主运行。</translation>
    </message>
    <message>
        <source>there is no such place</source>
        <translation>没有这个位置</translation>
    </message>
    <message>
        <source>%1 keeps its value</source>
        <translation>%1 的值没有改变</translation>
    </message>
    <message>
        <source>The target has no such bits there, or the value is the one it has.</source>
        <translation>目标在那里没有这些位，或者写入的正是它现有的值。</translation>
    </message>
    <message>
        <source>the target reports steps but stays at %1</source>
        <translation>目标报告已单步，但仍停在 %1</translation>
    </message>
    <message>
        <source>Let it run (F5), or start it again.</source>
        <translation>请让它运行（F5），或重新启动它。</translation>
    </message>
    <message>
        <source>line %1 of %2 is no bookmark</source>
        <translation>%2 的第 %1 行不是书签</translation>
    </message>
    <message>
        <source>A line is a position, a space and a name.</source>
        <translation>每行依次为位置、空格和名称。</translation>
    </message>
    <message>
        <source>the bookmarks could not be written to %1</source>
        <translation>无法把书签写入 %1</translation>
    </message>
    <message>
        <source>Is there room, and may files be made in this folder?</source>
        <translation>磁盘是否有空间？该文件夹是否允许写入？</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>steps %1 to %2</source>
        <translation>第 %1 至 %2 步</translation>
    </message>
    <message>
        <source>opening %1: %2</source>
        <translation>打开 %1：%2</translation>
    </message>
    <message>
        <source>%1 is a recording of format %2.%3; this program reads up to %4.x</source>
        <translation>%1 是格式 %2.%3 的录制；此程序最高读取 %4.x</translation>
    </message>
    <message>
        <source>Open it with a newer version of Switchscope.</source>
        <translation>请用更新版本的 Switchscope 打开。</translation>
    </message>
    <message>
        <source>%1 is not a recording</source>
        <translation>%1 不是录制文件</translation>
    </message>
    <message>
        <source>%1 has lost its header: the file is cut off</source>
        <translation>%1 丢失了文件头：文件被截断</translation>
    </message>
    <message>
        <source>%1 has lost its header: both copies are damaged</source>
        <translation>%1 丢失了文件头：两份副本都已损坏</translation>
    </message>
    <message>
        <source>Nothing in it can be read without.</source>
        <translation>没有它就无法读取其中任何内容。</translation>
    </message>
    <message>
        <source>the header of %1 cannot be unpacked</source>
        <translation>无法解压 %1 的文件头</translation>
    </message>
    <message>
        <source>reading the header of %1</source>
        <translation>读取 %1 的文件头</translation>
    </message>
    <message>
        <source>%1 of the recording are missing; one step stands for them</source>
        <translation>录制中缺少%1；以一步代替</translation>
    </message>
    <message>
        <source>%1 of the recording are missing; one step of each hart stands for them</source>
        <translation>录制中缺少%1；每个硬件线程各以一步代替</translation>
    </message>
    <message>
        <source>a chunk is out of place: left out</source>
        <translation>有一个数据块位置不对：已略去</translation>
    </message>
    <message>
        <source>%1 is damaged or of another recording: what it held of the newest steps is lost</source>
        <translation>%1 已损坏或属于另一份录制：其中最新的步骤已丢失</translation>
    </message>
    <message>
        <source>the last step in %1 is damaged or was not written completely: it, and what may be behind it, is lost</source>
        <translation>%1 中的最后一步已损坏或未写完：它以及其后可能有的内容已丢失</translation>
    </message>
    <message>
        <source>%1 bytes from byte %2 on are damaged</source>
        <translation>从第 %2 字节起有 %1 字节已损坏</translation>
    </message>
    <message>
        <source>the last %1 bytes, from byte %2 on, are damaged or were not written completely</source>
        <translation>从第 %2 字节起的最后 %1 字节已损坏或未写完</translation>
    </message>
    <message>
        <source>%1: the index, which was made anew; no step is lost</source>
        <translation>%1：这是索引，已重新生成；没有步骤丢失</translation>
    </message>
    <message>
        <source>%1; the steps are elsewhere, none is lost</source>
        <translation>%1；步骤存于别处，没有丢失</translation>
    </message>
    <message>
        <source>%1, the last of the recording, are missing</source>
        <translation>录制末尾的%1缺失</translation>
    </message>
    <message>
        <source>%1 are damaged and cannot be read; steps without content stand for them</source>
        <translation>%1已损坏，无法读取；以没有内容的步骤代替</translation>
    </message>
    <message>
        <source>The %1 steps recorded so far are safe. Make room, or record to another disk.</source>
        <translation>已录制的 %1 步安然无恙。请腾出空间，或录制到另一个磁盘。</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 已经存在</translation>
    </message>
    <message>
        <source>Give another name, or overwrite it with --force.</source>
        <translation>请换一个名称，或用 --force 覆盖。</translation>
    </message>
    <message>
        <source>making %1</source>
        <translation>创建 %1</translation>
    </message>
    <message>
        <source>Start the target again if it has ended, and connect again.</source>
        <translation>如果目标已结束，请重新启动它，然后再次连接。</translation>
    </message>
    <message>
        <source>connecting to %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>the target has ended already</source>
        <translation>目标已经结束</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>请重新启动它。</translation>
    </message>
    <message>
        <source>%1 while %2</source>
        <translation>%1（正在进行：%2）</translation>
    </message>
    <message>
        <source>the target has ended (%1)</source>
        <translation>目标已结束（%1）</translation>
    </message>
    <message>
        <source>the connection to %1 has ended before: %2</source>
        <translation>与 %1 的连接先前已断开：%2</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 while %3</source>
        <translation>%1 在 %2 内没有应答（正在进行：%3）</translation>
    </message>
    <message>
        <source>the connection to %1 ended while %2</source>
        <translation>与 %1 的连接已断开（正在进行：%2）</translation>
    </message>
    <message>
        <source>cancelled while %1</source>
        <translation>已取消（正在进行：%1）</translation>
    </message>
    <message>
        <source>the target ended (%1) while %2</source>
        <translation>目标已结束（%1）（正在进行：%2）</translation>
    </message>
    <message>
        <source>%1 did not stop within %2 after it was interrupted while %3</source>
        <translation>%1 被中断后在 %2 内没有停下（正在进行：%3）</translation>
    </message>
    <message>
        <source>hung up</source>
        <translation>已挂断</translation>
    </message>
    <message>
        <source>the target was killed</source>
        <translation>目标已被终止</translation>
    </message>
    <message>
        <source>reading the target description</source>
        <translation>读取目标描述</translation>
    </message>
    <message>
        <source>the connection to %1 has ended</source>
        <translation>与 %1 的连接已断开</translation>
    </message>
    <message>
        <source>cannot write to %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 did not take what was sent in time</source>
        <translation>%1 没有及时接收所发送的内容</translation>
    </message>
    <message>
        <source>cannot read from %1: %2</source>
        <translation>无法从 %1 读取：%2</translation>
    </message>
    <message>
        <source>cannot find the host %1: %2</source>
        <translation>找不到宿主名 %1：%2</translation>
    </message>
    <message>
        <source>Check the name in %1.</source>
        <translation>请检查 %1 中的名称。</translation>
    </message>
    <message>
        <source>Write unix:PATH, HOST:PORT or tcp:HOST:PORT.</source>
        <translation>请写作 unix:路径、HOST:PORT 或 tcp:HOST:PORT。</translation>
    </message>
    <message>
        <source>an address cannot contain a zero byte</source>
        <translation>地址不能包含零字节</translation>
    </message>
    <message>
        <source>the address %1 has no path behind unix:</source>
        <translation>地址 %1 的 unix: 之后没有路径</translation>
    </message>
    <message>
        <source>the address %1 has no port</source>
        <translation>地址 %1 没有端口</translation>
    </message>
    <message>
        <source>the address %1 has more than one colon</source>
        <translation>地址 %1 有不止一个冒号</translation>
    </message>
    <message>
        <source>Write an IPv6 address in brackets: [::1]:1234.</source>
        <translation>IPv6 地址请写在方括号里：[::1]:1234。</translation>
    </message>
    <message>
        <source>the address %1 has no port number from 1 to 65535</source>
        <translation>地址 %1 没有 1 到 65535 之间的端口号</translation>
    </message>
    <message>
        <source>connecting to %1 took longer than %2 ms</source>
        <translation>连接 %1 超过了 %2 毫秒</translation>
    </message>
    <message>
        <source>Check that the target listens there and that nothing filters it.</source>
        <translation>请确认目标在那里监听，且没有被防火墙拦截。</translation>
    </message>
    <message>
        <source>cannot connect to %1: %2</source>
        <translation>无法连接 %1：%2</translation>
    </message>
    <message>
        <source>Start the target first, with its gdb server listening there.</source>
        <translation>请先启动目标，并让它的 gdb 服务器在那里监听。</translation>
    </message>
    <message>
        <source>Demo machine: macro</source>
        <translation>演示机器：宏</translation>
    </message>
    <message>
        <source>The switch as six macros, as in Linux 6.13 and later (commit 8f57adac3916).</source>
        <translation>由六个宏构成的切换，与 Linux 6.13 及以后相同（提交 8f57adac3916）。</translation>
    </message>
    <message>
        <source>Demo machine: monolithic</source>
        <translation>演示机器：整体</translation>
    </message>
    <message>
        <source>The same instructions written out in one function: what the macros were cut from.</source>
        <translation>同样的指令写在一个函数里：那些宏就是从中拆分出来的。</translation>
    </message>
    <message>
        <source>Demo machine: legacy</source>
        <translation>演示机器：旧版</translation>
    </message>
    <message>
        <source>hstatus and scounteren swapped in the routine as well, as Linux 6.1 does.</source>
        <translation>hstatus 和 scounteren 也在例程中交换，与 Linux 6.1 相同。</translation>
    </message>
    <message>
        <source>the demo machine&apos;s %1 was not found</source>
        <translation>找不到演示机器的 %1</translation>
    </message>
    <message>
        <source>Build it with ./dev build, or set SWITCHSCOPE_DEMO_DIR to the folder it is in.</source>
        <translation>请用 ./dev build 构建，或把 SWITCHSCOPE_DEMO_DIR 设为其所在文件夹。</translation>
    </message>
    <message>
        <source>Record with --mode step, or run switchscope on that computer.</source>
        <translation>请用 --mode step 录制，或在那台计算机上运行 switchscope。</translation>
    </message>
    <message>
        <source>there is no image of the kernel that runs in the machine</source>
        <translation>没有机器中所运行内核的映像</translation>
    </message>
    <message>
        <source>Give the vmlinux that was built together with it: --image vmlinux</source>
        <translation>请提供与其一同构建的 vmlinux：--image vmlinux</translation>
    </message>
    <message>
        <source>%1 was not found on PATH</source>
        <translation>在 PATH 中找不到 %1</translation>
    </message>
    <message>
        <source>was killed by signal %1 (%2)</source>
        <translation>被信号 %1（%2）终止</translation>
    </message>
    <message>
        <source>exited with status %1</source>
        <translation>以状态 %1 退出</translation>
    </message>
    <message>
        <source>QEMU %1 (%2)</source>
        <translation>QEMU %1（%2）</translation>
    </message>
    <message>
        <source>Restart the machine to go on.</source>
        <translation>请重新启动机器以继续。</translation>
    </message>
    <message>
        <source>%1; it said: %2</source>
        <translation>%1；它说：%2</translation>
    </message>
    <message>
        <source>Install it: apt install qemu-system-misc (Debian 12) or qemu-system-riscv (newer).</source>
        <translation>请安装：apt install qemu-system-misc（Debian 12）或 qemu-system-riscv（更新版本）。</translation>
    </message>
    <message>
        <source>there is no command that starts the machine</source>
        <translation>没有启动机器的命令</translation>
    </message>
    <message>
        <source>A machine that runs already, with %1.</source>
        <translation>已在运行的机器，使用 %1。</translation>
    </message>
    <message>
        <source>Started here, with %1.</source>
        <translation>在此启动，使用 %1。</translation>
    </message>
    <message>
        <source>there is no image</source>
        <translation>没有映像</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 不是文件</translation>
    </message>
    <message>
        <source>Choose the vmlinux that was built together with the kernel that runs there.</source>
        <translation>请选择与那里运行的内核一同构建的 vmlinux。</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>%1 不是文件夹</translation>
    </message>
    <message>
        <source>Choose the folder the kernel&apos;s sources are in, or leave it empty.</source>
        <translation>请选择内核源代码所在的文件夹，或留空。</translation>
    </message>
    <message>
        <source>same cause as before</source>
        <translation>与之前相同的原因</translation>
    </message>
    <message>
        <source>%1: the script was stopped: it needs more than %2 MB of memory</source>
        <translation>%1：脚本被停止：它需要超过 %2 MB 的内存</translation>
    </message>
    <message>
        <source>Does a text or a list grow without end?</source>
        <translation>是否有文本或列表无限增长？</translation>
    </message>
    <message>
        <source>%1: the script was stopped after %2 s</source>
        <translation>%1：脚本运行 %2 秒后被停止</translation>
    </message>
    <message>
        <source>Give it more time with --seconds, or less to do.</source>
        <translation>请用 --seconds 给它更多时间，或减少要做的事。</translation>
    </message>
    <message>
        <source>%1: the script was stopped: it does not come to an end (%2 ms without going on)</source>
        <translation>%1：脚本被停止：它没有尽头（%2 毫秒没有进展）</translation>
    </message>
    <message>
        <source>Does a loop never end?</source>
        <translation>是否有循环永不结束？</translation>
    </message>
    <message>
        <source>Demo machine: broken</source>
        <translation>演示机器：有缺陷</translation>
    </message>
    <message>
        <source>Broken on purpose: the six macros with one line lost. The machine runs on all the same. Find the bug.</source>
        <translation>故意损坏：六个宏丢了一行。机器照样运行。找出这个缺陷。</translation>
    </message>
    <message>
        <source>SARIF is about code, and %1 is a recording</source>
        <translation>SARIF 针对代码，而 %1 是录制</translation>
    </message>
    <message>
        <source>Use --json, or check the image that was recorded.</source>
        <translation>请使用 --json，或检查被录制的映像。</translation>
    </message>
    <message>
        <source>%1 is a recording, and %2 is none</source>
        <translation>%1 是录制，而 %2 不是</translation>
    </message>
    <message>
        <source>Compare two images, or two recordings.</source>
        <translation>请比较两个映像，或两份录制。</translation>
    </message>
    <message>
        <source>writing %1 failed</source>
        <translation>写入 %1 失败</translation>
    </message>
    <message>
        <source>this program was built without Qt, whose interpreter runs scripts</source>
        <translation>此程序构建时不含 Qt，而脚本由 Qt 的解释器运行</translation>
    </message>
    <message>
        <source>Build it with -DSWITCHSCOPE_GUI=ON.</source>
        <translation>请用 -DSWITCHSCOPE_GUI=ON 构建。</translation>
    </message>
    <message>
        <source>The switch ran on to %1 without being watched instruction by instruction, so it is not checked; values that differ afterwards: %2.</source>
        <translation>切换继续运行到 %1，其间没有逐条指令观察，因此不作检查；之后不同的值：%2 个。</translation>
    </message>
    <message>
        <source>there is no lesson called %1</source>
        <translation>没有名为 %1 的课程</translation>
    </message>
    <message>
        <source>there is nothing to export: give a recording, or a script with --script</source>
        <translation>没有可导出的内容：请给出一份录制，或用 --script 给出脚本</translation>
    </message>
    <message>
        <source>switchscope export run.swrec --format html, or: switchscope export --script lesson.js --demo macro --format html</source>
        <translation>switchscope export run.swrec --format html，或：switchscope export --script lesson.js --demo macro --format html</translation>
    </message>
    <message>
        <source>Recordings are made with `switchscope record`, or with Ctrl+R in the window; their names end in .swrec.</source>
        <translation>记录由 `switchscope record` 生成，或在窗口中按 Ctrl+R 生成；文件名以 .swrec 结尾。</translation>
    </message>
    <message>
        <source>QEMU %1</source>
        <translation>QEMU %1</translation>
    </message>
    <message>
        <source>there is no address</source>
        <translation>没有地址</translation>
    </message>
    <message>
        <source>Enter where QEMU listens: started with -s, that is localhost:1234.</source>
        <translation>请输入 QEMU 监听的地址：用 -s 启动时为 localhost:1234。</translation>
    </message>
    <message>
        <source>Demo machine, macro variant</source>
        <translation>演示机器，宏变体</translation>
    </message>
    <message>
        <source>Demo machine, monolithic variant</source>
        <translation>演示机器，整体变体</translation>
    </message>
    <message>
        <source>Demo machine, legacy variant</source>
        <translation>演示机器，旧版变体</translation>
    </message>
    <message>
        <source>Demo machine, broken variant</source>
        <translation>演示机器，有缺陷变体</translation>
    </message>
    <message>
        <source>where the last trap came from, and what sret enters</source>
        <translation>上一次陷入来自哪里，也是 sret 要进入的地方</translation>
    </message>
    <message>
        <source>%1: an access that does not go through the struct pointer (%2)</source>
        <translation>%1：不经由结构体指针的访问（%2）</translation>
    </message>
    <message>
        <source>Is the symbol file of this kernel, and does the kernel have KVM (CONFIG_KVM=y)?</source>
        <translation>符号文件属于此内核吗？该内核启用 KVM 了吗（CONFIG_KVM=y）？</translation>
    </message>
    <message>
        <source>the DWARF of %1 is damaged: section %2 claims to unpack into more than it can hold</source>
        <translation>%1 的 DWARF 已损坏：节 %2 声称解压后的大小超过可能的上限</translation>
    </message>
    <message>
        <source>libelf cannot read %1: %2</source>
        <translation>libelf 无法读取 %1：%2</translation>
    </message>
    <message>
        <source>the DWARF of %1 cannot be read: %2</source>
        <translation>无法读取 %1 的 DWARF：%2</translation>
    </message>
    <message>
        <source>the line table of %1 in %2 cannot be read: %3</source>
        <translation>无法读取 %2 中 %1 的行号表：%3</translation>
    </message>
    <message>
        <source>%1 has no DWARF</source>
        <translation>%1 没有 DWARF</translation>
    </message>
    <message>
        <source>the DWARF of struct %1 in %2 is wrong: %3</source>
        <translation>%2 中结构体 %1 的 DWARF 有误：%3</translation>
    </message>
    <message>
        <source>the DWARF of %1 is damaged: a part of it cannot be read, and the rest has no struct %2</source>
        <translation>%1 的 DWARF 已损坏：有一部分无法读取，其余部分中没有结构体 %2</translation>
    </message>
    <message>
        <source>the DWARF of %1 only declares struct %2 and does not define it</source>
        <translation>%1 的 DWARF 只声明了结构体 %2，没有定义它</translation>
    </message>
    <message>
        <source>Build the code that defines it with debug information, too.</source>
        <translation>定义它的代码也请带调试信息构建。</translation>
    </message>
    <message>
        <source>the DWARF of %1 has no struct %2</source>
        <translation>%1 的 DWARF 中没有结构体 %2</translation>
    </message>
    <message>
        <source>Check the name, and that the image was built with the code that uses it.</source>
        <translation>请检查名称，并确认映像包含使用它的代码。</translation>
    </message>
    <message>
        <source>its header is incomplete</source>
        <translation>文件头不完整</translation>
    </message>
    <message>
        <source>its section headers have %1 bytes</source>
        <translation>节头的大小为 %1 字节</translation>
    </message>
    <message>
        <source>the section headers lie beyond its end</source>
        <translation>节头位于文件末尾之外</translation>
    </message>
    <message>
        <source>its program headers have %1 bytes</source>
        <translation>程序头的大小为 %1 字节</translation>
    </message>
    <message>
        <source>the section headers reach beyond its end</source>
        <translation>节头超出文件末尾</translation>
    </message>
    <message>
        <source>section %1 reaches beyond its end</source>
        <translation>第 %1 节超出文件末尾</translation>
    </message>
    <message>
        <source>section %1 reaches beyond the address space</source>
        <translation>第 %1 节超出地址空间</translation>
    </message>
    <message>
        <source>the program headers reach beyond its end</source>
        <translation>程序头超出文件末尾</translation>
    </message>
    <message>
        <source>segment %1 reaches beyond its end</source>
        <translation>第 %1 段超出文件末尾</translation>
    </message>
    <message>
        <source>its symbol table has no string table, or entries of another size</source>
        <translation>符号表没有字符串表，或表项大小不符</translation>
    </message>
    <message>
        <source>%1 has no %2 bytes at %3</source>
        <translation>%1 在 %3 处没有 %2 字节</translation>
    </message>
    <message>
        <source>Check that the image is the one that runs.</source>
        <translation>请确认映像就是正在运行的那一个。</translation>
    </message>
    <message>
        <source>it contains itself</source>
        <translation>它包含自身</translation>
    </message>
    <message>
        <source>member %1 has no type</source>
        <translation>成员 %1 没有类型</translation>
    </message>
    <message>
        <source>member %1 has no offset</source>
        <translation>成员 %1 没有偏移</translation>
    </message>
    <message>
        <source>bit field %1 has no offset</source>
        <translation>位域 %1 没有偏移</translation>
    </message>
    <message>
        <source>it has more than %1 members</source>
        <translation>它的成员超过 %1 个</translation>
    </message>
    <message>
        <source>the type of member %1 is incomplete</source>
        <translation>成员 %1 的类型不完整</translation>
    </message>
    <message>
        <source>member %1 reaches beyond the struct</source>
        <translation>成员 %1 超出结构体</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>它太大</translation>
    </message>
    <message>
        <source>%1 is no symbol file: its line %2 is not &quot;address kind name&quot;</source>
        <translation>%1 不是符号文件：第 %2 行不是“地址 类型 名称”</translation>
    </message>
    <message>
        <source>Pass the System.map of this kernel, the output of nm, or an ELF file with its symbols.</source>
        <translation>请提供此内核的 System.map、nm 的输出，或带其符号的 ELF 文件。</translation>
    </message>
    <message>
        <source>%1 names no symbol</source>
        <translation>%1 中没有任何符号</translation>
    </message>
    <message>
        <source>Pass the System.map of this kernel, or an ELF file with its symbols.</source>
        <translation>请提供此内核的 System.map，或带其符号的 ELF 文件。</translation>
    </message>
    <message>
        <source>%1 at %2 is not an instruction of RV64GC with the hypervisor extension</source>
        <translation>%2 处的 %1 不是带虚拟化扩展的 RV64GC 指令</translation>
    </message>
    <message>
        <source>It may be data, or an extension that this program does not know. The address may also lie in the middle of an instruction.</source>
        <translation>它可能是数据，也可能属于本程序不认识的扩展。该地址也可能位于某条指令的中间。</translation>
    </message>
    <message>
        <source>no instruction at %1: the code ends there</source>
        <translation>%1 处没有指令：代码在此结束</translation>
    </message>
    <message>
        <source>half an instruction at %1: the code ends within it</source>
        <translation>%1 处只有半条指令：代码在其中结束</translation>
    </message>
    <message>
        <source>nothing, &amp;&amp; or ||</source>
        <translation>结尾、&amp;&amp; 或 ||</translation>
    </message>
    <message>
        <source>a smaller number of brackets</source>
        <translation>更少的括号</translation>
    </message>
    <message>
        <source>a closing bracket</source>
        <translation>右括号</translation>
    </message>
    <message>
        <source>a comparison (== != &lt; &lt;= &gt; &gt;=)</source>
        <translation>比较运算符（== != &lt; &lt;= &gt; &gt;=）</translation>
    </message>
    <message>
        <source>`cause` on the other side of a text</source>
        <translation>文本的另一侧应为 `cause`</translation>
    </message>
    <message>
        <source>a closing quote</source>
        <translation>右引号</translation>
    </message>
    <message>
        <source>a number, a register, a slot, pc, switch, world or cause</source>
        <translation>数字、寄存器、槽位、pc、switch、world 或 cause</translation>
    </message>
    <message>
        <source>%1: the hart ran on after the exit before it was read</source>
        <translation>%1：读取之前，硬件线程在退出之后又继续运行了</translation>
    </message>
    <message>
        <source>%1 at a GPA that is not known (htval is 0)</source>
        <translation>%1，GPA 未知（htval 为 0）</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>it does not store %1</source>
        <translation>它不存储 %1</translation>
    </message>
    <message>
        <source>it stores %1 as well</source>
        <translation>它还存储 %1</translation>
    </message>
    <message>
        <source>it does not load %1</source>
        <translation>它不加载 %1</translation>
    </message>
    <message>
        <source>it loads %1 as well</source>
        <translation>它还加载 %1</translation>
    </message>
    <message>
        <source>it does not write %1</source>
        <translation>它不写入 %1</translation>
    </message>
    <message>
        <source>it writes %1 as well</source>
        <translation>它还写入 %1</translation>
    </message>
    <message>
        <source>it stores %1 in the slot of %2</source>
        <translation>它把 %1 存入 %2 的槽位</translation>
    </message>
    <message>
        <source>it loads %1 from the slot of %2</source>
        <translation>它从 %2 的槽位加载 %1</translation>
    </message>
    <message>
        <source>it stores %1 in another place than its slot</source>
        <translation>它把 %1 存到其槽位以外的位置</translation>
    </message>
    <message>
        <source>it loads %1 from another place than its slot</source>
        <translation>它从其槽位以外的位置加载 %1</translation>
    </message>
    <message>
        <source>So it is not known where the guest&apos;s next trap leads; check the image.</source>
        <translation>因此无法知道客户机的下一次陷入通往何处；请检查映像。</translation>
    </message>
    <message>
        <source>the spans of %1 do not fit its code</source>
        <translation>%1 的区段与其代码不符</translation>
    </message>
    <message>
        <source>an instruction of the routine itself, in no macro</source>
        <translation>例程自身的一条指令，不在任何宏中</translation>
    </message>
    <message>
        <source>named in the source; %1</source>
        <translation>名称来自源代码；%1</translation>
    </message>
    <message>
        <source>named by what its instructions do, without source; %1</source>
        <translation>没有源代码，按其指令的作用命名；%1</translation>
    </message>
    <message>
        <source>its instructions are those of no known macro</source>
        <translation>其指令不属于任何已知的宏</translation>
    </message>
    <message>
        <source>its instructions do exactly what the known macro does</source>
        <translation>其指令的作用与已知的宏完全相同</translation>
    </message>
    <message>
        <source>the known macro does something else: %1</source>
        <translation>已知的宏作用不同：%1</translation>
    </message>
    <message>
        <source>by what its instructions do it is %1; %2</source>
        <translation>按其指令的作用，它是 %1；%2</translation>
    </message>
    <message>
        <source>there is no hart %1 in this machine</source>
        <translation>此机器中没有硬件线程 %1</translation>
    </message>
    <message>
        <source>satp %1 names the translation mode %2, which is reserved</source>
        <translation>satp %1 指定的转换模式 %2 是保留的</translation>
    </message>
    <message>
        <source>Host memory cannot be found while the guest runs.</source>
        <translation>客户机运行时无法找到宿主内存。</translation>
    </message>
    <message>
        <source>the page table entry at physical address %1 cannot be read</source>
        <translation>无法读取物理地址 %1 处的页表项</translation>
    </message>
    <message>
        <source>virtual address %1 is not mapped (level %2 entry %3)</source>
        <translation>虚拟地址 %1 未映射（第 %2 级表项 %3）</translation>
    </message>
    <message>
        <source>the page tables for %1 have no leaf entry</source>
        <translation>%1 的页表没有叶项</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>下列之一：%1</translation>
    </message>
    <message>
        <source>nothing behind %1</source>
        <translation>%1 之后没有内容</translation>
    </message>
    <message>
        <source>`:` and %1</source>
        <translation>`:` 和 %1</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>一个地址</translation>
    </message>
    <message>
        <source>a macro of %1 (%2)</source>
        <translation>%1 的一个宏（%2）</translation>
    </message>
    <message>
        <source>a slot of struct %1, such as guest_context.a0,</source>
        <translation>结构体 %1 的一个槽位（例如 guest_context.a0）</translation>
    </message>
    <message>
        <source>the place where an instruction of %1 begins, such as +0 or its address,</source>
        <translation>%1 中某条指令的起始位置（例如 +0 或其地址）</translation>
    </message>
    <message>
        <source>no `by`: it belongs to write, and something else</source>
        <translation>其他词，而不是 `by`：它只用于 write</translation>
    </message>
    <message>
        <source>a number from 1 on</source>
        <translation>一个不小于 1 的数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>routine or code</source>
        <translation>routine 或 code</translation>
    </message>
    <message>
        <source>code (%1 does not write this slot)</source>
        <translation>code（%1 不写此槽位）</translation>
    </message>
    <message>
        <source>QEMU closed its log while it was running</source>
        <translation>QEMU 在运行期间关闭了日志</translation>
    </message>
    <message>
        <source>Does something else change its log settings?</source>
        <translation>是否有其他程序在更改它的日志设置？</translation>
    </message>
    <message>
        <source>the target&apos;s monitor cannot be reached over this connection, so the target cannot be made to log</source>
        <translation>无法经由此连接访问目标的监控台，因此无法让目标写日志</translation>
    </message>
    <message>
        <source>%1 world switches were kept.</source>
        <translation>已保留 %1 次世界切换。</translation>
    </message>
    <message>
        <source>the target ended while it was traced</source>
        <translation>目标在跟踪过程中结束了</translation>
    </message>
    <message>
        <source>sending the command &quot;%1&quot; to QEMU</source>
        <translation>向 QEMU 发送命令“%1”</translation>
    </message>
    <message>
        <source>QEMU answered &quot;%1&quot; with: %2</source>
        <translation>QEMU 对“%1”的回答是：%2</translation>
    </message>
    <message>
        <source>Does it run on this machine, under a user who may open that file?</source>
        <translation>它是否在本机运行，且其用户有权打开该文件？</translation>
    </message>
    <message>
        <source>this QEMU has no command for translating one instruction at a time</source>
        <translation>此 QEMU 没有逐条翻译指令的命令</translation>
    </message>
    <message>
        <source>Record with --mode block.</source>
        <translation>请用 --mode block 录制。</translation>
    </message>
    <message>
        <source>the target stopped by itself while it was traced</source>
        <translation>目标在跟踪过程中自行停止了</translation>
    </message>
    <message>
        <source>QEMU&apos;s log has no registers in it</source>
        <translation>QEMU 的日志中没有寄存器</translation>
    </message>
    <message>
        <source>hart %1 stands at %2 in %3-mode, not at the entry of %4</source>
        <translation>硬件线程 %1 停在 %2，处于 %3 模式，不在 %4 的入口</translation>
    </message>
    <message>
        <source>field %1 of the header makes no sense</source>
        <translation>文件头的第 %1 号字段没有意义</translation>
    </message>
    <message>
        <source>the header is not complete</source>
        <translation>文件头不完整</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>a step with %1 effects does not fit a recording</source>
        <translation>一个步骤有 %1 处写入，录制文件容纳不下</translation>
    </message>
    <message>
        <source>there is no cause of an exit called `%1`</source>
        <translation>没有名为 `%1` 的退出原因</translation>
    </message>
    <message>
        <source>Give it as `switchscope info` prints it, or its number in scause.</source>
        <translation>请按 `switchscope info` 的输出填写，或给出它在 scause 中的编号。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no world switches</source>
        <translation>“%1” 不表示任何世界切换</translation>
    </message>
    <message>
        <source>Give a number or a range, such as 3, 3..7 or 3.. (the first switch is 0).</source>
        <translation>请给出编号或范围，例如 3、3..7 或 3..（第一次切换为 0）。</translation>
    </message>
    <message>
        <source>the target sent only %1 bytes: %2</source>
        <translation>目标只发来 %1 字节：%2</translation>
    </message>
    <message>
        <source>the target sent &quot;%1&quot;, which is no memory in hex: %2</source>
        <translation>目标发来“%1”，这不是十六进制的内存内容：%2</translation>
    </message>
    <message>
        <source>reading register &quot;%1&quot; of %2 bits: %3 answered &quot;%4&quot;</source>
        <translation>读取 %2 位的寄存器“%1”时，%3 应答“%4”</translation>
    </message>
    <message>
        <source>reading register &quot;%1&quot;</source>
        <translation>读取寄存器“%1”</translation>
    </message>
    <message>
        <source>register &quot;%1&quot; cannot be read: it begins at byte %2 of the registers, but %3 sends only %4 bytes of them</source>
        <translation>无法读取寄存器“%1”：它从寄存器数据的第 %2 字节开始，但 %3 只发来 %4 字节</translation>
    </message>
    <message>
        <source>%1 has no register &quot;%2&quot;</source>
        <translation>%1 没有寄存器“%2”</translation>
    </message>
    <message>
        <source>register &quot;%1&quot; has %2 bytes; %3 cannot be written to it</source>
        <translation>寄存器“%1”有 %2 字节，无法写入 %3 字节</translation>
    </message>
    <message>
        <source>writing register &quot;%1&quot;</source>
        <translation>写入寄存器“%1”</translation>
    </message>
    <message>
        <source>%1 has no way to write register &quot;%2&quot;</source>
        <translation>%1 无法写入寄存器“%2”</translation>
    </message>
    <message>
        <source>%1 cannot read physical memory</source>
        <translation>%1 无法读取物理内存</translation>
    </message>
    <message>
        <source>%1 cannot write physical memory</source>
        <translation>%1 无法写入物理内存</translation>
    </message>
    <message>
        <source>the monitor command has %1 bytes, and the target takes %2</source>
        <translation>监控台命令有 %1 字节，而目标只接受 %2 字节</translation>
    </message>
    <message>
        <source>Give a shorter command.</source>
        <translation>请给出更短的命令。</translation>
    </message>
    <message>
        <source>%1 has no setting for interrupts while stepping</source>
        <translation>%1 没有单步时中断的设置</translation>
    </message>
    <message>
        <source>Connect to QEMU&apos;s own gdb server, which has it.</source>
        <translation>请连接到 QEMU 自带的 gdb 服务器，它有此设置。</translation>
    </message>
    <message>
        <source>%1 sent &quot;%2&quot;, which does not answer what was asked: %3. Later answers could be taken for those to other requests, so the connection was ended</source>
        <translation>%1 发来“%2”，与所问不符：%3。之后的应答可能被当成对其他请求的应答，因此已断开连接</translation>
    </message>
    <message>
        <source>%1 sent &quot;%2&quot; where text in hex was expected, while %3</source>
        <translation>%1 发来“%2”，而此处应为十六进制文本（正在进行：%3）</translation>
    </message>
    <message>
        <source>%1 printed more than %2 bytes while %3</source>
        <translation>%1 输出了超过 %2 字节（正在进行：%3）</translation>
    </message>
    <message>
        <source>Give the monitor a command that prints less, and connect again.</source>
        <translation>请给监控台一条输出较少的命令，并再次连接。</translation>
    </message>
    <message>
        <source>%1 sent %2 packets, but no answer, while %3</source>
        <translation>%1 发来 %2 个数据包，但没有应答（正在进行：%3）</translation>
    </message>
    <message>
        <source>%1 did not end within %2 while %3</source>
        <translation>%1 在 %2 内没有结束（正在进行：%3）</translation>
    </message>
    <message>
        <source>the target does not describe its registers</source>
        <translation>目标没有描述它的寄存器</translation>
    </message>
    <message>
        <source>A stub that sends a target description (target.xml) is needed, as QEMU&apos;s does.</source>
        <translation>需要会发送目标描述（target.xml）的 gdb 服务器，QEMU 的就会。</translation>
    </message>
    <message>
        <source>the target is a %1, not RISC-V</source>
        <translation>目标是 %1，不是 RISC-V</translation>
    </message>
    <message>
        <source>Connect to a RISC-V machine: qemu-system-riscv64 with its gdb server on.</source>
        <translation>请连接到 RISC-V 机器：打开了 gdb 服务器的 qemu-system-riscv64。</translation>
    </message>
    <message>
        <source>the target&apos;s description has no register %1</source>
        <translation>目标描述中没有寄存器 %1</translation>
    </message>
    <message>
        <source>the target&apos;s register %1 has %2 bits, neither 64 nor 32</source>
        <translation>目标的寄存器 %1 有 %2 位，既不是 64 位也不是 32 位</translation>
    </message>
    <message>
        <source>the target&apos;s registers %1 and %2 differ in size</source>
        <translation>目标的寄存器 %1 和 %2 大小不同</translation>
    </message>
    <message>
        <source>the target sent %1 bytes of registers, too few to hold %2</source>
        <translation>目标发来 %1 字节的寄存器数据，太少，其中没有 %2</translation>
    </message>
    <message>
        <source>the target sent no value for the register %1: &quot;%2&quot;</source>
        <translation>目标没有发来寄存器 %1 的值：“%2”</translation>
    </message>
    <message>
        <source>Check that this is the gdb server of a machine, as QEMU&apos;s is.</source>
        <translation>请确认这是一台机器的 gdb 服务器，例如 QEMU 的。</translation>
    </message>
    <message>
        <source>asked why it is stopped, the target answered &quot;%1&quot;</source>
        <translation>被问及为何停下时，目标应答“%1”</translation>
    </message>
    <message>
        <source>the target has no document &quot;%1&quot;</source>
        <translation>目标没有文档“%1”</translation>
    </message>
    <message>
        <source>the target has no document &quot;%1&quot; (it answered %2)</source>
        <translation>目标没有文档“%1”（它应答 %2）</translation>
    </message>
    <message>
        <source>asked for the document &quot;%1&quot;, the target answered &quot;%2&quot;</source>
        <translation>被请求文档“%1”时，目标应答“%2”</translation>
    </message>
    <message>
        <source>the document &quot;%1&quot; does not end</source>
        <translation>文档“%1”没有结尾</translation>
    </message>
    <message>
        <source>the list of threads of %1 does not end</source>
        <translation>%1 的线程列表没有结尾</translation>
    </message>
    <message>
        <source>asked for its threads, %1 answered &quot;%2&quot;</source>
        <translation>被问及线程时，%1 应答“%2”</translation>
    </message>
    <message>
        <source>the list of threads of %1 has a thread twice, or one without a usable name: &quot;%2&quot;</source>
        <translation>%1 的线程列表中有重复的线程，或有名称无法使用的线程：“%2”</translation>
    </message>
    <message>
        <source>%1 lists more than %2 threads</source>
        <translation>%1 列出了超过 %2 个线程</translation>
    </message>
    <message>
        <source>Bytes are lost or changed on the way to the target. Check the connection, and connect again.</source>
        <translation>通往目标的途中有字节丢失或被改动。请检查连接，然后再次连接。</translation>
    </message>
    <message>
        <source>%1 does not support %2</source>
        <translation>%1 不支持：%2</translation>
    </message>
    <message>
        <source>%1 refused a request: %2 was answered with &quot;%3&quot;</source>
        <translation>%1 拒绝了一个请求：对“%2”的应答是“%3”</translation>
    </message>
    <message>
        <source>%1 sent a packet longer than %2 bytes while %3</source>
        <translation>%1 发来超过 %2 字节的数据包（正在进行：%3）</translation>
    </message>
    <message>
        <source>Check that a gdb server listens there, and connect again.</source>
        <translation>请确认在那里监听的是 gdb 服务器，然后再次连接。</translation>
    </message>
    <message>
        <source>%1 sent a damaged packet (wrong checksum) while %2</source>
        <translation>%1 发来损坏的数据包（校验和错误）（正在进行：%2）</translation>
    </message>
    <message>
        <source>%1 received a damaged packet while %2, and it could not be sent again</source>
        <translation>%1 收到损坏的数据包，且无法重发（正在进行：%2）</translation>
    </message>
    <message>
        <source>asking in which mode hart %1 is</source>
        <translation>询问 hart %1 处于哪个模式</translation>
    </message>
    <message>
        <source>the target&apos;s description has no register priv</source>
        <translation>目标描述中没有寄存器 priv</translation>
    </message>
    <message>
        <source>Use a QEMU whose description has it (7 and newer do).</source>
        <translation>请使用目标描述中有它的 QEMU（7 及更新版本都有）。</translation>
    </message>
    <message>
        <source>the target refused to read its register priv</source>
        <translation>目标拒绝读取它的寄存器 priv</translation>
    </message>
    <message>
        <source>the register priv has the value %1, which stands for no mode</source>
        <translation>寄存器 priv 的值为 %1，不对应任何模式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say why the target stopped</source>
        <translation>“%1”没有说明目标为何停下</translation>
    </message>
    <message>
        <source>the target stopped in a thread that has no usable name: &quot;%1&quot;</source>
        <translation>目标停在一个名称无法使用的线程中：“%1”</translation>
    </message>
    <message>
        <source>the target says that its longest packet has &quot;%1&quot; bytes (in hex); it must be between 64 bytes and 1 GiB</source>
        <translation>目标称其最长的数据包有“%1”字节（十六进制）；该值必须在 64 字节到 1 GiB 之间</translation>
    </message>
    <message>
        <source>the target has no harts</source>
        <translation>目标没有 hart</translation>
    </message>
    <message>
        <source>there is no hart %1: the target has %2</source>
        <translation>没有 hart %1：目标有 %2 个</translation>
    </message>
    <message>
        <source>there is no register with the index %1</source>
        <translation>没有索引为 %1 的寄存器</translation>
    </message>
    <message>
        <source>the target sent &quot;%1&quot;, which is no value of a register: %2</source>
        <translation>目标发来“%1”，这不是寄存器的值：%2</translation>
    </message>
    <message>
        <source>there is no general register x%1 that can be written</source>
        <translation>没有可以写入的通用寄存器 x%1</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>a breakpoint</source>
        <translation>断点</translation>
    </message>
    <message>
        <source>a hardware breakpoint</source>
        <translation>硬件断点</translation>
    </message>
    <message>
        <source>a write watchpoint</source>
        <translation>写监视点</translation>
    </message>
    <message>
        <source>a read watchpoint</source>
        <translation>读监视点</translation>
    </message>
    <message>
        <source>an access watchpoint</source>
        <translation>访问监视点</translation>
    </message>
    <message>
        <source>running the monitor command &quot;%1&quot;</source>
        <translation>执行监控台命令“%1”</translation>
    </message>
    <message>
        <source>asking what the target can do</source>
        <translation>询问目标的能力</translation>
    </message>
    <message>
        <source>switching acknowledgements off</source>
        <translation>关闭确认</translation>
    </message>
    <message>
        <source>listing the threads</source>
        <translation>列出线程</translation>
    </message>
    <message>
        <source>listing more threads</source>
        <translation>列出更多线程</translation>
    </message>
    <message>
        <source>asking for the memory mode</source>
        <translation>询问内存模式</translation>
    </message>
    <message>
        <source>switching the memory mode</source>
        <translation>切换内存模式</translation>
    </message>
    <message>
        <source>asking for the step mask</source>
        <translation>询问单步掩码</translation>
    </message>
    <message>
        <source>setting the step mask</source>
        <translation>设置单步掩码</translation>
    </message>
    <message>
        <source>asking how the target can be resumed</source>
        <translation>询问目标可以怎样恢复运行</translation>
    </message>
    <message>
        <source>stepping</source>
        <translation>单步执行</translation>
    </message>
    <message>
        <source>continuing</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>killing the target</source>
        <translation>终止目标</translation>
    </message>
    <message>
        <source>choosing a thread</source>
        <translation>选择线程</translation>
    </message>
    <message>
        <source>choosing the thread to resume</source>
        <translation>选择要恢复运行的线程</translation>
    </message>
    <message>
        <source>asking why the target is stopped</source>
        <translation>询问目标为何停下</translation>
    </message>
    <message>
        <source>stepping backwards</source>
        <translation>反向单步执行</translation>
    </message>
    <message>
        <source>continuing backwards</source>
        <translation>反向继续运行</translation>
    </message>
    <message>
        <source>reading the registers</source>
        <translation>读取寄存器</translation>
    </message>
    <message>
        <source>writing the registers</source>
        <translation>写入寄存器</translation>
    </message>
    <message>
        <source>detaching</source>
        <translation>脱离目标</translation>
    </message>
    <message>
        <source>reading %1 at %2</source>
        <translation>读取 %2 处的 %1</translation>
    </message>
    <message>
        <source>writing %1 at %2</source>
        <translation>写入 %2 处的 %1</translation>
    </message>
    <message>
        <source>reading register number %1</source>
        <translation>读取编号为 %1 的寄存器</translation>
    </message>
    <message>
        <source>writing register number %1</source>
        <translation>写入编号为 %1 的寄存器</translation>
    </message>
    <message>
        <source>setting %1 at %2</source>
        <translation>在 %2 处设置%1</translation>
    </message>
    <message>
        <source>clearing %1 at %2</source>
        <translation>清除 %2 处的%1</translation>
    </message>
    <message>
        <source>sending a request</source>
        <translation>发送请求</translation>
    </message>
    <message>
        <source>&quot;%1&quot; includes itself</source>
        <translation>“%1”包含了它自己</translation>
    </message>
    <message>
        <source>includes are nested deeper than %1 documents, at &quot;%2&quot;</source>
        <translation>包含的嵌套超过 %1 层文档，在“%2”处</translation>
    </message>
    <message>
        <source>it has more than %1 documents</source>
        <translation>它有超过 %1 个文档</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is longer than %2 bytes</source>
        <translation>“%1”超过 %2 字节</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not XML: %2 at byte %3</source>
        <translation>“%1”不是 XML：%2，位于第 %3 字节</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has &lt;%2&gt; where &lt;target&gt; or &lt;feature&gt; belongs</source>
        <translation>“%1”中本应是 &lt;target&gt; 或 &lt;feature&gt; 的地方是 &lt;%2&gt;</translation>
    </message>
    <message>
        <source>in &quot;%1&quot;</source>
        <translation>在“%1”中</translation>
    </message>
    <message>
        <source>an include names no document: &quot;%1&quot;</source>
        <translation>有一处包含没有给出文档：“%1”</translation>
    </message>
    <message>
        <source>a register has no usable name: &quot;%1&quot;</source>
        <translation>有一个寄存器的名称无法使用：“%1”</translation>
    </message>
    <message>
        <source>register &quot;%1&quot; has a size of &quot;%2&quot; bits; 1 to %3 are possible</source>
        <translation>寄存器“%1”的大小为“%2”位；可以是 1 到 %3</translation>
    </message>
    <message>
        <source>register &quot;%1&quot; has the number &quot;%2&quot;; 0 to %3 are possible</source>
        <translation>寄存器“%1”的编号为“%2”；可以是 0 到 %3</translation>
    </message>
    <message>
        <source>there are more than %1 registers</source>
        <translation>寄存器超过 %1 个</translation>
    </message>
    <message>
        <source>register &quot;%1&quot; has the number %2, which register &quot;%3&quot; has already</source>
        <translation>寄存器“%1”的编号 %2 已被寄存器“%3”使用</translation>
    </message>
    <message>
        <source>the socket path %1 is longer than the %2 bytes that the system allows</source>
        <translation>套接字路径 %1 超过了系统允许的 %2 字节</translation>
    </message>
    <message>
        <source>Use a shorter directory name.</source>
        <translation>请使用更短的目录名。</translation>
    </message>
    <message>
        <source>cannot make a pair of sockets: %1</source>
        <translation>无法创建一对套接字：%1</translation>
    </message>
    <message>
        <source>%1 has nothing of that hart and vCPU</source>
        <translation>%1 中没有该硬件线程和 vCPU 的内容</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>其中有：%1。</translation>
    </message>
    <message>
        <source>there is no mode of recording called %1</source>
        <translation>没有名为 %1 的录制方式</translation>
    </message>
    <message>
        <source>Is there space, and may files be made in that folder?</source>
        <translation>空间够吗？可以在该文件夹中创建文件吗？</translation>
    </message>
    <message>
        <source>a script cannot be exported as %1</source>
        <translation>脚本不能导出为 %1</translation>
    </message>
    <message>
        <source>json and csv are formats of recordings; html, svg, png, gif and markdown show the notes of a script.</source>
        <translation>json 和 csv 是录制的格式；html、svg、png、gif 和 markdown 显示脚本的说明。</translation>
    </message>
    <message>
        <source>cannot make a private folder in %1: %2</source>
        <translation>无法在 %1 中创建私有文件夹：%2</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR or TMPDIR to a folder that can be written.</source>
        <translation>请把 XDG_RUNTIME_DIR 或 TMPDIR 设为可写的文件夹。</translation>
    </message>
    <message>
        <source>cannot make a pipe for QEMU&apos;s log at %1: %2</source>
        <translation>无法在 %1 为 QEMU 的日志创建管道：%2</translation>
    </message>
    <message>
        <source>cannot wait for QEMU&apos;s log: %1</source>
        <translation>无法等待 QEMU 的日志：%1</translation>
    </message>
    <message>
        <source>cannot read QEMU&apos;s log: %1</source>
        <translation>无法读取 QEMU 的日志：%1</translation>
    </message>
    <message>
        <source>the machine at %1 is on another computer, so its log cannot be read here</source>
        <translation>%1 处的机器在另一台计算机上，因此无法在此读取它的日志</translation>
    </message>
    <message>
        <source>cannot start %1: %2</source>
        <translation>无法启动 %1：%2</translation>
    </message>
    <message>
        <source>Give it after two dashes: -- qemu-system-riscv64 -machine virt ...</source>
        <translation>请写在两个短横线之后：-- qemu-system-riscv64 -machine virt ...</translation>
    </message>
    <message>
        <source>cannot make a socket for the connection to QEMU: %1</source>
        <translation>无法为与 QEMU 的连接创建套接字：%1</translation>
    </message>
    <message>
        <source>the recording has no steps</source>
        <translation>录制中没有步骤</translation>
    </message>
    <message>
        <source>Record at least one world switch.</source>
        <translation>请至少录制一次世界切换。</translation>
    </message>
    <message>
        <source>the recording has no world switch</source>
        <translation>录制中没有世界切换</translation>
    </message>
    <message>
        <source>Record at least one.</source>
        <translation>请至少录制一次。</translation>
    </message>
    <message>
        <source>there is no world switch %1</source>
        <translation>没有第 %1 次世界切换</translation>
    </message>
    <message>
        <source>The recording has %1..%2.</source>
        <translation>录制中有 %1..%2。</translation>
    </message>
    <message>
        <source>there is no step %1</source>
        <translation>没有第 %1 步</translation>
    </message>
    <message>
        <source>Give one from %1 to %2.</source>
        <translation>请给出 %1 到 %2 之间的一个。</translation>
    </message>
    <message>
        <source>the recording has no step of a macro called &apos;%1&apos;</source>
        <translation>录制中没有名为“%1”的宏的步骤</translation>
    </message>
    <message>
        <source>The routine has %1.</source>
        <translation>例程中有 %1。</translation>
    </message>
    <message>
        <source>the data of the page could not be compressed</source>
        <translation>无法压缩页面的数据</translation>
    </message>
    <message>
        <source>There may be too little memory: close other programs, or export fewer world switches.</source>
        <translation>可能是内存不足：请关闭其他程序，或导出较少的世界切换。</translation>
    </message>
    <message>
        <source>a page of %1 steps is more than a browser can show</source>
        <translation>含 %1 步的页面超出了浏览器能显示的范围</translation>
    </message>
    <message>
        <source>Choose some of the world switches, such as --switches 0..999.</source>
        <translation>请选择其中一部分世界切换，例如 --switches 0..999。</translation>
    </message>
    <message>
        <source>librsvg does not say why</source>
        <translation>librsvg 没有说明原因</translation>
    </message>
    <message>
        <source>the picture could not be drawn: %1</source>
        <translation>无法绘制图片：%1</translation>
    </message>
    <message>
        <source>the picture could not be written as PNG</source>
        <translation>无法把图片写成 PNG</translation>
    </message>
    <message>
        <source>there is nothing to animate</source>
        <translation>没有可做成动画的内容</translation>
    </message>
    <message>
        <source>the animation could not be written</source>
        <translation>无法写出动画</translation>
    </message>
    <message>
        <source>%1: the script was stopped before its end</source>
        <translation>%1：脚本在结束之前被停止</translation>
    </message>
    <message>
        <source>cannot read the script %1</source>
        <translation>无法读取脚本 %1</translation>
    </message>
    <message>
        <source>It is larger than 4 MB.</source>
        <translation>它超过 4 MB。</translation>
    </message>
    <message>
        <source>Is the name right?</source>
        <translation>名称正确吗？</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no value of `after`</source>
        <translation>&apos;%1&apos; 不是 `after` 的有效值</translation>
    </message>
    <message>
        <source>Use &apos;step&apos;, &apos;macro&apos;, &apos;half&apos; or &apos;worldSwitch&apos;. Without `after` the question is about now.</source>
        <translation>请用 &apos;step&apos;、&apos;macro&apos;、&apos;half&apos; 或 &apos;worldSwitch&apos;。没有 `after` 时，问题是关于此刻的。</translation>
    </message>
    <message>
        <source>the recording ends here, after %1 steps</source>
        <translation>录制到此结束，共 %1 步</translation>
    </message>
    <message>
        <source>Record more world switches, or end the script earlier.</source>
        <translation>请录制更多世界切换，或让脚本早些结束。</translation>
    </message>
    <message>
        <source>the machine did not go on: it was interrupted</source>
        <translation>机器没有继续运行：它被中断了</translation>
    </message>
    <message>
        <source>this is the first moment: there is nothing to go back to</source>
        <translation>这已是最早的时刻：没有可以返回的地方</translation>
    </message>
    <message>
        <source>there is no step %1: %2 steps are recorded so far</source>
        <translation>没有第 %1 步：目前录制了 %2 步</translation>
    </message>
    <message>
        <source>Let the machine go on first, with step(), macro() or runUntil().</source>
        <translation>请先用 step()、macro() 或 runUntil() 让机器继续运行。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; did not hold within %2 steps</source>
        <translation>“%1”在 %2 步内没有成立</translation>
    </message>
    <message>
        <source>Give more steps as the second argument, or another condition.</source>
        <translation>请用第二个参数给出更多步数，或换一个条件。</translation>
    </message>
    <message>
        <source>there is no register, CSR or slot called &apos;%1&apos;</source>
        <translation>没有名为“%1”的寄存器、CSR 或槽位</translation>
    </message>
    <message>
        <source>Names are like a0, sstatus, guest_context.a0 or host.ra.</source>
        <translation>名称形如 a0、sstatus、guest_context.a0 或 host.ra。</translation>
    </message>
    <message>
        <source>this target does not let its general registers be written</source>
        <translation>此目标不允许写入通用寄存器</translation>
    </message>
    <message>
        <source>Build the kernel with CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y (a program with -g), or pass an image that has it.</source>
        <translation>请用 CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y 构建内核（程序则用 -g），或提供带有它的映像。</translation>
    </message>
    <message>
        <source>libdw gives no reason</source>
        <translation>libdw 没有给出原因</translation>
    </message>
    <message>
        <source>32-bit x86</source>
        <translation>32 位 x86</translation>
    </message>
    <message>
        <source>32-bit Arm</source>
        <translation>32 位 Arm</translation>
    </message>
    <message>
        <source>machine %1</source>
        <translation>机器类型 %1</translation>
    </message>
    <message>
        <source>Check that a gdb server listens there and that no other program uses it, and connect again.</source>
        <translation>请确认在那里监听的是 gdb 服务器，且没有其他程序在使用它，然后再次连接。</translation>
    </message>
    <message>
        <source>the option %1 of %2 opens another gdb server, and QEMU has only one</source>
        <translation>%2 的选项 %1 会再开一个 gdb 服务器，而 QEMU 只有一个</translation>
    </message>
    <message>
        <source>Leave it out: Switchscope opens the gdb server. Or start QEMU yourself and attach to that server.</source>
        <translation>请去掉它：gdb 服务器由 Switchscope 打开。或者自行启动 QEMU，再连接到那个服务器。</translation>
    </message>
    <message>
        <source>Leave it out: Switchscope opens the gdb server. Or start QEMU yourself and attach to port 1234.</source>
        <translation>请去掉它：gdb 服务器由 Switchscope 打开。或者自行启动 QEMU，再连接到端口 1234。</translation>
    </message>
    <message>
        <source>the option %1 of %2 detaches QEMU, so that Switchscope cannot end it</source>
        <translation>%2 的选项 %1 会使 QEMU 脱离，Switchscope 无法结束它</translation>
    </message>
    <message>
        <source>Leave it out, or start QEMU yourself and attach.</source>
        <translation>请去掉它，或自行启动 QEMU 再连接。</translation>
    </message>
    <message>
        <source>the option %1 of %2 restricts the log that Switchscope traces</source>
        <translation>%2 的选项 %1 会限制 Switchscope 所跟踪的日志</translation>
    </message>
    <message>
        <source>Leave it out: block mode adds the filter that it needs. Or record with --mode step.</source>
        <translation>请去掉它：block 模式会加上所需的过滤条件。或者用 --mode step 录制。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number of steps</source>
        <translation>“%1”不是步数</translation>
    </message>
    <message>
        <source>%1 has no member &apos;%2&apos;</source>
        <translation>%1 没有成员“%2”</translation>
    </message>
    <message>
        <source>It takes: %1.</source>
        <translation>可用的成员：%1。</translation>
    </message>
    <message>
        <source>a text of %1 characters is too long</source>
        <translation>%1 个字符的文本太长</translation>
    </message>
    <message>
        <source>%1 are allowed.</source>
        <translation>最多允许 %1 个。</translation>
    </message>
    <message>
        <source>there is no language &apos;%1&apos;</source>
        <translation>没有语言“%1”</translation>
    </message>
    <message>
        <source>A text has `en` and `zh`, or is a plain string for all languages.</source>
        <translation>文本可以有 `en` 和 `zh`，也可以是用于所有语言的普通字符串。</translation>
    </message>
    <message>
        <source>there is no demo machine called &apos;%1&apos;</source>
        <translation>没有名为“%1”的演示机器</translation>
    </message>
    <message>
        <source>`switchscope demo --list` shows their names.</source>
        <translation>`switchscope demo --list` 会列出它们的名字。</translation>
    </message>
    <message>
        <source>the note of this moment ends with its question</source>
        <translation>此刻的说明以问题结束</translation>
    </message>
    <message>
        <source>Go on, with step() or macro(), before the next note.</source>
        <translation>请先用 step() 或 macro() 继续，再写下一条说明。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be the name of a picture</source>
        <translation>“%1”不能用作图片的名称</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;-&apos; and &apos;_&apos; only.</source>
        <translation>只能使用字母、数字、“-”和“_”。</translation>
    </message>
    <message>
        <source>a question has two to nine choices, not %1</source>
        <translation>一个问题有二至九个选项，而不是 %1 个</translation>
    </message>
    <message>
        <source>`answer` must be the number of the right choice, from 0</source>
        <translation>`answer` 必须是正确选项的编号，从 0 开始</translation>
    </message>
    <message>
        <source>choice %1 has no `text`</source>
        <translation>选项 %1 没有 `text`</translation>
    </message>
    <message>
        <source>the right choice needs `holds`</source>
        <translation>正确选项需要 `holds`</translation>
    </message>
    <message>
        <source>That is a condition, a value, or a function that returns one of these.</source>
        <translation>它是条件、值，或返回其中之一的函数。</translation>
    </message>
    <message>
        <source>a prediction needs a `question` and a `why`</source>
        <translation>预测需要 `question` 和 `why`</translation>
    </message>
    <message>
        <source>an answer that is not written by the next step needs `holds`</source>
        <translation>如果下一步不写入答案所指的位置，就需要 `holds`</translation>
    </message>
    <message>
        <source>%1 of %2 world switches were recorded, and the next one did not end within %3 s</source>
        <translation>已录制 %2 次世界切换中的 %1 次，下一次没有在 %3 秒内结束</translation>
    </message>
    <message>
        <source>Wait longer with --patience, if the guests only sleep.</source>
        <translation>如果客户机只是在休眠，请用 --patience 等待更久。</translation>
    </message>
    <message>
        <source>hart %1 did not come back to %2 within %3</source>
        <translation>硬件线程 %1 在 %3 内没有回到 %2</translation>
    </message>
    <message>
        <source>hart %1 did not come back to %2 within %3; other harts came by %4 times meanwhile</source>
        <translation>硬件线程 %1 在 %3 内没有回到 %2；其间其他硬件线程经过了 %4 次</translation>
    </message>
    <message>
        <source>Wait longer with --patience, if its guest only sleeps.</source>
        <translation>如果它的客户机只是在休眠，请用 --patience 等待更久。</translation>
    </message>
    <message>
        <source>the target cannot tell host from guest: V is in no register virt, was not seen in the register priv, and no monitor can be asked for it</source>
        <translation>目标无法区分宿主和客户机：没有含 V 的寄存器 virt，寄存器 priv 中也没有见到 V，又没有可以询问的监控台</translation>
    </message>
    <message>
        <source>Connect to QEMU&apos;s own gdb server, whose monitor reports it.</source>
        <translation>请连接到 QEMU 自带的 gdb 服务器，其监控台会给出 V。</translation>
    </message>
    <message>
        <source>the register priv says that a guest runs, and the monitor that the host does</source>
        <translation>寄存器 priv 表示客户机正在运行，而监控台表示宿主正在运行</translation>
    </message>
    <message>
        <source>Connect to QEMU&apos;s own gdb server.</source>
        <translation>请连接到 QEMU 自带的 gdb 服务器。</translation>
    </message>
    <message>
        <source>%1 is an object file: its sections have no common offset</source>
        <translation>%1 是目标文件：它的各个节没有共同的偏移</translation>
    </message>
    <message>
        <source>Say where each of its sections lies.</source>
        <translation>请说明它的每个节位于何处。</translation>
    </message>
    <message>
        <source>%1 is a program: its sections cannot be placed one by one</source>
        <translation>%1 是程序：它的节不能逐个放置</translation>
    </message>
    <message>
        <source>Give addresses of sections for kernel modules only.</source>
        <translation>请只为内核模块给出节的地址。</translation>
    </message>
    <message>
        <source>%1 has no section %2 that is loaded</source>
        <translation>%1 没有会被加载的节 %2</translation>
    </message>
    <message>
        <source>Its sections with code are %1.</source>
        <translation>它含代码的节是 %1。</translation>
    </message>
    <message>
        <source>section %1 of %2 does not fit between %3 and the end of memory</source>
        <translation>%2 的节 %1 放不进 %3 与内存末尾之间</translation>
    </message>
    <message>
        <source>Check its address.</source>
        <translation>请检查它的地址。</translation>
    </message>
    <message>
        <source>the sections %1 (%2) and %3 (%4) of %5 would overlap</source>
        <translation>%5 的节 %1（%2）与 %3（%4）会重叠</translation>
    </message>
    <message>
        <source>Check their addresses.</source>
        <translation>请检查它们的地址。</translation>
    </message>
    <message>
        <source>%1 is of another build</source>
        <translation>%1 属于另一次构建</translation>
    </message>
    <message>
        <source>%1 is of another build (its build id is %2)</source>
        <translation>%1 属于另一次构建（其构建标识为 %2）</translation>
    </message>
    <message>
        <source>%1 is of another build (its CRC is not the one that the image names)</source>
        <translation>%1 属于另一次构建（其 CRC 与映像所记的不同）</translation>
    </message>
    <message>
        <source>%1 is of another build (its sections are not those of the image)</source>
        <translation>%1 属于另一次构建（它的节与映像的不同）</translation>
    </message>
    <message>
        <source>DWARF comes from %1, found by the build id.</source>
        <translation>DWARF 来自 %1，按构建标识找到。</translation>
    </message>
    <message>
        <source>DWARF comes from %1, which the image names.</source>
        <translation>DWARF 来自映像所指的 %1。</translation>
    </message>
    <message>
        <source>DWARF comes from %1, which a debuginfod server sent.</source>
        <translation>DWARF 来自 debuginfod 服务器发来的 %1。</translation>
    </message>
    <message>
        <source>DWARF comes from %1, found by its name.</source>
        <translation>DWARF 来自按名称找到的 %1。</translation>
    </message>
    <message>
        <source>the DWARF of %1 is compressed in an unknown way (%2)</source>
        <translation>%1 的 DWARF 以未知方式压缩（%2）</translation>
    </message>
    <message>
        <source>Build it with -gz=none, or with objcopy --decompress-debug-sections.</source>
        <translation>请用 -gz=none 构建，或用 objcopy --decompress-debug-sections 解压。</translation>
    </message>
    <message>
        <source>the DWARF of %1 is damaged: section %2 cannot be unpacked</source>
        <translation>%1 的 DWARF 已损坏：节 %2 无法解压</translation>
    </message>
    <message>
        <source>the names of its symbols are longer than those of any program</source>
        <translation>它的符号名比任何程序的都长</translation>
    </message>
    <message>
        <source>Copy the file again, or unpack it by hand.</source>
        <translation>请重新复制该文件，或手动解压。</translation>
    </message>
    <message>
        <source>%1 is cut short: it is packed by %2, and its end is missing</source>
        <translation>%1 被截断：它由 %2 压缩，末尾缺失</translation>
    </message>
    <message>
        <source>%1 is damaged: %2 cannot unpack it</source>
        <translation>%1 已损坏：%2 无法解压它</translation>
    </message>
    <message>
        <source>%1 is packed in a way that this system&apos;s liblzma does not know</source>
        <translation>%1 的压缩方式不为本系统的 liblzma 所知</translation>
    </message>
    <message>
        <source>Unpack it by hand, with a newer xz.</source>
        <translation>请用更新的 xz 手动解压。</translation>
    </message>
    <message>
        <source>there is not enough memory to unpack %1</source>
        <translation>内存不足，无法解压 %1</translation>
    </message>
    <message>
        <source>Close other programs, or pass a smaller image.</source>
        <translation>请关闭其他程序，或给出更小的映像。</translation>
    </message>
    <message>
        <source>%1 unpacks into more than %2 MiB, which no image of its size does</source>
        <translation>%1 解压后超过 %2 MiB，这个大小的映像不会如此</translation>
    </message>
    <message>
        <source>Check the file. If it is right, unpack it by hand.</source>
        <translation>请检查该文件。若它没有问题，请手动解压。</translation>
    </message>
    <message>
        <source>the kernel cannot move</source>
        <translation>该内核不会移动</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按给定的值</translation>
    </message>
    <message>
        <source>read from kernel_map</source>
        <translation>从 kernel_map 读出</translation>
    </message>
    <message>
        <source>worked out from stvec</source>
        <translation>由 stvec 算出</translation>
    </message>
    <message>
        <source>found in the page tables</source>
        <translation>在页表中找到</translation>
    </message>
    <message>
        <source>KASLR offset %1, %2</source>
        <translation>KASLR 偏移 %1，%2</translation>
    </message>
    <message>
        <source>module at %1, %2</source>
        <translation>模块位于 %1，%2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>Name one that it has with --routine, or give another --module.</source>
        <translation>请用 --routine 指定它所含的例程，或给出另一个 --module。</translation>
    </message>
    <message>
        <source>the module %1 is not loaded in the machine</source>
        <translation>模块 %1 未加载到机器中</translation>
    </message>
    <message>
        <source>the machine&apos;s kernel has not chosen its place in memory</source>
        <translation>机器的内核尚未选定其在内存中的位置</translation>
    </message>
    <message>
        <source>%1 yet: waiting for it</source>
        <translation>%1：正在等待</translation>
    </message>
    <message>
        <source>%1, even after %2 s</source>
        <translation>%1，等待 %2 秒后依然如此</translation>
    </message>
    <message>
        <source>Load it there (modprobe %1), or say where it is: --section .text=ADDRESS, from /sys/module/%2/sections/.text.</source>
        <translation>请在那里加载它（modprobe %1），或说明它的位置：--section .text=ADDRESS，取自 /sys/module/%2/sections/.text。</translation>
    </message>
    <message>
        <source>Is this its image? Where the kernel lies can be said with --kaslr-offset.</source>
        <translation>这是它的映像吗？内核的位置可用 --kaslr-offset 说明。</translation>
    </message>
    <message>
        <source>the target ended while it was waited for: %1</source>
        <translation>等待时目标已结束：%1</translation>
    </message>
    <message>
        <source>cancelled: %1</source>
        <translation>已取消：%1</translation>
    </message>
    <message>
        <source>the kernel lies somewhere else now: its KASLR offset was %1 and is %2</source>
        <translation>内核现在位于别处：其 KASLR 偏移原为 %1，现为 %2</translation>
    </message>
    <message>
        <source>The machine was started again. Open the session again.</source>
        <translation>机器已重新启动。请重新打开会话。</translation>
    </message>
    <message>
        <source>the module %1 was loaded again: it was at %2 and is at %3</source>
        <translation>模块 %1 被重新加载：原在 %2，现在 %3</translation>
    </message>
    <message>
        <source>Open the session again to follow it there.</source>
        <translation>请重新打开会话以在那里跟随它。</translation>
    </message>
    <message>
        <source>the module %1 was unloaded</source>
        <translation>模块 %1 已被卸载</translation>
    </message>
    <message>
        <source>Load it again in the machine, and open the session again.</source>
        <translation>请在机器中重新加载它，并重新打开会话。</translation>
    </message>
    <message>
        <source>the kernel lies somewhere else since the machine was started again (%1; before: %2)</source>
        <translation>机器重新启动后，内核位于别处（%1；此前：%2）</translation>
    </message>
    <message>
        <source>%1 has no section with %2</source>
        <translation>%1 没有含 %2 的节</translation>
    </message>
    <message>
        <source>found in the kernel&apos;s list of modules</source>
        <translation>在内核的模块列表中找到</translation>
    </message>
    <message>
        <source>found by its code</source>
        <translation>按其代码找到</translation>
    </message>
    <message>
        <source>the kernel has a module %1, but the code of %2 is not that of %3</source>
        <translation>内核有模块 %1，但 %2 的代码与 %3 的不同</translation>
    </message>
    <message>
        <source>Give the file of the module that is loaded there (--module).</source>
        <translation>请给出那里所加载模块的文件（--module）。</translation>
    </message>
    <message>
        <source>DEBUGINFOD_URLS is set, but libdebuginfod is not installed</source>
        <translation>已设置 DEBUGINFOD_URLS，但未安装 libdebuginfod</translation>
    </message>
    <message>
        <source>Install the package libdebuginfod1, or unset DEBUGINFOD_URLS.</source>
        <translation>请安装软件包 libdebuginfod1，或取消设置 DEBUGINFOD_URLS。</translation>
    </message>
    <message>
        <source>libdebuginfod cannot be started</source>
        <translation>libdebuginfod 无法启动</translation>
    </message>
    <message>
        <source>no debuginfod server has the debug file of build %1</source>
        <translation>没有 debuginfod 服务器拥有构建 %1 的调试文件</translation>
    </message>
    <message>
        <source>the debug file of build %1 could not be fetched: %2</source>
        <translation>无法取得构建 %1 的调试文件：%2</translation>
    </message>
    <message>
        <source>%1 has no symbol %2: the kernel has KVM as a module</source>
        <translation>%1 没有符号 %2：该内核把 KVM 作为模块</translation>
    </message>
    <message>
        <source>Give the module&apos;s file, too: --module kvm.ko (or kvm.ko.debug, which has DWARF). On the machine it usually is /lib/modules/%1/kernel/arch/riscv/kvm/kvm.ko.</source>
        <translation>请同时给出模块的文件：--module kvm.ko（或含 DWARF 的 kvm.ko.debug）。在机器上它通常是 /lib/modules/%1/kernel/arch/riscv/kvm/kvm.ko。</translation>
    </message>
    <message>
        <source>%1 is not a kernel module</source>
        <translation>%1 不是内核模块</translation>
    </message>
    <message>
        <source>A module&apos;s file is called kvm.ko, kvm.ko.xz or kvm.ko.debug.</source>
        <translation>模块的文件名形如 kvm.ko、kvm.ko.xz 或 kvm.ko.debug。</translation>
    </message>
    <message>
        <source>%1 is a module, or another object, and no kernel</source>
        <translation>%1 是模块或其他目标文件，不是内核</translation>
    </message>
    <message>
        <source>Give the kernel&apos;s vmlinux with --image, and this file with --module.</source>
        <translation>请用 --image 给出内核的 vmlinux，用 --module 给出此文件。</translation>
    </message>
    <message>
        <source>%1 has no code, only what a debugger needs</source>
        <translation>%1 没有代码，只有调试器所需的内容</translation>
    </message>
    <message>
        <source>Give the module itself, kvm.ko. This file is found from there.</source>
        <translation>请给出模块本身 kvm.ko。由它可找到此文件。</translation>
    </message>
    <message>
        <source>neither %1 nor a module that was given has a symbol %2</source>
        <translation>%1 和给出的模块都没有符号 %2</translation>
    </message>
    <message>
        <source>Give the module that has it, kvm.ko, or name its routine with --routine.</source>
        <translation>请给出含有它的模块 kvm.ko，或用 --routine 指定其例程。</translation>
    </message>
    <message>
        <source>The kernel has KVM as a module. Its file was taken from %1.</source>
        <translation>该内核把 KVM 作为模块。其文件取自 %1。</translation>
    </message>
    <message>
        <source>Choose the file of the module, such as kvm.ko, or leave it empty.</source>
        <translation>请选择模块的文件，例如 kvm.ko，或留空。</translation>
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
        <source>Play a script</source>
        <translation>播放脚本</translation>
    </message>
    <message>
        <source>Scripts (*.js)</source>
        <translation>脚本 (*.js)</translation>
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
        <translation>宿主</translation>
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
    <name>harts_menu</name>
    <message>
        <source>hart %1 · %2 · %3</source>
        <translation>硬件线程 %1 · %2 · %3</translation>
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
        <translation>宿主</translation>
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
        <source>⇤ previous write</source>
        <translation>⇤ 上一次写入</translation>
    </message>
    <message>
        <source>next write ⇥</source>
        <translation>下一次写入 ⇥</translation>
    </message>
    <message>
        <source>HOW IT CAME HERE, IN SWITCH %1</source>
        <translation>它如何来到这里（第 %1 次切换）</translation>
    </message>
</context>
<context>
    <name>lanes</name>
    <message>
        <source>Host slots</source>
        <translation>宿主槽位</translation>
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
        <translation>宿主槽位</translation>
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
        <translation>宿主</translation>
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
        <translation>宿主</translation>
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
        <source>The Kernel&apos;s Module</source>
        <translation>内核的模块</translation>
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
    <message>
        <source>where KVM is a module, kvm.ko; found beside the image if empty</source>
        <translation>KVM 为模块时的 kvm.ko；留空则在映像旁查找</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
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
    <name>switchscope::ui::BookmarkList</name>
    <message>
        <source>The bookmark is not kept: %1</source>
        <translation>书签未能保存：%1</translation>
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
    <name>switchscope::ui::BreakpointList</name>
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
        <source>Stopped: %1</source>
        <translation>已停下：%1</translation>
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
        <translation>宿主地址</translation>
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
        <translation>硬件线程</translation>
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
    <message>
        <source>Reached with all conditions met: %1 times
Reached otherwise: %2 times</source>
        <translation>到达且满足所有条件：%1 次
到达但条件不满足：%2 次</translation>
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
    <name>switchscope::ui::ChoiceButton</name>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
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
    <message>
        <source>The panels stay as they are.</source>
        <translation>面板保持原样。</translation>
    </message>
    <message>
        <source>this is no layout of panels</source>
        <translation>这不是面板布局</translation>
    </message>
    <message>
        <source>this layout of panels is of another version of the program</source>
        <translation>此面板布局属于程序的另一个版本</translation>
    </message>
    <message>
        <source>this layout of panels is damaged</source>
        <translation>此面板布局已损坏</translation>
    </message>
    <message>
        <source>LESSON</source>
        <translation>课程</translation>
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
        <source>Only exits with this cause</source>
        <translation>只显示此原因的退出</translation>
    </message>
    <message>
        <source>Only exits on this hart</source>
        <translation>只显示此硬件线程上的退出</translation>
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
        <translation>所有硬件线程</translation>
    </message>
    <message>
        <source>hart %1</source>
        <translation>硬件线程 %1</translation>
    </message>
    <message>
        <source>All vCPUs</source>
        <translation>所有 vCPU</translation>
    </message>
    <message>
        <source>vCPU %1</source>
        <translation>vCPU %1</translation>
    </message>
    <message>
        <source>No exit matches the filters above.</source>
        <translation>没有符合上方筛选条件的退出。</translation>
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
        <translation>宿主即将进入 %1：下一条指令是世界切换的第一条。</translation>
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
    <message>
        <source>error %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>warning %1</source>
        <translation>警告 %1</translation>
    </message>
    <message>
        <source>note %1</source>
        <translation>提示 %1</translation>
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
        <source>this world switch has not come to it yet</source>
        <translation>本次世界切换尚未到达那里</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::InspectedPlace</name>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>%1 is watched.</source>
        <translation>正在监视 %1。</translation>
    </message>
    <message>
        <source>What writes %1 stops the target from now on.</source>
        <translation>从现在起，写入 %1 会停止目标。</translation>
    </message>
    <message>
        <source>Writes of %1 no longer stop the target.</source>
        <translation>写入 %1 不再停止目标。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::InspectorPanel</name>
    <message>
        <source>⇤ previous</source>
        <translation>⇤ 上一次</translation>
    </message>
    <message>
        <source>next ⇥</source>
        <translation>下一次 ⇥</translation>
    </message>
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
        <source>The inspector stays at this place during steps. Esc, or a click here, goes back to the place that each step writes.</source>
        <translation>单步执行时，检查器一直显示此位置。按 Esc 或点击这里，恢复显示每一步所写的位置。</translation>
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
        <translation>世界切换：宿主槽位、CPU、客户机槽位</translation>
    </message>
    <message>
        <source>World switch: the save area in the order of memory, and the CPU</source>
        <translation>世界切换：按内存顺序的保存区与 CPU</translation>
    </message>
    <message>
        <source>World switch, compact: host slots, CPU, guest slots</source>
        <translation>世界切换（紧凑）：宿主槽位、CPU、客户机槽位</translation>
    </message>
    <message>
        <source>at offset 0x%1, address %2</source>
        <translation>偏移 0x%1，地址 %2</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LayoutActions</name>
    <message>
        <source>The layout could not be written to %1.</source>
        <translation>无法将布局写入 %1。</translation>
    </message>
    <message>
        <source>Is there room, and may files be made in this folder?</source>
        <translation>磁盘是否有空间？该文件夹是否允许写入？</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::Legend</name>
    <message>
        <source>WHOSE A VALUE IS</source>
        <translation>值属于谁</translation>
    </message>
    <message>
        <source>the host&apos;s</source>
        <translation>宿主的</translation>
    </message>
    <message>
        <source>the guest&apos;s</source>
        <translation>客户机的</translation>
    </message>
    <message>
        <source>the switch&apos;s own: the struct&apos;s address, the return label</source>
        <translation>切换自身的：结构体地址、返回标号</translation>
    </message>
    <message>
        <source>nobody&apos;s: free to be written over</source>
        <translation>不属于谁：可以覆盖</translation>
    </message>
    <message>
        <source>WHO RUNS</source>
        <translation>谁在运行</translation>
    </message>
    <message>
        <source>the host (HS)</source>
        <translation>宿主（HS）</translation>
    </message>
    <message>
        <source>the guest (VS, VU)</source>
        <translation>客户机（VS、VU）</translation>
    </message>
    <message>
        <source>firmware (M)</source>
        <translation>固件（M）</translation>
    </message>
    <message>
        <source>WHAT HOLDS</source>
        <translation>是否成立</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>已证明</translation>
    </message>
    <message>
        <source>broken: a value is lost or leaks</source>
        <translation>有错：值丢失或泄漏</translation>
    </message>
    <message>
        <source>to be looked at</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>could not be decided</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>CELLS</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>written by the last step</source>
        <translation>由上一步写入</translation>
    </message>
    <message>
        <source>the same, with what was there before</source>
        <translation>同上，并显示之前的值</translation>
    </message>
    <message>
        <source>where the last step took the value</source>
        <translation>上一步从这里取值</translation>
    </message>
    <message>
        <source>keeps nothing, on purpose</source>
        <translation>有意不保存任何内容</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>ARROWS</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>moved by the last step</source>
        <translation>由上一步移动</translation>
    </message>
    <message>
        <source>swapped by the last step</source>
        <translation>由上一步交换</translation>
    </message>
    <message>
        <source>moved by this macro before</source>
        <translation>此宏先前移动过</translation>
    </message>
    <message>
        <source>the way the selected value came</source>
        <translation>选中的值经过的路径</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Esc or a click puts the legend away</source>
        <translation>按 Esc 或单击即可收起图例</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LessonGuide</name>
    <message>
        <source>narrate(&quot;...&quot;) says something at a moment.</source>
        <translation>用 narrate(&quot;...&quot;) 在某个时刻说明。</translation>
    </message>
    <message>
        <source>the lesson has no machine</source>
        <translation>课程没有机器</translation>
    </message>
    <message>
        <source>%1 says nothing</source>
        <translation>%1 没有任何说明</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LessonPanel</name>
    <message>
        <source>open a script…</source>
        <translation>打开脚本…</translation>
    </message>
    <message>
        <source>back to the lesson</source>
        <translation>回到课程</translation>
    </message>
    <message>
        <source>◀ back</source>
        <translation>◀ 上一条</translation>
    </message>
    <message>
        <source>next ▶</source>
        <translation>下一条 ▶</translation>
    </message>
    <message>
        <source>There are no lessons here. A script of your own can be played.</source>
        <translation>这里没有课程，但可以播放自己的脚本。</translation>
    </message>
    <message>
        <source>A lesson steps a world switch and says what is to be seen. Look around whenever you like, and come back.</source>
        <translation>课程会单步走过一次世界切换，并说明看到了什么。随时可以四处看看，再回来。</translation>
    </message>
    <message>
        <source>Playing %1…</source>
        <translation>正在播放 %1…</translation>
    </message>
    <message>
        <source>On the recording that is open</source>
        <translation>在打开的录制上播放</translation>
    </message>
    <message>
        <source>On the demo machine: %1</source>
        <translation>在演示机器上：%1</translation>
    </message>
    <message>
        <source>☰ all lessons</source>
        <translation>☰ 全部课程</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>全部课程</translation>
    </message>
    <message>
        <source>show the answer</source>
        <translation>显示答案</translation>
    </message>
    <message>
        <source>Note %1 of %2</source>
        <translation>第 %1 条说明，共 %2 条</translation>
    </message>
    <message>
        <source>You are looking around.</source>
        <translation>您正在四处查看。</translation>
    </message>
    <message>
        <source>Click the place in the lanes, or select it and press Enter.</source>
        <translation>在泳道中点击该位置，或选中后按回车。</translation>
    </message>
    <message>
        <source>Go back to the lesson to answer.</source>
        <translation>请回到课程再回答。</translation>
    </message>
    <message>
        <source>Not `%1`: nothing writes it in what was recorded from here on.</source>
        <translation>不是 `%1`：此后的录制中没有任何指令写入它。</translation>
    </message>
    <message>
        <source>Not `%1`: that is written by `%2`, at step %3.</source>
        <translation>不是 `%1`：它由 `%2` 写入，在第 %3 步。</translation>
    </message>
    <message>
        <source>The answer: %1</source>
        <translation>答案：%1</translation>
    </message>
    <message>
        <source>Right: %1</source>
        <translation>正确：%1</translation>
    </message>
    <message>
        <source>Not that. Look again.</source>
        <translation>不对，再看看。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LiveRecorder</name>
    <message>
        <source>Saved to %1: %2 steps.</source>
        <translation>已保存到 %1：%2 步。</translation>
    </message>
    <message>
        <source>Recording to the file has ended. </source>
        <translation>录制到文件已结束。</translation>
    </message>
    <message>
        <source>What the window shows is not touched by that.</source>
        <translation>窗口显示的内容不受影响。</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LiveTarget</name>
    <message>
        <source>%1 steps wait already: this key press was left out. Esc drops them.</source>
        <translation>已有 %1 步在等待：这次按键被忽略。按 Esc 可取消它们。</translation>
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
        <source>no target is running</source>
        <translation>没有目标在运行</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::LossQuestion</name>
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
    <name>switchscope::ui::MainMenu</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Everything this window can do</source>
        <translation>此窗口能做的一切</translation>
    </message>
</context>
<context>
    <name>switchscope::ui::MainWindow</name>
    <message>
        <source>%1 — Switchscope</source>
        <translation>%1 — Switchscope</translation>
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
        <source>Reconnect</source>
        <translation>重新连接</translation>
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
</context>
<context>
    <name>switchscope::ui::MarkedMoments</name>
    <message>
        <source>BOOKMARK AT STEP %1</source>
        <translation>第 %1 步的书签</translation>
    </message>
    <message>
        <source>NEW BOOKMARK AT STEP %1</source>
        <translation>第 %1 步的新书签</translation>
    </message>
    <message>
        <source>A: step %1. Now set B (Ctrl+2) where it is to be compared.</source>
        <translation>A：第 %1 步。现在到要比较的位置设置 B（Ctrl+2）。</translation>
    </message>
    <message>
        <source>B: step %1. Now set A (Ctrl+1) where it is to be compared.</source>
        <translation>B：第 %1 步。现在到要比较的位置设置 A（Ctrl+1）。</translation>
    </message>
    <message>
        <source>A is at step %1 now, and B at step %2.</source>
        <translation>现在 A 在第 %1 步，B 在第 %2 步。</translation>
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
</context>
<context>
    <name>switchscope::ui::MatrixModel</name>
    <message>
        <source>host</source>
        <translation>宿主</translation>
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
        <source>Set the markers A and B at two moments, or compare with the switch before: what differs is listed here.</source>
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
    <message>
        <source>%1 is no longer watched.</source>
        <translation>不再监视 %1。</translation>
    </message>
    <message>
        <source>The bookmark at step %1 is gone.</source>
        <translation>第 %1 步的书签已移除。</translation>
    </message>
    <message>
        <source>The breakpoint %1 is gone.</source>
        <translation>断点 %1 已移除。</translation>
    </message>
    <message>
        <source>%1 %2 brings it back.</source>
        <translation>%1%2 可恢复。</translation>
    </message>
    <message>
        <source>What was removed last is back.</source>
        <translation>上次移除的已恢复。</translation>
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
    <name>switchscope::ui::SessionPage</name>
    <message>
        <source>ROUTINE · %1</source>
        <translation>例程 · %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>switch %1 · %2</source>
        <translation>第 %1 次切换 · %2</translation>
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
    <name>switchscope::ui::ShownFile</name>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 已损坏：%2</translation>
    </message>
    <message>
        <source> (and %1 more places)</source>
        <translation>（另有 %1 处）</translation>
    </message>
    <message>
        <source>; %1 steps can be shown.</source>
        <translation>；可显示 %1 步。</translation>
    </message>
    <message>
        <source>`switchscope info` lists all of it, `switchscope repair` saves what is intact.</source>
        <translation>`switchscope info` 列出全部，`switchscope repair` 保存完好的部分。</translation>
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
        <translation>RISC-V KVM 世界切换的示波器：逐条指令或逐个宏地单步执行，看每个值离开宿主、进入客户机。</translation>
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
        <source>TAKE A LESSON</source>
        <translation>选一课来学</translation>
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
    <message>
        <source>Copy Rows</source>
        <translation>复制所选行</translation>
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
    <message>
        <source>In scripts: %1</source>
        <translation>在脚本中：%1</translation>
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
        <translation>宿主 C 代码</translation>
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
        <translation>硬件线程 %1</translation>
    </message>
    <message>
        <source>Follow hart %1</source>
        <translation>跟随硬件线程 %1</translation>
    </message>
    <message>
        <source>Finding at step %1</source>
        <translation>问题位于第 %1 步</translation>
    </message>
    <message>
        <source>hart %1 · </source>
        <translation>硬件线程 %1 · </translation>
    </message>
    <message>
        <source>another hart was followed here</source>
        <translation>此处跟随的是另一个硬件线程</translation>
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
        <translation>第 %1 步附近：宿主 %2 %，客户机 %3 %，固件 %4 %</translation>
    </message>
</context>
</TS>
