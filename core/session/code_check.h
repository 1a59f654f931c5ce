// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/model/routine.h"
#include "core/session/target.h"

namespace switchscope {

/// Compares the routine's code in the machine with that of the image. An image of another build
/// would have every step decoded wrongly.
class CodeCheck {
  public:
    /// An Error where the image does not have the routine's bytes.
    static Result<CodeCheck> of(const Image& image, const Routine& routine);

    /// The machine is at the routine: its code has to be there, and the same.
    Result<void> check(Target& target, std::uint32_t hart) const;
    /// The same as far as it can be said already, wherever the machine is. In other worlds the
    /// addresses mean something else. A kernel that is not mapped or not loaded yet is still to
    /// come.
    Result<void> check_early(Target& target, std::uint32_t hart) const;

  private:
    using Bytes = std::vector<std::uint8_t>;

    CodeCheck() = default;
    std::optional<Bytes> read(Target& target, std::uint32_t hart) const;
    Result<void> compare(Target& target, std::uint32_t hart, const Bytes& running) const;
    /// The build id of the kernel that runs, in hex; empty: not known.
    std::string running_build_id(Target& target, std::uint32_t hart) const;

    std::string routine_;
    std::uint64_t address_ = 0; ///< of the routine
    Bytes code_;                ///< of the routine, as the image has it
    std::string image_path_;
    std::string build_id_;    ///< of the image, in hex
    std::uint64_t notes_ = 0; ///< where the image has its build id; 0: not known
};

} // namespace switchscope
