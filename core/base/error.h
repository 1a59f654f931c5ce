// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "core/base/phrase.h"

namespace switchscope {

/// Why something could not be done, in words for the user. `what` says what happened and to what.
/// `remedy` says what the user can do; it may be empty.
struct Error {
    Phrase what;
    Phrase remedy;
    /// The only problem is that something does not exist, such as DWARF in an image. Callers may go
    /// on without it.
    bool absent = false;

    /// The same error as the caller sees it: "doing: what".
    Error while_doing(const Phrase& doing) const;

    /// The error in English: `what`, and the remedy on a second line where there is one.
    std::string message() const;
};

template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Phrase what, Phrase remedy = {}) {
    return tl::unexpected<Error>(Error{std::move(what), std::move(remedy), false});
}

inline tl::unexpected<Error> fail_absent(Phrase what, Phrase remedy = {}) {
    return tl::unexpected<Error>(Error{std::move(what), std::move(remedy), true});
}

inline tl::unexpected<Error> fail(std::string what, std::string remedy = {}) {
    return tl::unexpected<Error>(Error{std::move(what), std::move(remedy), false});
}

inline tl::unexpected<Error> fail_absent(std::string what, std::string remedy = {}) {
    return tl::unexpected<Error>(Error{std::move(what), std::move(remedy), true});
}

inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

} // namespace switchscope

namespace switchscope::detail {

template <class T> T value_of(Result<T>&& result) {
    return std::move(*result);
}
inline void value_of(Result<void>&& /*result*/) {}

} // namespace switchscope::detail

/// The value of `expression`, a Result; where that is an Error, the enclosing function returns the
/// Error.
///
///     const auto image = SWITCHSCOPE_TRY(Image::open(path));
///     SWITCHSCOPE_TRY(connection.send(packet));
///
/// It is a statement of its own or the right side of `=`, never an argument of a call. It is a
/// statement expression, which GCC and Clang offer and standard C++ does not.
#define SWITCHSCOPE_TRY(expression)                                                                \
    __extension__({                                                                                \
        auto try_result_ = (expression);                                                           \
        if (!try_result_) {                                                                        \
            return tl::unexpected<::switchscope::Error>(std::move(try_result_).error());           \
        }                                                                                          \
        ::switchscope::detail::value_of(std::move(try_result_));                                   \
    })
