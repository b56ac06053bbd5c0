// SPDX-License-Identifier: Apache-2.0
// Catch2's own main, in an object of its own: it takes long to compile and never changes.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
