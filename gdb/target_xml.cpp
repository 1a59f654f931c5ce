// SPDX-License-Identifier: MIT
#include "gdb/target_xml.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <pugixml.hpp>

#include "gdb/protocol.h"

namespace switchscope::gdb {

const RegisterInfo* RegisterLayout::find(std::string_view name) const {
    const auto found = by_name_.find(std::string(name));
    return found == by_name_.end() ? nullptr : &registers_[found->second];
}

const RegisterInfo* RegisterLayout::find_number(std::uint32_t number) const {
    const auto found = by_number_.find(number);
    return found == by_number_.end() ? nullptr : &registers_[found->second];
}

std::size_t RegisterLayout::offset_in_g(const RegisterInfo& info) const {
    std::size_t offset = 0;
    for (const RegisterInfo& other : registers_) {
        offset += other.number < info.number ? other.bytes() : 0;
    }
    return offset;
}

bool RegisterLayout::add(RegisterInfo info) {
    if (!by_number_.emplace(info.number, registers_.size()).second) {
        return false;
    }
    by_name_.emplace(info.name, registers_.size());
    registers_.push_back(std::move(info));
    return true;
}

namespace {

/// A whole decimal number; the attributes of <reg> are decimal.
std::optional<std::uint32_t> parse_decimal(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 10);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// A name from the target, for a message.
std::string shown(std::string_view text) {
    return printable(text, 60);
}

class Reader {
  public:
    Reader(const DocumentReader& read_document, const TargetXmlLimits& limits)
        : read_document_(read_document), limits_(limits) {}

    Result<void> document(const std::string& name) {
        if (std::find(open_.begin(), open_.end(), name) != open_.end()) {
            return fail(en("\"%1\" includes itself")(shown(name)));
        }
        if (open_.size() >= limits_.depth) {
            return fail(en("includes are nested deeper than %1 documents, at \"%2\"")(limits_.depth,
                                                                                      shown(name)));
        }
        if (++documents_ > limits_.documents) {
            return fail(en("it has more than %1 documents")(limits_.documents));
        }
        const std::string text = SWITCHSCOPE_TRY(read_document_(name));
        if (text.size() > limits_.document_bytes) {
            return fail(en("\"%1\" is longer than %2 bytes")(shown(name), limits_.document_bytes));
        }
        // Without parse_doctype a DTD is skipped, and pugixml knows no entities but the five of XML
        // itself. So nothing can expand. Parsing and freeing do not recurse, whatever the nesting.
        pugi::xml_document xml;
        const pugi::xml_parse_result parsed =
            xml.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!parsed) {
            return fail(en("\"%1\" is not XML: %2 at byte %3")(
                shown(name), verbatim(parsed.description()), parsed.offset));
        }
        open_.push_back(name);
        auto done = root(xml.document_element(), name);
        open_.pop_back();
        return done;
    }

    RegisterLayout take() { return std::move(layout_); }

  private:
    Result<void> root(const pugi::xml_node& element, const std::string& document_name) {
        const std::string_view tag = element.name();
        if (tag == "feature") {
            return children(element, document_name);
        }
        if (tag != "target") {
            return fail(en("\"%1\" has <%2> where <target> or <feature> belongs")(
                shown(document_name), printable(tag, 40)));
        }
        for (const pugi::xml_node& child : element.children()) {
            const std::string_view name = child.name();
            if (name == "architecture") {
                layout_.architecture = child.text().get();
            } else if (name == "osabi") {
                layout_.os_abi = child.text().get();
            } else if (name == "feature") {
                SWITCHSCOPE_TRY(children(child, document_name));
            } else if (name == "xi:include") {
                SWITCHSCOPE_TRY(include(child));
            }
        }
        return {};
    }

    Result<void> children(const pugi::xml_node& feature, const std::string& document_name) {
        const std::string feature_name = feature.attribute("name").value();
        for (const pugi::xml_node& child : feature.children()) {
            const std::string_view name = child.name();
            if (name == "reg") {
                auto done = add_register(child, feature_name);
                if (!done) {
                    return fail(done.error().while_doing(en("in \"%1\"")(shown(document_name))));
                }
            } else if (name == "xi:include") {
                SWITCHSCOPE_TRY(include(child));
            }
        }
        return {};
    }

    Result<void> include(const pugi::xml_node& element) {
        const std::string href = element.attribute("href").value();
        // The name goes into a packet: `qXfer:features:read:NAME:offset,length`.
        if (href.empty() || href.size() > 200 || href.find_first_of(":,;") != std::string::npos) {
            return fail(en("an include names no document: \"%1\"")(shown(href)));
        }
        return document(href);
    }

    Result<void> add_register(const pugi::xml_node& element, const std::string& feature) {
        RegisterInfo info;
        info.name = element.attribute("name").value();
        info.feature = feature;
        if (info.name.empty() || info.name.size() > 100) {
            return fail(en("a register has no usable name: \"%1\"")(shown(info.name)));
        }
        const std::string_view bits = element.attribute("bitsize").value();
        const auto size = parse_decimal(bits);
        if (!size || *size == 0 || *size > limits_.bits) {
            return fail(en("register \"%1\" has a size of \"%2\" bits; 1 to %3 are possible")(
                shown(info.name), shown(bits), limits_.bits));
        }
        info.bits = *size;
        info.number = next_number_;
        if (const pugi::xml_attribute number = element.attribute("regnum")) {
            const auto given = parse_decimal(number.value());
            if (!given || *given > highest_number) {
                return fail(en("register \"%1\" has the number \"%2\"; 0 to %3 are possible")(
                    shown(info.name), shown(number.value()), highest_number));
            }
            info.number = *given;
        }
        next_number_ = info.number + 1;
        if (layout_.registers().size() >= limits_.registers) {
            return fail(en("there are more than %1 registers")(limits_.registers));
        }
        if (const RegisterInfo* other = layout_.find_number(info.number)) {
            return fail(en("register \"%1\" has the number %2, which register \"%3\" has already")(
                shown(info.name), info.number, shown(other->name)));
        }
        layout_.add(std::move(info));
        return {};
    }

    static constexpr std::uint32_t highest_number = 0xffffff;

    const DocumentReader& read_document_;
    const TargetXmlLimits& limits_;
    std::vector<std::string> open_;
    std::size_t documents_ = 0;
    std::uint32_t next_number_ = 0;
    RegisterLayout layout_;
};

} // namespace

Result<RegisterLayout> read_target_xml(const DocumentReader& read_document,
                                       const TargetXmlLimits& limits) {
    Reader reader(read_document, limits);
    auto done = reader.document("target.xml");
    if (!done) {
        return fail(done.error().while_doing(en("reading the target description")));
    }
    return reader.take();
}

} // namespace switchscope::gdb
