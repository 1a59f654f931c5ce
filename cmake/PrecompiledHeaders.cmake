# SPDX-License-Identifier: MIT
# What other people's headers cost is paid once, not in each file: most of a file's compile time is theirs.
# Our own headers are not among them, so that changing one compiles what includes it and nothing else.
option(SWITCHSCOPE_PRECOMPILE "Precompile the headers of the standard library, Qt and GoogleTest" ON)

set(standard_headers <algorithm> <array> <chrono> <condition_variable> <cstdint> <cstring> <deque> <filesystem> <fstream> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <sstream> <stop_token> <string> <string_view> <thread>
    <unordered_map> <utility> <vector> <tl/expected.hpp>)
set(test_headers ${standard_headers} <iostream> <random> <regex> <gmock/gmock.h> <gtest/gtest.h>)

# switchscope_precompiled(NAME HEADERS ... [LIBRARIES ...] [DEFINITIONS ...] [OPTIONS ...]): what targets share that are compiled with the same
# options; Qt's are position independent, so they share nothing with the others.
function(switchscope_precompiled name)
    cmake_parse_arguments(SHARED "" "" "HEADERS;LIBRARIES;DEFINITIONS;OPTIONS" ${ARGN})
    if(NOT SWITCHSCOPE_PRECOMPILE)
        return()
    endif()
    add_library(precompiled_${name} OBJECT "${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp")
    target_link_libraries(precompiled_${name} PRIVATE ${SHARED_LIBRARIES} switchscope_options)
    target_compile_definitions(precompiled_${name} PRIVATE ${SHARED_DEFINITIONS})
    target_compile_options(precompiled_${name} PRIVATE ${SHARED_OPTIONS})
    target_precompile_headers(precompiled_${name} PRIVATE ${SHARED_HEADERS})
endfunction()

# switchscope_precompile(TARGET NAME): the target's files begin with what is precompiled as NAME.
function(switchscope_precompile target name)
    if(SWITCHSCOPE_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM precompiled_${name})
        # GCC 12 sees overlaps in std::string that are none, and keeps quiet about them only in headers it reads as text.
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-restrict>)
    endif()
endfunction()

switchscope_precompiled(standard HEADERS ${standard_headers})
