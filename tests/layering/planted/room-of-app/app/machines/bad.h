#include "app/commands/walk.h"
