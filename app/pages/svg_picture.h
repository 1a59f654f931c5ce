// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/pages/scene.h"

namespace switchscope::app {

/// A scene as an SVG image, 1200 units wide. Its text is text, so that it can be searched and
/// restyled. The same scene gives the same bytes.
std::string svg_picture(const Scene& scene, bool dark);

} // namespace switchscope::app
