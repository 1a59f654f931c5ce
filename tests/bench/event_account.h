// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QApplication>

namespace switchscope::bench {

/// Processor time of this thread, in seconds: what others do on this computer does not count.
double cpu_seconds();

/// An application that can say which widget spent how long on which kind of event, without what
/// those events brought about elsewhere.
class EventAccount : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

    /// Milliseconds by "widget event".
    using Times = std::map<std::string, double>;
    void begin(); ///< to take notes, with none so far
    Times end();

  private:
    bool counting_ = false;
    std::vector<double> inner_; ///< ms spent in what each event under way has brought about
    Times times_;
};

/// The mean of `accounts`, what took longest first, down to `least` ms.
std::string table_of(const std::vector<EventAccount::Times>& accounts, double least);

} // namespace switchscope::bench
