#include "ui/look/theme.h"
