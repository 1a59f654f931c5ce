// SPDX-License-Identifier: MIT
#include "app/pages/svg_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "app/pages/markup.h"
#include "app/pages/palette.h"
#include "core/base/hex.h"

namespace switchscope::app {

namespace {

// All lengths are in units of the picture.
constexpr double width = 1200;
constexpr double margin = 20;
constexpr double lanes_top = 128;
constexpr double row_height = 22;
constexpr double group_height = 17;
constexpr double cell_height = 19;
constexpr std::array<double, 3> lane_left{margin, 462, 800};
constexpr std::array<double, 3> lane_width{380, 276, 380};

struct Box {
    double left, top, width;
    double right() const { return left + width; }
    double middle() const { return top + cell_height / 2; }
};

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    std::string digits = text.data();
    return digits.ends_with(".0") ? digits.substr(0, digits.size() - 2) : digits;
}

class Svg {
  public:
    Svg(const Scene& scene, bool dark) : scene_(scene), dark_(dark) { place_rows(); }
    std::string draw();

  private:
    void place_rows();
    Box box(CellId at) const {
        const auto lane = static_cast<std::size_t>(at.lane);
        return {lane_left.at(lane), tops_.at(at.row), lane_width.at(lane)};
    }
    std::string paint(Role role) const { return color(role, dark_); }
    std::string paint(Owner owner) const { return color(role_of(owner), dark_); }

    void rect(const Box& at, double height, const std::string& fill, const std::string& stroke,
              double stroke_width);
    void text(double x, double y, const std::string& words, const std::string& fill, double size,
              const char* anchor, const char* more = "");
    void value(double x, double y, const Scene::Cell& cell, const char* anchor);
    void header();
    void hatched(const Box& at, const std::string& reason);
    void cell(CellId at);
    void arrow(const LaneMove& move, bool now, std::size_t reach);
    void tip(double x, double y, double direction, double size, const std::string& fill);

    const Scene& scene_;
    bool dark_;
    std::vector<double> tops_, group_tops_;
    double height_ = 0;
    std::string out_;
};

void Svg::place_rows() {
    double y = lanes_top;
    for (const LanePlan::Group& group : scene_.plan.groups) {
        group_tops_.push_back(y);
        y += group_height;
        for (std::size_t n = 0; n < group.count; ++n) {
            tops_.push_back(y);
            y += row_height;
        }
    }
    height_ = y + margin;
}

void Svg::rect(const Box& at, double height, const std::string& fill, const std::string& stroke,
               double stroke_width) {
    out_ += "<rect x=\"" + number(at.left) + "\" y=\"" + number(at.top) + "\" width=\"" +
            number(at.width) + "\" height=\"" + number(height) + "\" rx=\"4\" fill=\"" + fill +
            "\"" +
            (stroke.empty()
                 ? std::string()
                 : " stroke=\"" + stroke + "\" stroke-width=\"" + number(stroke_width) + "\"") +
            "/>\n";
}

void Svg::text(double x, double y, const std::string& words, const std::string& fill, double size,
               const char* anchor, const char* more) {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" fill=\"" + fill +
            "\" font-size=\"" + number(size) + "\" text-anchor=\"" + anchor + "\"" + more + ">" +
            escaped_markup(words) + "</text>\n";
}

void Svg::value(double x, double y, const Scene::Cell& cell, const char* anchor) {
    if (!cell.value) {
        text(x, y, "not read", paint(Role::faint), 12, anchor);
        return;
    }
    const std::string digits = hex(*cell.value).substr(2);
    const std::string zeros(16 - digits.size(), '0');
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" class=\"m\" fill=\"" +
            paint(cell.owner) + "\" text-anchor=\"" + anchor + "\"><tspan fill-opacity=\"0.4\">" +
            zeros + "</tspan>" + digits + "</text>\n";
}

void Svg::header() {
    static constexpr const char* bold = " font-weight=\"bold\"";
    text(margin, 28, scene_.title, paint(Role::text), 17, "start", bold);
    text(width - margin, 28, scene_.where, paint(Role::dim), 14, "end");
    rect({margin, 42, width - 2 * margin}, 42, paint(Role::raised), {}, 0);
    out_ += "<text x=\"" + number(margin + 14) + "\" y=\"68\" fill=\"" + paint(Role::text) +
            "\" font-size=\"15\">";
    if (!scene_.instruction.empty()) {
        out_ += "<tspan class=\"m\" font-weight=\"bold\">" + escaped_markup(scene_.instruction) +
                "</tspan><tspan dx=\"12\">";
    } else {
        out_ += "<tspan>";
    }
    out_ += escaped_markup(scene_.sentence) + "</tspan></text>\n";
    const Role world = role_of(scene_.world);
    const std::string mark = scene_.world == World::guest      ? "\u25cf "
                             : scene_.world == World::firmware ? "\u25b2 "
                                                               : "\u25a0 ";
    constexpr double y = lanes_top - 16;
    text(lane_left[0], y, "\u25a0 Host slots", paint(Role::host), 15, "start", bold);
    text(lane_left[1] + lane_width[1] / 2, y,
         mark + "CPU now \u00b7 " + world_mode_name(scene_.world), paint(world), 15, "middle",
         bold);
    text(lane_left[2] + lane_width[2], y, "Guest slots \u25cf", paint(Role::guest), 15, "end",
         bold);
    const std::array<std::string, 3> lines{paint(Role::host), paint(world), paint(Role::guest)};
    for (std::size_t lane = 0; lane < 3; ++lane) {
        rect({lane_left.at(lane), lanes_top - 9, lane_width.at(lane)}, 1, lines.at(lane), {}, 0);
    }
}

void Svg::hatched(const Box& at, const std::string& reason) {
    rect(at, cell_height, "url(#nothing-kept)", {}, 0);
    const double plate = 7.0 * static_cast<double>(reason.size()) + 16;
    rect({at.left + (at.width - plate) / 2, at.top, plate}, cell_height, paint(Role::window), {},
         0);
    text(at.left + at.width / 2, at.middle() + 4, reason, paint(Role::dim), 12, "middle");
}

void Svg::cell(CellId at) {
    const Scene::Cell& cell = scene_.cell(at);
    const Box where = box(at);
    if (!cell.kept) {
        hatched(where, cell.reason);
        return;
    }
    const bool marked = cell.written || cell.source;
    const std::string stroke = marked                 ? paint(cell.owner)
                               : at.lane == Lane::cpu ? paint(Role::outline)
                                                      : std::string();
    rect(where, cell_height,
         cell.written ? tint(role_of(cell.owner), 0.22, dark_) : paint(Role::cell), stroke,
         cell.written ? 2 : 1.2);
    if (cell.pointed) {
        rect({where.left - 3, where.top - 3, where.width + 6}, cell_height + 6, "none",
             paint(Role::plumbing), 2);
    }
    const double y = where.middle() + 5;
    static constexpr const char* label = " font-weight=\"600\"";
    if (at.lane == Lane::cpu) {
        text(where.left + 14, y, std::string(glyph(cell.owner)), paint(cell.owner), 12, "middle");
        text(where.left + 28, y, cell.label, paint(cell.owner), 14, "start", label);
        value(where.right() - 10, y, cell, "end");
        return;
    }
    const bool host = at.lane == Lane::host;
    rect({host ? where.left : where.right() - 4, where.top, 4}, cell_height,
         paint(host ? Role::host : Role::guest), {}, 0);
    text(host ? where.left + 12 : where.right() - 12, y, cell.label,
         paint(host ? Role::host : Role::guest), 14, host ? "start" : "end", label);
    text(host ? where.right() - 168 : where.left + 168, y, cell.offset, paint(Role::dim), 12,
         host ? "end" : "start", " class=\"o\"");
    value(host ? where.right() - 10 : where.left + 10, y, cell, host ? "end" : "start");
}

void Svg::tip(double x, double y, double direction, double size, const std::string& fill) {
    const double back = x - direction * size;
    out_ += "<path d=\"M" + number(x) + "," + number(y) + " L" + number(back) + "," +
            number(y - size * 0.55) + " L" + number(back) + "," + number(y + size * 0.55) +
            " Z\" fill=\"" + fill + "\"/>\n";
}

/// To another lane an arrow goes straight, or in a curve where the row changes. Within a lane it is
/// a bracket in the gap beside it, and `reach` says how far out, so that brackets do not cover each
/// other.
void Svg::arrow(const LaneMove& move, bool now, std::size_t reach) {
    const Box from = box(move.from);
    const Box to = box(move.to);
    const double head = now ? 10 : 7;
    constexpr double air = 4;
    const std::string fill = now ? paint(move.owner) : tint(role_of(move.owner), 0.45, dark_);
    std::string path;
    if (move.from.lane == move.to.lane) {
        const double out = from.right() + 22 + 9 * static_cast<double>(reach % 4);
        const double off = move.swap ? 0 : cell_height * 0.2;
        const double a = from.middle() - off;
        const double b = to.middle() + off;
        const double turn = std::copysign(std::min(7.0, std::abs(b - a) / 2), b - a);
        path = "M" + number(from.right() + air + (move.swap ? head : 0)) + "," + number(a) + " H" +
               number(out - 7) + " Q" + number(out) + "," + number(a) + " " + number(out) + "," +
               number(a + turn) + " V" + number(b - turn) + " Q" + number(out) + "," + number(b) +
               " " + number(out - 7) + "," + number(b) + " H" + number(from.right() + air + head);
        tip(to.right() + air, b, -1, head, fill);
        if (move.swap) {
            tip(from.right() + air, a, -1, head, fill);
        }
    } else {
        const double direction = from.left < to.left ? 1 : -1;
        const double x0 = (direction > 0 ? from.right() : from.left) + direction * air;
        const double x1 = (direction > 0 ? to.left : to.right()) - direction * air;
        const double middle = (x0 + x1) / 2;
        path = "M" + number(x0) + "," + number(from.middle()) + " C" + number(middle) + "," +
               number(from.middle()) + " " + number(middle) + "," + number(to.middle()) + " " +
               number(x1 - direction * head) + "," + number(to.middle());
        tip(x1, to.middle(), direction, head, fill);
    }
    out_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + fill + "\" stroke-width=\"" +
            (now ? "3" : "1.4") + "\"/>\n";
}

std::string Svg::draw() {
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" +
           number(height_) + "\" viewBox=\"0 0 " + number(width) + " " + number(height_) +
           "\" font-family=\"Noto Sans, DejaVu Sans, sans-serif\" role=\"img\">\n<title>" +
           escaped_markup(scene_.where) + "</title>\n<desc>" +
           escaped_markup(scene_.instruction + ": " + scene_.sentence) +
           "</desc>\n<style>.m{font-family:\"Noto Sans Mono\",\"DejaVu Sans Mono\",monospace;"
           "font-size:14px}.o{font-family:\"Noto Sans Mono\",\"DejaVu Sans Mono\",monospace}"
           "</style>\n<defs><pattern id=\"nothing-kept\" width=\"8\" height=\"8\" "
           "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0,0 V8\" "
           "stroke=\"" +
           paint(Role::outline) + "\" stroke-width=\"1.5\"/></pattern></defs>\n";
    out_ += "<rect width=\"" + number(width) + "\" height=\"" + number(height_) + "\" fill=\"" +
            paint(Role::window) + "\"/>\n";
    header();
    for (std::size_t n = 0; n < group_tops_.size(); ++n) {
        text(margin, group_tops_[n] + 12, scene_.groups[n], paint(Role::dim), 11, "start");
    }
    for (std::size_t row = 0; row < scene_.rows.size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            cell({row, lane});
        }
    }
    for (std::size_t n = 0; n < scene_.trail.size(); ++n) {
        arrow(scene_.trail[n], false, n);
    }
    for (std::size_t n = 0; n < scene_.moves.size(); ++n) {
        arrow(scene_.moves[n], true, n);
    }
    return out_ + "</svg>\n";
}

} // namespace

std::string svg_picture(const Scene& scene, bool dark) {
    return Svg(scene, dark).draw();
}

} // namespace switchscope::app
