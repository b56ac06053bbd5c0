# SPDX-License-Identifier: Apache-2.0
# The presets that build packages put many source files into one compilation, which takes a third of the time. These files give a
# private name a meaning that another file of their folder gives it as well, or hides a name from it; they are compiled by themselves.
# Where such a build says "redefinition" or "ambiguous", rename what is private to the new file, or name the file here.
set_source_files_properties(
  model/trust_graph.cpp
  rules/derived/levels.cpp rules/derived/proposals.cpp rules/derived/token.cpp rules/derived/trust.cpp
  import/host_consistency.cpp import/json_patch.cpp import/json_writer.cpp
  analyzer/choice_search.cpp analyzer/narrow_rules.cpp analyzer/opened_pairs.cpp
  viz/change_picture.cpp viz/change_summary.cpp viz/estate_summary.cpp viz/matrix_picture.cpp viz/trust_map.cpp
  cli/change_sets.cpp cli/class_words.cpp cli/edit_text.cpp cli/overlay.cpp cli/pages.cpp cli/picture_text.cpp cli/session.cpp cli/text_fixes.cpp
  cli/schema_diff.cpp cli/schema_fix.cpp cli/schema_matrix.cpp cli/schema_result.cpp cli/schema_rule.cpp cli/schema_scenario.cpp
  PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
file(GLOB platform_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cli/platform/*/*.cpp)
set_source_files_properties(${platform_sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # windows.h is full of macros
