// SPDX-License-Identifier: MIT
#include "ui/window/harts_menu.h"

#include <QCoreApplication>
#include <QMenu>

#include "ui/base/format.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

namespace {

struct HartsMenuText {
    Q_DECLARE_TR_FUNCTIONS(harts_menu)
};

} // namespace

void show_harts_menu(QWidget* window, SessionController& controller, const QPoint& global) {
    auto* menu = new QMenu(window);
    menu->setObjectName(QStringLiteral("harts_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const MachineState& state = controller.timeline()->state();
    for (const std::uint64_t number : controller.cursor().harts()) {
        const HartState* hart = state.find_hart(static_cast<std::uint32_t>(number));
        QAction* follow = menu->addAction(HartsMenuText::tr("hart %1 \u00b7 %2 \u00b7 %3")
                                              .arg(number)
                                              .arg(world_text(hart->world), hex_value(hart->pc)));
        follow->setCheckable(true);
        follow->setChecked(number == state.hart);
        QObject::connect(follow, &QAction::triggered, &controller.cursor(),
                         [&cursor = controller.cursor(), number] {
                             cursor.select_hart(static_cast<std::uint32_t>(number));
                         });
    }
    menu->popup(global);
}

} // namespace switchscope::ui
