# SPDX-License-Identifier: Apache-2.0
# Completions and the manual page, written by the program itself.
set(shell_files ${PROJECT_BINARY_DIR}/shell)
file(MAKE_DIRECTORY ${shell_files})
set(shell_names wmireach.bash wmireach.zsh wmireach.fish wmireach.ps1 wmireach.1.gz)
list(TRANSFORM shell_names PREPEND ${shell_files}/ OUTPUT_VARIABLE shell_outputs)

if(CMAKE_CROSSCOMPILING)
  # The build for this machine has a program that runs here.
  add_custom_target(shell_files ALL COMMAND ${CMAKE_COMMAND} --build ${WMIREACH_NATIVE_BUILD} --target shell_files
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${WMIREACH_NATIVE_BUILD}/shell/wmireach.ps1 ${shell_files} USES_TERMINAL)
  # One after the other: two builds in one folder at the same time would disturb each other.
  add_dependencies(shell_files native_sources)
  return()
endif()

foreach(shell bash zsh fish powershell)
  string(REPLACE powershell ps1 extension ${shell})
  add_custom_command(OUTPUT ${shell_files}/wmireach.${extension}
    COMMAND wmireach completion ${shell} -o ${shell_files}/wmireach.${extension} DEPENDS wmireach)
endforeach()
add_custom_command(OUTPUT ${shell_files}/wmireach.1.gz
  COMMAND wmireach manual -o ${shell_files}/wmireach.1
  COMMAND gzip --best --no-name --force ${shell_files}/wmireach.1 DEPENDS wmireach)  # no name, no time: equal bytes
add_custom_target(shell_files ALL DEPENDS ${shell_outputs})
