// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"

namespace switchscope::gdb {

/// One register as the target description has it.
struct RegisterInfo {
    std::string name;
    std::uint32_t number = 0; ///< as `p` and `P` take it
    std::uint32_t bits = 0;
    std::string feature; ///< the feature it belongs to: "org.gnu.gdb.riscv.cpu"

    std::size_t bytes() const { return (std::size_t{bits} + 7) / 8; }
};

/// The registers of a target, in the description's order, and where to find them.
class RegisterLayout {
  public:
    std::string architecture; ///< "riscv:rv64"; empty where the description has none
    std::string os_abi;

    const std::vector<RegisterInfo>& registers() const { return registers_; }
    /// The register of that name; the first one where a target uses a name twice, as QEMU does for
    /// Arm's debug registers.
    const RegisterInfo* find(std::string_view name) const;
    const RegisterInfo* find_number(std::uint32_t number) const;
    /// Where a register begins in the reply of `g`, in bytes. `g` sends registers by rising number,
    /// each in its own size, without gaps for unused numbers. The reply may end before it.
    std::size_t offset_in_g(const RegisterInfo& info) const;

    /// False if another register has the number already.
    bool add(RegisterInfo info);

  private:
    std::vector<RegisterInfo> registers_;
    std::unordered_map<std::uint32_t, std::size_t> by_number_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

/// What a target may send at most before it is taken for broken or hostile.
struct TargetXmlLimits {
    std::size_t document_bytes = std::size_t{1024} * 1024;
    std::size_t documents = 64;
    std::size_t depth = 8; ///< of includes
    std::size_t registers = 8192;
    /// Of one register. The longest RISC-V vector register has that many.
    std::uint32_t bits = 65536;
};

/// Reads one document of the description by its name ("target.xml", and what it includes).
using DocumentReader = std::function<Result<std::string>(const std::string& name)>;

/// Reads target.xml and everything that it includes. A register without `regnum` has the number
/// after the one before it, also from one included document to the next. That is how GDB counts.
/// Errors: XML that cannot be read, an include that recurses, two registers with one number, sizes
/// and counts past the limits.
/// Source: "Target Description Format" of the GDB manual.
Result<RegisterLayout> read_target_xml(const DocumentReader& read_document,
                                       const TargetXmlLimits& limits = {});

} // namespace switchscope::gdb
