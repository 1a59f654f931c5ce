# SPDX-License-Identifier: MIT
# Defines switchscope::capstone: the system's Capstone 5 or newer, or one built from SWITCHSCOPE_CAPSTONE_SOURCE
# with only RISC-V on. Debian 12's own libcapstone-dev (4.0.2) knows no RISC-V; ./dev fetches the source there.
set(SWITCHSCOPE_CAPSTONE_SOURCE "${PROJECT_SOURCE_DIR}/.deps/capstone" CACHE PATH
    "Source tree of Capstone 5, used where the system has none")

find_package(PkgConfig REQUIRED)
pkg_check_modules(CAPSTONE QUIET IMPORTED_TARGET "capstone>=5")
if(CAPSTONE_FOUND)
    add_library(switchscope::capstone ALIAS PkgConfig::CAPSTONE)
elseif(EXISTS "${SWITCHSCOPE_CAPSTONE_SOURCE}/CMakeLists.txt")
    function(switchscope_add_capstone)
        set(BUILD_SHARED_LIBS OFF)
        set(CAPSTONE_ARCHITECTURE_DEFAULT OFF CACHE BOOL "" FORCE)
        set(CAPSTONE_RISCV_SUPPORT ON CACHE BOOL "" FORCE)
        foreach(part BUILD_SHARED BUILD_TESTS BUILD_CSTOOL INSTALL)
            set(CAPSTONE_${part} OFF CACHE BOOL "" FORCE)
        endforeach()
        set(CMAKE_C_FLAGS "${CMAKE_C_FLAGS} -w")
        set(CMAKE_BUILD_TYPE Release)
        set(CMAKE_POLICY_VERSION_MINIMUM 3.5)
        set(CMAKE_WARN_DEPRECATED OFF CACHE BOOL "" FORCE)
        add_subdirectory("${SWITCHSCOPE_CAPSTONE_SOURCE}" "${CMAKE_BINARY_DIR}/capstone" EXCLUDE_FROM_ALL)
    endfunction()
    switchscope_add_capstone()
    add_library(switchscope_capstone INTERFACE)
    add_library(switchscope::capstone ALIAS switchscope_capstone)
    # 5.0.0 called its target capstone-static.
    if(TARGET capstone-static)
        target_link_libraries(switchscope_capstone INTERFACE capstone-static)
    else()
        target_link_libraries(switchscope_capstone INTERFACE capstone)
    endif()
    target_include_directories(switchscope_capstone SYSTEM INTERFACE "${SWITCHSCOPE_CAPSTONE_SOURCE}/include")
else()
    message(FATAL_ERROR "Capstone 5 with RISC-V is needed and was found neither on the system nor in "
        "${SWITCHSCOPE_CAPSTONE_SOURCE}. Run './dev build', which fetches its source, or install libcapstone-dev >= 5.")
endif()
