#include "core/base/hex.h"
