# SPDX-License-Identifier: MIT
# switchscope_embed(TARGET HEADER NAMESPACE NAME=FILE[+FILE...]...): makes HEADER, to be included by that path, in which
# each NAME is a std::string_view of the files' bytes, one behind the other, and `files` has all of them with the name of
# their (first) file.
set(SWITCHSCOPE_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(switchscope_embed target header namespace)
    set(output "${CMAKE_BINARY_DIR}/generated/${header}")
    set(depends "")
    foreach(item IN LISTS ARGN)
        string(REGEX REPLACE "^[^=]+=" "" files "${item}")
        string(REPLACE "+" ";" files "${files}")
        list(APPEND depends ${files})
    endforeach()
    list(JOIN ARGN "|" items)
    add_custom_command(OUTPUT "${output}"
        COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DNAMESPACE=${namespace}" "-DITEMS=${items}"
                -P "${SWITCHSCOPE_EMBED_SCRIPT}"
        DEPENDS ${depends} "${SWITCHSCOPE_EMBED_SCRIPT}" VERBATIM)
    target_sources(${target} PRIVATE "${output}")
    target_include_directories(${target} PRIVATE "${CMAKE_BINARY_DIR}/generated")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
    set(text "// Made by cmake/EmbedFiles.cmake.\n#pragma once\n\n#include <string_view>\n\n")
    string(APPEND text "namespace ${NAMESPACE} {\n")
    string(REPLACE "|" ";" items "${ITEMS}")
    set(table "")
    foreach(item IN LISTS items)
        string(REGEX MATCH "^([^=]+)=(.*)$" ignored "${item}")
        set(name "${CMAKE_MATCH_1}")
        string(REPLACE "+" ";" files "${CMAKE_MATCH_2}")
        set(bytes "")
        foreach(file IN LISTS files)
            file(READ "${file}" hex HEX)
            string(APPEND bytes "${hex}")
        endforeach()
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
        # A literal for each line of the file: a compiler reads those faster than one long one.
        string(REPLACE "\\x0a" "\\x0a\"\n    \"" bytes "${bytes}")
        string(APPEND text "inline constexpr char ${name}_bytes[] =\n    \"${bytes}\";\n")
        string(APPEND text "inline constexpr std::string_view ${name}{${name}_bytes, sizeof(${name}_bytes) - 1};\n")
        list(GET files 0 file)
        get_filename_component(file "${file}" NAME)
        string(APPEND table "    {\"${file}\", ${name}},\n")
    endforeach()
    string(APPEND text "struct File {\n    std::string_view name, bytes;\n};\n")
    string(APPEND text "inline constexpr File files[] = {\n${table}};\n")
    string(APPEND text "} // namespace ${NAMESPACE}\n")
    file(WRITE "${OUTPUT}" "${text}")
endif()
