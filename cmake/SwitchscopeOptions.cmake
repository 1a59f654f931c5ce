# SPDX-License-Identifier: MIT
# Compiler options of our own targets: link to switchscope_options, privately.
find_package(Threads REQUIRED)

add_library(switchscope_options INTERFACE)
target_compile_options(switchscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    # In a unity build every .cpp is an included file, whose own types GCC does not expect in classes.
    "$<$<AND:$<BOOL:${CMAKE_UNITY_BUILD}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>"
    $<$<BOOL:${SWITCHSCOPE_WERROR}>:-Werror>)
if(SWITCHSCOPE_SANITIZE)
    # Publicly: a sanitizer that only some of the linked code knows misses and misreports.
    add_compile_options(-fsanitize=${SWITCHSCOPE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SWITCHSCOPE_SANITIZE})
endif()

# switchscope_library(NAME SOURCES...): a static library switchscope_NAME with the alias switchscope::NAME.
function(switchscope_library name)
    add_library(switchscope_${name} STATIC ${ARGN})
    add_library(switchscope::${name} ALIAS switchscope_${name})
    target_include_directories(switchscope_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(switchscope_${name} PRIVATE switchscope_options)
endfunction()
