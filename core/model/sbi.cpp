// SPDX-License-Identifier: MIT
#include "core/model/sbi.h"

#include <algorithm>

#include "core/base/hex.h"

namespace switchscope {

namespace {

constexpr SbiFunction set_timer[] = {{0, "set_timer", 1}};
constexpr SbiFunction console_putchar[] = {{0, "console_putchar", 1}};
constexpr SbiFunction console_getchar[] = {{0, "console_getchar", 0}};
constexpr SbiFunction clear_ipi[] = {{0, "clear_ipi", 0}};
constexpr SbiFunction legacy_send_ipi[] = {{0, "send_ipi", 1}};
constexpr SbiFunction legacy_fence_i[] = {{0, "remote_fence_i", 1}};
constexpr SbiFunction legacy_sfence_vma[] = {{0, "remote_sfence_vma", 3}};
constexpr SbiFunction legacy_sfence_vma_asid[] = {{0, "remote_sfence_vma_asid", 4}};
constexpr SbiFunction legacy_shutdown[] = {{0, "shutdown", 0}};
constexpr SbiFunction base[] = {{0, "get_spec_version", 0}, {1, "get_impl_id", 0},
                                {2, "get_impl_version", 0}, {3, "probe_extension", 1},
                                {4, "get_mvendorid", 0},    {5, "get_marchid", 0},
                                {6, "get_mimpid", 0}};
constexpr SbiFunction ipi[] = {{0, "send_ipi", 2}};
constexpr SbiFunction rfence[] = {
    {0, "remote_fence_i", 2},         {1, "remote_sfence_vma", 4},
    {2, "remote_sfence_vma_asid", 5}, {3, "remote_hfence_gvma_vmid", 5},
    {4, "remote_hfence_gvma", 4},     {5, "remote_hfence_vvma_asid", 5},
    {6, "remote_hfence_vvma", 4}};
constexpr SbiFunction hsm[] = {
    {0, "hart_start", 3}, {1, "hart_stop", 0}, {2, "hart_get_status", 1}, {3, "hart_suspend", 3}};
constexpr SbiFunction srst[] = {{0, "system_reset", 2}};
constexpr SbiFunction pmu[] = {
    {0, "num_counters", 0},       {1, "counter_get_info", 1},  {2, "counter_config_matching", 5},
    {3, "counter_start", 4},      {4, "counter_stop", 3},      {5, "counter_fw_read", 1},
    {6, "counter_fw_read_hi", 1}, {7, "snapshot_set_shmem", 3}};
constexpr SbiFunction dbcn[] = {
    {0, "console_write", 3}, {1, "console_read", 3}, {2, "console_write_byte", 1}};
constexpr SbiFunction susp[] = {{0, "system_suspend", 3}};
constexpr SbiFunction cppc[] = {
    {0, "probe", 1}, {1, "read", 1}, {2, "read_hi", 1}, {3, "write", 2}};
constexpr SbiFunction nacl[] = {{0, "probe_feature", 1},
                                {1, "set_shmem", 3},
                                {2, "sync_csr", 1},
                                {3, "sync_hfence", 1},
                                {4, "sync_sret", 0}};
constexpr SbiFunction sta[] = {{0, "steal_time_set_shmem", 3}};

/// By number.
constexpr SbiExtension extensions[] = {
    {0x00, "legacy", set_timer, true},
    {0x01, "legacy", console_putchar, true},
    {0x02, "legacy", console_getchar, true},
    {0x03, "legacy", clear_ipi, true},
    {0x04, "legacy", legacy_send_ipi, true},
    {0x05, "legacy", legacy_fence_i, true},
    {0x06, "legacy", legacy_sfence_vma, true},
    {0x07, "legacy", legacy_sfence_vma_asid, true},
    {0x08, "legacy", legacy_shutdown, true},
    {0x10, "base", base},
    {0x48534d, "HSM", hsm},
    {0x504d55, "PMU", pmu},
    {0x535441, "STA", sta},
    {0x735049, "IPI", ipi},
    {0x43505043, "CPPC", cppc},
    {0x4442434e, "DBCN", dbcn},
    {0x4e41434c, "NACL", nacl},
    {0x52464e43, "RFENCE", rfence},
    {0x53525354, "SRST", srst},
    {0x53555350, "SUSP", susp},
    {0x54494d45, "TIME", set_timer},
};

/// An extension that the table does not have. The specification reserves some ranges of numbers for
/// a purpose.
English unknown_extension(std::uint64_t extension) {
    switch (extension >> 24) {
    case 0x08:
        return en("SBI extension %1 (experimental)");
    case 0x09:
        return en("SBI extension %1 (vendor)");
    case 0x0a:
        return en("SBI extension %1 (firmware)");
    default:
        return en("SBI extension %1");
    }
}

} // namespace

std::span<const SbiExtension> sbi_extensions() {
    return extensions;
}

const SbiExtension* find_sbi_extension(std::uint64_t id) {
    const auto* found = std::ranges::lower_bound(extensions, id, {}, &SbiExtension::id);
    return found != std::end(extensions) && found->id == id ? found : nullptr;
}

const SbiFunction* find_sbi_function(std::uint64_t extension,
                                     std::optional<std::uint64_t> function) {
    const SbiExtension* known = find_sbi_extension(extension);
    if (known == nullptr) {
        return nullptr;
    }
    if (known->legacy) {
        return known->functions.data();
    }
    const auto found = std::ranges::find_if(
        known->functions, [&](const SbiFunction& one) { return function == one.id; });
    return found == known->functions.end() ? nullptr : &*found;
}

Phrase sbi_call(std::uint64_t extension, std::optional<std::uint64_t> function) {
    const SbiExtension* known = find_sbi_extension(extension);
    const std::string name = known != nullptr ? "SBI " + std::string(known->name) : std::string();
    if (const SbiFunction* called = find_sbi_function(extension, function)) {
        return verbatim(name + " " + std::string(called->name));
    }
    const Phrase which =
        known != nullptr ? verbatim(name) : unknown_extension(extension)(hex(extension));
    return function ? en("%1 function %2")(which, *function)
                    : en("%1 function not available")(which);
}

} // namespace switchscope
