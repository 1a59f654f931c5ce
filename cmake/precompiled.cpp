// SPDX-License-Identifier: MIT
// Nothing but the headers: see PrecompiledHeaders.cmake.
