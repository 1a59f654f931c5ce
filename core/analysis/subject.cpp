// SPDX-License-Identifier: MIT
#include "core/analysis/subject.h"

#include <algorithm>
#include <array>

#include "core/analysis/layout_inference.h"
#include "core/base/hex.h"
#include "core/image/file_bytes.h"
#include "core/image/system_map.h"
#include "core/image/unpack.h"

namespace switchscope {

namespace {

class SubjectOpener {
  public:
    SubjectOpener(std::shared_ptr<const Image> image, const SubjectOptions& options)
        : options_(options), sources_(options.source) {
        subject_.image = std::move(image);
    }

    Result<Subject> open() {
        SWITCHSCOPE_TRY(read_symbols());
        if (options_.at) {
            const std::string name =
                options_.routines.empty() ? "code at " + hex(*options_.at) : options_.routines[0];
            SWITCHSCOPE_TRY(add(*options_.at, name, 0));
        } else if (!options_.routines.empty()) {
            for (const std::string& name : options_.routines) {
                SWITCHSCOPE_TRY(add_named(name));
            }
        } else {
            for (const std::string_view name : known_routines) {
                if (find(name) != nullptr) {
                    SWITCHSCOPE_TRY(add_named(name));
                }
            }
            if (subject_.routines.empty()) {
                return none_found(std::string(known_routines[0]));
            }
        }
        return std::move(subject_);
    }

  private:
    Result<void> read_symbols() {
        if (options_.symbols.empty()) {
            find_debug();
            return {};
        }
        FileBytes file = SWITCHSCOPE_TRY(FileBytes::map(options_.symbols));
        FileBytes bytes = SWITCHSCOPE_TRY(unpacked(std::move(file), options_.symbols.string()));
        constexpr std::array<std::uint8_t, 4> elf_magic{0x7f, 'E', 'L', 'F'};
        const auto content = bytes.bytes();
        if (content.size() >= 4 && std::ranges::equal(content.first(4), elf_magic)) {
            return read_debug(std::move(bytes));
        }
        symbol_file_.emplace(std::move(bytes));
        symbols_ =
            SWITCHSCOPE_TRY(parse_system_map(symbol_file_->bytes(), options_.symbols.string()));
        for (Symbol& symbol : symbols_) {
            symbol.address += symbol.absolute ? 0 : subject_.image->placement().offset;
        }
        return {};
    }

    Result<void> read_debug(FileBytes bytes) {
        const Image& image = *subject_.image;
        debug_ = SWITCHSCOPE_TRY(Image::from_bytes(std::move(bytes), options_.symbols));
        if (!debug_->build_id().empty() && !image.build_id().empty() &&
            debug_->build_id() != image.build_id()) {
            return fail(en("%1 is of another build than %2 (build ids %3 and %4)")(
                            options_.symbols.string(), image.path().string(), debug_->build_id(),
                            image.build_id()),
                        en("Pass the symbols of this very build."));
        }
        debug_ = SWITCHSCOPE_TRY(debug_->placed(image.placement()));
        return {};
    }

    void find_debug() {
        if (!subject_.image->has_debug_lines()) {
            DebugFileSearch search =
                find_debug_file(*subject_.image, options_.debug_roots, options_.debug_server);
            subject_.debug_file = std::move(search.found);
            subject_.passed_over = std::move(search.passed_over);
            debug_ = subject_.debug_file ? subject_.debug_file->image : nullptr;
        }
    }

    /// The symbol, from the image, the debug file or the System.map; null where none has it.
    const Symbol* find(std::string_view name) const {
        if (const Symbol* symbol = subject_.image->find_symbol(name)) {
            return symbol;
        }
        if (debug_ != nullptr) {
            return debug_->find_symbol(name);
        }
        const auto found = std::ranges::find(symbols_, name, &Symbol::name);
        return found == symbols_.end() ? nullptr : &*found;
    }

    tl::unexpected<Error> none_found(const std::string& name) const {
        const std::string image = subject_.image->path().string();
        if (options_.symbols.empty()) {
            return fail(en("%1 has no symbol %2")(image, name),
                        en("Is this the image of a RISC-V KVM host (CONFIG_KVM=y)? If it was "
                           "stripped, pass --symbols System.map, or the routine's address with "
                           "--at."));
        }
        return fail(
            en("%1 with %2 has no symbol %3")(image, options_.symbols.string(), name),
            en("Is the symbol file of this kernel, and does the kernel have KVM (CONFIG_KVM=y)?"));
    }

    Result<void> add_named(std::string_view name) {
        const Symbol* symbol = find(name);
        if (symbol == nullptr) {
            return none_found(std::string(name));
        }
        return add(symbol->address, std::string(name), symbol->size);
    }

    Result<void> add(std::uint64_t address, std::string name, std::uint64_t size) {
        Routine routine = SWITCHSCOPE_TRY(
            Routine::at(*subject_.image, address, std::move(name), size, debug_.get(), &sources_));
        SwitchCode code = SWITCHSCOPE_TRY(with_area(std::move(routine)));
        code.sources = read_sources(code.routine, sources_);
        code.debug = debug_;
        subject_.routines.push_back(std::move(code));
        return {};
    }

    Result<SwitchCode> with_area(Routine routine) const {
        Phrase why;
        if (options_.layout != LayoutSource::code) {
            auto area = SaveArea::from_image(debug_ != nullptr ? *debug_ : *subject_.image);
            if (area) {
                return SwitchCode{std::move(routine), std::move(*area), false, {}, {}, {}};
            }
            if (options_.layout == LayoutSource::dwarf || !area.error().absent) {
                Error error = area.error();
                constexpr English otherwise =
                    en("Or work the slots out from the code: --layout code.");
                error.remedy =
                    error.remedy.empty() ? Phrase(otherwise) : en("%1 %2")(error.remedy, otherwise);
                return fail(std::move(error));
            }
            why = area.error().what;
        }
        SaveArea area = SWITCHSCOPE_TRY(infer_save_area(routine));
        return SwitchCode{std::move(routine), std::move(area), true, std::move(why), {}, {}};
    }

    const SubjectOptions& options_;
    SourceFiles sources_;
    Subject subject_;
    std::shared_ptr<const Image> debug_;
    std::optional<FileBytes> symbol_file_; ///< holds the names of symbols_
    std::vector<Symbol> symbols_;
};

} // namespace

std::map<std::string, std::vector<std::string>> read_sources(const Routine& routine,
                                                             const SourceFiles& files) {
    std::map<std::string, std::vector<std::string>> sources;
    for (const MacroSpan& span : routine.spans()) {
        if (const auto& lines = files.lines(span.file); !lines.empty()) {
            sources.emplace(span.file, lines);
        }
    }
    return sources;
}

Result<Subject> open_subject(std::shared_ptr<const Image> image, const SubjectOptions& options) {
    return SubjectOpener(std::move(image), options).open();
}

Result<Subject> open_subject(const SubjectOptions& options) {
    std::shared_ptr<const Image> image = SWITCHSCOPE_TRY(Image::open(options.image));
    return open_subject(std::move(image), options);
}

} // namespace switchscope
